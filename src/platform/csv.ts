import { stringify } from 'csv-stringify/sync'

/**
 * A table as a CSV file that spreadsheets open rightly: UTF-8 with a byte order mark, ";" between cells as Indonesian
 * Excel expects; no cell is taken for a formula, whoever wrote it. `isRest`: further rows of a table already begun;
 * `isPlain`: "," between cells and no mark, as programs expect.
 */
export function toCsv(
  rows: (string | number | null)[][],
  { isRest = false, isPlain = false }: { isRest?: boolean; isPlain?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  // An apostrophe goes before = + - @, tab and return, which begin a formula.
  const text = stringify(rows, {
    bom: !isRest && !isPlain,
    delimiter: isPlain ? ',' : ';',
    escape_formulas: true,
    record_delimiter: isPlain ? 'unix' : 'windows',
  })
  return new Uint8Array(Buffer.from(text))
}
