import { joinPieces, lineOf } from './pieces.ts'
import type { Piece } from './pieces.ts'

/** A table as text that can be read in a chat: each row on a line, each value after the name of its column. */
export function tableText(rows: Piece[][][]): Piece[] {
  const full = rows.filter((row) => row.some((cell) => lineOf(cell) !== ''))
  const [head = [], ...body] = full
  if (body.length === 0 || full.every((row) => row.length === 1))
    return joinPieces(
      full.map((row) => joinPieces(row, '; ')),
      '\n',
    )
  const lines = body.map((row) =>
    joinPieces(
      row.map((cell, column) => nameCell(head[column] ?? [], cell)),
      '; ',
    ),
  )
  return joinPieces(
    lines.map((line) => [{ text: '— ' }, ...line]),
    '\n',
  )
}

function nameCell(head: Piece[], cell: Piece[]): Piece[] {
  if (lineOf(cell) === '') return []
  const name = lineOf(head).replace(/:$/, '')
  return name === '' ? cell : [{ text: `${name}: ` }, ...cell]
}
