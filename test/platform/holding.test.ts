// Messages of a subject are held, let go, withdrawn and changed, whatever the sender is doing with them at that moment.
import { setTimeout as sleep } from 'node:timers/promises'
import { Api } from 'grammy'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { Prisma } from '../../src/generated/prisma/client.ts'
import { turnableClock } from '../../src/platform/clock.ts'
import type { TurnableClock } from '../../src/platform/clock.ts'
import { openDatabase } from '../../src/platform/database/database.ts'
import { openLeader } from '../../src/platform/leader.ts'
import { openLog } from '../../src/platform/log.ts'
import {
  exchange,
  hold,
  letGo,
  resend,
  strayedChannel,
  withdraw,
  withdrawLane,
  withheldChannel,
} from '../../src/platform/outbox/holding.ts'
import { postToMany } from '../../src/platform/outbox/outbox.ts'
import { reviseMany } from '../../src/platform/outbox/revisions.ts'
import { openSender } from '../../src/platform/outbox/sender.ts'
import type { Sender, SenderOptions } from '../../src/platform/outbox/sender.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { openFakeTelegram } from '../support/fakeTelegram.ts'
import type { FakeTelegram } from '../support/fakeTelegram.ts'

const log = openLog('silent')
let opened: TestDatabase
let telegram: FakeTelegram
let clock: TurnableClock
const closing: (() => Promise<void>)[] = []
const db = () => opened.database.client

beforeAll(async () => {
  opened = await openTestDatabase()
})
beforeEach(async () => {
  await emptyTables(opened.database)
  telegram = await openFakeTelegram()
  clock = await turnableClock(null)
})
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
  await telegram.close()
})
afterAll(() => opened.drop())

async function open(more: Partial<SenderOptions> = {}): Promise<Sender> {
  const { database } = opened
  const leader = await openLeader({ database, clock, log, solo: true })
  const sender = openSender({
    database,
    api: new Api('100:abc', { apiRoot: telegram.root, timeoutSeconds: 30 }),
    botId: 100n,
    clock,
    log,
    rate: 1000,
    paid: false,
    quietHours: null,
    readFile: async () => undefined,
    onLost: async () => {},
    leader,
    ...more,
  })
  closing.push(
    () => leader.stop(),
    () => sender.stop(1000),
  )
  return sender
}

const contentOf = async (text: string, method = 'sendMessage') =>
  (await db().content.create({ data: { method, payload: { text } } })).id

async function mail(people: number, text = 'Halo', subject = 'b') {
  const contentId = await contentOf(text)
  const recipients = Prisma.sql`
    SELECT n::bigint AS chat_id, ${`${subject}:`} || n AS dedupe_key FROM generate_series(1, ${people}::int) n`
  await postToMany(db(), { lane: 'broadcast', contentId, subject }, recipients, clock.now())
  opened.database.wake('outbox')
}

/** Does it in a transaction and tells the sender, as a turn does. */
async function tell<Result>(what: (tx: Prisma.TransactionClient) => Promise<Result>): Promise<Result> {
  const result = await db().$transaction(what)
  opened.database.wake(withheldChannel)
  opened.database.wake('outbox')
  return result
}

const states = async (subject = 'b') =>
  Object.fromEntries(
    (await db().message.groupBy({ by: ['state'], where: { subject }, _count: true })).map(({ state, _count }) => [
      state,
      _count,
    ]),
  )
const reached = () => telegram.accepted().map(({ chatId }) => chatId)
const now = () => clock.now()

const soon = <Result>(isSo: () => Result | Promise<Result>) => vi.waitFor(isSo, { timeout: 10_000, interval: 10 })

/** All that were sent are known as such, the others are all `rest`, and it stays so. */
async function calm(rest: 'held' | 'withdrawn', people: number) {
  // Another instance hears of it later: between two messages it may look calm before it is.
  await soon(async () => {
    const sent = telegram.calls.length
    expect(await states()).toEqual({ ...(sent > 0 && { sent }), [rest]: people - sent })
    await sleep(150)
    expect(telegram.calls).toHaveLength(sent)
  })
}

test('held while 200 are in hand, nothing more goes out; let go, everyone gets it exactly once', async () => {
  telegram.latency = () => 30
  const sender = await open({ rate: 100 })
  await mail(260)
  await soon(() => expect(telegram.calls.length).toBeGreaterThan(5))
  expect(await tell((tx) => hold(tx, 'b'))).toBeGreaterThan(200)
  const then = telegram.calls.length
  await calm('held', 260)
  // At most those that were under way already, or began before the news had come.
  expect(telegram.calls.length - then).toBeLessThanOrEqual(8)
  telegram.latency = () => 0
  expect(await tell((tx) => letGo(tx, 'b'))).toBe(260 - telegram.calls.length)
  await sender.idle()
  expect(await states()).toEqual({ sent: 260 })
  expect(reached()).toHaveLength(260)
  expect(new Set(reached()).size).toBe(260)
})

