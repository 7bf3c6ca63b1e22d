// A calendar comes as a file with its faults said, or a training is made step by step; only planners do either.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Trainings } from '../../src/features/trainings/calendar/written.ts'
import { openStaffedCity } from '../support/city.ts'
import { enrols, makeCourse } from './courses.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const ics = (...lines: string[]) => ({
  bytes: Buffer.from(
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n'),
  ),
  name: 'kalender.ics',
  type: 'text/calendar',
})
const event = (audience: string) =>
  ics(
    'UID:klinik@contoh.id',
    'DTSTART;TZID=Asia/Makassar:20270301T090000',
    'DTEND;TZID=Asia/Makassar:20270301T110000',
    'SUMMARY:Klinik Excel',
    'LOCATION:https://rapat.contoh.id/x',
    `X-REMBUK-AUDIENCE:${audience}`,
  )

test('faults of an ICS file are said by line; the corrected one is waited for, previewed, applied and known again', async () => {
  const { budi, eko } = city
  await eko.says('/terbitkan')
  await eko.presses('Kalender pelatihan')
  await eko.sendsDocument(event('unit: DINKES, DINGAIB'))
  expect(eko.saw.at(-1)).toContain('Baris 9, Sasaran: unit “DINGAIB” tidak ada')
  await eko.sendsDocument(ics('UID:a', 'SUMMARY:A', 'DTSTART:2026', 'LOCATION:x'))
  expect(eko.saw.at(-1)).toContain('Baris 6, Sesi mulai: DTSTART “2026” tidak dapat dibaca')
  await eko.sendsDocument({ ...event(''), bytes: Buffer.from('BEGIN:VCALENDAR\r\nrusak') })
  expect(eko.saw.at(-1)).toContain('Ekspor lagi dari aplikasi kalender')
  expect(eko.saw.at(-1)).not.toContain('Excel')
  await eko.sendsDocument(event('unit: DINKES'))
  expect(eko.saw.at(-1)).toContain('Klinik Excel: Senin, 1 Maret 2027, 08.00–10.00 WIB')
  const apply = eko.dataOf('Terapkan')
  expect(await budi.says('/pelatihan').then(() => budi.forges(apply))).toContain('tidak punya hak')
  await eko.presses('Terapkan')
  expect(await eko.forges(apply)).toContain('sudah diterapkan')
  await eko.says('/terbitkan')
  await eko.presses('Kalender pelatihan')
  await eko.sendsDocument(event('unit: DINKES'))
  expect(eko.saw.at(-1)).toContain('tidak ada yang berubah')
  // The example can be sent back as it is.
  await eko.says('/terbitkan')
  await eko.presses('Kalender pelatihan')
  await eko.presses('Contoh berkas')
  const example = (await eko.files()).at(-1)
  if (example === undefined) throw new Error('No example came')
  await eko.sendsDocument({ bytes: example.bytes, name: 'contoh.xlsx', type: 'application/octet-stream' })
  expect(eko.saw.at(-1)).toContain('Baru: 1')
  await eko.presses('Batal')
  expect(eko.saw.at(-1)).toContain('tidak diterapkan')
})

test('no training is made in the past, or an open one moved there; the preview says the times that were and shall be', async () => {
  const { eko } = city
  const { client } = city.app.work.database
  const at = (day: string) =>
    ics('UID:klinik-2', `DTSTART:${day}T020000Z`, `DTEND:${day}T040000Z`, 'SUMMARY:Klinik', 'LOCATION:Aula')
  await eko.says('/terbitkan')
  await eko.presses('Kalender pelatihan')
  await eko.sendsDocument(at('20260301'))
  expect(eko.saw.at(-1)).toContain('Baris 3, Sesi mulai: semua sesinya sudah lewat (Minggu, 1 Maret 2026)')
  await eko.sendsDocument(at('20270308'))
  await eko.presses('Terapkan')
  await client.training.updateMany({ where: { uid: 'klinik-2' }, data: { state: 'open' } })
  await eko.says('/terbitkan')
  await eko.presses('Kalender pelatihan')
  await eko.sendsDocument(at('20260308'))
  expect(eko.saw.at(-1)).toContain('Baris 3, Sesi mulai: pelatihan yang sudah dibuka tidak dapat dipindah ke masa lalu')
  await eko.sendsDocument(at('20270315'))
  expect(eko.saw.at(-1)).toContain('Senin, 8 Maret 2027, 09.00–11.00 WIB → Senin, 15 Maret 2027, 09.00–11.00 WIB')
  // Meanwhile the time passes.
  const { id } = await client.trainingImport.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const [row] = Trainings.parse((await client.trainingImport.findUniqueOrThrow({ where: { id } })).rows)
  const session = { startsAt: '2026-03-15T02:00:00.000Z', endsAt: '2026-03-15T04:00:00.000Z', place: 'Aula' }
  await client.trainingImport.update({ where: { id }, data: { rows: [{ ...row, sessions: [session] }] } })
  expect(await eko.forges(eko.dataOf('Terapkan'))).toContain('tidak dapat dipindah ke masa lalu')
  await client.training.deleteMany({ where: { uid: 'klinik-2' } })
})

