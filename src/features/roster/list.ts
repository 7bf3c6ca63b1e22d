import { storable } from '../../platform/database/json.ts'
import type { Header } from '../../platform/sheets/header.ts'
import { clean } from '../../platform/sheets/lines.ts'
import type { Cell, Line } from '../../platform/sheets/lines.ts'
import { readTable } from '../../platform/sheets/table.ts'
import { staffList } from './columns.ts'
import type { Column } from './columns.ts'
import { readName, readNip, readPhone, readPosition, readUnits } from './fields.ts'
import type { Field } from './fields.ts'
import type { Fault, Reading } from './findings.ts'

/** More employees than any government of the country has in one list. */
const mostRows = 200_000

/** Reads a staff list, CSV or XLSX, without looking at the roster. Runs in a thread, for it takes long. */
export async function readList(bytes: Uint8Array<ArrayBuffer>): Promise<Reading> {
  const table = await readTable(bytes, staffList, mostRows)
  return table.kind === 'unreadable' ? table : readRows(table.lines, table.header)
}

interface Row {
  line: number
  nip: string
  name: string
  units: string[]
  position: string | null
  phone: string | null
}

function readRows(lines: Line[], { places }: Header<Column>): Reading {
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