test('held and let go again and again in a hurry, everyone gets it exactly once', async () => {
  telegram.latency = () => 7
  const sender = await open({ rate: 2000 })
  await mail(400)
  for (let round = 0; round < 25; round++) {
    await tell((tx) => hold(tx, 'b'))
    if (round % 3 > 0) await sleep(round)
    await tell((tx) => letGo(tx, 'b'))
    await sleep((round * 7) % 13)
  }
  await sender.idle()
  expect(await states()).toEqual({ sent: 400 })
  expect(reached()).toHaveLength(400)
  expect(new Set(reached()).size).toBe(400)
})

test('nobody tells the leader: it finds out within a second or so, also of those who erased themselves', async () => {
  await open({ rate: 20 })
  await mail(150)
  await soon(() => expect(telegram.calls.length).toBeGreaterThan(2))
  await db().message.deleteMany({ where: { chatId: { gt: 100 } } })
  await hold(db(), 'b')
  await sleep(1500)
  await calm('held', 100)
})

test.skipIf(process.env['TEST_DATABASE_URL'] === undefined)('held by another instance, it waits soon', async () => {
  const other = await openDatabase({ ...opened.place, log })
  closing.push(() => other.close())
  const sender = await open({ rate: 100 })
  await mail(200)
  await soon(() => expect(telegram.calls.length).toBeGreaterThan(5))
  await hold(other.client, 'b')
  other.wake(withheldChannel)
  const then = telegram.calls.length
  await calm('held', 200)
  // A second's worth at most, however busy the machine is.
  expect(telegram.calls.length - then).toBeLessThanOrEqual(100)
  await letGo(other.client, 'b')
  other.wake('outbox')
  await sender.idle()
  expect(reached()).toHaveLength(200)
  expect(new Set(reached()).size).toBe(200)
})

test('held when nobody leads, also what a killed leader had in hand, it stays held; the next leader lets it go', async () => {
  await mail(100)
  await db().message.updateMany({ where: { chatId: { lte: 50 } }, data: { state: 'sending' } })
  expect(await tell((tx) => hold(tx, 'b'))).toBe(100)
  const sender = await open()
  await sender.idle()
  expect(telegram.calls).toEqual([])
  expect(await states()).toEqual({ held: 100 })
  await tell((tx) => letGo(tx, 'b'))
  await sender.idle()
  expect(reached()).toHaveLength(100)
  expect(new Set(reached()).size).toBe(100)
})

test('one that is under way when it is held ends as sent, and one that is tried again waits', async () => {
  telegram.latency = () => 200
  telegram.decide = ({ chatId }) => (chatId === 2 ? { code: 502, description: 'Bad Gateway' } : undefined)
  const strayed = vi.fn<() => void>()
  opened.database.onWake(strayedChannel, strayed)
  const sender = await open()
  await mail(2)
  await soon(() => expect(telegram.calls).toHaveLength(2))
  await tell((tx) => hold(tx, 'b'))
  await soon(async () => expect(await states()).toEqual({ sent: 1, held: 1 }))
  await soon(() => expect(strayed).toHaveBeenCalledOnce())
  // The two fates are written one after the other.
  await soon(async () => {
    const [row] = await db().message.findMany({ where: { state: 'held' } })
    expect(row).toMatchObject({ chatId: 2n, attempts: 1, finishedAt: null })
  })
  await sender.idle()
  await clock.advance(60_000)
  await sleep(1300)
  expect(telegram.calls).toHaveLength(2)
  telegram.decide = () => undefined
  await tell((tx) => letGo(tx, 'b'))
  await sender.idle()
  expect(await states()).toEqual({ sent: 2 })
  expect(reached()).toEqual([1, 2])
})

test('one that is let go while it is still under way from before is not sent twice', async () => {
  telegram.latency = () => 300
  const sender = await open()
  await mail(1)
  await soon(() => expect(telegram.calls).toHaveLength(1))
  await tell((tx) => hold(tx, 'b'))
  await sleep(50)
  await tell((tx) => letGo(tx, 'b'))
  await sender.idle()
  expect(await states()).toEqual({ sent: 1 })
  expect(telegram.calls).toHaveLength(1)
})

test('one whose try fails between being held and let go is tried again, once', async () => {
  telegram.latency = () => 150
  const faults = [{ code: 502, description: 'Bad Gateway' }]
  telegram.decide = () => faults.shift()
  const sender = await open()
  await mail(1)
  await soon(() => expect(telegram.calls).toHaveLength(1))
  await tell((tx) => hold(tx, 'b'))
  await sleep(50)
  await tell((tx) => letGo(tx, 'b'))
  await sender.idle()
  expect(await states()).toEqual({ sent: 1 })
  expect(reached()).toEqual([1])
})