test('made step by step, without invitations; who it is for finds it and enrols, nobody else does', async () => {
  const { budi, citra, eko } = city
  await eko.says('/pelatihan')
  await eko.presses('Buat pelatihan')
  for (const answer of ['Pelatihan arsip', 'Universitas Contoh', 'kemarin', '3 Maret 2027 09.00-12.00'])
    await eko.says(answer)
  await eko.says('4 Maret 2027 13.00 - 15.00 WITA')
  expect(eko.saw.at(-1)).toContain('Kamis, 4 Maret 2027, 12.00–14.00 WIB')
  await eko.presses('Selesai')
  await eko.says('Aula')
  await eko.says('dua puluh')
  expect(eko.saw.at(-1)).toContain('Tulis angka')
  await eko.says('20')
  await eko.presses('Pilih unit')
  await eko.says('Dinas Kesehatan')
  await eko.presses('Selesai')
  await eko.presses('Tidak, yang berminat mendaftar')
  await eko.presses('Tidak perlu')
  await eko.says('Kearsipan')
  for (let skipped = 0; skipped < 3; skipped++) await eko.presses('Lewati')
  expect(eko.saw.at(-1)).toContain('Rancangan dibuat')

  await budi.says('/pelatihan')
  expect(budi.saw.at(-1)).toContain('Belum ada pelatihan yang dibuka')
  const { id } = await city.app.work.database.client.training.findFirstOrThrow({ where: { title: 'Pelatihan arsip' } })
  expect(await budi.forges(`training.enrol|${id}`)).toContain('sudah tidak ada')
  await eko.presses('Buka pendaftaran')
  expect(eko.saw.at(-1)).toContain('Pendaftaran dibuka')
  await budi.says('/pelatihan')
  await budi.presses('3 Mar · Pelatihan arsip')
  await budi.presses('Daftar')
  expect(budi.saw.at(-1)).toContain('Anda terdaftar')
  await budi.presses('Berkas kalender')
  expect((await budi.files()).at(-1)?.text).toContain('SUMMARY:Pelatihan arsip')
  await citra.says('/pelatihan')
  expect(citra.saw.at(-1)).toContain('Belum ada pelatihan yang dibuka')
  expect(await citra.forges(`training.enrol|${id}`)).toContain('untuk sasaran lain')
  expect(await citra.forges(`training.card|${id}`)).toContain('untuk sasaran lain')
  expect(await budi.forges('training.make')).toContain('tidak punya hak')
  expect(await budi.forges(`training.list|all|0`)).toContain('tidak punya hak')
})

test('a citizen finds the trainings that invite the public, and their own; no others', async () => {
  const { ani, budi } = city
  const { client } = city.app.work.database
  const now = city.clock.now()
  const startsAt = new Date(now.getTime() + 5 * 86_400_000)
  await makeCourse(client, now, { title: 'Kelas warga', startsAt, audience: { kind: 'public' } })
  await makeCourse(client, now, { title: 'Kelas semua', startsAt, audience: { kind: 'all' } })
  const inside = await makeCourse(client, now, { title: 'Kelas pegawai', startsAt })
  const guest = await makeCourse(client, now, { title: 'Kelas tamu', startsAt })
  const { id } = await client.person.findUniqueOrThrow({ where: { telegramId: BigInt(ani.id) } })
  await enrols(client, guest, id, {}, now)
  expect(ani.commands()).toContain('pelatihan')
  await ani.says('/pelatihan')
  const shown = ani.buttons.filter((label) => label.includes('Kelas'))
  expect(shown.toSorted()).toEqual(['28 Nov · Kelas semua', '28 Nov · Kelas warga', '✅ 28 Nov · Kelas tamu'])
  expect(ani.buttons).not.toContain('Buat pelatihan')
  expect(await ani.forges(`training.card|${inside.id}`)).toContain('untuk sasaran lain')
  expect(await ani.forges('training.list|all|0')).toContain('tidak punya hak')
  await ani.presses('28 Nov · Kelas warga')
  await ani.presses('Daftar')
  expect(ani.saw.join()).toContain('Anda terdaftar')
  await ani.presses('Daftar pelatihan')
  await ani.presses('Pelatihan saya')
  const own = ani.saw.findLast((text) => text.includes('Pelatihan saya'))
  expect(own).toContain('Kelas warga')
  expect(own).not.toContain('Kelas semua')
  await budi.says('/pelatihan')
  expect(budi.saw.at(-1)).not.toContain('Kelas warga')
  await ani.says('/menu')
  expect(ani.saw.at(-1)).toContain('/pelatihan – Lihat jadwal, daftar, dan pastikan kehadiran')
})

test('once it is over, it says who was there, and no more who will come', async () => {
  const { citra } = city
  const { client } = city.app.work.database
  const now = city.clock.now()
  const startsAt = new Date(now.getTime() - 20 * 86_400_000)
  const [seen, missed] = [
    await makeCourse(client, now, { title: 'Kelas lalu', startsAt, sessions: 2, state: 'held' }),
    await makeCourse(client, now, { title: 'Kelas terlewat', startsAt, state: 'held' }),
  ]
  const { id } = await client.person.findUniqueOrThrow({ where: { telegramId: BigInt(citra.id) } })
  await enrols(client, seen, id, { attends: 1 }, now)
  await enrols(client, missed, id, {}, now)
  await citra.says('/pelatihan')
  await citra.presses('Pelatihan saya')
  const list = citra.saw.join()
  expect(list).toContain('Kelas lalu — hadir di 1 dari 2 sesi')
  expect(list).toContain('Kelas terlewat — tidak tercatat hadir')
  expect(list).not.toContain('akan hadir')
  await citra.presses('✅ 3 Nov · Kelas lalu')
  expect(citra.saw.join()).toContain('Status Anda: hadir di 1 dari 2 sesi')
  await citra.presses('Daftar pelatihan')
  await citra.presses('Pelatihan saya')
  await citra.presses('✖️ 3 Nov · Kelas terlewat')
  expect(citra.saw.join()).toContain('Status Anda: tidak tercatat hadir')
})
