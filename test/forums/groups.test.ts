// A forum in group chats and topics: a card with its counts, and nothing else.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Forum } from '../../src/generated/prisma/client.ts'
import { forumButton } from '../../src/features/forums/buttons.ts'
import { refreshCards } from '../../src/features/forums/groups/cards.ts'
import { openStaffedCity } from '../support/city.ts'
import { makeForum, vote, write } from './forumRows.ts'

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
const world = () => city.playground.world

/** A group of these people with the bot. */
async function openGroup(options?: { topics?: string[]; isBasic?: boolean }) {
  const members = [city.eko.id, city.ani.id, city.budi.id]
  const { id } = await world().createsGroup('Warga RW 05', members, options)
  await city.settled()
  return id
}

/** Says something there, and waits for what the bot does. */
async function says(chatId: number, person: { id: number }, text: string, threadId?: number) {
  await world().says(person.id, text, { chatId, ...(threadId !== undefined && { threadId }) })
  await city.settled()
}

/** What the bot has said there. */
const said = (chatId: number) =>
  world()
    .messages(chatId)
    .filter(({ fromBot, deleted }) => fromBot && !deleted)
    .map(({ message }) => message)
const texts = (chatId: number) => said(chatId).map(({ text }) => text ?? '')

/** Brings the cards up to date, as it is done every ten seconds while people vote. */
async function refreshed() {
  const { work } = city.app
  work.handOver(await db().$transaction((tx) => refreshCards(work, tx, forum.id, city.clock.now())))
  await city.settled()
}

describe('a card', () => {
  it('is put up by a planner, opens the forum in a private chat, and keeps its counts current', async () => {
    const { ani, budi, eko } = city
    const statement = await write(city, forum, 'Kantor buka sampai pukul 18', { state: 'accepted' })
    const chat = await openGroup()
    await says(chat, eko, `/forum ${forum.code}`)
    const [card] = said(chat)
    expect(card?.text).toContain('Jam layanan\nBagaimana jam layanan sebaiknya diatur?')
    expect(card?.text).toContain('Dibuka sampai')
    expect(card?.text).toContain('0 orang · 0 suara')
    const [button] = card?.reply_markup?.inline_keyboard.flat() ?? []
    expect(button).toEqual({ text: 'Ikut', url: `https://t.me/${city.app.botName}?start=forum-${forum.code}` })
    await ani.opens(`forum-${forum.code}`)
    expect(ani.saw.at(-1)).toContain('Jam layanan')
    await vote(city, forum, statement, { by: ani })
    expect(texts(chat)[0]).toContain('1 orang · 1 suara')
    await vote(city, forum, statement, { by: budi, value: -1 })
    await refreshed()
    expect(texts(chat)).toHaveLength(1)
    expect(texts(chat)[0]).toContain('2 orang · 2 suara')
    expect(texts(chat)[0]).not.toMatch(/setuju/i)
  })

  it('stands in the topic in which it was asked for, once in each', async () => {
    const { eko } = city
    const chat = await openGroup({ topics: ['Layanan', 'Lainnya'] })
    const [one = 0, two = 0] = world()
      .messages(chat)
      .flatMap(({ message }) => (message.forum_topic_created ? [message.message_id] : []))
    await says(chat, eko, `/forum@${city.app.botName} ${forum.code.toLowerCase()}`, one)
    await says(chat, eko, `/forum ${forum.code}`, two)
    await says(chat, eko, `/forum ${forum.code}`, one)
    await says(chat, eko, '/forum', two)
    expect(said(chat).map(({ message_thread_id: thread }) => thread)).toEqual([one, two, one, two])
    expect(texts(chat)[2]).toContain('sudah ada di sini')
    expect(said(chat)[2]?.reply_to_message?.message_id).toBe(said(chat)[0]?.message_id)
    expect(await db().forumCard.count({ where: { forumId: forum.id } })).toBe(2)
  })

  it('shows that the forum was extended, closed, and its result published, in the language of who asked', async () => {
    const chat = await openGroup()
    const { eko } = city
    await db().person.update({ where: { telegramId: BigInt(eko.id) }, data: { language: 'en' } })
    await says(chat, eko, `/forum ${forum.code}`)
    await db().person.update({ where: { telegramId: BigInt(eko.id) }, data: { language: 'id' } })
    const where = { id: forum.id }
    await db().forum.update({ where, data: { changeReason: 'Banyak yang belum ikut' } })
    await refreshed()
    expect(texts(chat)[0]).toContain('Its time was changed: Banyak yang belum ikut')
    await db().forum.update({ where, data: { state: 'closed', closedAt: city.clock.now() } })
    await refreshed()
    expect(texts(chat)[0]).toContain('Closed')
    await db().forum.update({ where, data: { state: 'published' } })
    await refreshed()
    expect(texts(chat)).toHaveLength(1)
    expect(texts(chat)[0]).toContain('the result is out')
    expect(said(chat)[0]?.reply_markup?.inline_keyboard.flat()[0]?.text).toBe('See the result')
  })

  it('that was deleted is given up, and put up anew when it is asked for', async () => {
    const { eko, ani, budi } = city
    const statement = await write(city, forum, 'Kantor buka sampai pukul 18', { state: 'accepted' })
    const chat = await openGroup()
    await says(chat, eko, `/forum ${forum.code}`)
    await world().deletes(eko.id, chat, said(chat)[0]?.message_id ?? 0)
    await vote(city, forum, statement, { by: ani })
    await refreshed()
    const edits = () =>
      world()
        .calls()
        .filter(({ method, ok }) => method === 'editMessageText' && !ok).length
    const failed = edits()
    await vote(city, forum, statement, { by: budi })
    await refreshed()
    expect(edits()).toBe(failed)
    expect(await db().forumCard.count({ where: { forumId: forum.id } })).toBe(0)
    await says(chat, eko, `/forum ${forum.code}`)
    expect(texts(chat).at(-1)).toContain('2 orang · 2 suara')
  })

  it('goes with the bot, and moves when the group becomes a supergroup', async () => {
    const { eko } = city
    const gone = await openGroup()
    await says(gone, eko, `/forum ${forum.code}`)
    await world().removesBot(eko.id, gone)
    await city.settled()
    expect(await db().forumCard.count({ where: { forumId: forum.id } })).toBe(0)
    const basic = await openGroup({ isBasic: true })
    await says(basic, eko, `/forum ${forum.code}`)
    const { id: grown } = await world().upgradesGroup(eko.id, basic)
    await city.settled()
    expect(texts(grown)).toHaveLength(1)
    expect(texts(grown)[0]).toContain('Jam layanan')
    expect(await db().forumCard.findMany({ where: { forumId: forum.id } })).toMatchObject([{ chatId: BigInt(grown) }])
  })
})

