import { setTimeout as sleep } from 'node:timers/promises'
import { Api } from 'grammy'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { turnableClock } from '../../src/platform/clock.ts'
import type { TurnableClock } from '../../src/platform/clock.ts'
import { openLeader } from '../../src/platform/leader.ts'
import type { Leader } from '../../src/platform/leader.ts'
import { openLog } from '../../src/platform/log.ts'
import { post, postToMany, revise } from '../../src/platform/outbox/outbox.ts'
import type { Envelope } from '../../src/platform/outbox/outbox.ts'
import { Prisma } from '../../src/generated/prisma/client.ts'
import { openSender } from '../../src/platform/outbox/sender.ts'
import type { Sender, SenderOptions } from '../../src/platform/outbox/sender.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { openFakeTelegram } from '../support/fakeTelegram.ts'
import type { Call, FakeTelegram } from '../support/fakeTelegram.ts'

const log = openLog('silent')
const botId = 100n
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
  const leader = await openLeader({ database: opened.database, clock, log, solo: true })
  const sender = openSender({ ...options(), leader, ...more })
  closing.push(
    () => leader.stop(),
    () => sender.stop(1000),
  )
  return sender
}

function options() {
  return {
    database: opened.database,
    api: new Api('100:abc', { apiRoot: telegram.root, timeoutSeconds: 30 }),
    botId,
    clock,
    log,
    rate: 1000,
    paid: false,
    quietHours: null,
    readFile: async () => undefined,
    onLost: async () => {},
  }
}

function letter(chatId: bigint, text: string, more: Partial<Envelope> = {}): Envelope {
  return { lane: 'answer', chatId, method: 'sendMessage', payload: { text }, ...more }
}

async function send(sender: Sender, ...envelopes: Envelope[]) {
  const posted = await db().$transaction((tx) => post(tx, envelopes, clock.now()))
  sender.handOver(posted)
  return posted.map(({ id }) => id)
}

async function broadcast(people: number, payload: object = { text: 'Halo' }, method = 'sendMessage', fileId?: bigint) {
  const content = await db().content.create({ data: { method, payload, fileId } })
  const recipients = Prisma.sql`
    SELECT n::bigint AS chat_id, 'b:' || ${content.id} || ':' || n AS dedupe_key FROM generate_series(1, ${people}::int) n`
  await postToMany(db(), { lane: 'broadcast', contentId: content.id, subject: 'b' }, recipients, clock.now())
  opened.database.wake('outbox')
}

const rows = () => db().message.findMany({ orderBy: { id: 'asc' } })
const texts = (calls: Call[]) => calls.map(({ body }) => body['text'])

/** Milliseconds between the two calls, `count` apart, that came closest. */
function closest(calls: Call[], count: number) {
  const times = calls.map(({ at }) => at)
  return Math.min(...times.slice(count).map((at, n) => at - (times[n] ?? 0)))
}

test('an answer goes out, is marked with its message id, and its text is forgotten', async () => {
  const sender = await open()
  await send(sender, letter(7n, 'Terima kasih', { payload: { text: 'Terima kasih', parse_mode: 'HTML' } }))
  await sender.idle()
  expect(telegram.calls[0]).toMatchObject({
    method: 'sendMessage',
    body: { chat_id: 7, text: 'Terima kasih', parse_mode: 'HTML' },
  })
  expect(await rows()).toMatchObject([{ state: 'sent', telegramMessageId: 1, payload: null, attempts: 1, error: null }])
})

test('answers to one chat keep their order, also those of different transactions', async () => {
  let calls = 0
  telegram.latency = () => (calls++ * 7) % 11
  const sender = await open()
  const chats = [1n, 2n, 3n]
  for (let n = 0; n < 8; n++)
    await send(sender, ...chats.flatMap((chat) => [letter(chat, `${n}a`), letter(chat, `${n}b`)]))
  await sender.idle()
  const expected = Array.from({ length: 8 }, (_, n) => [`${n}a`, `${n}b`]).flat()
  for (const chat of chats)
    expect(texts(telegram.calls.filter(({ chatId }) => chatId === Number(chat)))).toEqual(expected)
})

test('an answer that was read before its writer could hand it over is sent once', async () => {
  telegram.latency = () => 50
  const sender = await open()
  const posted = await post(db(), [letter(7n, 'Pertama'), letter(8n, 'Kedua')], clock.now())
  opened.database.wake('outbox')
  await vi.waitFor(() => expect(telegram.calls).toHaveLength(2))
  sender.handOver(posted)
  await sender.idle()
  sender.handOver(posted)
  await sender.idle()
  expect(texts(telegram.calls)).toEqual(['Pertama', 'Kedua'])
})

