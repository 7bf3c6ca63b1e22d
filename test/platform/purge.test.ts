import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../src/platform/clock.ts'
import { openLog } from '../../src/platform/log.ts'
import { purging } from '../../src/platform/scheduler/purge.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

const now = new Date('2026-07-03T19:10:00Z')
const day = 86_400_000

let test: TestDatabase

beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.drop())
beforeEach(() => emptyTables(test.database))

const ago = (days: number) => new Date(now.getTime() - days * day)

/** The nightly job, some days later. */
async function nightfall(days = 0) {
  const at = new Date(now.getTime() + days * day)
  const clock: Clock = { now: () => at, wall: () => at, monotonic: () => 0, onTurn: () => () => {} }
  await purging.run({ database: test.database, clock, log: openLog('silent') }, at, false)
}

const sealed = new Uint8Array([1])

const update = (updateId: bigint, fate: 'handled' | 'failed' | 'dropped' | 'pending', days: number) => ({
  updateId,
  lane: 'lane',
  fate,
  receivedAt: ago(days),
  handledAt: fate === 'pending' ? null : ago(days),
  ...(fate === 'failed' ? { sealed } : {}),
})
const left = async () => {
  const rows = await test.database.client.inboxUpdate.findMany({ orderBy: { updateId: 'asc' } })
  return rows.map(({ updateId, sealed: kept }) => `${updateId}${kept === null ? '' : ' sealed'}`)
}

describe('updates', () => {
  it('that were handled go after 7 days, pending ones stay', async () => {
    const fates = ['handled', 'dropped', 'pending'] as const
    const data = fates.flatMap((fate, i) => [update(BigInt(2 * i), fate, 6.9), update(BigInt(2 * i + 1), fate, 7.1)])
    await test.database.client.inboxUpdate.createMany({ data })
    await nightfall()
    expect(await left()).toEqual(['0', '2', '4', '5'])
  })

  it('that failed lose their text after 7 days, and go after 60', async () => {
    const data = [update(1n, 'failed', 6.9), update(2n, 'failed', 7.1), update(3n, 'failed', 60.1)]
    await test.database.client.inboxUpdate.createMany({ data })
    await nightfall()
    expect(await left()).toEqual(['1 sealed', '2'])
  })

  it('more than a batch of them go in one night', async () => {
    const data = Array.from({ length: 2500 }, (_, i) => update(BigInt(i), 'handled', 8))
    await test.database.client.inboxUpdate.createMany({ data })
    await nightfall()
    expect(await left()).toEqual([])
  })

  it('leave no lane behind, but the lanes that have some stay', async () => {
    await test.database.client.inboxUpdate.createMany({ data: [update(1n, 'handled', 1), update(2n, 'handled', 8)] })
    await test.database.client.inboxUpdate.update({ where: { updateId: 2n }, data: { lane: 'gone' } })
    const data = [{ lane: 'lane' }, { lane: 'gone' }, { lane: 'next', nextId: 9n }]
    await test.database.client.inboxLane.createMany({ data })
    await nightfall()
    const lanes = await test.database.client.inboxLane.findMany({ orderBy: { lane: 'asc' } })
    expect(lanes.map(({ lane }) => lane)).toEqual(['lane', 'next'])
  })
})

const posted = (lane: 'answer' | 'broadcast', finished: number | null) => ({
  lane,
  chatId: 1n,
  method: 'sendMessage',
  dueAt: ago(50),
  createdAt: ago(50),
  finishedAt: finished === null ? null : ago(finished),
})

it('answers go 8 days after they were sent, what was sent unasked stays', async () => {
  const data = [posted('answer', 7.9), posted('answer', 8.1), posted('answer', null), posted('broadcast', 40)]
  await test.database.client.message.createMany({ data })
  await nightfall()
  const rows = await test.database.client.message.findMany({ orderBy: { id: 'asc' } })
  expect(rows.map(({ id }) => id)).toEqual([1n, 3n, 4n])
})

it('events go 7 days after the last listener heard them, and after 60 in any case', async () => {
  const event = async (created: number, fanned: boolean, done: (number | null)[]) => {
    const receipts = done.map((days, i) => ({
      listener: `l${i}`,
      dueAt: ago(created),
      doneAt: days === null ? null : ago(days),
    }))
    const fannedAt = fanned ? ago(created) : null
    await test.database.client.event.create({
      data: { kind: 'k', payload: {}, createdAt: ago(created), fannedAt, receipts: { create: receipts } },
    })
  }
  await event(7.1, true, [])
  await event(6.9, true, [])
  await event(9, true, [8, 7.1])
  await event(9, true, [8, 6.9])
  await event(9, true, [8, null])
  await event(9, false, [])
  await event(60.1, true, [null])
  await nightfall()
  const rows = await test.database.client.event.findMany({ orderBy: { id: 'asc' }, include: { receipts: true } })
  expect(rows.map(({ id, receipts }) => [id, receipts.length])).toEqual([
    [2n, 0],
    [4n, 2],
    [5n, 2],
    [6n, 0],
  ])
})

