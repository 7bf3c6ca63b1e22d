import * as fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readCron } from '../../src/platform/scheduler/cron.ts'
import type { Clock } from '../../src/platform/clock.ts'
import { openLog } from '../../src/platform/log.ts'
import { openScheduler } from '../../src/platform/scheduler/scheduler.ts'
import type { Job, Scheduler } from '../../src/platform/scheduler/scheduler.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const jakarta = 'Asia/Jakarta'
/** Ten in the morning of a Friday in Jakarta. */
const start = new Date('2026-07-03T03:00:00Z')

let test: TestDatabase
let now: Date
let wall: Date
let runs: string[]
let open: Scheduler[]

beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.drop())
beforeEach(async () => {
  await emptyTables(test.database)
  ;[now, wall, runs, open] = [start, start, [], []]
})
afterEach(() => Promise.all(open.map((scheduler) => scheduler.stop(0))))

const turned = new Set<() => Promise<void> | void>()
const clock: Clock = {
  now: () => now,
  wall: () => wall,
  monotonic: () => 0,
  onTurn(listener) {
    turned.add(listener)
    return () => void turned.delete(listener)
  },
}

/** Notes each run as "name time", " late" added. */
const job = (name: string, cron: string, run: Job<null>['run'] = () => Promise.resolve()): Job<null> => ({
  name,
  cron,
  run(work, fireAt, late) {
    runs.push(`${name} ${fireAt.toISOString().slice(0, 16)}${late ? ' late' : ''}`)
    return run(work, fireAt, late)
  },
})

const fail = () => Promise.reject(new TypeError('broken'))

/** Work that goes on until it is finished. */
function unfinished() {
  let finish: (() => void) | undefined
  const promise = new Promise<void>((done) => {
    finish = done
  })
  return { promise, finish: () => finish?.() }
}

/** Opens one instance. */
async function instance(...jobs: Job<null>[]): Promise<Scheduler> {
  const log = openLog('silent')
  const scheduler = await openScheduler({ database: test.database, clock, log, timeZone: jakarta, jobs, work: null })
  open.push(scheduler)
  return scheduler
}

/** Time passes for the trade and for real; what is due then runs in all the given instances. */
async function passes(milliseconds: number, ...schedulers: Scheduler[]) {
  now = new Date(now.getTime() + milliseconds)
  wall = new Date(wall.getTime() + milliseconds)
  await Promise.all(schedulers.map((scheduler) => scheduler.advance(now)))
}

describe('a job', () => {
  it("is run when it is due, by the scheduler's zone, once", async () => {
    const scheduler = await instance(job('nightly', '0 2 * * *'))
    await passes(15 * hour + 59 * minute, scheduler)
    expect(runs).toEqual([])
    await passes(minute, scheduler)
    expect(runs).toEqual(['nightly 2026-07-03T19:00'])
    await passes(minute, scheduler)
    await passes(hour, scheduler)
    expect(runs).toHaveLength(1)
  })

  it('fires nothing of the time before it was first seen', async () => {
    await passes(0, await instance(job('often', '* * * * *')))
    expect(runs).toEqual([])
  })

  it('is told that it is late from five minutes on', async () => {
    const scheduler = await instance(job('hourly', '0 * * * *'))
    await passes(hour + 4 * minute, scheduler)
    await passes(hour + minute, scheduler)
    expect(runs).toEqual(['hourly 2026-07-03T04:00', 'hourly 2026-07-03T05:00 late'])
  })

  it('does not overlap itself, and makes up for it afterwards', async () => {
    const { promise, finish } = unfinished()
    const jobs = job('often', '* * * * *', () => (runs.length === 1 ? promise : Promise.resolve()))
    const [one, two] = [await instance(jobs), await instance(jobs)]
    const first = passes(minute, one)
    await expect.poll(() => runs).toHaveLength(1)
    now = new Date(now.getTime() + minute)
    await two.advance(now)
    expect(runs).toHaveLength(1)
    finish()
    await first
    await passes(0, one, two)
    expect(runs).toEqual(['often 2026-07-03T03:01', 'often 2026-07-03T03:02'])
  })
})

describe('after downtime', () => {
  it('the latest missed firing is made up for once, if it is younger than a day', async () => {
    const jobs = [job('hourly', '0 * * * *'), job('weekly', '0 12 * * 5')]
    await (await instance(...jobs)).stop(1000)
    await passes(2 * hour + 1000 + day)
    await passes(0, await instance(...jobs))
    expect(runs).toEqual(['hourly 2026-07-04T05:00'])
    await passes(minute, await instance(...jobs))
    expect(runs).toHaveLength(1)
  })

  it('start makes up for it at once', async () => {
    await instance(job('nightly', '0 2 * * *'))
    await passes(day)
    const ran = new Promise<void>(
      (done) => void instance(job('nightly', '0 2 * * *', async () => done())).then((s) => s.start()),
    )
    await ran
    expect(runs).toEqual(['nightly 2026-07-03T19:00 late'])
  })
})

