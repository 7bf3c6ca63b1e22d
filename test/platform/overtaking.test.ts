// Changes of one message that wait: only the last state is shown.
import { Api } from 'grammy'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { openLeader } from '../../src/platform/leader.ts'
import { openLog } from '../../src/platform/log.ts'
import { post } from '../../src/platform/outbox/outbox.ts'
import type { Envelope } from '../../src/platform/outbox/outbox.ts'
import { openSender } from '../../src/platform/outbox/sender.ts'
import type { Sender } from '../../src/platform/outbox/sender.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { openFakeTelegram } from '../support/fakeTelegram.ts'
import type { FakeTelegram } from '../support/fakeTelegram.ts'

const log = openLog('silent')
const clock = systemClock()
let opened: TestDatabase
let telegram: FakeTelegram
const closing: (() => Promise<void>)[] = []
const db = () => opened.database.client

beforeAll(async () => {
  opened = await openTestDatabase()
})
beforeEach(async () => {
  await emptyTables(opened.database)
  telegram = await openFakeTelegram()
})
const close = async () => {
  for (const end of closing.splice(0).toReversed()) await end()
}
afterEach(async () => {
  await close()
  await telegram.close()
})
afterAll(() => opened.drop())

async function open(): Promise<Sender> {
  const { database } = opened
  const leader = await openLeader({ database, clock, log, solo: true })
  const sender = openSender({
    database,
    api: new Api('100:abc', { apiRoot: telegram.root, timeoutSeconds: 30 }),
    botId: 100n,
    clock,
    log,
    leader,
    rate: 1000,
    paid: false,
    quietHours: null,
    readFile: async () => undefined,
    onLost: async () => {},
  })
  closing.push(
    () => leader.stop(),
    () => sender.stop(1000),
  )
  return sender
}

const change = (message: number, text: string, more: Partial<Envelope> = {}): Envelope => ({
  lane: 'answer',
  chatId: 7n,
  method: 'editMessageText',
  payload: { message_id: message, text },
  ...more,
})
const says = (text: string): Envelope => ({ lane: 'answer', chatId: 7n, method: 'sendMessage', payload: { text } })

/** One after the other, as presses come. */
async function send(sender: Sender | null, ...envelopes: Envelope[]) {
  for (const envelope of envelopes) {
    const posted = await db().$transaction((tx) => post(tx, [envelope], clock.now()))
    sender?.handOver(posted)
  }
}

/** Telegram wants the chat left alone for a second, once. */
function holdBack() {
  let isFirst = true
  telegram.decide = () => {
    if (!isFirst) return undefined
    isFirst = false
    return { code: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 }
  }
}
const shown = () => telegram.accepted().map(({ body }) => body['text'])
const states = async () => (await db().message.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state)

test('while Telegram holds back, several presses on one message lead to one change with the last state', async () => {
  holdBack()
  const sender = await open()
  await send(sender, change(5, '1 dari 40'))
  await vi.waitFor(() => expect(telegram.calls).toHaveLength(1), 10_000)
  await send(sender, change(5, '2 dari 40'), change(5, '3 dari 40', { fleeting: true }), change(5, '4 dari 40'))
  await sender.idle()
  expect(shown()).toEqual(['4 dari 40'])
  // Of what is fleeting nothing is left, though it was never sent; whoever changes one of the others finds the message.
  expect(await states()).toEqual(['withdrawn', 'withdrawn', 'sent'])
  expect(await db().message.count({ where: { state: 'withdrawn', telegramMessageId: 5 } })).toBe(2)
})

test('other messages keep their place, and each its last state', async () => {
  holdBack()
  const sender = await open()
  await send(sender, change(5, 'a'))
  await vi.waitFor(() => expect(telegram.calls).toHaveLength(1), 10_000)
  const settled = { method: 'editMessageReplyMarkup', payload: { message_id: 5 } }
  await send(sender, change(6, 'lain'), says('Menu'), change(5, 'b'), change(5, '', settled), change(6, 'lain lagi'))
  await sender.idle()
  expect(shown()).toEqual(['Menu', 'b', undefined, 'lain lagi'])
})

test('what was left waiting by a process that died is overtaken by what is written after it', async () => {
  await send(null, change(5, '1 dari 40'), change(5, '2 dari 40'))
  const sender = await open()
  await sender.idle()
  expect(shown()).toEqual(['2 dari 40'])
  expect(await states()).toEqual(['withdrawn', 'sent'])
})

test('changes of an announcement are all told: what became of each is counted', async () => {
  const notice = { lane: 'notice' } as const
  await send(null, change(5, 'satu', notice), change(5, 'dua', notice))
  const sender = await open()
  await sender.idle()
  expect(shown()).toEqual(['satu', 'dua'])
})
