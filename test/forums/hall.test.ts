// A live hall, as its facilitator and the people in it have it in the chat.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Forum } from '../../src/generated/prisma/client.ts'
import { askButton, deedButton, upvoteButton } from '../../src/features/forums/hall/buttons.ts'
import { hallButton } from '../../src/features/forums/buttons.ts'
import { openStaffedCity } from '../support/city.ts'
import { makeForum } from './forumRows.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
let forum: Forum
beforeAll(async () => {
  city = await openStaffedCity()
})
beforeEach(async () => {
  await db().task.deleteMany()
  await db().forumQuestion.updateMany({ data: { ticketId: null } })
  await db().ticket.deleteMany()
  await db().forum.deleteMany()
  forum = await makeForum(city)
})
afterAll(() => city.close())

type Person = typeof city.ani

const db = () => city.app.work.database.client
const last = (person: Person) => person.saw.at(-1) ?? ''
const minute = 60_000

/** What rows there are of messages to people. */
async function keptFor(...people: Person[]): Promise<string> {
  const kept = await db().message.findMany({ where: { chatId: { in: people.map(({ id }) => BigInt(id)) } } })
  return kept.map(({ payload }) => JSON.stringify(payload)).join('\n')
}

/** The facilitator goes to the hall's controls through the forum's desk, and starts it. */
async function starts(person: Person) {
  await opensHall(person)
  await person.presses('▶️ Mulai forum langsung')
}

async function opensHall(person: Person) {
  await person.says(`/forum ${forum.code}`)
  await person.presses(city.app.work.voice('id').label('forums:desk'))
  await person.presses('🏛 Forum langsung')
}

async function asks(person: Person, text: string) {
  await person.opens(`forum-${forum.code}`)
  await person.presses('❓ Ajukan pertanyaan')
  await person.says(text)
  await person.presses(
    person.buttons.includes('Tetap ajukan') ? 'Tetap ajukan' : city.app.work.voice('id').label('forums:send'),
  )
}

async function opensQuestions(person: Person) {
  await person.opens(`forum-${forum.code}`)
  await person.presses(person.buttons.findLast((label) => label.startsWith('Pertanyaan (')) ?? 'Pertanyaan')
}

describe('the facilitator', () => {
  it('starts a hall and leads it through its phases, in one message', async () => {
    const { eko, ani } = city
    await starts(eko)
    expect(last(eko)).toContain('Fase: Gabung. Pindai kode QR, lalu tekan Ikut.')
    expect(last(eko)).toContain(`/forum/${forum.code}/live`)
    const seen = eko.saw.length
    for (const label of ['Tulis', 'Suara', 'Pertanyaan', 'Penutup', 'Tulis']) await eko.presses(label)
    expect(eko.saw).toHaveLength(seen)
    expect(last(eko)).toContain('Fase: Tulis')
    expect(eko.buttons).toContain('● Tulis')
    await ani.opens(`forum-${forum.code}`)
    expect(last(ani)).toContain('Forum langsung: saatnya menulis pernyataan.')
  })

  it('sets a timer, which ends with its phase or by the clock', async () => {
    const { eko, clock } = city
    await starts(eko)
    await eko.presses('5 mnt')
    expect(last(eko)).toContain('Waktu: 5 menit lagi')
    await clock.advance(3.5 * minute)
    await eko.presses('🔄 Segarkan')
    expect(last(eko)).toContain('Waktu: 2 menit lagi')
    await clock.advance(2 * minute)
    await eko.presses('🔄 Segarkan')
    expect(last(eko)).toContain('Waktu: habis')
    await eko.presses('Lain…')
    await eko.says('seratus')
    expect(last(eko)).toContain('Tulis angka saja')
    await eko.says('25 menit')
    expect(last(eko)).toContain('Waktu: 25 menit lagi')
    await eko.presses('Suara')
    expect(last(eko)).toContain('Waktu: tanpa batas')
  })

  it('shows and hides the map and the results', async () => {
    const { eko } = city
    await starts(eko)
    await eko.presses('Tampilkan peta')
    await eko.presses('Tampilkan hasil')
    expect(last(eko)).toContain('Layar menampilkan: peta pendapat, hasil')
    await eko.presses('Sembunyikan peta')
    expect(last(eko)).toContain('Layar menampilkan: hasil')
  })

  it('is a planner, at every press, and of an open forum', async () => {
    const { eko, budi } = city
    await starts(eko)
    await budi.says(`/forum ${forum.code}`)
    await budi.forges(hallButton.with('', { forum: forum.id }).callback_data)
    expect(budi.saw.join('\n')).not.toContain('Fase:')
    await db().forum.update({ where: { id: forum.id }, data: { state: 'closed' } })
    await eko.presses('Suara').then((told) => expect(told).toContain('belum dimulai atau sudah berakhir'))
  })

  it('notes promises, with who keeps them and by when, and takes one out again', async () => {
    const { eko } = city
    await starts(eko)
    await eko.presses('🤝 Catat janji')
    await eko.says('Loket ketiga dibuka setiap Senin')
    await eko.says('Dinas Kependudukan')
    await eko.says('kemarin dulu')
    expect(last(eko)).toContain('tidak terbaca sebagai tanggal')
    await eko.says('30 Juni 2027')
    expect(last(eko)).toContain('🤝 Dicatat: Loket ketiga dibuka setiap Senin')
    await eko.presses('🤝 Catat janji')
    await eko.says('Antrean diumumkan lewat pesan')
    await eko.presses('Lewati')
    await eko.presses('Lewati')
    await eko.presses('🤝 Daftar janji')
    expect(last(eko)).toContain('Oleh: Dinas Kependudukan\nPaling lambat Rabu, 30 Juni 2027')
    await eko.presses('🗑 2')
    expect(last(eko)).not.toContain('Antrean diumumkan')
    expect((await db().forumPromise.findMany()).map(({ text }) => text)).toEqual(['Loket ketiga dibuka setiap Senin'])
  })
})

