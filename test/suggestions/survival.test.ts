// How long it takes until an answer, with those counted that have none yet.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { survivalOf } from '../../src/shared/statistics/survival.ts'
import type { Moment } from '../../src/shared/statistics/survival.ts'

/** Times as they are written in books: "3+" was still open after 3. */
function times(text: string): Moment[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const isOpen = word.endsWith('+')
      return { time: Number(word.replace('+', '')), ended: isOpen ? 0 : 1, censored: isOpen ? 1 : 0 }
    })
}

/** The share that is left at a time. */
const leftAt = (moments: Moment[], time: number) =>
  survivalOf(moments).steps.findLast((step) => step.time <= time)?.left ?? 1

describe('the curve', () => {
  test('is that of the reference', () => {
    const { n, ended, steps, median } = survivalOf(times('2 3 3+ 5 8+'))
    expect({ n, ended, median }).toEqual({ n: 5, ended: 3, median: 5 })
    expect(steps.map(({ time, atRisk }) => [time, atRisk])).toEqual([
      [2, 5],
      [3, 4],
      [5, 2],
    ])
    for (const [index, left] of [0.8, 0.6, 0.3].entries()) expect(steps[index]?.left).toBeCloseTo(left, 12)
  })

  test('counts who is last seen open at a time among those at risk at it', () => {
    // 8 in all. At 1 one of 8 ends: 7/8. At 2 two of 7 end, the one still open is at risk: 7/8 · 5/7 = 5/8. Left are 4.
    // At 3 one of 4: 5/8 · 3/4 = 15/32, less than half: the median. At 4 one of 3: 15/32 · 2/3 = 5/16. The last stays open.
    const moments = times('4+ 2 5+ 1 2+ 3 2 4')
    const { steps, median } = survivalOf(moments)
    expect(steps.map(({ time, atRisk, ended }) => [time, atRisk, ended])).toEqual([
      [1, 8, 1],
      [2, 7, 2],
      [3, 4, 1],
      [4, 3, 1],
    ])
    for (const [index, left] of [7 / 8, 5 / 8, 15 / 32, 5 / 16].entries())
      expect(steps[index]?.left).toBeCloseTo(left, 12)
    expect(median).toBe(3)
    // The same, counted beforehand.
    const counted = [
      { time: 1, ended: 1, censored: 0 },
      { time: 2, ended: 2, censored: 1 },
      { time: 3, ended: 1, censored: 0 },
      { time: 4, ended: 1, censored: 1 },
      { time: 5, ended: 0, censored: 1 },
    ]
    expect(survivalOf(counted)).toEqual(survivalOf(moments))
  })

  test('has no median before half of them have ended', () => {
    expect(survivalOf(times('1 4+ 4+')).median).toBeUndefined()
    expect(survivalOf(times('1 4 4+ 5+')).median).toBe(4)
    expect(survivalOf(times('7+ 9+'))).toEqual({ n: 2, ended: 0, steps: [], median: undefined })
    expect(survivalOf([])).toEqual({ n: 0, ended: 0, steps: [], median: undefined })
  })
})

describe('whatever the times', () => {
  const moment = fc.record({
    time: fc.integer({ min: 0, max: 30 }),
    ended: fc.integer({ min: 0, max: 4 }),
    censored: fc.integer({ min: 0, max: 4 }),
  })
  const moments = fc.array(moment, { maxLength: 40 })

  test('it falls from 1 towards 0, and ends at 0 only when the last one has ended', () => {
    fc.assert(
      fc.property(moments, (given) => {
        const { steps } = survivalOf(given)
        let before = { time: -1, left: 1 }
        for (const { time, left } of steps) {
          expect(time).toBeGreaterThan(before.time)
          expect(left).toBeLessThan(before.left)
          expect(left).toBeGreaterThanOrEqual(0)
          before = { time, left }
        }
        const longest = Math.max(-1, ...given.filter((one) => one.ended + one.censored > 0).map(({ time }) => time))
        const isOver = longest >= 0 && given.every(({ time, censored }) => time < longest || censored === 0)
        expect(steps.at(-1)?.left === 0).toBe(isOver)
      }),
    )
  })

  test('without open ones the median is the lower one of the sample', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }), (ends) => {
        const sorted = ends.toSorted((a, b) => a - b)
        expect(survivalOf(ends.map((time) => ({ time, ended: 1, censored: 0 }))).median).toBe(
          sorted[Math.ceil(sorted.length / 2) - 1],
        )
      }),
    )
  })

  test('one more that is still open never lowers it, nor brings the median nearer', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 40 }), (given, open) => {
        const more = [...given, { time: open, ended: 0, censored: 1 }]
        for (let time = 0; time <= 30; time++)
          expect(leftAt(more, time)).toBeGreaterThanOrEqual(leftAt(given, time) - 1e-9)
        expect(survivalOf(more).median ?? Infinity).toBeGreaterThanOrEqual(survivalOf(given).median ?? Infinity)
      }),
    )
  })

  test('neither their order nor how they are counted together matters', () => {
    fc.assert(
      fc.property(moments, (given) => {
        const single = given.flatMap(({ time, ended, censored }) => [
          ...Array.from({ length: ended }, () => ({ time, ended: 1, censored: 0 })),
          ...Array.from({ length: censored }, () => ({ time, ended: 0, censored: 1 })),
        ])
        expect(survivalOf(single.toReversed())).toEqual(survivalOf(given))
      }),
    )
  })
})