test('a broadcast reaches everyone once', async () => {
  const sender = await open({ rate: 1e6 })
  await broadcast(1000)
  await sender.idle()
  expect(telegram.calls).toHaveLength(1000)
  expect(new Set(telegram.calls.map(({ chatId }) => chatId)).size).toBe(1000)
  expect(await db().message.count({ where: { state: 'sent', telegramMessageId: { not: null } } })).toBe(1000)
})

test('an answer goes before a broadcast under way', async () => {
  telegram.latency = () => 5
  const sender = await open({ rate: 50 })
  await broadcast(60)
  await vi.waitFor(() => expect(telegram.calls.length).toBeGreaterThan(5))
  const before = telegram.calls.length
  await send(sender, letter(1000n, 'di sini'))
  await vi.waitFor(() => expect(texts(telegram.calls)).toContain('di sini'))
  expect(texts(telegram.calls).indexOf('di sini')).toBeLessThanOrEqual(before + 3)
  await sender.idle()
})

test('a message that is due later waits, and goes when the clock is turned', async () => {
  const sender = await open()
  await send(sender, letter(7n, 'besok', { lane: 'reminder', dueAt: new Date(clock.now().getTime() + 86_400_000) }))
  await sender.idle()
  expect(telegram.calls).toHaveLength(0)
  expect((await sender.nextDue())?.getTime()).toBeGreaterThan(clock.now().getTime())
  await clock.advance(86_400_000)
  await sender.idle()
  expect(texts(telegram.calls)).toEqual(['besok'])
  expect(await sender.nextDue()).toBeNull()
})

test('someone who blocked the bot is unreachable, in the same transaction as the news of it', async () => {
  telegram.decide = ({ chatId }) =>
    chatId === 7 ? { code: 403, description: 'Forbidden: bot was blocked by the user' } : undefined
  const onLost = vi.fn<SenderOptions['onLost']>().mockImplementation(async (tx, chatIds, now) => {
    await post(
      tx,
      chatIds.map((chat) => letter(9n, `hilang ${chat}`)),
      now,
    )
  })
  const sender = await open({ onLost })
  await send(sender, letter(7n, 'halo'), letter(8n, 'halo'))
  await vi.waitFor(() => expect(texts(telegram.calls)).toContain('hilang 7'), { timeout: 3000 })
  await sender.idle()
  expect(await rows()).toMatchObject([
    { state: 'unreachable', error: '403: Forbidden: bot was blocked by the user' },
    { state: 'sent' },
    { state: 'sent' },
  ])
  expect(onLost).toHaveBeenCalledOnce()
})

test('what Telegram refuses has failed, with its reason', async () => {
  telegram.decide = () => ({ code: 400, description: 'Bad Request: message text is empty' })
  const sender = await open()
  await send(sender, letter(7n, ''))
  await sender.idle()
  expect(telegram.calls).toHaveLength(1)
  expect(await rows()).toMatchObject([{ state: 'failed', error: '400: Bad Request: message text is empty' }])
})

test('a fault is tried again, and nothing overtakes meanwhile', async () => {
  const faults = [{ code: 502, description: 'Bad Gateway' }, 'cut' as const]
  telegram.decide = ({ chatId }) => (chatId === 7 ? faults.shift() : undefined)
  const sender = await open()
  await send(sender, letter(7n, 'satu'), letter(8n, 'lain'))
  await send(sender, letter(7n, 'dua'))
  await sender.idle()
  expect(texts(telegram.accepted().filter(({ chatId }) => chatId === 7))).toEqual(['satu', 'satu', 'dua'])
  expect(texts(telegram.calls.filter(({ chatId }) => chatId === 8))).toEqual(['lain'])
  expect(await rows()).toMatchObject([
    { state: 'sent', attempts: 3 },
    { state: 'sent', attempts: 1 },
    { state: 'sent' },
  ])
})

test('the eighth fault is the last', async () => {
  telegram.decide = () => ({ code: 500, description: 'Internal Server Error' })
  await post(db(), [letter(7n, 'halo')], clock.now())
  await db().message.updateMany({ data: { attempts: 7 } })
  const sender = await open()
  await sender.idle()
  expect(await rows()).toMatchObject([{ state: 'failed', attempts: 8, error: '500: Internal Server Error (8 tries)' }])
})

test('the reason of a network fault does not tell the token', async () => {
  await post(db(), [letter(7n, 'halo')], clock.now())
  await db().message.updateMany({ data: { attempts: 7 } })
  const sender = await open({ api: new Api('100:abcdef', { apiRoot: 'http://127.0.0.1:1' }) })
  await sender.idle()
  const [row] = await rows()
  expect(row?.error).toContain('ECONNREFUSED')
  expect(row?.error).not.toContain('abcdef')
})