describe('when the clock is turned', () => {
  it('by a day, a nightly job runs once, and by ten days as well', async () => {
    await instance(job('nightly', '0 2 * * *'))
    for (const days of [1, 1, 10]) {
      now = new Date(now.getTime() + days * day)
      for (const listener of turned) await listener()
    }
    expect(runs).toEqual(['03', '04', '14'].map((date) => `nightly 2026-07-${date}T19:00 late`))
  })
})

describe('several instances', () => {
  it('run each firing once between them', async () => {
    const jobs = [job('often', '*/5 * * * *'), job('hourly', '0 * * * *')]
    const three = [await instance(...jobs), await instance(...jobs), await instance(...jobs)]
    for (let i = 0; i < 12; i++) await passes(5 * minute, ...three)
    expect(runs).toHaveLength(13)
    expect(new Set(runs).size).toBe(13)
  })

  it("take over a crashed instance's firing when its lease is over", async () => {
    const crashing = await instance(job('hourly', '0 * * * *', () => new Promise(() => {})))
    void passes(hour, crashing)
    await expect.poll(() => runs).toHaveLength(1)
    const other = await instance(job('hourly', '0 * * * *'))
    await passes(minute - 1, other)
    expect(runs).toHaveLength(1)
    await passes(1, other)
    expect(runs).toEqual(['hourly 2026-07-03T04:00', 'hourly 2026-07-03T04:00'])
  })
})

describe('a failing job', () => {
  it('is tried three times more, then given up', async () => {
    const scheduler = await instance(job('hourly', '0 4-17 * * *', fail))
    now = wall = new Date('2026-07-03T10:00:00Z')
    for (let i = 0; i < 8; i++) await passes(5 * minute, scheduler)
    expect(runs).toHaveLength(4)
    const ticks = await test.database.client.tick.findMany({ where: { attempts: { gt: 0 } } })
    expect(ticks).toMatchObject([{ attempts: 4, error: 'TypeError', owner: expect.any(String) }])
    expect(ticks[0]?.doneAt).not.toBeNull()
  })

  it('keeps no other job from running, nor its own next firing', async () => {
    const scheduler = await instance(job('bad', '0 * * * *', fail), job('good', '0 * * * *'))
    await passes(hour, scheduler)
    await passes(hour, scheduler)
    expect(runs.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'bad 2026-07-03T04:00',
      'bad 2026-07-03T04:00 late',
      'bad 2026-07-03T05:00',
      'good 2026-07-03T04:00',
      'good 2026-07-03T05:00',
    ])
  })

  it('that crashes each time is given up as well', async () => {
    const data = { job: 'hourly', fireAt: now, owner: 'gone', attempts: 4, leaseUntil: wall }
    await test.database.client.tick.create({ data })
    await passes(minute, await instance(job('hourly', '0 * * * *')))
    expect(runs).toEqual([])
    const tick = await test.database.client.tick.findFirstOrThrow()
    expect(tick).toMatchObject({ error: 'crashed', doneAt: now })
  })
})

describe('stopping', () => {
  it('waits for what runs, and fires nothing more', async () => {
    const { promise, finish } = unfinished()
    const scheduler = await instance(job('hourly', '0 * * * *', () => promise))
    const running = passes(hour, scheduler)
    await expect.poll(() => runs).toHaveLength(1)
    expect(await scheduler.stop(1)).toBe(false)
    finish()
    expect(await scheduler.stop(10_000)).toBe(true)
    await running
    await passes(hour, scheduler)
    expect(runs).toHaveLength(1)
  })
})

describe('nextDue', () => {
  it('is the earliest of all jobs', async () => {
    const scheduler = await instance(job('nightly', '0 2 * * *'), job('weekly', '0 15 * * 5'))
    expect(scheduler.nextDue()).toEqual(new Date('2026-07-03T08:00:00Z'))
    expect((await instance()).nextDue()).toBeNull()
  })
})

it('however the clock is turned, no firing runs twice, and none is lost that is the latest of a day', async () => {
  const expressions = ['0 2 * * *', '*/20 * * * *', '0 8,16 * * 1-5', '0 15 * * 5', '0 0 1 * *']
  const turns = fc.array(fc.integer({ min: 1, max: 3 * 24 * 60 }), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...expressions), turns, async (expression, steps) => {
      ;[now, wall, runs] = [start, start, []]
      const name = `job ${open.length}`
      const scheduler = await instance(job(name, expression))
      const cron = readCron(expression, jakarta)
      const expected: string[] = []
      for (const step of steps) {
        const before = now
        await passes(step * minute, scheduler)
        const due = cron.latest(before, now)
        if (due !== null && now.getTime() - due.getTime() < day)
          expected.push(`${name} ${due.toISOString().slice(0, 16)}`)
      }
      expect(runs.map((run) => run.replace(' late', ''))).toEqual(expected)
      await scheduler.stop(1000)
    }),
    { numRuns: 12, seed: 7 },
  )
})
