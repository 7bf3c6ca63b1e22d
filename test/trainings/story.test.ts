// A training of twelve people, from the file of its calendar to what is left of it three months later.
import Excel from 'exceljs'
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Answers } from '../../src/shared/questionnaires/answers.ts'
import { sendAnswers } from '../../src/shared/questionnaires/sending.ts'
import { orders, sheetsOf } from '../planning/orders.ts'
import { openStaffedCity } from '../support/city.ts'
import { makeQuestionnaire } from './courses.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
type Actor = City['budi']
let city: City
let people: Actor[]
beforeAll(async () => {
  city = await openStaffedCity()
  const newcomers = ['Gani', 'Hana', 'Iwan', 'Joko', 'Kiki', 'Lina', 'Mira'].map((name) => city.newcomer(name))
  for (const one of newcomers) await one.joins('Pegawai')
  people = [city.budi, city.citra, city.dewi, city.eko, city.fitri, ...newcomers]
}, 120_000)
afterAll(() => city.close())

const client = () => city.app.work.database.client
const until = async (moment: string) => {
  await city.clock.advance(Date.parse(`${moment}+07:00`) - city.clock.now().getTime())
  await city.settled()
}
const counts = (words: string) => people.map(({ saw }) => saw.filter((text) => text.includes(words)).length)
const each = (count: number) => people.map(() => count)

/** A calendar as a workbook. */
async function calendar() {
  const workbook = new Excel.Workbook()
  const sheet = workbook.addWorksheet('kalender')
  sheet.addRow(['kode', 'judul', 'penyelenggara', 'sesi mulai', 'sesi selesai', 'tempat', 'kuota', 'sasaran'])
  sheet.addRow(['A-1', 'Arsip digital', 'Universitas Contoh', '2026-12-14 09:00', '12.00', 'Aula', '12', 'pegawai'])
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer())
  return { bytes, name: 'kalender.xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
}

/** Everyone answers the round of a purpose, with so many right answers of four: what they press is tested elsewhere. */
async function answer(purpose: 'before' | 'after' | 'followup', right: (n: number) => number) {
  const { round } = await client().trainingRound.findFirstOrThrow({ where: { purpose }, include: { round: true } })
  expect(round.state).toBe('open')
  for (const [n, { id }] of people.entries()) {
    const person = await client().person.findUniqueOrThrow({ where: { telegramId: BigInt(id) } })
    const answers = Answers.parse(Object.fromEntries([1, 2, 3, 4].map((q) => [`q${q}`, q <= right(n)])))
    const { settings, clock } = city.app.work
    await client().$transaction((tx) => sendAnswers(tx, round, person.id, answers, settings, clock.now()))
  }
}

test('from import to the follow-up, each message once; its calendar and its tables are files that others read', async () => {
  const { budi, eko } = city
  const questions = [1, 2, 3, 4].map(() => ({ kind: 'yesno', right: true }) as const)
  await makeQuestionnaire(client(), city.clock.now(), { use: 'test', title: 'Tes arsip', questions })
  await eko.says('/terbitkan')
  await eko.presses('Kalender pelatihan')
  await eko.sendsDocument(await calendar())
  expect(eko.saw.at(-1)).toContain('Baru: 1')
  await eko.presses('Terapkan')
  await eko.presses('Arsip digital')
  await eko.presses('Pengukuran')
  for (const purpose of ['Tes awal', 'Tindak lanjut 3 bulan']) {
    await eko.presses(purpose)
    await eko.presses('Tes arsip')
  }
  await eko.presses('Kembali')
  await eko.presses('Buka pendaftaran')
  await eko.presses('Ya, undang')
  expect(counts('Anda diundang mengikuti')).toEqual(each(1))
  for (const one of people) await one.presses('Hadir')
  expect(await client().enrolment.count({ where: { state: 'confirmed' } })).toBe(12)
  await budi.presses('Berkas kalender')

  await until('2026-12-07T09:01')
  expect(counts('Seminggu lagi: Arsip digital')).toEqual(each(1))
  await until('2026-12-11T09:01')
  expect(counts('Tes arsip')).toEqual(people.map((one) => (one === eko ? expect.any(Number) : 1)))
  await answer('before', (n) => n % 3)
  await until('2026-12-13T09:01')
  await until('2026-12-14T07:01')
  for (const words of ['Seminggu lagi', 'Sehari lagi', 'Dua jam lagi'])
    expect(counts(`${words}: Arsip digital`)).toEqual(each(1))

  // All of them were there.
  const session = await client().trainingSession.findFirstOrThrow()
  const there = await client().person.findMany({ where: { telegramId: { in: people.map(({ id }) => BigInt(id)) } } })
  await client().attendance.createMany({
    data: there.map(({ id }) => ({ sessionId: session.id, personId: id, byCode: true, notedAt: session.startsAt })),
  })
  await until('2026-12-14T12:02')
  await answer('after', (n) => 2 + (n % 3))
  await until('2026-12-21T12:10')
  await until('2027-03-14T12:02')
  await answer('followup', (n) => 1 + (n % 3))
  await until('2027-03-21T12:30')
  expect(people.map(({ saw }) => saw.filter((text) => text.startsWith('⏰')).length)).toEqual(each(3))
  expect(await client().round.count({ where: { state: { not: 'closed' } } })).toBe(0)

  await eko.says('/laporan')
  await eko.presses('Pelatihan')
  await eko.presses('Arsip digital')
  const report = eko.saw.findLast((text) => text.includes('yang mengisi keduanya')) ?? ''
  expect(report).toMatch(/Diundang 12[^]*12 peserta yang mengisi keduanya[^]*setelah 3 bulan/)
  // Of four questions a result takes five values: exact figures could tell how single people did.
  expect(report).toContain('rata-rata naik sekitar 2 poin. Angka ini dibulatkan')
  expect(report).not.toMatch(/d_z|95 %|sama untuk semua/)

  const [file] = await orders(eko, { what: ['Pelatihan', 'Kehadiran pelatihan', 'Pengaruh pelatihan'] })
  const sheets = await sheetsOf(file?.bytes ?? new Uint8Array())
  expect(sheets.get('Pelatihan')).toHaveLength(2)
  expect(sheets.get('Kehadiran pelatihan')).toHaveLength(13)
  expect(sheets.get('Pengaruh pelatihan')?.length).toBeGreaterThan(1)
  const ics = (await budi.files()).map(({ text }) => text).find((text) => text.startsWith('BEGIN:VCALENDAR')) ?? ''
  const parsed: unknown = ICAL.parse(ics)
  const events = new ICAL.Component(parsed as unknown[]).getAllSubcomponents('vevent')
  expect(events.map((event) => new ICAL.Event(event).startDate.toJSDate().toISOString())).toEqual([
    '2026-12-14T02:00:00.000Z',
  ])
}, 120_000)
