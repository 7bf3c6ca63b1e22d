import type { CellValue, Workbook, Worksheet } from 'exceljs'
import { tryUnpacking } from '../../platform/files/archive.ts'
import { countOf, findHeader } from './columns.ts'
import type { Cell, Line } from './columns.ts'

/** Bytes of all parts of a workbook together: a hundred thousand employees with thirty columns have less. */
const mostUnpacked = 256 * 1024 * 1024

/**
 * The lines of the sheet of an XLSX workbook that has the columns, else of the first one. Throws ArchiveTooLarge, and any error over a
 * damaged one.
 */
export async function readWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<Line[]> {
  tryUnpacking(bytes, mostUnpacked)
  const { default: Excel } = await import('exceljs')
  const workbook: Workbook = new Excel.Workbook()
  await workbook.xlsx.load(bytes.slice().buffer)
  const sheets = workbook.worksheets.map(readSheet)
  const found = sheets.map((lines) => {
    const header = findHeader(lines)
    return { lines, count: header === undefined ? 0 : countOf(header) }
  })
  const [first] = found
  return first === undefined ? [] : found.reduce((best, one) => (one.count > best.count ? one : best)).lines
}

function readSheet(sheet: Worksheet): Line[] {
  const lines: Line[] = []
  sheet.eachRow((row, number) => {
    const cells: Cell[] = []
    row.eachCell((cell, column) => {
      while (cells.length < column - 1) cells.push('')
      cells.push(readCell(cell.value))
    })
    lines.push({ number, cells })
  })
  return lines
}

/** What a cell shows: of a formula its result, of a link its text, of a date the day. */
function readCell(value: CellValue): Cell {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string' || typeof value === 'number') return value
  if (typeof value === 'boolean') return String(value)
  // A number that is no day, shown as one.
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? { fault: '#####' } : value.toISOString().slice(0, 10)
  if ('error' in value) return { fault: value.error }
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('hyperlink' in value) return readCell(value.text)
  return readCell(value.result)
}

/** An empty list with these columns, whose cells are texts. Runs in a thread. */
export async function writeTemplate(names: string[]): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs')
  const workbook: Workbook = new Excel.Workbook()
  const sheet = workbook.addWorksheet('Rembuk')
  sheet.columns = names.map((header) => ({ header, width: 28, style: { numFmt: '@' } }))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
