// A training from its file to its last session: who is told what, and each message once.
import { afterAll, beforeAll, expect, test } from 'vitest'
import ICAL from 'ical.js'
import { openStaffedCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
type Actor = City['budi']
let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const header = 'kode;judul;penyelenggara;sesi mulai;sesi selesai;tempat;kuota;sasaran;persetujuan;kontak'
const file = (...rows: string[]) => ({
  bytes: Buffer.from([header, ...rows, ''].join('\n')),
  name: 'kalender.csv',
  type: 'text/csv',
})
/** Turns the clock to a moment in Jakarta. */
const until = async (moment: string) => {
  await city.clock.advance(Date.parse(`${moment}+07:00`) - city.clock.now().getTime())
  await city.settled()
}
const count = (person: Actor, words: string) => person.saw.filter((text) => text.includes(words)).length
const reminders = (person: Actor, title: string) =>
  person.saw.filter((text) => text.startsWith('⏰') && text.includes(title)).length
/** Publishes a calendar and applies it; gives what was shown before. */
const publishes = async (...rows: string[]) => {
  const { eko } = city
  await eko.says('/terbitkan')
  await eko.presses('Kalender pelatihan')
  await eko.sendsDocument(file(...rows))
  const preview = eko.saw.at(-1) ?? ''
  if (eko.buttons.includes('Terapkan')) await eko.presses('Terapkan')
  return preview
}
const opens = async (title: string) => {
  const { eko } = city
  await eko.presses(title)
  await eko.presses('Buka pendaftaran')
  expect(eko.saw.at(-1)).toContain('orang akan diundang')
  await eko.presses('Ya, undang')
}
const eventsOf = (text: string) => {
  const parsed: unknown = ICAL.parse(text)
  return new ICAL.Component(parsed as unknown[]).getAllSubcomponents('vevent').map((event) => ({
    uid: event.getFirstPropertyValue('uid'),
    status: event.getFirstPropertyValue('status'),
    sequence: event.getFirstPropertyValue('sequence'),
    start: new ICAL.Event(event).startDate.toJSDate().toISOString(),
  }))
}

test('imported, opened, enrolled, waited for and declined; every step of the ladder once', async () => {
  const { budi, citra, dewi, eko, fitri } = city
  const rows = [
    'L-1;Layanan ramah;BKPSDM;2026-12-07 09:00;12.00;Aula;2;pegawai;;Tata Usaha',
    'L-1;;;2026-12-09 09:00;12.00;;;;;',
  ]
  const preview = await publishes(...rows)
  expect(preview).toContain('Baru: 1')
  expect(preview).toContain('Senin, 7 Desember 2026, 09.00–12.00 WIB (2 sesi)')
  expect(eko.saw.at(-1)).toContain('Baru: 1, berubah: 0')
  await eko.presses('Layanan ramah')
  await eko.presses('Buka pendaftaran')
  expect(eko.saw.at(-1)).toContain('5 orang akan diundang')
  await eko.presses('Batal')
  expect(eko.saw.at(-1)).toContain('rancangan')
  for (const person of [budi, eko]) expect(count(person, 'Anda diundang mengikuti')).toBe(0)
  await eko.presses('Buka pendaftaran')
  await eko.presses('Ya, undang')
  expect(count(eko, '5 orang diundang')).toBe(1)
  for (const person of [budi, citra, dewi, eko, fitri]) expect(count(person, 'Anda diundang mengikuti')).toBe(1)

  await budi.presses('Hadir')
  expect(budi.saw.at(-1)).toContain('Dicatat: Anda hadir')
  await citra.presses('Hadir')
  await dewi.presses('Hadir')
  expect(dewi.saw.at(-1)).toContain('Anda di daftar tunggu')
  await fitri.presses('Berhalangan')
  await fitri.presses('Sakit')
  expect(fitri.saw.at(-1)).toContain('Anda berhalangan')

  await until('2026-11-30T08:59')
  expect(reminders(budi, 'Layanan ramah')).toBe(0)
  await until('2026-11-30T09:00')
  for (const person of [budi, citra]) expect(reminders(person, 'Seminggu lagi: Layanan ramah')).toBe(1)
  // Who waits is not reminded, nor who has said no, nor who was invited while there is no place.
  for (const person of [dewi, fitri, eko]) expect(reminders(person, 'Layanan ramah')).toBe(0)

  await citra.presses('Berhalangan')
  await citra.says('Ada kunjungan menteri')
  expect(count(dewi, 'Ada tempat untuk Anda')).toBe(1)

  await until('2026-12-06T09:00')
  await until('2026-12-06T09:01')
  for (const person of [budi, dewi]) expect(reminders(person, 'Sehari lagi')).toBe(1)
  await until('2026-12-07T07:00')
  for (const person of [budi, dewi]) expect(reminders(person, 'Dua jam lagi')).toBe(1)
  await until('2026-12-08T09:00')
  await city.restart()
  await until('2026-12-09T07:00')
  await until('2026-12-09T07:02')
  expect(reminders(budi, 'Layanan ramah')).toBe(5)
  expect(reminders(dewi, 'Layanan ramah')).toBe(4)
  expect(reminders(citra, 'Layanan ramah')).toBe(1)
  for (const person of [fitri, eko]) expect(reminders(person, 'Layanan ramah')).toBe(0)

  const { client } = city.app.work.database
  await until('2026-12-09T12:00')
  expect(await client.training.findFirst({ where: { uid: 'L-1' } })).toMatchObject({ state: 'held', nextAt: null })
  expect(await client.event.count({ where: { kind: 'trainingHeld' } })).toBe(1)
  // The reason is the planner's to read.
  await eko.says('/pelatihan')
  await eko.presses('Semua')
  await eko.presses('✉️ 7 Des · Layanan ramah')
  await eko.presses('Peserta')
  expect(eko.buttons.filter((label) => label.includes('berhalangan'))).toHaveLength(2)
  await eko.presses('Citra Umpama · berhalangan')
  expect(eko.saw.at(-1)).toContain('Ada kunjungan menteri')
  await eko.presses('Nomor sertifikat')
  await eko.says('12/PEL/2026')
  expect(count(citra, '12/PEL/2026')).toBe(1)
})

test('another time or place and a cancellation are told at once to those it concerns, with the file; nobody else', async () => {
  const { budi, citra, dewi, eko, fitri } = city
  const row = (start: string, place: string, seats: string) =>
    `L-2;Arsip digital;ANRI;${start};12.00;${place};${seats};pegawai;;Tata Usaha`
  await publishes(row('2026-12-17 09:00', 'Aula', '1'))
  await opens('Arsip digital')
  await budi.presses('Hadir')
  await citra.presses('Hadir')
  await dewi.presses('Berhalangan')
  await dewi.presses('Tugas lain')
  expect(await publishes(row('2026-12-17 09:00', 'Aula', '1'))).toContain('sudah tercatat seperti itu')

  // Another contact is no news; the day before, they are reminded of the time that was.
  await until('2026-12-16T09:00')
  expect(reminders(budi, 'Sehari lagi: Arsip digital')).toBe(1)
  const preview = await publishes(row('2026-12-28 13:00', 'Ruang 2', '2').replace(';12.00;', ';15.00;'))
  expect(preview).toContain('Arsip digital: waktu atau tempat, kuota')
  for (const person of [budi, citra, eko, fitri]) expect(count(person, 'Waktu atau tempat berubah')).toBe(1)
  expect(count(dewi, 'Waktu atau tempat berubah')).toBe(0)
  // There is a second place by now.
  expect(count(citra, 'Ada tempat untuk Anda')).toBe(1)
  const changed = (await budi.files()).at(-1)
  const [event] = eventsOf(changed?.text ?? '')
  expect(event).toMatchObject({ status: 'CONFIRMED', sequence: 1, start: '2026-12-28T06:00:00.000Z' })

  // The steps of the new time come; of it only those that are ahead.
  await until('2026-12-17T07:00')
  expect(reminders(budi, 'Dua jam lagi: Arsip digital')).toBe(0)
  await until('2026-12-21T13:00')
  for (const person of [budi, citra]) expect(reminders(person, 'Seminggu lagi: Arsip digital')).toBe(1)
  await until('2026-12-27T13:00')
  expect(reminders(budi, 'Sehari lagi: Arsip digital')).toBe(2)
  // Sooner, in chat: what is past for the new time is not sent again.
  await eko.says('/pelatihan')
  await eko.presses('Semua')
  await eko.presses('✉️ 28 Des · Arsip digital')
  await eko.presses('Ubah')
  await eko.presses('Waktu: Senin, 28 Desember 2026, 13.00–15.00 WIB')
  await eko.says('28 Desember 2026 10.00-12.00')
  expect(count(budi, 'Waktu atau tempat berubah')).toBe(2)
  await until('2026-12-27T23:00')
  expect(reminders(budi, 'Arsip digital')).toBe(3)

  await eko.says('/pelatihan')
  await eko.presses('Semua')
  await eko.presses('✉️ 28 Des · Arsip digital')
  await eko.presses('Batalkan pelatihan')
  await eko.says('Narasumber sakit')
  for (const person of [budi, citra, fitri]) expect(count(person, 'Dibatalkan: Arsip digital')).toBe(1)
  expect(count(dewi, 'Dibatalkan: Arsip digital')).toBe(0)
  const [off] = eventsOf((await budi.files()).at(-1)?.text ?? '')
  expect(off).toMatchObject({ uid: event?.uid, status: 'CANCELLED', sequence: 3 })
  await until('2026-12-28T08:00')
  expect(reminders(budi, 'Arsip digital')).toBe(3)
  const { id } = await city.app.work.database.client.training.findUniqueOrThrow({ where: { uid: 'L-2' } })
  expect(await fitri.forges(`training.come|${id}`)).toContain('dibatalkan')
})

test('a head approves or refuses; mute, leave and quiet hours are kept; what waits is withdrawn by an answer', async () => {
  const { ani, budi, citra, dewi, eko } = city
  const { client } = city.app.work.database
  await publishes('L-3;Vaksin;Universitas Contoh;2027-01-20 09:00;12.00;Aula;;unit: DINKES, DISHUB;ya;')
  await opens('Vaksin')
  expect(count(ani, 'Vaksin')).toBe(0)
  await budi.presses('Hadir')
  expect(budi.saw.at(-1)).toContain('disampaikan kepada kepala unit')
  expect(dewi.saw.at(-1)).toContain('Budi Misalkan')
  // Citra's unit has no head: the planners are asked.
  await citra.presses('Hadir')
  expect(citra.saw.at(-1)).toContain('disampaikan kepada perencana')
  expect(eko.saw.at(-1)).toContain('Citra Umpama')
  const ofCitra = eko.dataOf('Setujui')
  // A head decides about their own unit only, and a citizen about nothing.
  expect(await dewi.forges(ofCitra)).toContain('tidak punya hak')
  expect(await budi.forges(ofCitra)).toContain('tidak punya hak')
  await dewi.presses('Setujui')
  expect(count(budi, 'Permohonan Anda disetujui: Anda terdaftar')).toBe(1)
  await eko.presses('Tidak setujui')
  await eko.says('Masih dibutuhkan di terminal')
  expect(citra.saw.at(-1)).toContain('Masih dibutuhkan di terminal')
  expect(await eko.forges(ofCitra)).toContain('sudah diputuskan')
  // Nobody decides about themselves: of a head the planners are asked.
  await dewi.presses('Hadir')
  expect(dewi.saw.join()).toContain('Permohonan Anda disampaikan kepada perencana')
  expect(eko.saw.at(-1)).toContain('Dewi Ibaratna')

  // Who has stopped reminders, or is on leave, is not reminded.
  const chat = { telegramId: BigInt(budi.id) }
  await client.person.updateMany({ where: chat, data: { muted: ['reminders'] } })
  await until('2027-01-13T09:00')
  expect(reminders(budi, 'Vaksin')).toBe(0)
  await client.person.updateMany({ where: chat, data: { muted: [], quietHours: '08:00-20:00' } })
  await until('2027-01-19T09:00')
  expect(reminders(budi, 'Vaksin')).toBe(0)
  const waiting = { chatId: BigInt(budi.id), lane: 'reminder', state: 'queued' } as const
  expect(await client.message.count({ where: waiting })).toBe(1)
  await budi.says('/pelatihan')
  await budi.presses('☑️ 20 Jan · Vaksin')
  await budi.presses('Berhalangan')
  await budi.presses('Cuti')
  expect(await client.message.count({ where: waiting })).toBe(0)
  await until('2027-01-19T20:30')
  expect(reminders(budi, 'Vaksin')).toBe(0)
  await client.person.updateMany({ where: chat, data: { quietHours: null } })
})

test('who says no before the news of their place has come never gets it; asking the head ends what prompts', async () => {
  const { budi, citra, dewi, eko } = city
  const { client } = city.app.work.database
  await until('2027-02-01T10:00')
  await publishes(
    'L-4;Tata naskah;ANRI;2027-03-10 09:00;12.00;Aula;1;pegawai;;',
    'L-5;Gizi;ANRI;2027-03-11 09:00;12.00;Aula;;pegawai;ya;',
  )
  await opens('Tata naskah')
  await citra.presses('Hadir')
  await budi.presses('Hadir')
  expect(budi.saw.at(-1)).toContain('Anda di daftar tunggu')
  const chat = { telegramId: BigInt(budi.id) }
  await client.person.updateMany({ where: chat, data: { quietHours: '08:00-20:00' } })
  const queued = (words: string) =>
    client.message.count({ where: { chatId: BigInt(budi.id), subject: { endsWith: words }, state: 'queued' } })
  await citra.presses('Berhalangan')
  await citra.presses('Sakit')
  expect(await queued(':place')).toBe(1)
  const { id } = await client.training.findUniqueOrThrow({ where: { uid: 'L-4' } })
  await budi.forges(`training.card|${id}`)
  await budi.presses('Berhalangan')
  await budi.presses('Cuti')
  expect(await queued(':place')).toBe(0)

  await eko.says('/pelatihan')
  await eko.presses('Semua')
  await eko.presses(eko.buttons.find((label) => label.includes('Gizi')) ?? '')
  await eko.presses('Buka pendaftaran')
  await eko.presses('Ya, undang')
  expect(await queued(':prompt')).toBe(1)
  const asked = await client.training.findUniqueOrThrow({ where: { uid: 'L-5' } })
  await budi.forges(`training.come|${asked.id}`)
  expect(budi.saw.at(-1)).toContain('disampaikan kepada kepala unit')
  expect(await queued(':prompt')).toBe(0)
  // The same where the head has said yes meanwhile.
  await dewi.presses('Setujui')
  expect(await queued(':place')).toBe(1)
  await budi.forges(`training.card|${asked.id}`)
  await budi.presses('Berhalangan')
  await budi.presses('Cuti')
  expect(await queued(':place')).toBe(0)
  await until('2027-02-01T20:30')
  expect(count(budi, 'Ada tempat untuk Anda: Tata naskah')).toBe(0)
  expect(count(budi, 'Anda diundang mengikuti pelatihan Gizi')).toBe(0)
  await client.person.updateMany({ where: chat, data: { quietHours: null } })
})
