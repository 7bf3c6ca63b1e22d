// "/libur" as an admin meets it: days off are looked at, imported, replaced and removed.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { features } from '../../src/features/index.ts'
import { fromColumn } from '../../src/platform/calendar.ts'
import { on } from '../../src/platform/events/events.ts'
import type { Feature } from '../../src/platform/feature.ts'
import { holidaysChanged } from '../../src/shared/workdays/events.ts'
import { noteOffice, readOffice } from '../../src/shared/workdays/holidays.ts'
import { addWorkingDays } from '../../src/shared/workdays/office.ts'
import { openStaffedCity } from '../support/city.ts'
import { settings } from '../support/settings.ts'
import { textFile, xlsxOf } from '../roster/lists.ts'

// Each list is read in a thread of its own, which takes its time to begin on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let city: Awaited<ReturnType<typeof openStaffedCity>>
const heard: number[] = []
const listening: Feature = {
  name: 'listening',
  listen: [on(holidaysChanged, 'listening.holidays', async (_tx, { year }) => void heard.push(year))],
}
beforeAll(async () => {
  city = await openStaffedCity({ features: [...features, listening] })
})
afterAll(() => city.close())
const client = () => city.app.work.database.client
const told = () => city.fitri.saw.at(-1) ?? ''
const office = () => readOffice(client(), settings, city.clock.now())

/** The days that are stored, as text. */
async function stored(): Promise<string[]> {
  const rows = await client().holiday.findMany({ orderBy: { day: 'asc' } })
  return rows.map(({ day, name, isJoint }) => `${fromColumn(day)} ${name}${isJoint ? ' (bersama)' : ''}`)
}

/** Years of which it was told that they have changed, since the last time this was asked. */
async function changed(): Promise<number[]> {
  await city.settled()
  return heard.splice(0)
}

async function imports(file: Parameters<typeof city.fitri.sendsDocument>[0]) {
  await city.fitri.says('/libur')
  await city.fitri.presses('Impor berkas')
  await city.fitri.sendsDocument(file)
}

const national = [
  '2026-01-01;Tahun Baru;libur nasional',
  '2026-02-17;Imlek;libur nasional',
  '2026-03-19;Nyepi;libur nasional',
  '2026-03-20;Idul Fitri;libur nasional',
  '2026-04-03;Wafat Yesus Kristus;libur nasional',
  '2026-05-01;Hari Buruh;libur nasional',
  '2026-05-14;Kenaikan;libur nasional',
  '2026-05-27;Idul Adha;libur nasional',
  '2026-06-01;Hari Lahir Pancasila;libur nasional',
  '2026-06-16;Tahun Baru Islam;libur nasional',
  '2026-08-17;Kemerdekaan;libur nasional',
  '2026-12-25;Natal;libur nasional',
]
const list = (...lines: string[]) => textFile(['tanggal;nama;jenis', ...lines].join('\n'), 'libur.csv')

describe('what is shown', () => {
  test('are the days that the package knows, year by year, as long as nothing was imported', async () => {
    const { fitri } = city
    await fitri.says('/libur')
    expect(told()).toContain('Hari libur 2026')
    expect(told()).toContain('paket, tanpa cuti bersama')
    expect(told()).toContain('Jum, 25 Des: Hari Raya Natal')
    expect(told()).toMatch(/16 hari, di antaranya 0 cuti bersama; 1\d jatuh pada hari kerja/)
    expect(told()).toContain('Tahun 2027 belum diimpor')
    expect(fitri.buttons).not.toContain('Hapus impor 2026')
    await fitri.presses('2027 ▶')
    expect(told()).toContain('Hari libur 2027')
    await fitri.presses('2028 ▶')
    expect(fitri.buttons).not.toContain('2029 ▶')
    for (const year of [2027, 2026, 2025]) await fitri.presses(`◀ ${year}`)
    expect(told()).toContain('Hari libur 2025')
    expect(fitri.buttons.some((label) => label.includes('2024'))).toBe(false)
    // In English as well.
    await fitri.says('/language')
    await fitri.presses('English')
    await fitri.says('/holidays')
    expect(told()).toContain('Source: the package, without joint leave')
    expect(told()).toContain('Fri 25 Dec')
    await fitri.says('/language')
    await fitri.presses('Bahasa Indonesia')
  })

  test('are for admins only, whatever they press', async () => {
    const { eko, fitri } = city
    await eko.says('/libur')
    expect(eko.saw.at(-1)).toContain('tidak punya hak')
    await fitri.says('/libur')
    for (const label of ['2027 ▶', 'Impor berkas', 'Contoh 2026'])
      expect(await eko.forges(fitri.dataOf(label))).toContain('tidak punya hak')
    expect(await eko.forges('holidays.remove|2026|y')).toContain('tidak punya hak')
    expect(await fitri.forges('holidays.remove|2026|y')).toContain('tidak diimpor')
  })
})

