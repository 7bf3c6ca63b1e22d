import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Clock } from '../../src/platform/clock.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { emit, event, eventsChannel, on, openEvents } from '../../src/platform/events/events.ts'
import type { Events, Listener } from '../../src/platform/events/events.ts'
import { openLog } from '../../src/platform/log.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

const whole = z.codec(z.string(), z.bigint(), { decode: BigInt, encode: String })
const joined = event('people.joined', z.object({ id: whole }))
const left = event('people.left', z.object({ id: whole }))

let test: TestDatabase
let now: Date
let told: string[]
let opened: Events[]
const turns = new Set<() => Promise<void> | void>()
const clock: Clock = {
  now: () => now,
  wall: () => now,
  monotonic: () => 0,
  onTurn(listener) {
    turns.add(listener)
    return () => void turns.delete(listener)
  },
}

beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.drop())
beforeEach(async () => {
  await emptyTables(test.database)
  now = new Date('2026-07-03T03:00:00Z')
  ;[told, opened] = [[], []]
})
afterEach(() => Promise.all(opened.map((events) => events.stop())))

function open(...listeners: Listener[]): Events {
  const events = openEvents({ database: test.database, clock, log: openLog('silent'), listeners })
  opened.push(events)
  return events
}

/** Says that people of these numbers joined, in one transaction. */
const join = (...ids: number[]) =>
  test.database.client.$transaction(async (tx) => {
    for (const id of ids) await emit(tx, joined, { id: BigInt(id) }, now)
  })

/** A listener that notes whom it was told of, as a row that rolls back with its transaction. */
const greeter = (name: string, handler: (tx: Db, id: bigint) => Promise<void> = () => Promise.resolve()) =>
  on(joined, name, async (tx, { id }) => {
    told.push(`${name} ${id}`)
    await tx.unit.create({ data: { name: `${name} ${id}` } })
    await handler(tx, id)
  })

const effects = async () => (await test.database.client.unit.findMany({ orderBy: { id: 'asc' } })).map((u) => u.name)
const receipts = () =>
  test.database.client.eventReceipt.findMany({ orderBy: [{ eventId: 'asc' }, { listener: 'asc' }] })

async function turn(milliseconds: number) {
  now = new Date(now.getTime() + milliseconds)
  for (const listener of turns) await listener()
}

describe('an event', () => {
  it('is told to each of its listeners once, in order, and to no other', async () => {
    const farewell = on(left, 'farewell', () => Promise.reject(new Error('nobody left')))
    const events = open(greeter('a'), greeter('b'), farewell)
    await join(1, 2, 3)
    await events.idle()
    await events.idle()
    expect(told.filter((line) => line.startsWith('a'))).toEqual(['a 1', 'a 2', 'a 3'])
    expect(told.filter((line) => line.startsWith('b'))).toEqual(['b 1', 'b 2', 'b 3'])
    expect(await receipts()).toHaveLength(6)
  })

  it('is not told when its transaction is rolled back', async () => {
    const events = open(greeter('a'))
    await expect(
      test.database.client.$transaction(async (tx) => {
        await emit(tx, joined, { id: 1n }, now)
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    await events.idle()
    expect(told).toEqual([])
  })

  it('that nobody listens to is consumed', async () => {
    await join(1)
    await open().idle()
    expect(await test.database.client.event.findMany()).toMatchObject([{ fannedAt: now }])
    await open(greeter('late')).idle()
    expect(told).toEqual([])
  })

  it('is refused when it is not what was declared', async () => {
    // @ts-expect-error: a number is not what the schema says
    await expect(emit(test.database.client, joined, { id: 1 }, now)).rejects.toThrow('bigint')
  })

  it('wakes those who wait, and may cause another', async () => {
    const chain = on(joined, 'chain', async (tx, { id }) => emit(tx, left, { id }, now))
    const done = new Promise<bigint>((heard) => {
      open(
        chain,
        on(left, 'end', async (_tx, { id }) => heard(id)),
      )
    })
    await join(7)
    test.database.wake(eventsChannel)
    expect(await done).toBe(7n)
  })
})

describe('a listener that fails', () => {
  it('leaves nothing behind, and is tried again after a pause', async () => {
    let broken = true
    const events = open(
      greeter('a', () => (broken ? Promise.reject(new TypeError('secret words')) : Promise.resolve())),
    )
    await join(1)
    await events.idle()
    expect(await effects()).toEqual([])
    expect(await receipts()).toMatchObject([{ attempts: 1, error: 'TypeError', doneAt: null }])
    broken = false
    await turn(999)
    await events.idle()
    expect(await effects()).toEqual([])
    await turn(1)
    await events.idle()
    expect(await effects()).toEqual(['a 1'])
    expect(await receipts()).toMatchObject([{ attempts: 1, error: null, doneAt: now }])
  })

  it('rests longer each time, up to an hour', async () => {
    const events = open(greeter('a', () => Promise.reject(new Error('broken'))))
    await join(1)
    const pauses: number[] = []
    for (let i = 0; i < 9; i++) {
      await events.idle()
      const [receipt] = await receipts()
      const pause = (receipt?.dueAt.getTime() ?? 0) - now.getTime()
      pauses.push(pause / 1000)
      await turn(pause)
    }
    expect(pauses).toEqual([1, 4, 16, 64, 256, 1024, 3600, 3600, 3600])
  })

  it('holds up neither later events nor other listeners', async () => {
    const events = open(
      greeter('a', (_tx, id) => (id === 1n ? Promise.reject(new Error('broken')) : Promise.resolve())),
      greeter('b'),
    )
    await join(1, 2)
    await events.idle()
    expect((await effects()).toSorted((x, y) => x.localeCompare(y))).toEqual(['a 2', 'b 1', 'b 2'])
  })

  it('never has the payload logged', async () => {
    const lines: unknown[] = []
    const log = openLog('silent')
    log.error = (...words: unknown[]) => void lines.push(words)
    const failing = greeter('a', () => Promise.reject(new Error('broken')))
    const events = openEvents({ database: test.database, clock, log, listeners: [failing] })
    opened.push(events)
    await join(987_654)
    await events.idle()
    expect(lines).toMatchObject([[{ reference: 'event-1-a', attempt: 1 }, expect.any(String)]])
    expect(JSON.stringify(lines)).not.toContain('987654')
  })
})

describe('several instances', () => {
  it('tell each listener of each event once between them, in order', async () => {
    const listeners = [greeter('a'), greeter('b')]
    const three = [open(...listeners), open(...listeners), open(...listeners)]
    for (let i = 0; i < 10; i++) {
      await join(3 * i, 3 * i + 1, 3 * i + 2)
      for (const events of three) void events.idle()
    }
    await Promise.all(three.map((events) => events.idle()))
    await expect.poll(async () => (await receipts()).filter(({ doneAt }) => doneAt !== null)).toHaveLength(60)
    const lines = await effects()
    for (const name of ['a', 'b'])
      expect(lines.filter((line) => line.startsWith(name))).toEqual(
        Array.from({ length: 30 }, (_, i) => `${name} ${i}`),
      )
  })
})

it('two listeners of one name are refused', () => {
  expect(() => open(greeter('a'), greeter('a'))).toThrow('same name')
})