describe('a group', () => {
  it('is otherwise left in peace: talk is not even seen, and nothing is kept of who speaks', async () => {
    const { ani, eko } = city
    const chat = await openGroup()
    const stranger = world().addPerson({ firstName: 'Hana' }).user.id
    const { id: other } = await world().createsGroup('Tetangga', [stranger, eko.id])
    await city.settled()
    const kept = async () => ({
      people: await db().person.count(),
      dialogs: await db().dialog.count(),
      messages: await db().message.count(),
    })
    const [before, updates] = [await kept(), await db().inboxUpdate.count()]
    await says(chat, ani, 'Kapan jam layanan diperpanjang?')
    await says(chat, ani, '/menu@BotLain')
    expect(await db().inboxUpdate.count()).toBe(updates)
    await says(chat, ani, '/usul')
    await world().says(stranger, '/start', { chatId: other })
    await city.settled()
    expect(await kept()).toEqual(before)
    expect([...said(chat), ...said(other)]).toEqual([])
    await says(chat, ani, `/usul@${city.app.botName}`)
    expect(texts(chat)).toEqual(['Perintah ini hanya untuk obrolan pribadi dengan bot.'])
    const after = await kept()
    expect([after.people, after.dialogs]).toEqual([before.people, before.dialogs])
  })

  it('is shown the forums for everybody, at most once an hour for who is no planner', async () => {
    const { ani, budi, eko, clock } = city
    await makeForum(city, { title: 'Hanya pegawai', isPublic: false, audience: { kind: 'employees' } })
    const chat = await openGroup()
    await says(chat, ani, `/forum ${forum.code}`)
    await says(chat, budi, '/forum')
    expect(texts(chat)).toHaveLength(1)
    expect(texts(chat)[0]).toContain('Kartu forum di grup dipasang perencana')
    expect(texts(chat)[0]).not.toContain('Hanya pegawai')
    const [button] = said(chat)[0]?.reply_markup?.inline_keyboard.flat() ?? []
    expect(button).toMatchObject({ text: 'Jam layanan', url: expect.stringContaining(forum.code) })
    await clock.advance(3_600_000)
    await city.settled()
    await says(chat, budi, '/forum')
    await says(chat, eko, '/forum')
    expect(texts(chat)).toHaveLength(3)
    expect(texts(chat)[2]).toContain('kirim /forum dengan kodenya')
    expect(
      world()
        .commandsFor(ani.id, chat)
        .map(({ command }) => command),
    ).toEqual(['forum'])
  })

  it('gets no card of what is not open yet or unknown, and no private thing by a forged press', async () => {
    const { ani, eko } = city
    const planned = await makeForum(city, { state: 'planned' })
    const chat = await openGroup()
    await says(chat, eko, `/forum ${planned.code}`)
    await says(chat, eko, '/forum ABCDEF')
    expect(texts(chat)).toEqual([
      'Forum ini belum dibuka.',
      'Forum ini tidak ditemukan. Periksa lagi kodenya, atau kirim /forum untuk melihat yang terbuka.',
    ])
    await says(chat, eko, `/forum ${forum.code}`)
    const card = said(chat).at(-1)?.message_id ?? 0
    await world().presses(ani.id, chat, card, forumButton.with('', { forum: forum.id }).callback_data)
    await city.settled()
    expect(texts(chat)).toHaveLength(3)
    expect(texts(chat)[2]).toContain('0 orang')
  })
})