test('429 stops the broadcast until the time has passed, and not the answers', async () => {
  let refused = false
  telegram.decide = ({ body }) => {
    if (body['text'] !== 'Halo' || refused) return undefined
    refused = true
    return { code: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 }
  }
  const sender = await open({ rate: 50 })
  await broadcast(10)
  await vi.waitFor(() => expect(refused).toBe(true))
  await vi.waitFor(async () => expect(await db().senderPause.count()).toBe(3))
  const start = performance.now()
  await send(sender, letter(7n, 'tetap'))
  await vi.waitFor(() => expect(texts(telegram.calls)).toContain('tetap'))
  expect(performance.now() - start).toBeLessThan(500)
  await sender.idle()
  const at = telegram.calls.find(({ status }) => status === 429)?.at ?? 0
  // Four are under way at once: three could still arrive.
  const meanwhile = telegram.calls.filter(
    ({ body, at: later }) => body['text'] === 'Halo' && later > at && later < at + 950,
  )
  expect(meanwhile.length).toBeLessThanOrEqual(3)
  expect(new Set(telegram.accepted().map(({ chatId }) => chatId)).size).toBe(10)
})

test('a pause that Telegram demanded holds over a restart', async () => {
  const until = new Date(clock.wall().getTime() + 3_600_000)
  await db().senderPause.create({ data: { lane: 'broadcast', until } })
  const sender = await open()
  await broadcast(3)
  await send(sender, letter(7n, 'warta', { lane: 'notice' }))
  await vi.waitFor(() => expect(texts(telegram.calls)).toEqual(['warta']))
  await sleep(50)
  expect(telegram.calls).toHaveLength(1)
})

test('429 on an answer delays its chat only', async () => {
  let refused = false
  telegram.decide = ({ chatId }) => {
    if (chatId !== 7 || refused) return undefined
    refused = true
    return { code: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 }
  }
  const sender = await open()
  await send(sender, letter(7n, 'satu'), letter(7n, 'dua'), letter(8n, 'lain'))
  await sender.idle()
  expect(texts(telegram.accepted())).toEqual(['lain', 'satu', 'dua'])
  expect((telegram.calls.at(-1)?.at ?? 0) - (telegram.calls[0]?.at ?? 0)).toBeGreaterThan(950)
  expect(await db().senderPause.count()).toBe(0)
})

test('a photo is uploaded once, then sent by its file_id', async () => {
  const readFile = vi.fn<SenderOptions['readFile']>().mockImplementation(async () => {
    await sleep(10)
    return { name: 'alun "alun".png', type: 'image/png', bytes: Buffer.from('PNGBYTES') }
  })
  const sender = await open({ readFile })
  const file = await db().file.create({ data: { state: 'stored', createdAt: clock.now() } })
  await broadcast(20, { caption: 'Alun-alun' }, 'sendPhoto', file.id)
  await sender.idle()
  const [first, ...others] = telegram.calls
  expect(first?.body.raw).toContain('PNGBYTES')
  expect(others).toHaveLength(19)
  for (const { body } of others) expect(body).toMatchObject({ photo: 'large', caption: 'Alun-alun' })
  expect(readFile).toHaveBeenCalledOnce()
  expect(await db().file.findFirst()).toMatchObject({ telegramFileId: 'large', telegramBotId: botId })
})

test('a file_id of another bot is not used, and one that Telegram forgot is uploaded again', async () => {
  const readFile = vi
    .fn<SenderOptions['readFile']>()
    .mockResolvedValue({ name: null, type: null, bytes: Buffer.from('B') })
  telegram.decide = ({ body }) =>
    body['document'] === 'old'
      ? { code: 400, description: 'Bad Request: wrong file identifier/HTTP URL specified' }
      : undefined
  const sender = await open({ readFile })
  const file = { state: 'stored' as const, createdAt: clock.now(), telegramFileId: 'old' }
  const other = await db().file.create({ data: { ...file, telegramBotId: 99n } })
  const forgotten = await db().file.create({ data: { ...file, telegramBotId: botId } })
  await broadcast(5, {}, 'sendDocument', other.id)
  await sender.idle()
  expect(telegram.calls.filter(({ status }) => status !== 200)).toHaveLength(0)
  await broadcast(5, {}, 'sendDocument', forgotten.id)
  await sender.idle()
  expect(readFile).toHaveBeenCalledTimes(2)
  expect(await db().message.count({ where: { state: 'sent' } })).toBe(10)
})

