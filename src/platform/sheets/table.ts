import { z } from 'zod'
import { ArchiveTooLarge } from '../files/archive.ts'
import { OpenQuote, readDelimited } from './delimited.ts'
import { findHeader } from './header.ts'
import type { Header, Vocabulary } from './header.ts'
import { clean } from './lines.ts'
import type { Cell, Line } from './lines.ts'
import { readWorkbook } from './workbook.ts'

/** Why nothing of a file can be read. */
const obstacles = [
  'oldExcel',
  'webPage',
  'damaged',
  'tooLarge',
  'tooMany',
  'openQuote',
  'columnsMissing',
  'columnsTwice',
  'empty',
  'notFetched',
] as const
export type Obstacle = (typeof obstacles)[number]

/** A file of which nothing can be read. */
export interface Unreadable<Column extends string> {
  kind: 'unreadable'
  why: Obstacle
  missing: Column[]
  /** What the reason names: the columns there are, the two that mean one, the line of a quote, how many rows. */
  found: string[]
}

/** The lines of a file in which something stands, below the names of its columns. */
export interface Table<Column extends string> {
  kind: 'table'
  header: Header<Column>
  lines: Line[]
}

/** The same as it comes out of a thread. */
export function unreadableOf<Column extends string>(columns: readonly Column[]): z.ZodType<Unreadable<Column>> {
  return z.object({
    kind: z.literal('unreadable'),
    why: z.enum(obstacles),
    missing: z.array(z.enum(columns)),
    found: z.array(z.string()),
  })
}

/** A value that cannot be taken. */
export interface Fault<Column extends string, Reason extends string> {
  /** In the file, from 1. */
  line: number
  column: Column
  reason: Reason
  value: string
  /** What the reason names beside the value, such as the line that has it already; else empty. */
  other: string
}

/** The same as it comes out of a thread. */
export function faultOf<Column extends string, Reason extends string>(
  columns: readonly Column[],
  reasons: readonly Reason[],
): z.ZodType<Fault<Column, Reason>> {
  return z.object({
    line: z.number(),
    column: z.enum(columns),
    reason: z.enum(reasons),
    value: z.string(),
    other: z.string(),
  })
}

export function unreadable<Column extends string>(
  why: Obstacle,
  found: string[] = [],
  missing: Column[] = [],
): Unreadable<Column> {
  return { kind: 'unreadable', why, missing, found }
}

/** Reads a table, CSV or XLSX, with these columns and at most so many rows. For a thread: it may take long. */
export async function readTable<Column extends string>(
  bytes: Uint8Array<ArrayBuffer>,
  vocabulary: Vocabulary<Column>,
  mostRows: number,
): Promise<Table<Column> | Unreadable<Column>> {
  const lines = await readLines(bytes, vocabulary)
  if (!Array.isArray(lines)) return lines
  const header = findHeader(lines, vocabulary)
  const missing = vocabulary.needed.filter((column) => header?.places[column] === undefined)
  const found = header?.names ?? clues(lines)
  if (header === undefined || missing.length > 0) return unreadable('columnsMissing', found, missing)
  if (header.twice !== undefined) return unreadable('columnsTwice', header.twice)
  const places = Object.values<number | undefined>(header.places).filter((place) => place !== undefined)
  const given = lines.filter(({ number, cells }) => number > header.line && !isEmpty(cells, places))
  if (given.length === 0) return unreadable('empty')
  if (given.length > mostRows) return unreadable('tooMany', [String(given.length), String(mostRows)])
  return { kind: 'table', header, lines: given }
}

/** What the file is, by its first bytes rather than by its name. */
async function readLines<Column extends string>(
  bytes: Uint8Array<ArrayBuffer>,
  vocabulary: Vocabulary<Column>,
): Promise<Line[] | Unreadable<Column>> {
  const begins = (...mark: number[]) => mark.every((byte, at) => bytes[at] === byte)
  // A protected workbook looks like an old one.
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return unreadable('oldExcel')
  if (begins(0x50, 0x4b))
    return readWorkbook(bytes, vocabulary).catch((error: unknown) =>
      unreadable(error instanceof ArchiveTooLarge ? 'tooLarge' : 'damaged'),
    )
  const start = Buffer.from(bytes.subarray(0, 1000)).toString('latin1').trimStart()
  if (/^(?:\u00EF\u00BB\u00BF)?\s*<(?:!doctype|html|table|\?xml)/i.test(start)) return unreadable('webPage')
  // No text has these, but anything else that bears the name of a list.
  if (bytes.subarray(0, 1000).includes(0) && !begins(0xff, 0xfe)) return unreadable('damaged')
  try {
    return readDelimited(bytes, vocabulary)
  } catch (error) {
    if (error instanceof OpenQuote) return unreadable('openQuote', [String(error.line)])
    throw error
  }
}

/** What stands in the first line that is not empty, for a file in which no column is known. */
function clues(lines: Line[]): string[] {
  const texts = lines.map(({ cells }) => cells.map(clean).filter((text) => text !== ''))
  return (texts.find(({ length }) => length > 0) ?? []).slice(0, 10)
}

function isEmpty(cells: Cell[], places: number[]): boolean {
  return places.every((place) => clean(cells[place] ?? '') === '')
}
