// Who is there: by the code on the trainer's phone, by the list, or let in without a place; and places under a rush.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrol } from '../../src/features/trainings/enrolling/enrolling.ts'
import { openStaffedCity } from '../support/city.ts'
import { makeCourse } from './courses.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
type Actor = City['budi']
let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const minute = 60_000
const advance = async (milliseconds: number) => {
  await city.clock.advance(milliseconds)
  await city.settled()
}
const payloadIn = (person: Actor) => {
  const text = person.saw.findLast((said) => said.includes('?start=')) ?? ''
  const [, payload] = /\?start=([\w-]+)/.exec(text) ?? []
  if (payload === undefined) throw new Error('No link is shown')
  return payload
}
const scans = async (person: Actor, payload: string) => {
  await person.opens(payload)
  return person.saw.at(-1)
}

test('a trainer from elsewhere shows codes that hold for a minute, keeps the list, and lets people in', async () => {
  const { ani, budi, citra, dewi, eko, fitri } = city
  const { client } = city.app.work.database
  const startsAt = new Date('2026-11-24T09:00:00+07:00')
  const { id, sessions } = await makeCourse(client, city.clock.now(), { title: 'Arsip', startsAt, state: 'draft' })
  await client.training.update({ where: { id }, data: { seats: 2 } })
  await eko.says('/pelatihan')
  await eko.presses('Semua')
  await eko.presses('24 Nov · Arsip')
  await eko.presses('Buka pendaftaran')
  await eko.presses('Ya, undang')
  await budi.presses('Hadir')

  await eko.presses('Kehadiran')
  await eko.presses('Tautan pelatih')
  const trainerLink = payloadIn(eko)
  const guru = city.newcomer('Guru')
  await guru.opens(trainerLink)
  for (const label of ['Bahasa Indonesia', 'Setuju', 'Warga']) await guru.presses(label)
  expect(guru.saw.join()).toContain('Anda memegang daftar hadir sesi ini')
  expect(await guru.presses('Tampilkan kode')).toContain('satu jam sebelum sesi')

  await advance(startsAt.getTime() - 30 * minute - city.clock.now().getTime())
  await guru.presses('Tampilkan kode')
  const code = payloadIn(guru)
  expect((await guru.files()).at(-1)?.bytes.length).toBeGreaterThan(500)
  expect(await scans(budi, code)).toContain('Kehadiran Anda dicatat')
  expect(await scans(budi, code)).toContain('sudah dicatat')
  expect(await scans(ani, code)).toContain('tidak terdaftar')
  expect(await scans(ani, `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`)).toContain('tidak berlaku')
  await advance(61_000)
  expect(await scans(citra, code)).toContain('kedaluwarsa')

  await guru.presses('Perbarui kode')
  const fresh = payloadIn(guru)
  expect(fresh).not.toBe(code)
  expect(await scans(citra, fresh)).toContain('Pelatih ditanya')
  expect(guru.saw.at(-1)).toContain('Citra Umpama')
  await guru.presses('Terima')
  expect(citra.saw.at(-1)).toContain('Pelatih menerima Anda')
  // All places are taken now.
  expect(await scans(dewi, fresh)).toContain('Pelatih ditanya')
  expect(await guru.presses('Terima')).toContain('sudah penuh')
  await guru.presses('Tidak')
  expect(dewi.saw.at(-1)).toContain('tidak dapat menerima Anda')

  // At the door nobody reads how far others have got with their enrolment, nor who has said no.
  await fitri.presses('Berhalangan')
  await fitri.presses('Sakit')
  await guru.presses('Belum punya tempat')
  expect(guru.saw.join()).toContain('Belum punya tempat: 2.')
  expect(guru.buttons.filter((label) => label.startsWith('▫️'))).toEqual([
    '▫️ Dewi Ibaratna · Dinas Kesehatan',
    '▫️ Eko Andaikan · Badan Kepegawaian…',
  ])
  await guru.presses('Daftar peserta')
  await guru.presses('✅ Budi Misalkan · Bidang P2P')
  expect(guru.buttons).toContain('▫️ Budi Misalkan · Bidang P2P')
  await guru.presses('▫️ Budi Misalkan · Bidang P2P')
  const noted = await client.attendance.findMany({ orderBy: { personId: 'asc' }, select: { byCode: true } })
  expect(noted).toEqual([{ byCode: false }, { byCode: true }])
  expect(await client.audit.count({ where: { action: 'notedAttendance' } })).toBeGreaterThan(3)
  await budi.says('/datasaya')
  await city.settled()
  expect((await budi.files()).map(({ text }) => text).join()).toContain('Arsip')

  // A new link is another key: neither the old link nor old codes open anything. Nobody else gets behind the board.
  await eko.presses('Tautan pelatih')
  expect(await scans(ani, trainerLink)).toContain('tautan baru')
  expect(await scans(dewi, fresh)).toContain('tidak berlaku')
  const session = sessions[0]?.id
  const forged = [
    `training.board|${session}`,
    `training.code|${session}`,
    `training.roll|${session}|placed|0`,
    `training.tick|${session}|1|placed|0|y`,
    `training.admit|${session}|1|y`,
    `training.key|${session}`,
    `training.door|${id}`,
    `training.people|${id}|0`,
    `training.certify|${id}|1`,
    `training.open|${id}`,
    `training.invite|${id}`,
    `training.cancel|${id}`,
  ]
  const told = await budi.forgesAll(forged)
  expect(told.filter((text) => text.includes('tidak punya hak'))).toHaveLength(forged.length)
  await advance(6 * 60 * minute)
  expect(await guru.presses('Perbarui kode')).toContain('sudah lewat')
})

