// Lists of holidays as people write them, read without a bot.
import { describe, expect, it } from 'vitest'
import { readDate } from '../../src/features/holidays/dates.ts'
import { readList } from '../../src/features/holidays/list.ts'
import type { Cell } from '../../src/platform/sheets/lines.ts'
import { textFile, xlsxOf } from '../roster/lists.ts'

describe('a day', () => {
  it.each<Cell>([
    '2026-12-25',
    '2026/12/25',
    '2026-12-25T00:00:00.000Z',
    '2026-12-25 00:00:00',
    '25/12/2026',
    '25-12-2026',
    '25.12.2026',
    '25/12/26',
    '25 Desember 2026',
    'Jumat, 25 Desember 2026',
    "Jum'at 25 Des 2026",
    '25-Des-26',
    '25-Dec-2026',
    'Friday, 25 December 2026',
    'December 25, 2026',
    ' 25  desember  2026 ',
    46_381,
  ])('is read in %j', (text) => expect(readDate(text)).toEqual({ value: '2026-12-25' }))

  it.each<[Cell, string]>([
    ['', 'dayEmpty'],
    ['-', 'dayEmpty'],
    ['Natal', 'dayWrong'],
    ['25 dan 26 Desember 2026', 'dayWrong'],
    ['20-23 Maret 2026', 'dayWrong'],
    ['besok', 'dayWrong'],
    ['25 Desember', 'dayYearless'],
    ['12/25/2026', 'dayMissing'],
    ['31 Februari 2026', 'dayMissing'],
    ['Kamis, 25 Desember 2026', 'dayOther'],
    ['25/12/2226', 'dayFar'],
    ['25 Desember 0026', 'dayFar'],
    [25, 'dayFar'],
  ])('in %j is none', (text, reason) => expect(readDate(text)).toMatchObject({ reason }))
})

const days = [
  { day: '2026-03-20', name: 'Cuti bersama Idul Fitri', isJoint: true },
  { day: '2026-12-25', name: 'Hari Raya Natal', isJoint: false },
  { day: '2027-01-01', name: 'Tahun Baru', isJoint: false },
]

it('is the same however it is written, and in whichever order', async () => {
  const texts = [
    'tanggal;nama;jenis\n1/1/2027;Tahun Baru;Libur Nasional\n2026-12-25;Hari Raya Natal;libur nasional\n20 Maret 2026;Cuti bersama Idul Fitri;Cuti Bersama',
    'Daftar 2026\n\nkind,date,name\nnational holiday,1 January 2027,Tahun Baru\njoint leave,2026-03-20,Cuti bersama Idul Fitri\n,"Friday, 25 December 2026",Hari Raya Natal\n',
    // Without a kind the name tells it.
    'Keterangan\tHari/Tanggal\nCuti bersama Idul Fitri\tJumat 20 Maret 2026\nHari Raya Natal\t25-12-2026\nTahun Baru\t01.01.2027',
  ]
  for (const text of texts) expect(await readList(textFile(text).bytes)).toEqual({ kind: 'list', days, faults: [] })
  const book = await xlsxOf([
    ['Nama Hari Libur', 'Tanggal', 'Jenis'],
    ['Tahun Baru', new Date('2027-01-01'), 'Libur'],
    ['Hari Raya Natal', 46_381, 'nasional'],
    [{ richText: [{ text: 'Cuti bersama ' }, { text: 'Idul Fitri' }] }, '20/03/2026', null],
  ])
  expect(await readList(book.bytes)).toEqual({ kind: 'list', days, faults: [] })
})

it('tells every fault by its line, a day twice and a year too full among them', async () => {
  const found = await readList(
    textFile(
      'tanggal;nama;jenis\n1/1/2027;Tahun Baru;\n2027-01-01;;\n;Natal;fakultatif\n\n25/12/2026;' + 'x'.repeat(121),
    ).bytes,
  )
  expect(found).toMatchObject({
    faults: [
      { line: 3, column: 'name', reason: 'nameEmpty' },
      { line: 3, column: 'day', reason: 'dayTwice', other: '2' },
      { line: 4, column: 'day', reason: 'dayEmpty' },
      { line: 4, column: 'kind', reason: 'kindWrong', value: 'fakultatif' },
      { line: 6, column: 'name', reason: 'tooLong', other: '120' },
    ],
  })
  const all = Array.from({ length: 130 }, (_, n) => {
    const day = new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)
    return `${day};Libur`
  })
  expect(await readList(textFile(['tanggal;nama', ...all].join('\n')).bytes)).toMatchObject({
    faults: [{ line: 122, reason: 'yearFull', value: '2026', other: '120' }],
  })
})
