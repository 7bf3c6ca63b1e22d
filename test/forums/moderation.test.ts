// Statements wait, planners decide, authors read why: told through the chat.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Forum } from '../../src/generated/prisma/client.ts'
import { appealButton, deedButton, mergeButton, rulesButton } from '../../src/features/forums/moderation/buttons.ts'
import { openStaffedCity } from '../support/city.ts'
import { makeForum, write } from './forumRows.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
let forum: Forum
beforeAll(async () => {
  city = await openStaffedCity()
})
beforeEach(async () => {
  await db().forum.deleteMany()
  forum = await makeForum(city)
})
afterAll(() => city.close())

const db = () => city.app.work.database.client
const last = (person: { saw: string[] }) => person.saw.at(-1) ?? ''
const stateOf = async ({ id }: { id: bigint }) => db().forumStatement.findUniqueOrThrow({ where: { id } })
const hour = 3_600_000

describe('what waits', () => {
  it('is shown one at a time, the oldest first, with what is marked and what is like it', async () => {
    const { ani, eko } = city
    const known = await write(city, forum, 'Kantor buka sampai pukul 18', { state: 'accepted' })
    await write(city, forum, 'Buka kantor sampai pukul 18 sore', { by: ani })
    await write(city, forum, 'Petugas loket itu goblok semua', { by: ani })
    await eko.says('/moderasi')
    expect(last(eko)).toContain('Pernyataan 1 dari 2')
    expect(last(eko)).toContain('Buka kantor sampai pukul 18 sore')
    expect(last(eko)).toContain(`Mirip, sudah diterima:\n#${known.number} Kantor buka sampai pukul 18`)
    await eko.presses('Berikutnya ▶')
    expect(last(eko)).toContain('Pernyataan 2 dari 2')
    expect(last(eko)).toContain('⚠️ Memuat kata yang mungkin menyakiti')
    const seen = eko.saw.length
    await eko.presses('Terima')
    await eko.presses('Terima')
    expect(last(eko)).toContain('Tidak ada pernyataan yang menunggu')
    expect(eko.saw).toHaveLength(seen)
    expect(ani.saw.filter((text) => text.includes('diterima dan ditampilkan'))).toHaveLength(2)
  })

  it('is nothing for who is no planner', async () => {
    const { ani, budi, eko } = city
    const one = await write(city, forum, 'Loket dibuka hari Sabtu', { by: ani })
    await budi.says('/moderasi')
    expect(last(budi)).toContain('tidak')
    await eko.says('/moderasi')
    const forged = deedButton.with('', { statement: one.id, was: 'w', deed: 'accept' }).callback_data
    await budi.forges(forged)
    expect((await stateOf(one)).state).toBe('waiting')
  })

  it('is decided by one of two moderators, and the other is told so', async () => {
    const { ani, eko, fitri } = city
    const one = await write(city, forum, 'Loket dibuka hari Sabtu', { by: ani })
    await write(city, forum, 'Antrean diambil lewat telepon', { by: ani })
    await eko.says('/moderasi')
    await fitri.says('/moderasi')
    await eko.presses('Terima')
    await fitri.presses('Tolak').then((told) => expect(told).toContain('sudah diputuskan oleh moderator lain'))
    expect(last(fitri)).toContain('✅ Diterima')
    expect((await stateOf(one)).state).toBe('accepted')
  })
})

describe('a statement written in the chat', () => {
  it('waits, marked for its words, and can be voted on once it is accepted', async () => {
    const { ani, budi, eko } = city
    const say = city.app.work.voice('id').label
    await ani.opens(`forum-${forum.code}`)
    await ani.presses(say('forums:write'))
    await ani.says('Petugas yang goblok perlu dilatih lagi')
    await ani.presses(say('forums:send'))
    await eko.says('/moderasi')
    expect(last(eko)).toContain('Petugas yang goblok perlu dilatih lagi')
    expect(last(eko)).toContain('⚠️ Memuat kata')
    await eko.presses('Terima')
    expect(last(ani)).toContain('diterima dan ditampilkan')
    await budi.opens(`forum-${forum.code}`)
    await budi.presses('Ikut')
    expect(last(budi)).toContain('Petugas yang goblok perlu dilatih lagi')
  })

  it('that is shown at once is hidden by its rejection', async () => {
    const { ani, budi, eko } = city
    forum = await makeForum(city, { moderation: 'after' })
    const one = await write(city, forum, 'Naikkan gaji menteri segera', { by: ani })
    await eko.says('/moderasi')
    expect(last(eko)).toContain('Sudah tampil di forum')
    await eko.presses('Tolak')
    await eko.presses('Di luar topik')
    await budi.opens(`forum-${forum.code}`)
    await budi.presses('Ikut')
    expect(last(budi)).not.toContain(one.text)
  })
})