describe('a list', () => {
  test('with faults is refused by line, and the corrected one may be sent at once', async () => {
    const { fitri } = city
    await imports(list('31/02/2026;Salah;', '2026-12-25;;', 'Kamis, 25 Desember 2026;Natal;fakultatif'))
    expect(told()).toContain('4 kesalahan di 3 baris')
    expect(told()).toContain('Baris 2, tanggal: “31/02/2026” tidak ada di kalender')
    expect(told()).toContain('Baris 3, nama: namanya kosong')
    expect(told()).toContain(
      'Baris 4, tanggal: “Kamis, 25 Desember 2026” harinya tidak cocok; tanggal itu Jumat, 25 Desember 2026',
    )
    expect(told()).toContain('Baris 4, jenis: “fakultatif” tidak dikenal')
    expect(told()).toContain('/libur')
    expect(fitri.buttons).not.toContain('Terapkan')
    await fitri.sendsDocument(textFile('hari;apa\n1;2'))
    expect(told()).toContain('Kolom yang tidak ditemukan: tanggal, nama')
    await fitri.sendsDocument(list(...Array.from({ length: 17 }, (_, n) => `=${n};Libur;`)))
    expect(fitri.saw.at(-2)).toContain('17 kesalahan')
    expect((await fitri.files()).at(-1)).toMatchObject({ name: 'kesalahan-hari-libur.csv' })
    await fitri.sendsDocument(list(...national))
    expect(told()).toContain('Daftar terbaca: 12 hari libur')
    await fitri.presses('Batal')
    expect(told()).toContain('Hari libur tidak berubah')
    expect(await client().holidayImport.count()).toBe(0)
    expect(await client().file.count({ where: { name: 'libur.csv' } })).toBe(0)
    expect(await stored()).toEqual([])
    expect(await changed()).toEqual([])
  })

  test('shows what it changes and what may be wrong with it, and replaces the year', async () => {
    const { fitri } = city
    const before = addWorkingDays(await office(), new Date('2026-12-23T15:00+07:00'), 1)
    expect(before).toEqual(new Date('2026-12-24T15:00+07:00'))
    await imports(list(...national, '24 Desember 2026;Cuti bersama <Natal>;cuti bersama', '2031-01-04;Coba;'))
    expect(told()).toContain('Daftar terbaca: 14 hari libur')
    expect(told()).toContain('2026: 13 hari, di antaranya 1 cuti bersama')
    expect(told()).toMatch(/Baru \(1\):\n• Kam, 24 Des: Cuti bersama <Natal> \(cuti bersama\)/)
    expect(told()).toMatch(/Tidak lagi libur \(\d\):\n• Jum, 16 Jan/)
    expect(told()).toContain('Nama atau jenisnya berubah')
    expect(told()).toContain('2031 jauh dari tahun ini')
    expect(told()).toContain('Hanya 1 hari')
    expect(told()).toContain('Tidak ada cuti bersama di dalamnya')
    expect(told()).toContain('1 hari jatuh pada Sabtu atau Minggu (yang pertama Sab, 4 Jan)')
    expect(await stored()).toEqual([])
    const apply = fitri.dataOf('Terapkan')
    expect(await city.budi.forges(apply)).toContain('tidak punya hak')
    await fitri.presses('Terapkan')
    expect(told()).toContain('sudah diterapkan')
    expect(told()).toContain('2026: 13 hari, di antaranya 1 cuti bersama')
    expect(await fitri.forges(apply)).toContain('sudah diterapkan atau dihapus')
    expect(await stored()).toHaveLength(14)
    expect(await changed()).toEqual([2026, 2031])
    // From now on it is a day off.
    expect(addWorkingDays(await office(), new Date('2026-12-23T15:00+07:00'), 1)).toEqual(
      new Date('2026-12-28T15:00+07:00'),
    )
    await fitri.presses('Lihat 2026')
    expect(told()).toContain('Sumber: diimpor 23 November 2026')
    expect(told()).toContain('Kam, 24 Des: Cuti bersama <Natal> (cuti bersama)')
    await fitri.says('/audit')
    expect(told()).toContain('mengimpor hari libur tahun 2026')
  })

  test('again is the same; another one replaces the year, and leaves the others alone', async () => {
    const { fitri } = city
    await imports(list(...national, '2026-12-24;Cuti bersama <Natal>;cuti bersama'))
    expect(told()).toContain('sama dengan yang sudah diimpor')
    expect(fitri.buttons).not.toContain('Terapkan')
    await imports(list(...national.slice(1)))
    expect(told()).toMatch(/Tidak lagi libur \(2\):\n• Kam, 1 Jan.*\n• Kam, 24 Des/)
    await fitri.presses('Terapkan')
    const days = await stored()
    expect(days).toHaveLength(12)
    expect(days.at(-1)).toBe('2031-01-04 Coba')
    expect(await changed()).toEqual([2026])
  })

  test('is removed after a question, and the package holds again', async () => {
    const { fitri } = city
    await fitri.says('/libur')
    await fitri.presses('Hapus impor 2026')
    expect(told()).toContain('Isinya 11 hari')
    await fitri.presses('Batal')
    expect(told()).toContain('Sumber: diimpor')
    await fitri.presses('Hapus impor 2026')
    const sure = fitri.dataOf('Ya, hapus')
    await fitri.presses('Ya, hapus')
    expect(told()).toContain('sudah dihapus')
    expect(told()).toContain('paket, tanpa cuti bersama')
    expect(await stored()).toEqual(['2031-01-04 Coba'])
    expect(await changed()).toEqual([2026])
    expect(await fitri.forges(sure)).toContain('tidak diimpor')
    await fitri.says('/audit')
    expect(told()).toContain('menghapus impor hari libur tahun 2026')
  })

  test('that was sent as a template comes back with the days that are known, completed or as it is', async () => {
    const { fitri } = city
    await fitri.says('/libur')
    await fitri.presses('Impor berkas')
    await fitri.presses('Contoh 2027')
    const template = (await fitri.files()).at(-1)
    expect(template?.name).toBe('hari-libur-2027.xlsx')
    await fitri.sendsDocument({ ...(await xlsxOf([])), bytes: new Uint8Array(template?.bytes ?? []) })
    expect(told()).toContain('2027: 16 hari, di antaranya 0 cuti bersama')
    expect(told()).not.toContain('Baru (')
    expect(told()).not.toContain('Tidak lagi libur')
    expect(told()).toContain('Tidak ada cuti bersama di dalamnya')
    await fitri.presses('Terapkan')
    expect(await changed()).toEqual([2027])
    await fitri.presses('Lihat 2027')
    expect(told()).toContain('Sumber: diimpor')
  })
})

