import { Api } from 'grammy'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { turnableClock } from '../../src/platform/clock.ts'
import type { TurnableClock } from '../../src/platform/clock.ts'
import { postFile } from '../../src/platform/files/documents.ts'
import { read } from '../../src/platform/files/files.ts'
import { openLeader } from '../../src/platform/leader.ts'
import { openLog } from '../../src/platform/log.ts'
import { post } from '../../src/platform/outbox/outbox.ts'
import { purging } from '../../src/platform/scheduler/purge.ts'
import { openSender } from '../../src/platform/outbox/sender.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { openFakeTelegram } from '../support/fakeTelegram.ts'
import type { FakeTelegram, Reply } from '../support/fakeTelegram.ts'

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

async function open() {
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
    readFile: (id) => read(database.client, id),
    onLost: async () => {},
  })
  closing.push(
    () => leader.stop(),
    () => sender.stop(1000),
  )
  return sender
}

const left = async () => ({
  messages: (await db().message.findMany({ orderBy: { id: 'asc' } })).map(({ chatId, state }) => `${chatId} ${state}`),
  contents: await db().content.count(),
  files: await db().file.count(),
  chunks: await db().fileChunk.count(),
})
const bytes = new TextEncoder().encode('isi')

test('nothing of a fleeting message is left once it is sent, and all of the one beside it', async () => {
  const sender = await open()
  const kept = await db().content.create({ data: { method: 'sendMessage', payload: { text: 'Tetap' } } })
  const now = clock.now()
  const posted = [
    ...(await postFile(db(), 7n, { name: 'data.html', type: 'text/html', bytes }, now)),
    ...(await post(
      db(),
      [
        { lane: 'answer', chatId: 7n, method: 'sendMessage', payload: { text: 'Sudah' }, fleeting: true },
        { lane: 'answer', chatId: 8n, method: 'sendMessage', contentId: kept.id },
      ],
      now,
    )),
  ]
  sender.handOver(posted)
  await sender.idle()
  expect(telegram.calls.map(({ method }) => method).toSorted()).toEqual(['sendDocument', 'sendMessage', 'sendMessage'])
  expect(await left()).toEqual({ messages: ['8 sent'], contents: 1, files: 0, chunks: 0 })
})

test('it stays while it is tried again, and goes as well when it meets nobody', async () => {
  const replies: Reply[] = [
    { code: 502, description: 'Bad Gateway' },
    { code: 403, description: 'Forbidden: bot was blocked by the user' },
  ]
  telegram.decide = () => replies.shift()
  const sender = await open()
  sender.handOver(await postFile(db(), 7n, { name: 'data.html', type: 'text/html', bytes }, clock.now()))
  await vi.waitFor(() => expect(telegram.calls).toHaveLength(1))
  await vi.waitFor(async () => expect((await db().message.findFirstOrThrow()).attempts).toBe(1))
  expect(await left()).toEqual({ messages: ['7 sending'], contents: 1, files: 1, chunks: 1 })
  await sender.idle()
  expect(await left()).toEqual({ messages: [], contents: 0, files: 0, chunks: 0 })
})

test('one that a crash has left behind goes at night', async () => {
  await postFile(db(), 7n, { name: 'data.html', type: 'text/html', bytes }, clock.now())
  await db().message.updateMany({ data: { state: 'sent', finishedAt: clock.now() } })
  await clock.advance(1000)
  await purging.run({ database: opened.database, clock, log }, clock.now(), false)
  expect(await left()).toEqual({ messages: [], contents: 0, files: 0, chunks: 0 })
})