test('a file that is nowhere has failed', async () => {
  const sender = await open()
  const file = await db().file.create({ data: { createdAt: clock.now() } })
  await broadcast(2, {}, 'sendDocument', file.id)
  await sender.idle()
  expect(telegram.calls).toHaveLength(0)
  expect(await rows()).toMatchObject([{ state: 'failed', error: 'The file is not there' }, { state: 'failed' }])
})

test('changes reach the message that was sent, the last one wins', async () => {
  const sender = await open()
  const [target = 0n] = await send(sender, letter(7n, '0 %'))
  for (const percent of [10, 20, 30])
    sender.handOver(await revise(db(), { target, payload: { text: `${percent} %` } }, clock.now()))
  await sender.idle()
  const { telegramMessageId } = await db().message.findUniqueOrThrow({ where: { id: target } })
  const edits = telegram.calls.filter(({ method }) => method === 'editMessageText')
  expect(edits.at(-1)?.body).toMatchObject({ chat_id: 7, message_id: telegramMessageId, text: '30 %' })
  expect(await db().message.count({ where: { state: 'sent' } })).toBe(edits.length + 1)
})

test('a change without effect counts as made; one of a message that failed has failed', async () => {
  telegram.decide = ({ method, chatId }) => {
    if (method === 'editMessageText') return { code: 400, description: 'Bad Request: message is not modified: same' }
    return chatId === 8 ? { code: 400, description: 'Bad Request: no' } : undefined
  }
  const sender = await open()
  const targets = await send(sender, letter(7n, 'ya'), letter(8n, 'tidak'))
  for (const target of targets) sender.handOver(await revise(db(), { target, payload: { text: 'ya' } }, clock.now()))
  await sender.idle()
  expect((await rows()).map(({ state, error }) => [state, error])).toEqual([
    ['sent', null],
    ['failed', '400: Bad Request: no'],
    ['sent', null],
    ['failed', 'The message that it changes was not sent'],
  ])
})

test('in the quiet hours only answers and the urgent go; the rest in the morning, zone by zone', async () => {
  const late = await turnableClock(null)
  clock = { ...late, now: () => new Date((late.now().getTime() % 60_000) + Date.parse('2026-03-02T14:30:00Z') + ahead) }
  let ahead = 0
  const sender = await open({ quietHours: { from: 21 * 60, to: 6 * 60 } })
  const zone = { quiet: 'Asia/Jakarta' }
  await send(
    sender,
    letter(1n, 'jawaban', zone),
    letter(2n, 'genting', { ...zone, lane: 'urgent' }),
    letter(3n, 'warta', { ...zone, lane: 'notice' }),
    letter(4n, 'London', { quiet: 'Europe/London', lane: 'notice' }),
    letter(5n, 'kapan saja', { lane: 'notice' }),
    letter(6n, 'salah', { quiet: 'Mars/Olympus', lane: 'notice' }),
  )
  await sender.idle()
  expect(new Set(texts(telegram.calls))).toEqual(new Set(['London', 'genting', 'jawaban', 'kapan saja', 'salah']))
  expect(await sender.nextDue()).toEqual(new Date('2026-03-02T23:00:00Z'))
  ahead = 9 * 3_600_000
  await late.advance(1)
  await sender.idle()
  expect(texts(telegram.calls)).toContain('warta')
})

test('a chat gets 20 at once, then waits, and holds up nobody', async () => {
  const sender = await open()
  await send(sender, ...Array.from({ length: 21 }, (_, n) => letter(7n, `${n}`)), letter(8n, 'lain'))
  await sender.idle()
  expect(texts(telegram.calls).slice(0, 21)).toContain('lain')
  const mine = telegram.calls.filter(({ chatId }) => chatId === 7)
  expect((mine[20]?.at ?? 0) - (mine[0]?.at ?? 0)).toBeGreaterThan(950)
})

test('paid broadcasts say so, answers do not', async () => {
  const sender = await open({ paid: true })
  await send(sender, letter(7n, 'jawaban'), letter(8n, 'warta', { lane: 'notice' }))
  await sender.idle()
  const paid = Object.fromEntries(telegram.calls.map(({ body }) => [body['text'], body['allow_paid_broadcast']]))
  expect(paid).toEqual({ jawaban: undefined, warta: true })
})

test('no more than four unprompted messages are under way', async () => {
  let underWay = 0
  let most = 0
  telegram.latency = () => 10
  telegram.decide = () => {
    most = Math.max(most, ++underWay)
    setTimeout(() => underWay--, 9)
    return undefined
  }
  const sender = await open({ rate: 100 })
  await broadcast(60)
  await sender.idle()
  expect(most).toBeLessThanOrEqual(4)
})

