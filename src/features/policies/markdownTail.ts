import { partOf } from './blocks.ts'
import type { Source, TailLine, TailPart } from './blocks.ts'
import { flow } from './markdownText.ts'
import type { Grammar } from './markdownTree.ts'

/** Characters of a line whose formatting is looked for: one with more is too long for anything. */
const longest = 20_000

/** A line as it is written, without its mark. */
type Draft = Omit<TailLine, 'pieces'> & { text: string }

/**
 * Reads the parts after the paragraphs line by line, from the line on with their first heading: "? …" with "- …" below
 * it means nothing in Markdown. Headings of anything else are added to `late`.
 */
export function readTail(lines: string[], from: number, grammar: Grammar, late: Source['late']): TailLine[] {
  const drafts: Draft[] = []
  let part: TailPart | undefined
  let isOpen = false
  for (const [index, written] of lines.entries()) {
    const line = index + 1
    if (line < from) continue
    const text = written.trim()
    const heading = headingOf(text, lines[index + 1])
    const last = drafts.at(-1)
    if (heading !== undefined) {
      part = partOf(heading)
      if (part === undefined) late.push({ line, text: heading })
    } else if (part !== undefined && text !== '' && !isRule(text)) {
      if (isOpen && last !== undefined && /^(?: {2}|\t)/.test(written) && !hasMark(text)) last.text += ` ${text}`
      else drafts.push({ line, part, ...readMark(text) })
    }
    isOpen = heading === undefined && text !== ''
  }
  return drafts.map(({ text, ...draft }) => {
    const nodes = text.length > longest ? undefined : grammar.parseLine(text)
    return { ...draft, pieces: nodes === undefined ? [{ text }] : flow(nodes, new Map()) }
  })
}

/** The words of a heading, with number signs before them or, of these parts, underlined. */
function headingOf(text: string, below = ''): string | undefined {
  const [, signed] = /^#{1,6}(?:\s+(.*))?$/.exec(text) ?? []
  if (signed !== undefined) return signed.replace(/\s+#+$/, '').trim()
  return partOf(text) !== undefined && /^(?:=+|-+)$/.test(below.trim()) ? text : undefined
}

/** Nothing but a line, or what underlines a heading. */
function isRule(text: string): boolean {
  return /^(?:=+|([-*_])(?:\s*\1){1,})$/.test(text)
}

const hasMark = (text: string) => readMark(text).mark !== 'none'

function readMark(text: string): Pick<Draft, 'mark' | 'text'> {
  const [, bullet, number, question, rest = ''] =
    /^(?:([-*+•–—](?=\s|$))|(\d{1,3}[.)](?=\s|$))|(\?))(.*)$/.exec(text) ?? []
  if (bullet !== undefined) return { mark: 'item', text: rest.trim() }
  if (number !== undefined) return { mark: 'numbered', text: rest.trim() }
  return question === undefined ? { mark: 'none', text } : { mark: 'question', text: rest.trim() }
}
