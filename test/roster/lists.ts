// Staff lists as files, as people have them.
import type { CellValue } from 'exceljs'
import type { Database } from '../../src/platform/database/database.ts'

/** One line of a list: nip, nama, unit, jabatan, telepon. */
export type Staff = readonly [nip: string, name: string, unit: string, position?: string, phone?: string]

export const nipOf = (n: number) => String(n).padStart(18, '0')

/** Everybody who is on the roster now, as a list has them. */
export async function staffOf({ client }: Database): Promise<Staff[]> {
  const entries = await client.rosterEntry.findMany({
    where: { leftAt: null },
    orderBy: { nip: 'asc' },
    include: { unit: { include: { parent: true } } },
  })
  return entries.map(({ nip, name, unit, position, phone }) => [
    nip,
    name,
    unit.parent === null ? unit.name : `${unit.parent.name} / ${unit.name}`,
    position ?? '',
    phone ?? '',
  ])
}

/** A CSV file with these lines below the usual columns. */
export function csvOf(rows: readonly Staff[], name = 'pegawai.csv') {
  const lines = [['NIP', 'Nama', 'Unit Kerja', 'Jabatan', 'No. HP'], ...rows.map((row) => [...row])]
  return textFile(lines.map((line) => line.map(quoted).join(';')).join('\r\n'), name)
}

export function textFile(text: string, name = 'pegawai.csv', encoding: BufferEncoding = 'utf8') {
  return { bytes: new Uint8Array(Buffer.from(text, encoding)), name, type: 'text/csv' }
}

/** An XLSX file with these cells. */
export async function xlsxOf(rows: CellValue[][], name = 'pegawai.xlsx') {
  const { default: Excel } = await import('exceljs')
  const workbook = new Excel.Workbook()
  workbook.addWorksheet('Pegawai').addRows(rows)
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer())
  return { bytes, name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
}

function quoted(value = '') {
  return /[;"\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
