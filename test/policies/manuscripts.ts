// Word documents to be read: made by a library as programs make them, or part by part.
import { Document, LevelFormat, Packer } from 'docx'
import type { FileChild, ILevelsOptions, IPropertiesOptions } from 'docx'
import { strToU8, zipSync } from 'fflate'
import { expect } from 'vitest'
import { Reading } from '../../src/features/policies/findings.ts'
import { readPolicy } from '../../src/features/policies/source.ts'

/** A document of these paragraphs and tables. */
export async function docxOf(
  children: readonly FileChild[],
  options: Partial<IPropertiesOptions> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({ ...options, sections: [{ children: [...children] }] })
  return new Uint8Array(await Packer.toBuffer(document))
}

/** A list of the levels that Indonesian regulations have below a Pasal, from the one that is named on. */
export function levels(...texts: [keyof typeof LevelFormat, string][]): ILevelsOptions[] {
  return texts.map(([format, text], level) => ({
    level,
    format: LevelFormat[format],
    text,
    style: { paragraph: { indent: { left: 567 * (level + 1), hanging: 567 } } },
  }))
}

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const others = [
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
].join(' ')
const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

interface Parts {
  body: string
  numbering?: string
  styles?: string
  title?: string
  links?: Record<string, string>
}

/** A document of parts in XML. */
export function rawDocx({ body, numbering, styles, title, links = {} }: Parts): Uint8Array<ArrayBuffer> {
  const relation = (id: string, type: string, target: string, mode = '') =>
    `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"${mode}/>`
  const relations = (...all: string[]) =>
    `<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`
  return zip({
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"/>`,
    '_rels/.rels': relations(
      relation('a', 'officeDocument', 'word/document.xml'),
      `<Relationship Id="b" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`,
    ),
    'word/_rels/document.xml.rels': relations(
      relation('n', 'numbering', 'numbering.xml'),
      relation('s', 'styles', '/word/styles.xml'),
      ...Object.entries(links).map(([id, url]) => relation(id, 'hyperlink', url, ' TargetMode="External"')),
    ),
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${w} ${others}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ...(numbering !== undefined && { 'word/numbering.xml': `<w:numbering ${w} ${others}>${numbering}</w:numbering>` }),
    ...(styles !== undefined && { 'word/styles.xml': `<w:styles ${w}>${styles}</w:styles>` }),
    ...(title !== undefined && {
      'docProps/core.xml': `<c:coreProperties xmlns:c="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title></c:coreProperties>`,
    }),
  })
}

export function zip(files: Record<string, string>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))))
}

/** A paragraph in XML: its text, which may be runs, and its properties. */
export function p(text: string, properties = ''): string {
  const runs = text.startsWith('<') || text === '' ? text : `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`
}

export function run(text: string, properties = ''): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
}

export const num = (id: number, level = 0) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`
export const style = (id: string) => `<w:pStyle w:val="${id}"/>`

/** A level of a list in XML. */
export function lvl(at: number, format: string, text: string, more = ''): string {
  return `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
}

/** What was read of a document without faults. */
export async function documentOf(bytes: Uint8Array<ArrayBuffer>) {
  const found = await readPolicy(bytes)
  if (found.kind !== 'document') throw new Error(JSON.stringify(found))
  expect(Reading.parse(found)).toEqual(found)
  return found.document
}
/** Each paragraph as "section | label | text". */
export async function clausesOf(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const { paragraphs } = await documentOf(bytes)
  return paragraphs.map(({ section, label, body: { text } }) => [section.join(' > '), label, text].join(' | '))
}
/** The same without sections, of a body that follows a title. */
export const rawClauses = async (parts: Omit<Parameters<typeof rawDocx>[0], 'title'>) =>
  (await clausesOf(rawDocx({ title: 'Cuti', ...parts }))).map((clause) => clause.replace(/^.*? \| /, ''))
