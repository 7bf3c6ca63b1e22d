import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock, turnableClock } from '../../src/platform/clock.ts'

const day = 86_400_000
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rembuk-clock-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** How far a clock is ahead of real time, in whole seconds. */
const ahead = (clock: { now(): Date; wall(): Date }) =>
  // A moment passes between the two readings: 0, not -0.
  Math.round((clock.now().getTime() - clock.wall().getTime()) / 1000) * 1000 + 0

describe("the machine's clock", () => {
  it('shows real time', () => expect(ahead(systemClock())).toBe(0))

  it('measures durations that only grow', () => {
    const clock = systemClock()
    const before = clock.monotonic()
    expect(clock.monotonic()).toBeGreaterThanOrEqual(before)
  })
})

describe('a clock that can be turned', () => {
  it('moves the time of the trade, not the real one', async () => {
    const clock = await turnableClock(null)
    await clock.advance(day)
    await clock.advance(1000)
    expect(ahead(clock)).toBe(day + 1000)
    expect(Math.abs(clock.wall().getTime() - Date.now())).toBeLessThan(1000)
  })

  it('begins at a moment of its own where it is given one', async () => {
    const clock = await turnableClock(null, new Date('2020-02-29T23:59:00Z'))
    expect(clock.now().toISOString()).toMatch(/^2020-02-29T23:59:0/)
    await clock.advance(day)
    expect(clock.now().toISOString()).toMatch(/^2020-03-01T23:59:0/)
  })

  it('turns forward only', async () => {
    const clock = await turnableClock(null)
    for (const wrong of [0, -1, Number.NaN]) await expect(clock.advance(wrong)).rejects.toThrow('forward only')
    expect(ahead(clock)).toBe(0)
  })

  it('ends the turn when every listener has ended, each of which sees the new time', async () => {
    const clock = await turnableClock(null)
    const seen: number[] = []
    clock.onTurn(async () => {
      await Promise.resolve()
      seen.push(ahead(clock))
    })
    const leave = clock.onTurn(() => void seen.push(1))
    await clock.advance(day)
    expect(seen).toEqual([day, 1])
    leave()
    await clock.advance(day)
    expect(seen).toEqual([day, 1, 2 * day])
  })

  it('stays turned over a restart', async () => {
    const file = join(folder, 'deep', 'clock')
    const before = await turnableClock(file)
    await before.advance(3 * day)
    expect(ahead(await turnableClock(file))).toBe(3 * day)
    expect(await readdir(join(folder, 'deep'))).toEqual(['clock'])
  })

  it('starts at real time when the file holds nonsense', async () => {
    const file = join(folder, 'nonsense')
    for (const text of ['soon', '-5', '']) {
      await writeFile(file, text)
      expect(ahead(await turnableClock(file))).toBe(0)
    }
  })
})
