import { Writable } from 'node:stream'
import { setImmediate as breath } from 'node:timers/promises'
import Excel from 'exceljs'
import type { Cell, Column } from '../feature.ts'
import { fit, openZone } from './cells.ts'
import type { Explanation, Plan, Sink, Table } from './tables.ts'

/** Rows that a sheet can hold, with its heading. */
const mostRows = 1_048_576
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const numFmt: Partial<Record<Column['type'], string>> = { day: 'yyyy-mm-dd', moment: 'yyyy-mm-dd hh:mm:ss' }
const widths: Record<Column['type'], number> = { text: 12, number: 10, day: 12, moment: 20, boolean: 10 }
const widest = 60
const bold = { font: { bold: true } }

type Sheet = Excel.Worksheet

/** Writes each table as a sheet of one workbook, further ones where it is too long for one, and the explanation as the last. */
export function openWorkbook(plan: Plan): Sink {
  const parts: Uint8Array[] = []
  let size = 0
  const stream = new Writable({
    write(bytes: Uint8Array, _encoding, done) {
      parts.push(bytes)
      size += bytes.length
      done()
    },
  })
  const workbook = new Excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  for (const key of ['created', 'modified'] as const) workbook[key] = plan.now
  const zoned = openZone(plan.timeZone)
  const names = new Set<string>()
  const addSheet = (title: string, views: Partial<Excel.WorksheetView>[] = []): Sheet =>
    workbook.addWorksheet(nameOf(title, names), { views })
  let open: { table: Table; sheet: Sheet | undefined; rows: number } | undefined

  const begin = (table: Table, first: Cell[][]): Sheet => {
    const sheet = addSheet(table.title, [{ state: 'frozen', xSplit: 0, ySplit: 1 }])
    sheet.columns = table.columns.map((column, n) => ({
      width: widthOf(column, first.slice(0, 200), n),
      style: { ...(numFmt[column.type] && { numFmt: numFmt[column.type] }) },
    }))
    addRow(
      sheet,
      table.columns.map(({ heading }) => heading),
      bold,
    )
    return sheet
  }
  const finish = () => {
    if (open === undefined) return
    const { table, rows } = open
    const sheet = open.sheet ?? begin(table, [])
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows + 1, column: table.columns.length } }
    sheet.commit()
    open = undefined
  }
  return {
    open(table) {
      finish()
      open = { table, sheet: undefined, rows: 0 }
    },
    async add(rows) {
      for (const row of rows) {
        if (open === undefined) return
        if (open.rows === mostRows - 1) {
          const { table } = open
          finish()
          open = { table, sheet: undefined, rows: 0 }
        }
        open.sheet ??= begin(open.table, rows)
        addRow(
          open.sheet,
          row.map((cell, n) => valueOf(cell, open?.table.columns[n]?.type, zoned)),
        )
        open.rows++
      }
      // What was written is packed beside this thread: without a pause it would pile up.
      await breath()
    },
    size: () => size,
    async close(explanation) {
      finish()
      explain(addSheet(explanation.title), explanation)
      await workbook.commit()
      const bytes = new Uint8Array(Buffer.concat(parts))
      return [{ name: `${plan.fileName}.xlsx`, type, bytes }]
    },
  }
}

/** Only values, never formulas: whoever wrote a text, it is a text. */
function valueOf(cell: Cell, kind: Column['type'] | undefined, zoned: (at: Date) => Date): Cell {
  if (cell instanceof Date) return zoned(cell)
  if (typeof cell !== 'string') return cell
  return kind === 'day' ? new Date(`${cell}T00:00:00Z`) : fit(cell)
}

function addRow(sheet: Sheet, values: Cell[], style: Partial<Excel.Style> = {}) {
  const row = sheet.addRow(values)
  if (style.font) row.font = style.font
  row.commit()
}

/** As wide as its heading with the arrow of the filter, and as most of what is in it. */
function widthOf({ heading, type: kind }: Table['columns'][number], rows: Cell[][], n: number): number {
  const lengths = kind === 'text' ? rows.map((row) => String(row[n] ?? '').length) : []
  return Math.min(widest, Math.max(widths[kind], heading.length + 4, ...lengths))
}

/** A name that a sheet can have, and no other one has. */
function nameOf(title: string, taken: Set<string>): string {
  const plain = fit(title)
    .replaceAll(/[[\]:*?/\\\n\t]|^'|'$/g, ' ')
    .trim()
  for (let n = 1; ; n++) {
    const ending = n === 1 ? '' : ` (${n})`
    const name = `${plain.slice(0, 31 - ending.length)}${ending}`
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}

function explain(sheet: Sheet, { title, facts, headings, tables }: Explanation) {
  sheet.columns = [24, 32, 90, 14].map((width) => ({
    width,
    style: { alignment: { wrapText: true, vertical: 'top' } },
  }))
  addRow(sheet, [title], bold)
  for (const fact of facts) addRow(sheet, fact.map(fit))
  for (const table of tables) {
    addRow(sheet, [])
    addRow(sheet, [fit(table.title)], bold)
    addRow(sheet, headings, bold)
    for (const column of table.columns) addRow(sheet, column.map(fit))
  }
  sheet.commit()
}