describe('an author', () => {
  it('reads why it was rejected, appeals once, and reads that this was granted', async () => {
    const { ani, eko } = city
    const one = await write(city, forum, 'Parkir kantor terlalu sempit', { by: ani })
    await eko.says('/moderasi')
    await eko.presses('Tolak')
    expect(eko.buttons).toContain('Mengulang pernyataan lain')
    await eko.presses('Di luar topik')
    expect(last(ani)).toContain('Pernyataan tidak menjawab pertanyaan forum ini.')
    expect(last(ani)).toContain('banding satu kali')
    await ani.presses('Ajukan banding')
    expect(last(ani)).toContain('Parkir kantor terlalu sempit')
    expect((await db().dialog.findMany()).map(({ opening }) => JSON.stringify(opening))).not.toContainEqual(
      expect.stringContaining(`"${one.id}"`),
    )
    await ani.says('Tanpa parkir, jam layanan yang panjang tidak berguna.')
    expect(last(ani)).toContain('Banding Anda menunggu')
    await eko.says('/moderasi')
    expect(last(eko)).toContain('Banding penulisnya')
    expect(last(eko)).toContain('Tanpa parkir')
    await eko.presses('Terima')
    expect(last(ani)).toContain('Banding Anda diterima')
    expect(await stateOf(one)).toMatchObject({ state: 'accepted', appealState: 'granted', reason: null })
    const deeds = await db().audit.findMany({ where: { object: `statement:${one.id}` }, orderBy: { id: 'asc' } })
    expect(deeds.map(({ action }) => action)).toEqual(['rejectedStatement', 'decidedAppeal'])
  })

  it('is told that an appeal was declined, which is final, and nobody else can appeal', async () => {
    const { ani, budi, eko } = city
    const one = await write(city, forum, 'Semua orang di sana malas', { by: ani })
    const appeal = appealButton.with('', { statement: one.id }).callback_data
    await eko.says('/moderasi')
    await eko.presses('Tolak')
    await eko.presses('Dengan kata sendiri')
    await eko.says('Mohon tulis tentang layanannya, bukan orangnya.')
    expect(last(ani)).toContain('Mohon tulis tentang layanannya, bukan orangnya.')
    expect(await budi.forges(appeal)).toContain('Hanya penulis')
    await ani.presses('Ajukan banding')
    await ani.says('Itu pengalaman saya sendiri di sana.')
    await eko.says('/moderasi')
    await eko.presses('Tetap ditolak')
    expect(last(ani)).toContain('Banding Anda sudah dipertimbangkan')
    expect(last(ani)).toContain('final')
    expect(ani.buttons.slice(-1)).toEqual(['Aturan dan penolakan'])
    expect(await ani.forges(appeal)).toContain('satu kali')
    expect(await stateOf(one)).toMatchObject({ state: 'rejected', appealState: 'declined' })
  })

  it('of an anonymous forum is named by no row after they were told', async () => {
    const { ani, eko } = city
    await write(city, forum, 'Loket dibuka hari Sabtu', { by: ani })
    const rowsToAni = () => db().message.count({ where: { chatId: BigInt(ani.id), lane: 'notice' } })
    const before = await rowsToAni()
    await eko.says('/moderasi')
    await eko.presses('Tolak')
    await eko.presses('Tidak dapat dipahami')
    await ani.presses('Ajukan banding')
    await ani.says('Sabtu banyak orang libur, jadi sempat datang.')
    expect(last(ani)).toContain('Banding Anda menunggu')
    const rows = await db().message.findMany({ where: { chatId: BigInt(ani.id), method: 'sendMessage' } })
    expect(rows.filter(({ payload }) => JSON.stringify(payload)?.includes('Sabtu'))).toEqual([])
    expect(await rowsToAni()).toBe(before)
    expect(await db().dialog.count()).toBe(0)
  })

  it('takes their appeals along when they erase themselves', async () => {
    const guest = city.newcomer('Gita')
    await guest.joins()
    const one = await write(city, forum, 'Loket dibuka hari Sabtu', { by: guest, state: 'rejected' })
    await db().forumStatement.update({
      where: { id: one.id },
      data: { reason: 'offTopic', appeal: 'Ini tentang jam layanan', appealState: 'waiting' },
    })
    await guest.says('/hapusdata')
    await guest.presses('Ya, hapus data saya')
    expect(await stateOf(one)).toMatchObject({ appeal: null, appealState: 'declined' })
  })
})

