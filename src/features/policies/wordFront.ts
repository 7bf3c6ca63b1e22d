import type { Source } from './blocks.ts'
import { find } from '../../shared/audiences/written.ts'
import { isKey } from './entries.ts'
import type { Entry } from './entries.ts'
import { lineOf, textOf } from '../../platform/pieces.ts'
import type { WordParagraph } from '../../platform/word/lines.ts'

/** What stands before the text of a document. */
export interface Front {
  entries: Entry[]
  /** What is styled as its title, and as what goes below it. */
  title: WordParagraph[]
  subtitle: WordParagraph[]
}

/** What programs write into a document's properties without being asked. */
const unnamed = /^(?:microsoft word|word document|document\s*\d*$|dokumen\s*\d*$|untitled|tanpa judul)/i

/** Takes a paragraph that says something about the document, as "Sasaran: pegawai" does; gives whether it is one. */
export function takeFront(paragraph: WordParagraph, front: Front): boolean {
  const { line, pieces, style, counted } = paragraph
  if (style.kind === 'title') return front.title.push(paragraph) > 0
  if (style.kind === 'subtitle') return front.subtitle.push(paragraph) > 0
  if (counted !== null && counted.label !== '') return false
  const lines = textOf(pieces)
    .split('\n')
    .filter((text) => text.trim() !== '')
  const entries = lines.flatMap((text): Entry[] => {
    const [, key = '', value = ''] = /^\s*(\p{L}+)\s*:(.*)$/su.exec(text) ?? []
    return isKey(key) ? [{ line, key, value: value.trim() }] : []
  })
  if (entries.length === 0 || entries.length < lines.length) return false
  return front.entries.push(...entries) > 0
}

/** Adds the title and the summary from where else a document has them, if no line of it says them. */
export function completeFront({ title, subtitle, ...front }: Front, core: string, source: Source): Source {
  const entries = [...front.entries]
  const has = (...keys: string[]) =>
    entries.some(({ key }) => find(Object.fromEntries(keys.map((one) => [one, 1])), key))
  const textOfAll = (paragraphs: WordParagraph[]) => paragraphs.map(({ pieces }) => lineOf(pieces)).join(' ')
  const [top] = title
  const [below] = subtitle
  let { blocks } = source
  if (!has('title', 'judul')) {
    const first = blocks.find(({ kind }) => kind === 'heading')
    if (top !== undefined) entries.push({ line: top.line, key: 'title', value: textOfAll(title) })
    else if (core !== '' && !unnamed.test(core)) entries.push({ line: 1, key: 'title', value: core })
    else if (first?.kind === 'heading' && isAlone(first, source)) {
      entries.push({ line: first.line, key: 'title', value: lineOf(first.pieces) })
      blocks = blocks.filter((block) => block !== first)
    }
  }
  if (below !== undefined && !has('summary', 'ringkasan'))
    entries.push({ line: below.line, key: 'summary', value: textOfAll(subtitle) })
  return { ...source, entries, blocks }
}

/** Whether a heading is above all others: one among others of its kind is no title. */
function isAlone(heading: Source['blocks'][number] & { kind: 'heading' }, { blocks }: Source): boolean {
  return blocks.every((block) => block === heading || block.kind !== 'heading' || block.level > heading.level)
}
