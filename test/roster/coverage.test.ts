// "/cakupan": who of the roster has joined, by unit.
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../support/cast.ts'
import { writtenNip } from '../../src/shared/people/nip.ts'
import { openCity } from '../support/city.ts'
import { nipOf } from './lists.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
  await city.app.fillSample(cast)
  for (const person of [city.budi, city.dewi, city.fitri]) await person.joins('Pegawai')
})
afterAll(() => city.close())
const client = () => city.app.work.database.client
const told = () => city.fitri.saw.at(-1) ?? ''

test('is for admins', async () => {
  await city.dewi.says('/cakupan')
  expect(city.dewi.saw.at(-1)).toContain('tidak punya hak')
})

test('counts employees, those who joined, and those out of reach, for all units and for each', async () => {
  const { fitri, budi, ani } = city
  await budi.blocks()
  await ani.joins('Pegawai')
  await client().rosterEntry.updateMany({ where: { nip: nipOf(40) }, data: { leftAt: city.clock.now() } })
  await fitri.says('/cakupan')
  expect(told()).toContain('Cakupan: semua unit')
  expect(told()).toContain('Pegawai di daftar: 39')
  expect(told()).toContain('Sudah bergabung: 3 (7 %)')
  expect(told()).toContain('Belum bergabung: 36')
  expect(told()).toContain('Tidak terjangkau: 1')
  expect(told()).toMatch(/Dinas Kesehatan: 2 dari \d+ \(\d+ %\), 1 tidak terjangkau/)
  expect(told()).toContain('belum terhubung dengan daftar: 1')
  expect(told()).toContain('/undang')
})

test('opens a unit with its sub-units, and goes back', async () => {
  const { fitri } = city
  await fitri.presses('Dinas Kesehatan')
  expect(told()).toContain('Cakupan: Dinas Kesehatan')
  expect(told()).toMatch(/Bidang P2P: 1 dari \d+/)
  expect(told()).not.toContain('Dinas Perhubungan')
  await fitri.presses('Bidang P2P')
  expect(told()).toContain('Cakupan: Bidang P2P')
  await fitri.presses('Kembali')
  expect(told()).toContain('Cakupan: Dinas Kesehatan')
  await fitri.presses('Kembali')
  expect(told()).toContain('Cakupan: semua unit')
})

test('gives who has not joined as a table, of one unit with its sub-units', async () => {
  const { fitri } = city
  await fitri.presses('Dinas Kesehatan')
  await fitri.presses('Daftar yang belum bergabung')
  const file = (await fitri.files()).at(-1)
  const table: string[][] = parse(Buffer.from(file?.bytes ?? []), { bom: true, delimiter: ';' })
  const below = { OR: [{ name: 'Dinas Kesehatan' }, { parent: { name: 'Dinas Kesehatan' } }] }
  const entries = await client().rosterEntry.findMany({ where: { leftAt: null, personId: null, unit: below } })
  expect(table[0]).toEqual(['nip', 'nama', 'unit', 'jabatan'])
  expect(
    table
      .slice(1)
      .map(([nip]) => nip)
      .toSorted(),
  ).toEqual(entries.map(({ nip }) => writtenNip(nip)).toSorted())
  expect(table[1]?.[2]).toBe('Dinas Kesehatan / Bidang P2P')
  // Nothing of the table is kept.
  expect(await client().file.count()).toBe(0)
})

test('turns pages where there are many units, and says so where all have joined', async () => {
  const { fitri } = city
  await client().unit.createMany({
    data: Array.from({ length: 12 }, (_, n) => ({ name: `Unit ${String(n).padStart(2, '0')}` })),
  })
  await fitri.says('/cakupan')
  expect(told()).not.toContain('Unit 11')
  await fitri.presses('Berikutnya (2/2) ▶')
  expect(told()).toContain('Unit 11: 0 dari 0 (0 %)')
  const lists = () => fitri.buttons.filter((label) => label === 'Daftar yang belum bergabung').length
  const before = lists()
  await fitri.presses('Unit 11')
  expect(lists()).toBe(before - 1)
  const { id } = await client().unit.findFirstOrThrow({ where: { name: 'Unit 11' } })
  expect(await fitri.forges(`roster.absent|${id}`)).toContain('sudah bergabung')
  expect(await fitri.forges('roster.cover|999999|0')).toContain('sudah tidak ada')
})
