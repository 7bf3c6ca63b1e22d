import type { TailLine, TailPart } from './blocks.ts'
import { slice, textOf, trim } from '../../platform/pieces.ts'
import type { Piece } from '../../platform/pieces.ts'
import { readMark } from './wordClauses.ts'
import type { WordParagraph } from '../../platform/word/lines.ts'

/** The lines that a paragraph has in one of the parts after the clauses. */
export function readTailLines(paragraph: WordParagraph, part: TailPart): TailLine[] {
  const { line } = paragraph
  const { kind, pieces } = readMark(paragraph)
  if (part === 'relevance') return [{ line, part, mark: 'item', pieces }]
  // A question may have its options in the same paragraph, on lines of their own.
  const [first = [], ...rest] = splitLines(pieces)
  const mark = kind === 'bullet' ? 'item' : kind === 'number' ? 'numbered' : 'none'
  return [
    asQuestion({ line, part, mark, pieces: first }),
    ...rest.map((one) => readTyped({ ...paragraph, pieces: one })),
  ]

  function readTyped(one: WordParagraph): TailLine {
    const typed = readMark({ ...one, counted: null })
    const typedAs = typed.kind === 'bullet' ? 'item' : typed.kind === 'number' ? 'numbered' : 'none'
    return asQuestion({ line, part, mark: typedAs, pieces: typed.pieces })
  }
}

function asQuestion(tail: TailLine): TailLine {
  const [sign] = /^\?\s*/.exec(textOf(tail.pieces)) ?? []
  return sign === undefined ? tail : { ...tail, mark: 'question', pieces: slice(tail.pieces, sign.length) }
}

function splitLines(pieces: Piece[]): Piece[][] {
  const text = textOf(pieces)
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index)
  return [...ends, text.length]
    .map((end, at) => trim(slice(pieces, at === 0 ? 0 : (ends[at - 1] ?? 0) + 1, end)))
    .filter((line) => line.length > 0)
}