test('withdrawn ones are never sent, also not after a restart; what was under way is known to have been sent', async () => {
  telegram.latency = () => 100
  const sender = await open({ rate: 50 })
  await mail(250)
  await soon(() => expect(telegram.calls.length).toBeGreaterThan(3))
  await tell((tx) => withdraw(tx, 'b', now()))
  await calm('withdrawn', 250)
  await sender.idle()
  const sent = telegram.calls.length
  expect(sent).toBeLessThan(20)
  expect(await states()).toEqual({ sent, withdrawn: 250 - sent })
  expect(await db().message.count({ where: { state: 'withdrawn', finishedAt: null } })).toBe(0)
  for (const close of closing.splice(0).toReversed()) await close()
  await (await open()).idle()
  expect(telegram.calls).toHaveLength(sent)
  expect(await tell((tx) => letGo(tx, 'b'))).toBe(0)
})

test('another content reaches those not yet sent, also those in hand; the row says which one was sent', async () => {
  telegram.latency = () => 60
  const strayed = vi.fn<() => void>()
  opened.database.onWake(strayedChannel, strayed)
  const sender = await open({ rate: 100 })
  await mail(300, 'lama')
  await soon(() => expect(telegram.calls.length).toBeGreaterThan(5))
  const baru = await contentOf('baru')
  await tell((tx) => exchange(tx, 'b', baru))
  telegram.latency = () => 0
  await sender.idle()
  const old = telegram.calls.filter(({ body }) => body['text'] === 'lama')
  expect(old.length).toBeLessThan(20)
  expect(telegram.calls).toHaveLength(300)
  const rows = await db().message.findMany({ where: { contentId: { not: baru } } })
  expect(rows.map(({ chatId }) => Number(chatId)).toSorted()).toEqual(old.map(({ chatId }) => chatId).toSorted())
  expect(strayed).toHaveBeenCalled()
})

test('all that were sent are changed, once each; what is in hand is changed after it has been sent', async () => {
  telegram.latency = () => 40
  const sender = await open({ rate: 100 })
  await mail(60, 'lama')
  await soon(async () => expect((await states())['sent']).toBeGreaterThan(3))
  const contentId = await contentOf('baru', 'editMessageText')
  const revision = { subject: 'b', as: 'b:edit', method: 'editMessageText', contentId }
  expect(await tell((tx) => reviseMany(tx, revision, now()))).toBe(60)
  expect(await tell((tx) => reviseMany(tx, revision, now()))).toBe(0)
  telegram.latency = () => 0
  await sender.idle()
  expect(await states('b:edit')).toEqual({ sent: 60 })
  for (let chat = 1; chat <= 60; chat++) {
    const [first, second, ...more] = telegram.calls.filter(({ chatId }) => chatId === chat)
    const { telegramMessageId } = await db().message.findUniqueOrThrow({ where: { dedupeKey: `b:${chat}` } })
    expect([first?.body['text'], second?.body['text'], more]).toEqual(['lama', 'baru', []])
    expect(second?.body['message_id']).toBe(telegramMessageId)
  }
})

test('only those sent since then are changed, and not those that carry the new content', async () => {
  const sender = await open()
  await mail(2)
  await sender.idle()
  await clock.advance(49 * 3_600_000)
  const since = new Date(now().getTime() - 48 * 3_600_000)
  await mail(5, 'Lagi', 'c')
  await db().message.updateMany({ where: { subject: 'c' }, data: { subject: 'b' } })
  await sender.idle()
  const newest = await db().content.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const revision = { subject: 'b', as: 'b:gone', method: 'deleteMessage', sentSince: since }
  expect(await reviseMany(db(), { ...revision, unless: newest.id }, now())).toBe(0)
  expect(await tell((tx) => reviseMany(tx, revision, now()))).toBe(5)
  await sender.idle()
  expect(telegram.calls.filter(({ method }) => method === 'deleteMessage')).toHaveLength(5)
})

test('what waits in one lane for one chat is withdrawn, held or queued, and nothing else', async () => {
  const at = now()
  const later = new Date(at.getTime() + 60_000)
  const contentId = await contentOf('Ingat')
  const row = { contentId, method: 'sendMessage', subject: 'b', dueAt: later, createdAt: at }
  const of = (chatId: bigint, lane: 'reminder' | 'notice', state: 'queued' | 'held' | 'failed') => ({
    ...row,
    chatId,
    lane,
    state,
  })
  await db().message.createMany({
    data: [
      of(1n, 'reminder', 'queued'),
      of(1n, 'reminder', 'held'),
      of(1n, 'reminder', 'failed'),
      of(1n, 'notice', 'queued'),
      of(2n, 'reminder', 'queued'),
    ],
  })
  await open()
  expect(await tell((tx) => withdrawLane(tx, 1n, 'reminder', at))).toBe(2)
  expect(await states()).toEqual({ withdrawn: 2, failed: 1, queued: 2 })
  await clock.advance(60_000)
  opened.database.wake('outbox')
  await soon(() => expect(reached().toSorted()).toEqual([1, 2]))
  expect(await db().message.count({ where: { state: 'withdrawn', finishedAt: at } })).toBe(2)
})

