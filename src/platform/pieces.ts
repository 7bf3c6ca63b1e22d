import type { Formatted, Mark } from './formatted.ts'

/** A part of a text with the same formatting throughout: what both formats are read into. */
export interface Piece {
  text: string
  bold?: boolean
  italic?: boolean
  underline?: boolean
  strikethrough?: boolean
  code?: boolean
  pre?: boolean
  /** Where it leads. */
  url?: string
}

/** From the outermost to the innermost: a mark ends where one outside of it ends, so that they never overlap by half. */
const ranks = ['pre', 'code', 'url', 'bold', 'italic', 'underline', 'strikethrough'] as const

/** What pieces say, as it stands. */
export function textOf(pieces: Piece[]): string {
  return pieces.map(({ text }) => text).join('')
}

/** What pieces say, on one line. */
export function lineOf(pieces: Piece[]): string {
  return textOf(fold(pieces)).replaceAll(/\s+/g, ' ').trim()
}

/** A part of pieces, by places in their text. */
export function slice(pieces: Piece[], from: number, to = Number.POSITIVE_INFINITY): Piece[] {
  let at = 0
  return pieces.flatMap((piece) => {
    const start = at
    at += piece.text.length
    const text = piece.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    return text === '' ? [] : [{ ...piece, text }]
  })
}

/** Pieces without white space at both ends, of which there is none that cannot be seen. */
export function trim(pieces: Piece[]): Piece[] {
  const text = textOf(pieces)
  return slice(pieces, text.length - text.trimStart().length, text.trimEnd().length)
}

/** Texts one after the other, with a separator between them; empty ones are left out. */
export function joinPieces(parts: Piece[][], separator: string): Piece[] {
  const full = parts.map(trim).filter((part) => part.length > 0)
  return full.flatMap((part, index) => (index === 0 ? part : [{ text: separator }, ...part]))
}

/** The text with its marks, its white space put in order. */
export function compose(pieces: Piece[]): Formatted {
  const tidy = trim(fold(pieces))
  const entities = ranks
    .flatMap((_, rank) => marksOf(tidy, rank))
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length)
  return { text: textOf(tidy), entities }
}

/** One space instead of several, none at the end of a line, and no character that cannot be stored or seen. */
function fold(pieces: Piece[]): Piece[] {
  const folded: Piece[] = []
  for (const piece of pieces) {
    let text = piece.text
      .replaceAll(/\p{Cs}/gu, '\uFFFD')
      .replaceAll(/\r\n?|[\u2028\u2029\v\f\u0085]/g, '\n')
      .replaceAll(/[^\P{Cc}\n\t]|[\u200B\uFEFF\u00AD]/gu, '')
    if (piece.pre !== true) {
      text = text.replaceAll(/[^\S\n]+/g, ' ').replaceAll(/ ?\n ?/g, '\n')
      const before = folded.at(-1)
      if (/\s$/.test(before?.text ?? ' ') && text.startsWith(' ')) text = text.slice(1)
      if (before?.text.endsWith(' ') && text.startsWith('\n')) before.text = before.text.slice(0, -1)
    }
    if (text !== '') folded.push({ ...piece, text })
  }
  return folded.filter(({ text }) => text !== '')
}

/** The marks of one rank. */
function marksOf(pieces: Piece[], rank: number): Mark[] {
  const marks: Mark[] = []
  let offset = 0
  let open: { key: string; mark: Mark } | undefined
  for (const piece of pieces) {
    // Within code there is no other formatting: Telegram refuses it.
    const shown = ranks.slice(0, rank + 1).map((name) => (isShown(piece, name) ? piece[name] : undefined))
    const style = ranks[rank]
    const value = shown[rank]
    const key = JSON.stringify(shown)
    if (style === undefined || value === undefined || value === false || (value === '' && style === 'url'))
      open = undefined
    else if (open?.key === key) open.mark.length += piece.text.length
    else {
      const mark: Mark = { type: style === 'url' ? 'text_link' : style, offset, length: piece.text.length }
      if (typeof value === 'string') mark.url = value
      marks.push(mark)
      open = { key, mark }
    }
    offset += piece.text.length
  }
  const text = textOf(pieces)
  return marks.filter(({ offset: from, length }) => text.slice(from, from + length).trim() !== '')
}

function isShown(piece: Piece, name: (typeof ranks)[number]): boolean {
  if (piece.pre === true) return name === 'pre'
  if (piece.code === true) return name === 'code'
  return true
}
