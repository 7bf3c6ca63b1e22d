import type { Cell, Line } from '../../platform/sheets/lines.ts'
import { clean } from '../../platform/sheets/lines.ts'
import type { Header } from '../../platform/sheets/header.ts'
import { readTable } from '../../platform/sheets/table.ts'
import type { Day } from '../../shared/workdays/holidays.ts'
import { holidayList } from './columns.ts'
import type { Column } from './columns.ts'
import { readDate } from './dates.ts'
import { readKind, readName, soundsJoint } from './fields.ts'
import type { Field } from './fields.ts'
import type { Fault, Reading } from './findings.ts'

/** Of several years. */
const mostRows = 1000
/** More days off nobody has, and a year without a working day would stop every clock. */
const mostOfYear = 120

/** Reads a list of holidays, CSV or XLSX. For a thread: a spreadsheet takes its time. */
export async function readList(bytes: Uint8Array<ArrayBuffer>): Promise<Reading> {
  const table = await readTable(bytes, holidayList, mostRows)
  return table.kind === 'unreadable' ? table : readRows(table.lines, table.header)
}

function readRows(lines: Line[], { places }: Header<Column>): Reading {
  const faults: Fault[] = []
  const days: Day[] = []
  const lineOf = new Map<string, number>()
  const countOf = new Map<string, number>()
  for (const { number: line, cells } of lines) {
    const fault = (column: Column, reason: Fault['reason'], value: string, other = '') =>
      void faults.push({ line, column, reason, value, other })
    const take = <Value>(column: Column, read: (cell: Cell) => Field<Value>): Value | undefined => {
      const place = places[column]
      const cell = place === undefined ? '' : (cells[place] ?? '')
      const field: Field<Value> = typeof cell === 'object' ? { reason: 'cellFault' } : read(cell)
      if ('value' in field) return field.value
      fault(column, field.reason, clean(cell), field.other)
      return undefined
    }
    const day = take('day', readDate)
    const name = take('name', readName)
    const isJoint = take('kind', readKind)
    if (day === undefined) continue
    const first = lineOf.get(day)
    if (first !== undefined) {
      fault('day', 'dayTwice', day, String(first))
      continue
    }
    lineOf.set(day, line)
    const year = day.slice(0, 4)
    const count = (countOf.get(year) ?? 0) + 1
    countOf.set(year, count)
    if (count === mostOfYear + 1) fault('day', 'yearFull', year, String(mostOfYear))
    if (name !== undefined && isJoint !== undefined) days.push({ day, name, isJoint: isJoint ?? soundsJoint(name) })
  }
  return { kind: 'list', days: days.toSorted((one, other) => (one.day < other.day ? -1 : 1)), faults }
}
