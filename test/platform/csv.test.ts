import { parse } from 'csv-parse/sync'
import { array, assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { toCsv } from '../../src/platform/csv.ts'

const read = (bytes: Uint8Array) =>
  parse(Buffer.from(bytes), { bom: true, delimiter: ';', relax_column_count: true, skip_empty_lines: false })

test('what is written is read again, whatever stands in it, and begins no formula', () => {
  const tables = array(array(string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
  })
  assert(
    property(tables, (rows) => {
      const again = read(toCsv(rows))
      expect(again).toEqual(
        rows.map((row) => row.map((cell) => (/^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? `'${cell}` : cell))),
      )
    }),
  )
})

test('a spreadsheet knows it for UTF-8', () => {
  const bytes = toCsv([
    ['Nama', 'NIP'],
    ['=cmd|x', null],
    ['Ayu; "Bunga"', 3],
  ])
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(Buffer.from(bytes).toString()).toBe('\uFEFFNama;NIP\r\n\'=cmd|x;\r\n"Ayu; ""Bunga""";3\r\n')
})