test('a change waits for a message that is held, and is withdrawn for a newer one', async () => {
  const sender = await open({ rate: 20 })
  await mail(10, 'lama')
  await soon(() => expect(telegram.calls.length).toBeGreaterThan(1))
  const first = await contentOf('satu', 'editMessageText')
  const second = await contentOf('dua', 'editMessageText')
  const revision = { subject: 'b', method: 'editMessageText' }
  await tell(async (tx) => {
    await reviseMany(tx, { ...revision, as: 'b:1', contentId: first }, now())
    await hold(tx, 'b')
    await withdraw(tx, 'b:1', now())
    await letGo(tx, 'b')
    await reviseMany(tx, { ...revision, as: 'b:2', contentId: second }, now())
  })
  await sender.idle()
  await tell((tx) => reviseMany(tx, { ...revision, as: 'b:2', contentId: second }, now()))
  await sender.idle()
  expect(await states('b:2')).toEqual({ sent: 10 })
  expect(await states('b:1')).toEqual({ withdrawn: expect.any(Number) })
  for (let chat = 1; chat <= 10; chat++)
    expect(telegram.calls.filter(({ chatId }) => chatId === chat).map(({ body }) => body['text'])).toEqual([
      'lama',
      'dua',
    ])
})

test('a new file is uploaded once, into the messages that have the old one', async () => {
  const readFile = vi.fn<SenderOptions['readFile']>().mockImplementation(async () => {
    await sleep(10)
    return { name: 'baru.png', type: 'image/png', bytes: Buffer.from('PNGBARU') }
  })
  telegram.decide = ({ method }) =>
    method === 'editMessageMedia'
      ? { result: { message_id: 1, date: 0, chat: { id: 1, type: 'private' }, photo: [{ file_id: 'baru' }] } }
      : undefined
  const sender = await open({ readFile })
  await mail(5)
  await sender.idle()
  const file = await db().file.create({ data: { state: 'stored', createdAt: now() } })
  const payload = { media: { type: 'photo', caption: 'Baru' } }
  const { id: contentId } = await db().content.create({
    data: { method: 'editMessageMedia', payload, fileId: file.id },
  })
  await tell((tx) => reviseMany(tx, { subject: 'b', as: 'b:m', method: 'editMessageMedia', contentId }, now()))
  await sender.idle()
  const [upload, ...others] = telegram.calls.filter(({ method }) => method === 'editMessageMedia')
  expect(upload?.body.raw).toContain('PNGBARU')
  expect(others).toHaveLength(4)
  for (const { body } of others) expect(body['media']).toEqual({ type: 'photo', caption: 'Baru', media: 'baru' })
  expect(readFile).toHaveBeenCalledOnce()
})

test('those that failed are sent again, and of the unreachable those who are back', async () => {
  telegram.decide = ({ chatId }) => {
    if (chatId === 1) return { code: 400, description: 'Bad Request: no' }
    return chatId < 4 ? { code: 403, description: 'Forbidden: bot was blocked by the user' } : undefined
  }
  const sender = await open()
  await mail(5)
  await sender.idle()
  expect(await states()).toEqual({ failed: 1, unreachable: 2, sent: 2 })
  telegram.decide = () => undefined
  expect(await tell((tx) => resend(tx, 'b', Prisma.sql`message.chat_id <> 3`, now()))).toBe(2)
  expect(await tell((tx) => resend(tx, 'b', Prisma.sql`message.chat_id <> 3`, now()))).toBe(0)
  await sender.idle()
  expect(await states()).toEqual({ unreachable: 1, sent: 4 })
  expect(reached().toSorted()).toEqual([1, 2, 4, 5])
})

test('fates and holding do not wait for each other in a ring', async () => {
  telegram.latency = () => 2
  const sender = await open({ rate: 5000, paid: true })
  await mail(1500)
  for (let round = 0; round < 12; round++) {
    await tell((tx) => hold(tx, 'b'))
    await tell((tx) => letGo(tx, 'b'))
  }
  await sender.idle()
  expect(await states()).toEqual({ sent: 1500 })
  expect(new Set(reached()).size).toBe(1500)
  expect(reached()).toHaveLength(1500)
})
