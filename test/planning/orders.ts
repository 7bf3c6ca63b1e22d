// How somebody orders an export through the city, and how its files are read back.
import { parse } from 'csv-parse/sync'
import Excel from 'exceljs'
import { unzipSync } from 'fflate'
import type { openCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openCity>>
type Actor = City['eko']

/** What is ordered, by the labels of the buttons; a period with a digit is typed. */
interface Wanted {
  what: string[]
  period?: string
  format?: 'XLSX' | 'CSV'
}

/** Orders an export; gives the files that came of it. */
export async function orders(who: Actor, { what, period = 'Semuanya', format = 'XLSX' }: Wanted) {
  const before = (await who.files()).length
  await who.says('/ekspor')
  for (const label of what) await who.presses(label)
  await who.presses('Lanjut')
  if (/\d/.test(period)) await who.says(period)
  else await who.presses(period)
  await who.presses(format)
  return (await who.files()).slice(before)
}

type Row = Excel.CellValue[]

/** The sheets of a workbook by their names: rows of values, from the heading on. */
export async function sheetsOf(bytes: Uint8Array): Promise<Map<string, Row[]>> {
  const workbook = new Excel.Workbook()
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  return new Map(
    workbook.worksheets.map((sheet) => {
      const rows: Row[] = []
      // Counting them looks at every row.
      const { columnCount } = sheet
      sheet.eachRow((row) => {
        const values: Row = []
        for (let n = 1; n <= columnCount; n++) values.push(row.getCell(n).value)
        rows.push(values)
      })
      return [sheet.name, rows]
    }),
  )
}

/** A CSV file as rows of texts. */
export function tableOf(bytes: Uint8Array): string[][] {
  return parse(Buffer.from(bytes), { bom: true, delimiter: ';' })
}

/** The files of an archive by their names. */
export function archiveOf(bytes: Uint8Array): Record<string, Uint8Array> {
  return unzipSync(new Uint8Array(bytes))
}