describe('a statement', () => {
  it('is merged into one like it, with those merged into it before', async () => {
    const { ani, budi, eko } = city
    const target = await write(city, forum, 'Kantor buka sampai pukul 18', { state: 'accepted' })
    const other = await write(city, forum, 'Parkir gratis bagi tamu', { state: 'accepted' })
    const one = await write(city, forum, 'Buka kantor sampai pukul 18 sore', { by: ani })
    const earlier = await write(city, forum, 'Sampai jam 6 sore saja', { by: budi, state: 'merged' })
    await db().forumStatement.update({ where: { id: earlier.id }, data: { mergedIntoId: one.id } })
    await eko.says('/moderasi')
    await eko.presses('Gabungkan')
    expect(eko.buttons.slice(-3, -1)).toEqual([`#${target.number}`, `#${other.number}`])
    await eko.presses(`#${target.number}`)
    expect(last(ani)).toContain('digabungkan dengan pernyataan yang serupa')
    expect(last(ani)).toContain('Kantor buka sampai pukul 18')
    expect(await stateOf(one)).toMatchObject({ state: 'merged', mergedIntoId: target.id })
    expect(await stateOf(earlier)).toMatchObject({ mergedIntoId: target.id })
    const itself = mergeButton.with('', { statement: target.id, was: 'a', into: target.id }).callback_data
    expect(await eko.forges(itself)).toContain('tidak lagi diterima')
  })

  it('is decided on anew from the list of all, until the result is out', async () => {
    const { ani, eko } = city
    const one = await write(city, forum, 'Loket dibuka hari Sabtu', { by: ani, state: 'accepted' })
    await eko.says('/moderasi')
    expect(last(eko)).toContain('Tidak ada pernyataan yang menunggu')
    await write(city, forum, 'Antrean diambil lewat telepon', { by: ani })
    await eko.says('/moderasi')
    await eko.presses('Meta')
    expect(last(eko)).toContain('Meta: tentang forum ini')
    await eko.presses('Semua pernyataan')
    expect(last(eko)).toContain('✅ #1 Loket dibuka hari Sabtu')
    await eko.presses('#1')
    await eko.presses('Pembuka')
    expect(await stateOf(one)).toMatchObject({ isSeed: true })
    await eko.presses('Tolak')
    await eko.presses('Mengulang pernyataan lain')
    expect(last(eko)).toContain('🚫 Ditolak')
    expect(last(ani)).toContain('tidak ditampilkan')
    await eko.presses('Terima')
    expect(await stateOf(one)).toMatchObject({ state: 'accepted', reason: null })
    await db().forum.update({ where: { id: forum.id }, data: { state: 'published' } })
    expect(await eko.presses('Tolak')).toContain('sudah terbit')
  })

  it("is rejected for one of the forum's own reasons, where it has some", async () => {
    const { ani, eko } = city
    forum = await makeForum(city, { reasons: ['Bukan wewenang kota'] })
    await write(city, forum, 'Naikkan gaji menteri segera', { by: ani })
    await eko.says('/moderasi')
    await eko.presses('Tolak')
    const labels = eko.messages
      .at(-1)
      ?.reply_markup?.inline_keyboard.flat()
      .map(({ text }) => text)
    expect(labels).toEqual(['Bukan wewenang kota', 'Dengan kata sendiri', '◀ Kembali'])
    await eko.presses('Bukan wewenang kota')
    expect(last(ani)).toContain('Alasan: Bukan wewenang kota')
  })
})

describe('everybody', () => {
  it('reads the rules, and how many were rejected for which reason, without names and texts', async () => {
    const { ani, budi } = city
    for (const reason of ['offTopic', 'offTopic', 'Pak Joko bilang begitu']) {
      const { id } = await write(city, forum, 'Rahasia', { by: ani, state: 'rejected' })
      await db().forumStatement.update({ where: { id }, data: { reason } })
    }
    await budi.says('/menu')
    await budi.forges(rulesButton.with('', { forum: forum.id }).callback_data)
    expect(last(budi)).toContain('Aturan forum')
    expect(last(budi)).toContain('Ditolak sampai sekarang: 3\n• Di luar topik: 2\n• Alasan lain: 1')
    expect(last(budi)).not.toMatch(/Rahasia|Joko/)
    await db().forum.update({ where: { id: forum.id }, data: { isPublic: false, audience: { kind: 'employees' } } })
    await ani.says('/menu')
    expect(await ani.forges(rulesButton.with('', { forum: forum.id }).callback_data)).toContain('untuk orang lain')
  })
})

describe('moderators', () => {
  it('are reminded of what waits for over an hour, once an hour, and not on leave', async () => {
    const { ani, eko, fitri, clock } = city
    // Dated to the beginning of its hour, as what nobody has signed is.
    await write(city, forum, 'Loket dibuka hari Sabtu', { by: ani })
    await clock.advance(hour)
    await db().person.update({
      where: { telegramId: BigInt(fitri.id) },
      data: { leaveUntil: new Date(clock.now().getTime() + 48 * hour) },
    })
    const reminders = (person: { saw: string[] }) =>
      person.saw.filter((text) => text.includes('menunggu keputusan, yang'))
    await clock.advance(0.9 * hour)
    await city.settled()
    expect(reminders(eko)).toEqual([])
    await clock.advance(0.2 * hour)
    await city.settled()
    expect(reminders(eko)).toHaveLength(1)
    expect(reminders(eko)[0]).toContain('Jam layanan')
    // Held back in the city's quiet hours.
    const { quiet } = await db().message.findFirstOrThrow({ where: { subject: `forumModeration:${forum.id}` } })
    expect(quiet).toBe('Asia/Jakarta')
    await clock.advance(0.5 * hour)
    await city.settled()
    expect(reminders(eko)).toHaveLength(1)
    await clock.advance(0.6 * hour)
    await city.settled()
    expect(reminders(eko)).toHaveLength(2)
    expect(reminders(fitri)).toEqual([])
    await eko.presses('Buka antrean moderasi')
    await eko.presses('Terima')
    await clock.advance(2 * hour)
    await city.settled()
    expect(reminders(eko)).toHaveLength(1)
  })
})