describe('meanwhile', () => {
  test('Rembuk restarts between sending and applying: nothing is lost', async () => {
    const { fitri } = city
    await fitri.says('/libur')
    await fitri.presses('Impor berkas')
    await city.restart()
    await fitri.sendsDocument(list(...national))
    await city.restart()
    await fitri.presses('Terapkan')
    expect(told()).toContain('2026: 12 hari')
    expect(await client().holiday.count({ where: { day: { lt: new Date('2027-01-01') } } })).toBe(12)
  })

  test('somebody else is admin, or the author is none any more: it is not theirs to apply', async () => {
    const { fitri, eko } = city
    await imports(list(...national, '2026-12-24;Cuti bersama;'))
    const apply = fitri.dataOf('Terapkan')
    await client().role.create({ data: { telegramId: BigInt(eko.id), name: 'admin', createdAt: city.clock.now() } })
    expect(await eko.forges(apply)).toContain('sudah diterapkan atau dihapus')
    await eko.says('/libur')
    await eko.presses('Impor berkas')
    await eko.sendsDocument(list(...national.slice(2)))
    await client().role.deleteMany({ where: { telegramId: BigInt(eko.id), name: 'admin' } })
    expect(await eko.presses('Terapkan')).toContain('tidak punya hak')
    await fitri.presses('Terapkan')
    expect(told()).toContain('2026: 13 hari')
  })

  test('a week passes: it is gone, and says so; so it is when its author erases themself', async () => {
    const { fitri } = city
    await imports(list(...national.slice(3)))
    const apply = fitri.dataOf('Terapkan')
    await city.clock.advance(7 * 86_400_000 - 3_600_000)
    await expect.poll(() => client().holidayImport.count({ where: { authorChat: BigInt(fitri.id) } })).toBe(0)
    await city.settled()
    expect(fitri.saw.join('\n')).toContain('tidak diterapkan dalam 7 hari')
    expect(await fitri.forges(apply)).toContain('sudah diterapkan atau dihapus')
    await imports(list(...national.slice(3)))
    expect(await client().holidayImport.count()).toBeGreaterThan(0)
    await fitri.says('/hapusdata')
    await fitri.presses('Ya, hapus data saya')
    expect(await client().holidayImport.count({ where: { authorChat: BigInt(fitri.id) } })).toBe(0)
  })
})

test('a clock that was turned far ahead breaks nothing', async () => {
  for (const year of [2040, 2101, 2500, 9000]) {
    const now = new Date(Date.UTC(year, 5, 1))
    const far = await readOffice(client(), settings, now)
    expect(far.timeAt(now)).toBeGreaterThan(0)
    expect(addWorkingDays(far, now, 60).getTime()).toBeGreaterThan(0)
  }
})

test('other office hours, another zone or another release of the package are noticed by the clock, once', async () => {
  const five = 5 * 60_000
  await city.clock.advance(five)
  await city.settled()
  await changed()
  await city.clock.advance(five)
  await city.settled()
  expect(await changed()).toEqual([])
  // As it would be by the settings of another start.
  expect(await noteOffice(client(), { ...settings, officeHours: { from: 480, to: 990 } }, city.clock.now())).toBe(true)
  await city.clock.advance(five)
  await expect.poll(changed).toEqual([2026])
  await city.clock.advance(five)
  await city.settled()
  expect(await changed()).toEqual([])
})
