import type { Element } from '@xmldom/xmldom'
import { ArchiveTooLarge, tryUnpacking } from '../files/archive.ts'
import { attribute, children, descendants, HasEntities, parseXml } from './xml.ts'

/** Why nothing of a file can be read that looks like a Word document. */
export type Obstacle = 'openDocument' | 'otherType' | 'damaged' | 'hasEntities'

/** Nothing of a file can be read. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  readonly why: Obstacle

  constructor(why: Obstacle) {
    super(`The file cannot be read: ${why}`)
    this.why = why
  }
}

/** What a Word document consists of. */
export interface Parts {
  body: Element
  numbering: Element | undefined
  styles: Element | undefined
  /** The title among its properties; may be empty. */
  title: string
  /** Where its links lead, by their ids. */
  links: Map<string, string>
}

/** Bytes of all parts together, pictures included. */
const mostUnpacked = 128 * 1024 * 1024
/** Bytes of one part that is read: five hundred paragraphs have a tenth of them. */
const longestPart = 16 * 1024 * 1024

/** Unpacks a Word document. Throws Unreadable, and ArchiveTooLarge. */
export async function unpackWord(bytes: Uint8Array): Promise<Parts> {
  try {
    return await unpack(bytes)
  } catch (error) {
    if (error instanceof Unreadable || error instanceof ArchiveTooLarge) throw error
    throw new Unreadable(error instanceof HasEntities ? 'hasEntities' : 'damaged')
  }
}

async function unpack(bytes: Uint8Array): Promise<Parts> {
  tryUnpacking(bytes, mostUnpacked)
  const { unzipSync } = await import('fflate')
  const names: string[] = []
  const files = unzipSync(bytes, {
    filter({ name, originalSize }) {
      names.push(name)
      const isRead = /\.(?:xml|rels)$/i.test(name)
      if (isRead && originalSize > longestPart) throw new ArchiveTooLarge()
      return isRead
    },
  })
  if (names.includes('mimetype') && names.includes('content.xml')) throw new Unreadable('openDocument')
  const read = async (name: string | undefined) => {
    const part = name === undefined ? undefined : files[name]
    return part === undefined ? undefined : parseXml(part)
  }
  const whole = await readRelations(read, '')
  const main = whole.byType('officeDocument') ?? 'word/document.xml'
  const document = names.includes('[Content_Types].xml') ? await read(main) : undefined
  const body = children(document, 'body')[0]
  if (document?.localName !== 'document' || body === undefined) throw new Unreadable('otherType')
  const own = await readRelations(read, main)
  const core = await read(whole.byType('core-properties'))
  return {
    body,
    numbering: await read(own.byType('numbering')),
    styles: await read(own.byType('styles')),
    title: children(core, 'title')[0]?.textContent?.trim() ?? '',
    links: own.links,
  }
}

/** What a part refers to: other parts by their type, and addresses by their ids. */
async function readRelations(read: (name: string) => Promise<Element | undefined>, part: string) {
  const cut = part.lastIndexOf('/') + 1
  const folder = part.slice(0, cut)
  const root = await read(`${folder}_rels/${part.slice(cut)}.rels`)
  const relations = root === undefined ? [] : descendants(root, 'Relationship')
  return {
    byType(type: string): string | undefined {
      const found = relations.find((one) => attribute(one, 'Type')?.endsWith(`/${type}`))
      const target = attribute(found, 'Target')
      if (target === undefined) return undefined
      return new URL(target, `file:///${folder}`).pathname.slice(1)
    },
    links: new Map(
      relations.flatMap((one): [string, string][] => {
        const [id, target] = [attribute(one, 'Id'), attribute(one, 'Target')]
        const isLink = attribute(one, 'TargetMode') === 'External' && attribute(one, 'Type')?.endsWith('/hyperlink')
        return isLink && id !== undefined && target !== undefined ? [[id, target]] : []
      }),
    ),
  }
}
