import { storable } from '../../platform/database/json.ts'
import { ArchiveTooLarge } from '../../platform/files/archive.ts'
import { findHeader, needed } from './columns.ts'
import type { Cell, Column, Header, Line } from './columns.ts'
import { OpenQuote, readDelimited } from './delimited.ts'
import { clean, readName, readNip, readPhone, readPosition, readUnits } from './fields.ts'
import type { Field } from './fields.ts'
import type { Fault, Obstacle, Reading, Unreadable } from './findings.ts'
import { readWorkbook } from './workbook.ts'

/** More employees than any government of the country has in one list. */
const mostRows = 200_000

/** Reads a staff list, CSV or XLSX, without looking at the roster. Runs in a thread, for it takes long. */
export async function readList(bytes: Uint8Array<ArrayBuffer>): Promise<Reading> {
  const lines = await readLines(bytes)
  if (!Array.isArray(lines)) return lines
  const header = findHeader(lines)
  const missing = needed.filter((column) => header?.places[column] === undefined)
  const found = header?.names ?? clues(lines)
  if (header === undefined || missing.length > 0) return unreadable('columnsMissing', found, missing)
  if (header.twice !== undefined) return unreadable('columnsTwice', header.twice)
  const given = lines.filter(({ number, cells }) => number > header.line && !isEmpty(cells, header))
  if (given.length === 0) return unreadable('empty')
  if (given.length > mostRows) return unreadable('tooMany', [String(given.length), String(mostRows)])
  return readRows(given, header)
}

export function unreadable(why: Obstacle, found: string[] = [], missing: Column[] = []): Unreadable {
  return { kind: 'unreadable', why, missing, found }
}

/** What the file is, by its first bytes rather than by its name. */
async function readLines(bytes: Uint8Array<ArrayBuffer>): Promise<Line[] | Unreadable> {
  const begins = (...mark: number[]) => mark.every((byte, at) => bytes[at] === byte)
  // A protected workbook looks like an old one.
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return unreadable('oldExcel')
  if (begins(0x50, 0x4b))
    return readWorkbook(bytes).catch((error: unknown) =>
      unreadable(error instanceof ArchiveTooLarge ? 'tooLarge' : 'damaged'),
    )
  const start = Buffer.from(bytes.subarray(0, 1000)).toString('latin1').trimStart()
  if (/^(?:\u00EF\u00BB\u00BF)?\s*<(?:!doctype|html|table|\?xml)/i.test(start)) return unreadable('webPage')
  // No text has these, but anything else that bears the name of a list.
  if (bytes.subarray(0, 1000).includes(0) && !begins(0xff, 0xfe)) return unreadable('damaged')
  try {
    return readDelimited(bytes)
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

function isEmpty(cells: Cell[], { places }: Header): boolean {
  return Object.values(places).every((place) => clean(cells[place] ?? '') === '')
}

interface Row {
  line: number
  nip: string
  name: string
  units: string[]
  position: string | null
  phone: string | null
}

function readRows(lines: Line[], { places }: Header): Reading {
  const faults: Fault[] = []
  const rows: Row[] = []
  const nips = new Map<string, number>()
  const phones = new Map<string, number>()
  for (const { number: line, cells } of lines) {
    const take = <Value>(column: Column, read: (cell: Cell) => Field<Value>): Value | undefined => {
      const place = places[column]
      const cell = place === undefined ? '' : (cells[place] ?? '')
      const field: Field<Value> = typeof cell === 'object' ? { reason: 'cellFault' } : read(cell)
      if ('value' in field) return field.value
      faults.push({ line, column, reason: field.reason, value: clean(cell), other: field.other ?? '' })
      return undefined
    }
    const nip = once(take('nip', readNip), nips, line)
    if (nip?.first !== undefined) faults.push(twice('nip', 'nipTwice', line, nip))
    const name = take('name', readName) ?? ''
    const units = take('unit', readUnits) ?? []
    const position = take('position', readPosition) ?? null
    const phone = once(take('phone', readPhone) ?? undefined, phones, line)
    if (phone?.first !== undefined) faults.push(twice('phone', 'phoneTwice', line, phone))
    // With other faults as well: whose number a phone is depends on who is in the file.
    if (nip !== undefined && nip.first === undefined)
      rows.push({ line, nip: nip.value, name, units, position, phone: phone?.value ?? null })
  }
  const [hasPosition, hasPhone] = [places.position !== undefined, places.phone !== undefined]
  return { kind: 'list', rows: storable(rows), count: lines.length, hasPosition, hasPhone, faults }
}

/** A value that may stand in one line only; `first`: the line before that has it. */
function once(value: string | undefined, seen: Map<string, number>, line: number) {
  if (value === undefined) return undefined
  const first = seen.get(value)
  if (first === undefined) seen.set(value, line)
  return { value, first }
}

function twice(column: Column, reason: 'nipTwice' | 'phoneTwice', line: number, of: { value: string; first?: number }) {
  return { line, column, reason, value: of.value, other: String(of.first) }
}