describe('a question', () => {
  it('is asked only while a hall runs', async () => {
    const { ani } = city
    await ani.says('/menu')
    await ani
      .forges(askButton.with('', { forum: forum.id }).callback_data)
      .then((told) => expect(told).toContain('belum dimulai atau sudah berakhir'))
    const hilman = city.newcomer('Hilman')
    await hilman.joins()
    await hilman.opens(`forum-${forum.code}`)
    expect(hilman.buttons).toContain('Ikut')
    expect(hilman.buttons).not.toContain('❓ Ajukan pertanyaan')
  })

  it('is supported by others, once each, and can be answered with a note that its asker reads', async () => {
    const { ani, budi, citra, eko } = city
    await starts(eko)
    await asks(ani, 'Kapan loket   dibuka pada hari Sabtu?')
    expect(last(ani)).toContain('Pertanyaan Anda masuk')
    await asks(budi, 'Apakah parkir diperluas tahun depan?')
    await opensQuestions(citra)
    expect(last(citra)).toMatch(/1\. Kapan loket dibuka pada hari Sabtu\?\n👍 0[^]*2\. Apakah parkir/)
    await citra.presses('👍 2')
    expect(last(citra)).toMatch(/1\. Apakah parkir[^]*👍 1[^]*2\. Kapan loket/)
    await citra.presses('✅ 1')
    expect(last(citra)).toMatch(/1\. Kapan loket/)
    await citra.presses('👍 2')
    await opensQuestions(budi)
    expect(last(budi)).toContain('👍 1 · pertanyaan Anda')
    await opensHall(eko)
    await eko.presses('❓ Pertanyaan (2)')
    expect(last(eko)).toMatch(/#2 Apakah parkir[^]*#1 Kapan loket/)
    await eko.presses('#2')
    await eko.presses('📝 Terjawab, catat jawabannya')
    await eko.says('Ya, mulai Maret.')
    expect(last(eko)).toContain('#2 ditandai terjawab')
    expect(last(budi)).toContain('Jawaban: Ya, mulai Maret.')
    await eko.presses('#1')
    await eko.presses('✅ Terjawab')
    expect(last(ani)).toContain('sudah dijawab di forum langsung')
    await opensQuestions(citra)
    expect(last(citra)).toContain('✅ Ya, mulai Maret.')
    expect(citra.buttons).not.toContain('👍 1')
  })

  it('that is like another one is shown that first, and the same is not asked twice', async () => {
    const { ani, budi, eko } = city
    await starts(eko)
    await asks(ani, 'Kapan loket dibuka pada hari Sabtu?')
    await budi.opens(`forum-${forum.code}`)
    await budi.presses('❓ Ajukan pertanyaan')
    await budi.says('kapan loket dibuka pada hari sabtu')
    expect(last(budi)).toContain('Pertanyaan yang sama sudah diajukan')
    await budi.says('Kapan loket dibuka hari Minggu?')
    expect(last(budi)).toContain('1. Kapan loket dibuka pada hari Sabtu?')
    await budi.presses('👍 Dukung nomor 1').then((told) => expect(told).toContain('Dukungan Anda tercatat'))
    expect(await db().forumUpvote.count()).toBe(1)
    await budi.presses('👍 Dukung nomor 1')
    expect(await db().forumUpvote.count()).toBe(1)
    await budi.presses('Tetap ajukan')
    expect(await db().forumQuestion.count()).toBe(2)
  })

  it('of 301 characters is refused in words, and six open ones of one person are too many', async () => {
    const { ani, eko } = city
    await starts(eko)
    for (const what of ['parkir', 'loket', 'pajak', 'sekolah', 'jalan'])
      await asks(ani, `Bagaimana dengan ${what} ${what} ${what} di kota ini?`)
    await ani.opens(`forum-${forum.code}`)
    await ani
      .presses('❓ Ajukan pertanyaan')
      .then((told) => expect(told).toContain('sudah punya 5 pertanyaan yang menunggu'))
    await city.budi.opens(`forum-${forum.code}`)
    await city.budi.presses('❓ Ajukan pertanyaan')
    await city.budi.says('a'.repeat(301))
    expect(last(city.budi)).toContain('301')
    await city.budi.presses('Batal')
  })

  it('with a hurtful word is marked, and others see it, in the list and on the screen, once the facilitator shows it', async () => {
    const { ani, budi, eko } = city
    await starts(eko)
    await asks(ani, 'Kenapa petugasnya goblok semua?')
    expect(last(ani)).toContain('baru terlihat orang lain setelah pemandu membukanya')
    await opensQuestions(budi)
    expect(last(budi)).not.toContain('goblok')
    await opensQuestions(ani)
    expect(last(ani)).toContain('Kenapa petugasnya goblok semua?')
    await opensHall(eko)
    await eko.presses('❓ Pertanyaan (1)')
    expect(last(eko)).toContain('⚠️ mungkin menyakiti · belum di layar')
    await eko.presses('#1')
    await eko.presses('Tampilkan di layar')
    expect(last(eko)).not.toContain('belum di layar')
    await opensQuestions(budi)
    expect(last(budi)).toContain('Kenapa petugasnya goblok semua?')
    await opensHall(eko)
    await eko.presses('❓ Pertanyaan (1)')
    await eko.presses('#1')
    await eko.presses('Tolak')
    await eko.presses('Menyerang atau menyebut pribadi seseorang')
    expect(last(ani)).toContain('Alasan: Menyerang atau menyebut pribadi seseorang')
    await opensQuestions(budi).catch(() => undefined)
    expect(last(budi)).not.toContain('goblok')
  })

  it('is decided on once', async () => {
    const { ani, eko, fitri } = city
    await starts(eko)
    await asks(ani, 'Kapan loket dibuka pada hari Sabtu?')
    const { id } = await db().forumQuestion.findFirstOrThrow()
    const before = ani.saw.filter((text) => text.includes('sudah dijawab')).length
    await opensHall(eko)
    await eko.presses('❓ Pertanyaan (1)')
    await eko.presses('#1')
    await fitri.says('/menu')
    await fitri.forges(deedButton.with('', { question: id, deed: 'answered' }).callback_data)
    await eko
      .presses('✅ Terjawab')
      .then((told) => expect(told).toContain('Pertanyaan ini tidak menunggu jawaban lagi.'))
    expect(ani.saw.filter((text) => text.includes('sudah dijawab'))).toHaveLength(before + 1)
  })

  it('in an anonymous forum leaves nothing that says whose it is', async () => {
    const { ani, budi, eko } = city
    await starts(eko)
    await asks(ani, 'Kapan loket dibuka pada hari Sabtu?')
    const question = await db().forumQuestion.findFirstOrThrow()
    expect(question.personId).toBeNull()
    expect(question.sealedAuthor).not.toBeNull()
    await budi.says('/menu')
    await budi.forges(upvoteButton.with('', { question: question.id, page: 0 }).callback_data)
    expect(await db().forumUpvote.count()).toBe(1)
    expect(await keptFor(ani, budi)).not.toContain('loket dibuka')
  })

  it('of a forum for employees is asked and supported by nobody else', async () => {
    const { ani, eko, budi } = city
    forum = await makeForum(city, { isPublic: false, audience: { kind: 'employees' } })
    await starts(eko)
    await asks(budi, 'Kapan loket dibuka pada hari Sabtu?')
    const { id } = await db().forumQuestion.findFirstOrThrow()
    await ani.says('/menu')
    await ani
      .forges(upvoteButton.with('', { question: id, page: 0 }).callback_data)
      .then((told) => expect(told).toContain('untuk orang lain'))
    expect(await db().forumUpvote.count()).toBe(0)
  })
})

describe('what is left at the end', () => {
  it('becomes tickets with a clock: asker and planners are told, and nobody learns who asked', async () => {
    const { ani, budi, eko } = city
    await starts(eko)
    await asks(ani, 'Kapan loket dibuka pada hari Sabtu?')
    await asks(budi, 'Apakah parkir diperluas tahun depan?')
    await opensHall(eko)
    await eko.presses('❓ Pertanyaan (2)')
    await eko.presses('#2')
    await eko.presses('✅ Terjawab')
    await opensHall(eko)
    await eko.presses('⏹ Akhiri')
    expect(last(eko)).toContain('1 pertanyaan yang belum terjawab menjadi tiket')
    await eko.presses('Ya, akhiri')
    const [ticket, ...others] = await db().ticket.findMany()
    expect(others).toEqual([])
    expect(ticket).toMatchObject({ kind: 'question', isAnonymous: true, personId: null, state: 'new', limitDays: 5 })
    expect(ticket?.dueAt).not.toBeNull()
    const code = /SG-\d{4}-\d{6}/.exec(last(ani))?.[0] ?? ''
    expect(last(ani)).toContain(`menjadi tiket ${code}`)
    expect(last(ani)).toMatch(/Huruf rahasia: [A-Z]{6}/)
    expect(last(ani)).toContain('5 hari kerja')
    expect(budi.saw.join('\n')).not.toContain('belum sempat dijawab')
    expect(eko.saw.join('\n')).toContain(`1 pertanyaan yang belum terjawab menjadi tiket: ${code}`)
    expect(eko.saw.join('\n')).not.toContain('Ani')
    await eko.says(`/tiket ${code}`)
    expect(last(eko)).toContain('Kapan loket dibuka pada hari Sabtu?')
    expect(last(eko)).toContain('Ditanyakan di forum langsung “Jam layanan”')
    await ani.presses('Buka tiket')
    expect(last(ani)).toContain(code)
    await opensQuestions(ani)
    expect(last(ani)).toContain(`tiket ${code}`)
    await opensQuestions(budi)
    expect(last(budi)).not.toContain(code)
    expect(await keptFor(ani)).not.toContain(code)
  })

  it('becomes tickets also when the forum closes by the clock, once each, with the name in a named forum', async () => {
    const { ani, budi, eko, clock } = city
    forum = await makeForum(city, { isNamed: true, closesAt: new Date(clock.now().getTime() + 30 * minute) })
    await starts(eko)
    await asks(ani, 'Kapan loket dibuka pada hari Sabtu?')
    await asks(budi, 'Apakah parkir diperluas tahun depan?')
    await clock.advance(31 * minute)
    await city.settled()
    await clock.advance(2 * minute)
    await city.settled()
    const tickets = await db().ticket.findMany({ include: { person: true }, orderBy: { number: 'asc' } })
    expect(tickets.map(({ person }) => person?.telegramId)).toEqual([BigInt(ani.id), BigInt(budi.id)])
    expect(eko.saw.filter((text) => text.includes('2 pertanyaan yang belum terjawab menjadi tiket'))).toHaveLength(1)
    const hall = await db().forumHall.findUniqueOrThrow({ where: { forumId: forum.id } })
    expect(hall.endedAt).not.toBeNull()
  })

  it('is taken up again by who starts after a stop', async () => {
    const { ani, eko, clock } = city
    await starts(eko)
    await asks(ani, 'Kapan loket dibuka pada hari Sabtu?')
    // As a process leaves it that was killed after the end was committed, and whose task was lost.
    await db().forumHall.update({ where: { forumId: forum.id }, data: { endedAt: clock.now() } })
    await city.restart()
    await clock.advance(minute)
    await city.settled()
    await clock.advance(minute)
    await city.settled()
    expect(await db().ticket.count()).toBe(1)
    expect(last(ani)).toContain('menjadi tiket')
  })

  it('of who erased themselves becomes a ticket, too, that is nobody’s', async () => {
    const { eko } = city
    const gita = city.newcomer('Gita')
    await gita.joins()
    await starts(eko)
    await asks(gita, 'Kapan loket dibuka pada hari Sabtu?')
    await gita.says('/datasaya')
    const { text } = (await gita.files()).at(-1) ?? { text: '' }
    expect(text).toContain('Kapan loket dibuka pada hari Sabtu?')
    await gita.says('/hapusdata')
    await gita.presses(gita.buttons.find((label) => label.startsWith('Ya')) ?? 'Ya')
    expect(await db().forumQuestion.findFirstOrThrow()).toMatchObject({ personId: null, sealedAuthor: null })
    await opensHall(eko)
    await eko.presses('⏹ Akhiri')
    await eko.presses('Ya, akhiri')
    expect(await db().ticket.findFirstOrThrow()).toMatchObject({
      personId: null,
      sealedAuthor: null,
      isAnonymous: true,
    })
    expect(gita.saw.join('\n')).not.toContain('belum sempat dijawab')
  })
})
