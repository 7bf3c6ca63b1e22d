import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { turnableClock } from '../../src/platform/clock.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { openLog } from '../../src/platform/log.ts'
import type { Posted } from '../../src/platform/outbox/outbox.ts'
import { post } from '../../src/platform/outbox/outbox.ts'
import { begin, NotYet, openTasks, task } from '../../src/platform/tasks/tasks.ts'
import type { Task, Tasks } from '../../src/platform/tasks/tasks.ts'
import { openTexts } from '../../src/platform/texts.ts'
import type { Work } from '../../src/platform/work.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { settings } from '../support/settings.ts'

let opened: TestDatabase
let clock: Clock
let posted: Posted[]
let work: Work
beforeAll(async () => {
  opened = await openTestDatabase()
  clock = await turnableClock(null)
  work = {
    database: opened.database,
    clock,
    log: openLog('silent'),
    voice: await openTexts({ strict: true, timeZone: 'Asia/Jakarta' }),
    botName: () => 'rembuk_bot',
    settings,
    groups: [],
    exports: [],
    handOver: (rows) => void posted.push(...rows),
  }
})
afterAll(() => opened.drop())
beforeEach(async () => {
  posted = []
  await emptyTables(opened.database)
})

const says = (tx: Parameters<typeof post>[0], text: string, now: Date) =>
  post(tx, [{ lane: 'notice', chatId: 1n, method: 'sendMessage', payload: { text } }], now)
const texts = () => posted.map(({ payload }) => payload)

/** A task that counts its runs and does what the test wants of it. */
function counting(run: (n: number, signal: AbortSignal) => Promise<string> | string) {
  const runs = { count: 0 }
  const kind = task({
    name: 'test.counting',
    payload: z.object({ word: z.string() }),
    async run(_work, { word }, signal) {
      const text = await run(++runs.count, signal)
      return (tx, now) => says(tx, `${word} ${text}`, now)
    },
    failed:
      (_work, { word }, reference) =>
      (tx, now) =>
        says(tx, `${word} failed as ${reference}`, now),
  })
  return { kind, runs }
}
const start = (kind: Task<{ word: string }>, word: string) =>
  opened.database.client.$transaction((tx) => begin(tx, kind, { word }, clock.now()))
const left = () => opened.database.client.task.findMany()
/** Resolves when it holds: pauses between attempts are real time. */
async function eventually(holds: () => boolean | Promise<boolean>) {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 10))
}

async function using(tasks: Tasks, body: () => Promise<void>) {
  try {
    await body()
  } finally {
    await tasks.stop()
  }
}

test('what was prepared is committed with the end of the task, which leaves nothing', async () => {
  const { kind, runs } = counting(() => 'done')
  await start(kind, 'first')
  await start(kind, 'second')
  const tasks = openTasks({ work, tasks: [kind] })
  await using(tasks, () => tasks.idle())
  expect(
    texts()
      .map((payload) => JSON.stringify(payload))
      .toSorted(),
  ).toEqual(['{"text":"first done"}', '{"text":"second done"}'])
  expect(runs.count).toBe(2)
  expect(await left()).toEqual([])
})

test('a task of a transaction that was rolled back is never begun', async () => {
  const { kind, runs } = counting(() => 'done')
  const broken = opened.database.client.$transaction(async (tx) => {
    await begin(tx, kind, { word: 'never' }, clock.now())
    throw new Error('rolled back')
  })
  await expect(broken).rejects.toThrow('rolled back')
  const tasks = openTasks({ work, tasks: [kind] })
  await using(tasks, () => tasks.idle())
  expect(runs.count).toBe(0)
})

test('what waits for something is asked again until it is there', async () => {
  const { kind, runs } = counting((n) => {
    if (n < 4) throw new NotYet()
    return `after ${n}`
  })
  await start(kind, 'there')
  const tasks = openTasks({ work, tasks: [kind] })
  await using(tasks, () => tasks.idle())
  expect(texts()).toEqual([{ text: 'there after 4' }])
  expect(runs.count).toBe(4)
})

test('a fault is tried again; a transaction that fails leaves no half', async () => {
  const { kind, runs } = counting((n) => {
    if (n === 1) throw new Error('broken')
    return 'at last'
  })
  await start(kind, 'done')
  const tasks = openTasks({ work, tasks: [kind] })
  await using(tasks, () => eventually(() => posted.length > 0))
  expect(texts()).toEqual([{ text: 'done at last' }])
  expect(runs.count).toBe(2)
  expect(await left()).toEqual([])
})

test('what fails again and again is given up, said under its reference, and keeps no payload', async () => {
  const { kind } = counting(() => {
    throw new TypeError('broken')
  })
  await start(kind, 'it')
  const [row] = await left()
  // Three attempts lie behind it.
  await opened.database.client.task.updateMany({ data: { attempts: 3 } })
  const tasks = openTasks({ work, tasks: [kind] })
  await using(tasks, () => eventually(() => posted.length > 0))
  expect(texts()).toEqual([{ text: `it failed as task-${row?.id}` }])
  expect(await left()).toMatchObject([{ payload: {}, error: 'TypeError', failedAt: expect.any(Date) }])
})

test('many instances do each task once', async () => {
  const { kind, runs } = counting(() => 'done')
  for (let n = 0; n < 20; n++) await start(kind, String(n))
  const instances = Array.from({ length: 3 }, () => openTasks({ work, tasks: [kind] }))
  await Promise.all(instances.map((tasks) => tasks.idle()))
  await Promise.all(instances.map((tasks) => tasks.stop()))
  expect(runs.count).toBe(20)
  expect(posted).toHaveLength(20)
})

test('a stop interrupts it without counting the attempt, and the next start does it', async () => {
  const begun = { first: false }
  const { kind } = counting((n, signal) =>
    n > 1
      ? 'again'
      : new Promise((_, fail) => {
          begun.first = true
          signal.addEventListener('abort', () => fail(new Error('interrupted')))
        }),
  )
  await start(kind, 'done')
  const before = openTasks({ work, tasks: [kind] })
  await eventually(() => begun.first)
  await before.stop()
  expect(await left()).toMatchObject([{ attempts: 0, restUntil: null, failedAt: null }])
  const after = openTasks({ work, tasks: [kind] })
  await using(after, () => after.idle())
  expect(texts()).toEqual([{ text: 'done again' }])
})

test('who lost a task to another attempt commits nothing', async () => {
  const { kind } = counting(async (n) => {
    if (n === 1) await opened.database.client.task.updateMany({ data: { attempts: 2 } })
    return 'late'
  })
  await start(kind, 'too')
  const tasks = openTasks({ work, tasks: [kind] })
  await using(tasks, () => tasks.idle())
  expect(posted).toEqual([])
  expect(await left()).toHaveLength(1)
})

test('names are given once, and a task of a version to come is left for it', async () => {
  const { kind } = counting(() => 'done')
  expect(() => openTasks({ work, tasks: [kind, kind] })).toThrow('same name')
  await opened.database.client.task.create({ data: { name: 'test.later', payload: {}, createdAt: clock.now() } })
  const tasks = openTasks({ work, tasks: [kind] })
  await using(tasks, () => tasks.idle())
  expect(await left()).toHaveLength(1)
})
