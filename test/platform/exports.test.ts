// Tables as files, written in a thread: what they can hold, how large they may be, and what ends them.
import Excel from 'exceljs'
import { expect, test } from 'vitest'
import type { Cell } from '../../src/platform/feature.ts'
import type { Explanation, Format } from '../../src/platform/exports/tables.ts'
import { writeTables } from '../../src/platform/exports/writing.ts'

const explanation: Explanation = {
  title: 'Penjelasan',
  facts: [['Oleh', '=1+1']],
  headings: ['Nama', 'Judul', 'Isi', 'Jenis'],
  tables: [{ title: 'Hal', columns: [['word', 'Kata', 'Yang dikatakan', 'teks']] }],
}
const columns = [
  { name: 'word', heading: 'Kata', type: 'text' as const },
  { name: 'day', heading: 'Hari', type: 'day' as const },
  { name: 'at', heading: 'Saat', type: 'moment' as const },
  { name: 'much', heading: 'Banyak', type: 'number' as const },
]
const never = new AbortController().signal

/** Writes two tables with the same title, of which the second is empty. */
const write = (
  format: Format,
  rows: () => AsyncIterable<Cell[][]>,
  { limit = 1_000_000, signal = never }: { limit?: number; signal?: AbortSignal } = {},
) =>
  writeTables(
    {
      format,
      fileName: 'berkas',
      explanationName: 'penjelasan',
      tables: ['hal', 'kosong'].map((name) => ({
        name,
        title: "Hal: [semua]/*'ini* yang panjang sekali judulnya",
        columns,
      })),
      isPacked: true,
      timeZone: 'Asia/Jayapura',
      now: new Date('2026-11-23T03:00:00Z'),
      limit,
    },
    {
      rowsOf: (index) => (index === 0 ? rows() : nothing()),
      explain: () => explanation,
      advanced: async () => {},
    },
    signal,
  )
async function* nothing() {}

test('a sheet has a name that it can have, days and moments of the zone, and no coded characters', async () => {
  const at = new Date('2026-11-22T15:30:00Z')
  const made = await write('xlsx', async function* () {
    yield [['_x0041_\u0000\r\nb', '2027-01-04', at, 2.5]]
    yield []
    yield [[null, null, null, null]]
  })
  expect(made?.rows).toEqual([2, 0])
  const workbook = new Excel.Workbook()
  await workbook.xlsx.load(new Uint8Array(made?.files[0]?.bytes ?? []).buffer)
  const names = workbook.worksheets.map(({ name }) => name)
  expect(new Set(names).size).toBe(3)
  for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/)
  expect(workbook.worksheets[0]?.getRow(2).values).toEqual([
    undefined,
    // Excel reads it as it was written.
    '_x005F_x0041_\nb',
    new Date('2027-01-04T00:00:00Z'),
    new Date('2026-11-23T00:30:00Z'),
    2.5,
  ])
  expect(workbook.worksheets[2]?.getRow(2).getCell(2).value).toBe('=1+1')
})

test('what is too large is given up while it is written', async () => {
  let batches = 0
  const many = async function* () {
    for (; batches < 1000; batches++)
      yield Array.from({ length: 1000 }, (_, n) => [`kata ${batches * n}`, null, null, n])
  }
  expect(await write('csv', many, { limit: 50_000 })).toBeNull()
  expect(batches).toBeLessThan(900)
  expect(await write('xlsx', nothing, { limit: 100 })).toBeNull()
})

test('rows that cannot be read, and a stop, end the thread too', async () => {
  const broken = async function* () {
    yield [['a', null, null, 1]]
    throw new Error('The database is gone')
  }
  await expect(write('xlsx', broken)).rejects.toThrow('The database is gone')
  const stopping = new AbortController()
  const endless = async function* () {
    for (let n = 0; ; n++) {
      if (n === 3) stopping.abort(new Error('Enough'))
      yield [['a', null, null, n]]
    }
  }
  await expect(write('csv', endless, { signal: stopping.signal })).rejects.toThrow('Enough')
})
