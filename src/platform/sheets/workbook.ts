import type { CellValue, Workbook, Worksheet } from 'exceljs'
import { tryUnpacking } from '../files/archive.ts'
import { countColumns } from './header.ts'
import type { Vocabulary } from './header.ts'
import type { Cell, Line } from './lines.ts'

/** Bytes of all parts of a workbook together: a hundred thousand rows with thirty columns have less. */
const mostUnpacked = 256 * 1024 * 1024

/**
 * The lines of the sheet of an XLSX workbook that has the columns, else of the first one. Throws ArchiveTooLarge, and any error over a
 * damaged one.
 */
export async function readWorkbook<Column extends string>(
  bytes: Uint8Array<ArrayBuffer>,
  vocabulary: Vocabulary<Column>,
): Promise<Line[]> {
  tryUnpacking(bytes, mostUnpacked)
  const { default: Excel } = await import('exceljs')
  const workbook: Workbook = new Excel.Workbook()
  await workbook.xlsx.load(bytes.slice().buffer)
  const { keepsTimes = false } = vocabulary
  const sheets = workbook.worksheets.map((sheet) => readSheet(sheet, keepsTimes))
  const found = sheets.map((lines) => ({ lines, count: countColumns(lines, vocabulary) }))
  const [first] = found
  return first === undefined ? [] : found.reduce((best, one) => (one.count > best.count ? one : best)).lines
}

function readSheet(sheet: Worksheet, keepsTimes: boolean): Line[] {
  const lines: Line[] = []
  sheet.eachRow((row, number) => {
    const cells: Cell[] = []
    row.eachCell((cell, column) => {
      while (cells.length < column - 1) cells.push('')
      cells.push(readCell(cell.value, keepsTimes))
    })
    lines.push({ number, cells })
  })
  return lines
}

/** What a cell shows: of a formula its result, of a link its text, of a date the day, with the time where that is kept. */
function readCell(value: CellValue, keepsTimes: boolean): Cell {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'boolean') return String(value)
  // A number that is no day, shown as one.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? { fault: '#####' } : dateText(value, keepsTimes)
  if ('error' in value) return { fault: value.error }
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('hyperlink' in value) return readCell(value.text, keepsTimes)
  return readCell(value.result, keepsTimes)
}

/** A spreadsheet keeps a time as a part of a day, which may miss the minute by a hair. */
function dateText(value: Date, keepsTimes: boolean): string {
  if (!keepsTimes) return value.toISOString().slice(0, 10)
  const text = new Date(Math.round(value.getTime() / 60_000) * 60_000).toISOString()
  return text.slice(11, 16) === '00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`
}

/** A sheet to fill in: what its columns are called, and what stands in them already. */
export interface BlankSheet {
  /** "Rembuk" where it has none. */
  title?: string
  names: string[]
  rows: string[][]
}

/** Sheets all of whose cells are texts, those too that are still to be typed. Runs in a thread. */
export async function writeWorkbook(sheets: BlankSheet | BlankSheet[]): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs')
  const workbook: Workbook = new Excel.Workbook()
  for (const { title = 'Rembuk', names, rows } of [sheets].flat()) {
    const sheet = workbook.addWorksheet(title)
    sheet.columns = names.map((header) => ({ header, width: 28, style: { numFmt: '@' } }))
    sheet.addRows(rows)
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
