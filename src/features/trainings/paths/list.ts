import { clean } from '../../../platform/sheets/lines.ts'
import type { Cell, Line } from '../../../platform/sheets/lines.ts'
import type { Header } from '../../../platform/sheets/header.ts'
import { readTable } from '../../../platform/sheets/table.ts'
import { fold } from '../folding.ts'
import { pathList } from './columns.ts'
import type { Column } from './columns.ts'
import type { Fault, Reading, Reason } from './findings.ts'

const mostRows = 5000
/** Steps that a position may have. */
const mostSteps = 25
const longest = { position: 200, competence: 200 }

const required = /^(wajib|ya|y|required|mandatory|yes|must|true|1)$/
const advised = /^(anjuran|dianjurkan|disarankan|pilihan|tidak|t|advised|recommended|optional|no|n|false|0)$/

/** A step as it was found. */
interface Step {
  line: number
  /** null: in the order of the lines. */
  place: number | null
  label: string
  isRequired: boolean
}

/** Reads a file of career paths, CSV or XLSX. For a thread: a spreadsheet takes its time. */
export async function readPaths(bytes: Uint8Array<ArrayBuffer>): Promise<Reading> {
  const table = await readTable(bytes, pathList, mostRows)
  return table.kind === 'unreadable' ? table : readRows(table.lines, table.header)
}

function readRows(lines: Line[], { places }: Header<Column>): Reading {
  const faults: Fault[] = []
  const found = new Map<string, { title: string; steps: Step[] }>()
  for (const { number: line, cells } of lines) {
    const fault = (column: Column, reason: Reason, value: string, other = '') =>
      void faults.push({ line, column, reason, value, other })
    const take = (column: Column): string | undefined => {
      const place = places[column]
      const cell: Cell = place === undefined ? '' : (cells[place] ?? '')
      const text = clean(cell)
      if (typeof cell !== 'object') return text
      fault(column, 'cellFault', text)
      return undefined
    }
    const name = (column: 'position' | 'competence'): string | undefined => {
      const text = take(column)
      if (text === undefined) return undefined
      if (text === '') return fault(column, 'empty', '')
      return Array.from(text).length > longest[column] ? fault(column, 'tooLong', text, String(longest[column])) : text
    }
    const title = name('position')
    const label = name('competence')
    const order = readPlace(take('place'))
    if (typeof order === 'string') fault('place', 'placeWrong', order)
    const kind = take('kind') ?? ''
    const isRequired = readKind(kind)
    if (isRequired === undefined) fault('kind', 'kindWrong', kind)
    if (title === undefined || label === undefined || typeof order === 'string' || isRequired === undefined) continue
    const position = found.get(fold(title)) ?? { title, steps: [] }
    found.set(fold(title), position)
    const same = position.steps.find((step) => fold(step.label) === fold(label))
    const before = order === null ? undefined : position.steps.find((step) => step.place === order)
    if (same !== undefined) fault('competence', 'twice', label, String(same.line))
    else if (before !== undefined) fault('place', 'placeTwice', String(order), String(before.line))
    else if (position.steps.length === mostSteps) fault('position', 'many', title, String(mostSteps))
    else position.steps.push({ line, place: order, label, isRequired })
  }
  const paths = [...found.values()].map(({ title, steps }) => ({
    title,
    steps: inOrder(steps).map(({ label, isRequired }) => ({ label, isRequired })),
  }))
  return { kind: 'list', paths: paths.filter(({ steps }) => steps.length > 0), faults }
}

/** Those with a number by it, before those without one. */
function inOrder(steps: Step[]): Step[] {
  return steps.toSorted((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || a.line - b.line)
}

/** The number of a step; null: none is written; a text: it is none. */
function readPlace(text = ''): number | null | string {
  if (text === '') return null
  const place = Number(text.replace(/\.$/, ''))
  return Number.isInteger(place) && place > 0 && place <= 1000 ? place : text
}

/** Whether a step is required, as it is where nothing is written; undefined: the word says neither. */
function readKind(text: string): boolean | undefined {
  const word = text.toLowerCase().trim()
  if (word === '' || required.test(word)) return true
  return advised.test(word) ? false : undefined
}
