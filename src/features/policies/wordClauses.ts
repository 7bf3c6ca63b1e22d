import { openAddresses } from './addresses.ts'
import type { Block } from './blocks.ts'
import { readMarker, typedMarker } from './markers.ts'
import type { Marker } from './markers.ts'
import { joinPieces, slice, textOf, trim } from '../../platform/pieces.ts'
import type { Piece } from '../../platform/pieces.ts'
import type { WordParagraph } from '../../platform/word/lines.ts'

/** What stands before the text of a paragraph, by Word's hand or the author's. */
export interface Mark {
  kind: 'bullet' | 'number' | 'none'
  /** What its number can be. */
  markers: Marker[]
  /** Whether it was typed. */
  isTyped: boolean
  /** The text after it. */
  pieces: Piece[]
}

/** Finds the number or the bullet of a paragraph. */
export function readMark({ counted, pieces: given }: WordParagraph): Mark {
  const pieces = trim(given)
  if (counted?.isBullet === true) return { kind: 'bullet', markers: [], isTyped: false, pieces }
  if (counted !== null && counted.label !== '')
    return { kind: 'number', markers: [readMarker(counted.label, counted)], isTyped: false, pieces }
  const text = textOf(pieces)
  const bullet = /^[-–—•▪·*]\s+/.exec(text)
  if (bullet !== null) return { kind: 'bullet', markers: [], isTyped: true, pieces: slice(pieces, bullet[0].length) }
  const typed = typedMarker(text)
  if (typed === undefined) return { kind: 'none', markers: [], isTyped: true, pieces }
  return { kind: 'number', markers: typed.markers, isTyped: true, pieces: slice(pieces, typed.length) }
}

/** Adds the clauses of a document to its blocks, each with its address. */
export function openClauses(blocks: Block[]) {
  const addresses = openAddresses()
  /** The clause to which bullets belong. */
  let last: (Block & { kind: 'clause' }) | undefined

  const push = (line: number, label: string, pieces: Piece[]) => {
    last = { kind: 'clause', line, label, pieces }
    blocks.push(last)
  }

  return {
    /** Adds a paragraph; gives whether it has a number. */
    add(paragraph: WordParagraph, { kind, markers, isTyped, pieces }: Mark): boolean {
      const { line, indent } = paragraph
      const marker = kind === 'number' ? addresses.choose(markers, isTyped) : undefined
      if (marker !== undefined) push(line, addresses.place(marker, { list: listOf(paragraph), indent }), pieces)
      else if (kind === 'bullet') addBullet(paragraph, pieces)
      else {
        addresses.pass(indent)
        push(line, '', paragraph.pieces)
      }
      return marker !== undefined
    },
    addTable(line: number, pieces: Piece[]) {
      push(line, '', pieces)
      last = undefined
    },
    /** Notes a heading; one that is a Pasal has its clauses below it. */
    head(paragraph: WordParagraph, { markers: [marker] }: Mark) {
      const numbered = { list: listOf(paragraph), indent: paragraph.indent }
      last = undefined
      addresses.head(numbered.list === null ? null : (marker ?? null), numbered)
    },
    /** Notes the number of a heading that has a name as well, below which its clauses are. */
    open(paragraph: WordParagraph, marker: Marker) {
      push(paragraph.line, addresses.place(marker, { list: listOf(paragraph), indent: paragraph.indent }), [])
    },
  }

  /** A bullet is a line of the clause above it, unless it has a name of its own. */
  function addBullet({ line, counted }: WordParagraph, pieces: Piece[]) {
    if (textOf(pieces).startsWith('{#')) return push(line, '', pieces)
    const bullet = [{ text: (counted?.level ?? 0) > 0 ? '◦ ' : '• ' }, ...pieces]
    if (last === undefined) push(line, '', bullet)
    else last.pieces = joinPieces([last.pieces, bullet], '\n')
  }
}

function listOf({ counted }: WordParagraph): { id: string; level: number } | null {
  return counted === null || counted.label === '' ? null : { id: counted.list, level: counted.level }
}
