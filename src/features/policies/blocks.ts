import type { Entry } from './entries.ts'
import type { Format } from './findings.ts'
import type { Piece } from '../../platform/pieces.ts'

/** A part of a file's text, in either format. */
export type Block =
  | { kind: 'heading'; line: number; level: number; pieces: Piece[] }
  /** A numbered clause, or a paragraph without a number, whose label is empty. */
  | { kind: 'clause'; line: number; label: string; pieces: Piece[] }

/** A line of the parts that follow the paragraphs. */
export interface TailLine {
  line: number
  part: TailPart
  /** "- …" or its like, "1. …", "? …", or none of them. */
  mark: 'item' | 'numbered' | 'question' | 'none'
  pieces: Piece[]
}

export type TailPart = 'relevance' | 'quiz'

/** What either format is read into. */
export interface Source {
  format: Format
  /** null: they cannot be read, for which there are faults. */
  entries: Entry[] | null
  blocks: Block[]
  tail: TailLine[]
  /** Headings of the text that stand below those parts. */
  late: { line: number; text: string }[]
  /** Footnotes and endnotes, which are not read. */
  notes: number
}

const parts: Record<string, TailPart> = { relevansi: 'relevance', relevance: 'relevance', kuis: 'quiz', quiz: 'quiz' }

/** Which of the parts after the paragraphs a heading begins. */
export function partOf(heading: string): TailPart | undefined {
  const word = heading.replaceAll(/^[\s*_]+|[\s*_:.]+$/g, '').toLowerCase()
  return Object.hasOwn(parts, word) ? parts[word] : undefined
}
