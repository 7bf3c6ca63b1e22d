import { stringify } from 'csv-stringify/sync'

/**
 * A table as a CSV file that spreadsheets open rightly: UTF-8 with a byte order mark, ";" between cells as Indonesian
 * Excel expects; no cell is taken for a formula, whoever wrote it. `isRest`: further rows of a table already begun.
 */
export function toCsv(
  rows: (string | number | null)[][],
  { isRest = false }: { isRest?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  // An apostrophe goes before = + - @, tab and return, which begin a formula.
  const text = stringify(rows, { bom: !isRest, delimiter: ';', escape_formulas: true, record_delimiter: 'windows' })
  return new Uint8Array(Buffer.from(text))
}