test('what a killed instance had in hand is sent by the next one, what waited for another try first', async () => {
  const ids = (await post(db(), [letter(7n, 'satu'), letter(7n, 'dua'), letter(8n, 'tiga')], clock.now())).map(
    ({ id }) => id,
  )
  await db().message.updateMany({ where: { id: { in: ids.slice(1) } }, data: { state: 'sending' } })
  const dueAt = new Date(clock.now().getTime() + 300)
  await db().message.update({ where: { id: ids[0] ?? 0n }, data: { state: 'sending', attempts: 2, dueAt } })
  const sender = await open()
  await sender.idle()
  expect(texts(telegram.calls)).toEqual(['tiga', 'satu', 'dua'])
  expect(await db().message.count({ where: { state: 'sent' } })).toBe(3)
})

test('an answer that was tried before the restart is not overtaken by a later one', async () => {
  const [first] = await post(db(), [letter(7n, 'satu'), letter(7n, 'dua')], new Date(clock.now().getTime() - 60_000))
  const dueAt = new Date(clock.now().getTime() - 1000)
  await db().message.update({ where: { id: first?.id ?? 0n }, data: { state: 'sending', attempts: 2, dueAt } })
  await (await open()).idle()
  expect(texts(telegram.calls)).toEqual(['satu', 'dua'])
})

test('an instance that does not lead has its answers sent by the one that does', async () => {
  const leading = await open()
  await leading.idle()
  const follower: Leader = { current: () => null, onGain: () => () => {}, onLoss: () => () => {}, stop: async () => {} }
  const other = openSender({ ...options(), leader: follower })
  const start = performance.now()
  await send(other, letter(7n, 'halo'))
  await vi.waitFor(() => expect(texts(telegram.calls)).toEqual(['halo']), { interval: 5 })
  expect(performance.now() - start).toBeLessThan(900)
  await other.stop(100)
  await leading.idle()
})

test('stopping breaks off what hangs within the deadline, and the next one sends it', async () => {
  telegram.decide = () => 'hang'
  const first = await open()
  await send(first, letter(7n, 'satu'), letter(7n, 'dua'), letter(8n, 'warta', { lane: 'notice' }))
  await vi.waitFor(() => expect(telegram.calls).toHaveLength(2))
  const start = performance.now()
  await first.stop(500)
  expect(performance.now() - start).toBeLessThan(600)
  expect(await db().message.count({ where: { state: 'queued' } })).toBe(3)
  for (const close of closing.splice(0).toReversed()) await close()
  telegram.decide = () => undefined
  telegram.calls.length = 0
  await (await open()).idle()
  expect(new Set(texts(telegram.calls))).toEqual(new Set(['dua', 'satu', 'warta']))
})

test('an instance that lost the lead writes nothing', async () => {
  telegram.latency = () => 300
  const sender = await open()
  await send(sender, letter(7n, 'halo'))
  await vi.waitFor(() => expect(telegram.calls).toHaveLength(1))
  await db().leader.updateMany({ data: { owner: 'another', fence: 1_000_000n } })
  await sleep(400)
  expect(await rows()).toMatchObject([{ state: expect.not.stringContaining('sent'), telegramMessageId: null }])
})

test('an announcement of 120 at 29 a second: never 30 in a second, answers at once, no 429', async () => {
  telegram.limit = 30
  telegram.latency = () => 60
  const sender = await open({ rate: 29 })
  const waits: number[] = []
  await broadcast(100)
  for (let n = 0; n < 10; n++) {
    await sleep(300)
    const at = performance.now()
    await send(sender, letter(BigInt(1000 + n), `jawaban ${n}`))
    await vi.waitFor(() => expect(texts(telegram.calls)).toContain(`jawaban ${n}`), { interval: 2 })
    waits.push((telegram.calls.find(({ body }) => body['text'] === `jawaban ${n}`)?.at ?? 0) - at)
  }
  await sender.idle()
  expect(telegram.calls.filter(({ status }) => status === 429)).toHaveLength(0)
  expect(closest(telegram.calls, 30)).toBeGreaterThan(1000)
  const took = ((telegram.calls.at(-1)?.at ?? 0) - (telegram.calls[0]?.at ?? 0)) / 1000
  // On a busy machine it holds back for late arrivals: the bench measures the rate, this only that it comes near.
  expect(telegram.calls.length / took).toBeGreaterThan(25)
  expect(Math.max(...waits)).toBeLessThan(500)
})
