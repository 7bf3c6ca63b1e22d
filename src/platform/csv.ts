import { stringify } from 'csv-stringify/sync'

/**
 * A table as a CSV file that spreadsheets open rightly: UTF-8 with a byte order mark, ";" between cells as Indonesian
 * Excel expects; no cell is taken for a formula, whoever wrote it.
 */
export function toCsv(rows: (string | number | null)[][]): Uint8Array<ArrayBuffer> {
  // An apostrophe goes before = + - @, tab and return, which begin a formula.
  const text = stringify(rows, { bom: true, delimiter: ';', escape_formulas: true, record_delimiter: 'windows' })
  return new Uint8Array(Buffer.from(text))
}