const tick = (job: string, days: number, done = true) => ({ job, fireAt: ago(days), doneAt: done ? ago(days) : null })

it('firings of jobs go after 7 days, but for the newest and for those not done', async () => {
  const data = [tick('a', 8), tick('a', 7.1), tick('a', 6.9), tick('b', 400), tick('c', 80, false), tick('c', 70)]
  await test.database.client.tick.createMany({ data })
  await nightfall()
  const rows = await test.database.client.tick.findMany({ orderBy: [{ job: 'asc' }, { fireAt: 'asc' }] })
  expect(rows.map(({ job, fireAt }) => [job, (now.getTime() - fireAt.getTime()) / day])).toEqual([
    ['a', 6.9],
    ['b', 400],
    ['c', 80],
    ['c', 70],
  ])
})

const dialog = (chatId: bigint, days: number) => ({
  chatId,
  name: 'd',
  step: 's',
  language: 'id',
  opening: {},
  answers: {},
  createdAt: ago(90),
  updatedAt: ago(days),
})

it('dialogs go when nobody has touched them for 30 days', async () => {
  await test.database.client.dialog.createMany({ data: [dialog(1n, 29.9), dialog(2n, 30.1)] })
  await nightfall()
  expect(await test.database.client.dialog.findMany()).toMatchObject([{ chatId: 1n }])
})

const file = async (days: number) => {
  const data = { createdAt: ago(days), chunks: { create: { index: 0, bytes: new Uint8Array(9) } } }
  return (await test.database.client.file.create({ data })).id
}
const content = async (fileId: bigint | null = null) =>
  (await test.database.client.content.create({ data: { method: 'sendPhoto', payload: {}, fileId } })).id
const files = async () => (await test.database.client.file.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)
const contents = async () =>
  (await test.database.client.content.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)
/** An open dialog, as of now. */
const openDialog = (opening: object, answers: object) =>
  test.database.client.dialog.create({
    data: { chatId: 1n, name: 'd', step: 's', language: 'id', opening, answers, createdAt: now, updatedAt: now },
  })

describe('files and contents', () => {
  it('that nobody refers to go after a day, with their bytes', async () => {
    const [fresh, old] = [await file(0.9), await file(1.1)]
    expect(old).toBe(fresh + 1n)
    await nightfall()
    expect(await files()).toEqual([fresh])
    expect(await test.database.client.fileChunk.findMany()).toMatchObject([{ fileId: fresh }])
  })

  it('of messages and announcements stay', async () => {
    const [sent, announced] = [await content(await file(50)), await content(await file(50))]
    const message = { lane: 'broadcast', chatId: 1n, method: 'sendPhoto', dueAt: now, createdAt: now } as const
    await test.database.client.message.create({ data: { ...message, contentId: sent } })
    const broadcast = { authorChat: 1n, language: 'id', audience: {}, total: 1, keepsQuiet: true, createdAt: now }
    await test.database.client.broadcast.create({ data: { ...broadcast, contentId: announced } })
    await nightfall()
    await nightfall(1)
    expect([await contents(), await files()]).toEqual([
      [1n, 2n],
      [1n, 2n],
    ])
    await test.database.client.message.deleteMany()
    await nightfall(2)
    expect(await contents()).toEqual([sent, announced])
    await nightfall(3)
    expect([await contents(), await files()]).toEqual([[announced], [2n]])
  })

  it('that an open dialog speaks of stay as long as it does', async () => {
    const ids = [await file(50), await file(50), await file(50), await file(50)]
    await openDialog(
      { photo: String(ids[0]) },
      { place: 'Jambi', files: [{ id: Number(ids[1]) }, { id: String(ids[2]) }] },
    )
    await nightfall()
    expect(await files()).toEqual(ids.slice(0, 3))
    await nightfall(31)
    expect(await files()).toEqual([])
  })

  it('that are referred to again in time stay', async () => {
    const id = await content()
    await nightfall()
    const open = await openDialog({}, { draft: String(id) })
    await nightfall(1)
    await test.database.client.dialog.delete({ where: { id: open.id } })
    await nightfall(2)
    expect(await contents()).toEqual([id])
    await nightfall(3)
    expect(await contents()).toEqual([])
  })
})

it('tasks that were given up go after 60 days, waiting ones stay', async () => {
  const given = (days: number | null) => ({
    name: 'task',
    payload: {},
    createdAt: ago(100),
    failedAt: days === null ? null : ago(days),
  })
  await test.database.client.task.createMany({ data: [given(null), given(59.9), given(60.1)] })
  await nightfall()
  expect(await test.database.client.task.count()).toBe(2)
})