test("codes take each other's place in one message for half an hour, one chain to a trainer", async () => {
  const { budi, citra, eko } = city
  const client = () => city.app.work.database.client
  const startsAt = new Date(city.clock.now().getTime() + 30 * minute)
  const { id } = await makeCourse(client(), city.clock.now(), { title: 'Layanan', startsAt, state: 'draft' })
  await eko.says('/pelatihan')
  await eko.presses('Semua')
  await eko.presses(eko.buttons.findLast((label) => label.endsWith('Layanan')) ?? '')
  await eko.presses('Buka pendaftaran')
  await eko.presses('Ya, undang')
  for (const person of [budi, citra]) await person.presses('Hadir')
  await eko.presses('Kehadiran')
  await eko.presses(eko.buttons.find((label) => label.startsWith('Sesi 1')) ?? '')
  await eko.presses('Tampilkan kode')
  const chain = () => client().task.findMany({ where: { name: 'trainings.coding' } })
  /** Real time passes until the next code is due. */
  const nextDue = async () => {
    await client().task.updateMany({ where: { name: 'trainings.coding' }, data: { restUntil: new Date(0) } })
    await city.settled()
  }
  const [before] = await chain()
  expect(before?.restUntil?.getTime()).toBeGreaterThan(Date.now() + 30_000)
  const [first, count] = [payloadIn(eko), eko.messages.length]
  expect(eko.saw.at(-1)).toContain('berganti sendiri sampai')
  await city.clock.advance(45_000)
  await nextDue()
  const second = payloadIn(eko)
  expect(second).not.toBe(first)
  expect(eko.messages.length).toBe(count)
  expect(await scans(budi, first)).toContain('Kehadiran Anda dicatat')
  await city.clock.advance(30_000)
  expect(await scans(citra, first)).toContain('kedaluwarsa')
  expect(await scans(citra, second)).toContain('Kehadiran Anda dicatat')
  // Whoever renews by hand goes on from there: there are not two that change the message.
  await eko.presses('Perbarui kode')
  expect(await chain()).toHaveLength(1)
  await city.restart()
  await nextDue()
  expect(eko.messages.length).toBe(count)
  await city.clock.advance(30 * minute)
  await nextDue()
  expect(eko.saw.at(-1)).toContain('tidak lagi berganti sendiri')
  expect(await chain()).toEqual([])
  // What is cancelled shows no more codes.
  await eko.presses('Perbarui kode')
  await client().training.update({ where: { id }, data: { state: 'cancelled' } })
  const last = payloadIn(eko)
  await nextDue()
  expect(payloadIn(eko)).toBe(last)
  expect(await chain()).toEqual([])
})

test('the last place is taken once, however many want it, and whoever goes leaves theirs to the next', async () => {
  const { budi, citra, dewi, eko, fitri } = city
  const { work } = city.app
  const { client } = work.database
  const now = city.clock.now()
  const startsAt = new Date(now.getTime() + 30 * 24 * 60 * minute)
  const { id } = await makeCourse(client, now, { title: 'Rebutan', startsAt })
  await client.training.update({ where: { id }, data: { seats: 2 } })
  const around = { voiceIn: work.voice, settings: work.settings, groups: work.groups }
  const people = [budi, citra, dewi, eko, fitri]
  const states = await Promise.all(
    people.map(({ id: account }) =>
      client.$transaction(
        async (tx) => {
          const wish = { trainingId: id, telegramId: BigInt(account), will: 'enrolled' } as const
          return (await enrol(tx, wish, around, now)).enrolment.state
        },
        { maxWait: 30_000, timeout: 60_000 },
      ),
    ),
  )
  expect(states.toSorted()).toEqual(['enrolled', 'enrolled', 'waiting', 'waiting', 'waiting'])
  const leaver = people.find((_, index) => states[index] === 'enrolled')
  if (leaver === undefined) throw new Error('Nobody has a place')
  await leaver.says('/hapusdata')
  await leaver.presses('Ya, hapus data saya')
  await city.settled()
  expect(await client.enrolment.count({ where: { trainingId: id, state: 'enrolled' } })).toBe(2)
  expect(people.filter(({ saw }) => saw.some((text) => text.includes('Ada tempat untuk Anda')))).toHaveLength(1)
})
