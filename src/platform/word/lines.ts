import type { Element } from '@xmldom/xmldom'
import { joinPieces, lineOf } from '../pieces.ts'
import type { Piece } from '../pieces.ts'
import { content } from './content.ts'
import { openNumbering } from './numbering.ts'
import type { Counted } from './numbering.ts'
import type { Parts } from './parts.ts'
import { outlineOf, readIndent, readStyles } from './styles.ts'
import type { Style } from './styles.ts'
import { findBoxes, goesOn, isDeleted, openText } from './text.ts'
import { child, children, number, value } from './xml.ts'

/** What one sees below each other in a document, counted from 1 without what is empty. */
export type WordLine = WordParagraph | { kind: 'table'; line: number; rows: Piece[][][] }

export interface WordParagraph {
  kind: 'paragraph'
  line: number
  pieces: Piece[]
  style: Style
  /** Its number; null: it has none that Word gives. */
  counted: Counted | null
  /** Its level as a heading, from 1; null: it is none. */
  outline: number | null
  /** Where it begins, or its number where it has one, in twentieths of a point. */
  indent: number
}

/** Cells more than these are not in a row, whatever a document says of how wide one is. */
const mostColumns = 63

/** The paragraphs and tables of a document, as Word shows them. */
export function readLines({ body, numbering, styles: sheet, links }: Parts): WordLine[] {
  const styles = readStyles(sheet)
  const text = openText(styles, links)
  const lists = openNumbering(numbering, styles.numOf)
  const lines: WordLine[] = []
  /** The beginning of a paragraph whose end was deleted. */
  let carried: Piece[] = []

  function readAll(container: Element) {
    for (const element of content(container)) {
      if (element.localName === 'tbl') {
        const rows = readRows(element)
        if (rows.some((row) => row.some((cell) => cell.length > 0)))
          lines.push({ kind: 'table', line: lines.length + 1, rows })
      } else if (element.localName === 'p') readOne(element)
    }
  }

  function readOne(element: Element) {
    const paragraph = readParagraph(element)
    if (paragraph !== null && (lineOf(paragraph.pieces) !== '' || (paragraph.counted?.label ?? '') !== ''))
      lines.push({ ...paragraph, line: lines.length + 1 })
    for (const box of findBoxes(element)) readAll(box)
  }

  /** null: it goes on in the next one, or lists what the document contains. */
  function readParagraph(element: Element): WordParagraph | null {
    const properties = child(element, 'pPr')
    const pieces = [...carried, ...text.read(element)]
    carried = goesOn(properties) ? pieces : []
    const style = styles.paragraph(value(properties, 'pStyle'))
    if (goesOn(properties) || style.kind === 'contents') return null
    const own = child(properties, 'numPr')
    const num = value(own, 'numId') ?? style.num
    const linked = num === undefined ? undefined : lists.levelOf(num, style.ids)
    const level = number(own, 'ilvl') ?? linked ?? (value(own, 'numId') === undefined ? style.level : undefined) ?? 0
    const counted = num === undefined ? null : lists.count(num, level)
    const outline = number(properties, 'outlineLvl')
    const indent = readIndent(properties) ?? counted?.indent ?? style.indent
    return {
      kind: 'paragraph',
      line: 0,
      pieces,
      style,
      counted,
      outline: outline === undefined ? style.outline : outlineOf(outline),
      indent: (counted === null ? indent?.text : indent?.number) ?? 0,
    }
  }

  /** Of cells that are merged each shows what they show together. */
  function readRows(table: Element): Piece[][][] {
    const rows: Piece[][][] = []
    for (const row of content(table).filter(({ localName }) => localName === 'tr')) {
      const above = rows.at(-1) ?? []
      const cells: Piece[][] = []
      for (let at = number(child(row, 'trPr'), 'gridBefore') ?? 0; at > 0 && cells.length < mostColumns; at--)
        cells.push([])
      for (const cell of content(row).filter(({ localName }) => localName === 'tc')) {
        const properties = child(cell, 'tcPr')
        const merged = children(properties, 'vMerge')[0]
        const goes = merged !== undefined && value(properties, 'vMerge') !== 'restart'
        const inside = readCell(cell)
        const shown = goes ? (above[cells.length] ?? []) : inside
        // A cell that is several wide: only a heading of columns stands above all of them.
        const width = Math.min(number(properties, 'gridSpan') ?? 1, mostColumns - cells.length)
        for (let at = 0; at < width; at++) cells.push(at === 0 || rows.length === 0 ? shown : [])
      }
      if (!isDeleted(row)) rows.push(cells)
    }
    return rows
  }

  function readCell(cell: Element): Piece[] {
    const parts = content(cell).map((element): Piece[] => {
      if (element.localName === 'tbl')
        return joinPieces(
          readRows(element).map((row) => joinPieces(row, '; ')),
          '; ',
        )
      if (element.localName !== 'p') return []
      const paragraph = readParagraph(element)
      if (paragraph === null) return []
      const { counted, pieces } = paragraph
      const mark = counted?.isBullet === true ? '•' : (counted?.label ?? '')
      return mark === '' || (counted?.isBullet === true && lineOf(pieces) === '')
        ? pieces
        : [{ text: `${mark} ` }, ...pieces]
    })
    return joinPieces(parts, '\n').map((piece) => ({ ...piece, text: piece.text.replaceAll('\n', ' ') }))
  }

  readAll(body)
  return lines
}
