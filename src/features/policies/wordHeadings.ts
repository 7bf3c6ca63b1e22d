import { partOf } from './blocks.ts'
import { lineOf } from '../../platform/pieces.ts'
import type { WordParagraph } from '../../platform/word/lines.ts'

/** A heading of a document: its level from 1. */
export interface WordHeading {
  line: number
  level: number
  text: string
  /** Whether it only counts, as "BAB I", and its name is still to come. */
  isBare: boolean
}

/** Divisions of Indonesian regulations, from the widest. */
const divisions = [
  { level: 1, bare: /^BAB\s+(?:[IVXLC]+|\d{1,3})$/i },
  { level: 2, bare: /^BAGIAN\s+(?:KE[A-Z]+|PERTAMA)$/i },
  { level: 3, bare: /^PARAGRAF\s+\d{1,3}$/i },
]
/** A chapter with its name on the same line; in small letters it begins a sentence. */
const chapter = /^BAB\s+(?:[IVXLC]+|\d{1,3})[.:]?\s+\P{Ll}{1,150}$/u
/** Letters of a name that stands below "BAB I". */
const longestName = 150

/** What a paragraph says as a heading, by its style, its level or its words; undefined: it is none. */
export function headingOf({ line, pieces, counted, outline, style }: WordParagraph): WordHeading | undefined {
  const words = lineOf(pieces)
  const text = [counted?.label ?? '', words].filter((part) => part !== '').join(' ')
  const division = divisions.find(({ bare }) => bare.test(text))
  if (division !== undefined) return { line, level: division.level, text, isBare: true }
  if (chapter.test(text)) return { line, level: 1, text, isBare: false }
  const isPart = partOf(words) !== undefined && counted?.isBullet !== true
  if (outline === null && style.kind !== 'title' && !isPart) return undefined
  return { line, level: outline ?? 1, text, isBare: false }
}

/** Whether a paragraph can be the name of a division that stands above it. */
export function isName(paragraph: WordParagraph): boolean {
  const text = lineOf(paragraph.pieces)
  return paragraph.counted === null && text !== '' && text.length <= longestName && !/[.;:]$/.test(text)
}
