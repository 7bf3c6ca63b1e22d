// What a training did, in figures: the same people measured twice, and shares with their intervals.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noncentralityOf, noncentralT, studentQuantile } from '../../src/shared/statistics/noncentral.ts'
import { paired } from '../../src/shared/statistics/paired.ts'
import { wilson } from '../../src/shared/statistics/wilson.ts'

// Hours of sleep that ten people gained with two drugs (Student 1908).
const before = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
const after = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

function measured(first: number[], second: number[]) {
  const result = paired(first, second)
  if (result.kind !== 'measured') throw new Error(`They are ${result.kind}`)
  return result
}

/** Within a millionth. */
function near(given: number | null, wanted: number) {
  expect(Math.abs((given ?? Number.NaN) - wanted)).toBeLessThan(1e-6)
}

describe('two measurements of the same people', () => {
  test('are those of the reference', () => {
    const { n, df, difference, t, p, dz, gz, dav, gav, r } = measured(before, after)
    expect({ n, df }).toEqual({ n: 10, df: 9 })
    near(difference.value, 1.58)
    near(difference.low, 0.7001142)
    near(difference.high, 2.4598858)
    near(t, 4.062128)
    near(p, 0.00283289)
    near(dz.value, 1.2845576)
    near(dz.low, 0.4146278)
    near(dz.high, 2.1180165)
    near(gz, 1.1744526)
    near(dav.value, 0.8321811)
    near(dav.low, 0.2686103)
    near(dav.high, 1.3721248)
    near(gav, 0.8321811 * (1 - 3 / 35))
    near(r, 0.7951702)
  })

  test('say what cannot be said of them', () => {
    expect(paired([], [])).toEqual({ kind: 'tooFew', n: 0 })
    expect(paired([3], [4])).toEqual({ kind: 'tooFew', n: 1 })
    expect(paired([1, 2, 3], [3, 4, 5])).toMatchObject({ kind: 'noSpread', n: 3, difference: 2 })
    expect(paired([0.1, 0.2, 0.7], [0.4, 0.5, 1])).toMatchObject({ kind: 'noSpread' })
    expect(paired([0, 0], [0, 0])).toMatchObject({ kind: 'noSpread', difference: 0 })
    // Nobody knew anything before: no correlation, and all else as it is.
    const { r, dav, dz } = measured([0, 0, 0], [1, 2, 3])
    expect(r).toBeNull()
    near(dz.value, 2)
    near(dav.value, 2 / Math.sqrt(1 / 2))
    expect(() => paired([1, Number.NaN], [1, 2])).toThrow(RangeError)
    expect(() => paired([1, 2], [1, Infinity])).toThrow(RangeError)
    expect(() => paired([1, 2], [1])).toThrow(RangeError)
  })

  const score = fc.integer({ min: -40, max: 40 })
  const people = fc
    .array(fc.tuple(score, score), { minLength: 2, maxLength: 30 })
    .filter((rows) => new Set(rows.map(([first, second]) => second - first)).size > 1)
    .map((rows) => ({ first: rows.map(([one]) => one), second: rows.map(([, one]) => one) }))
  const few = { numRuns: 40 }

  /** Every figure but the two means. */
  const figures = ({ difference, t, p, dz, gz, dav, gav, r }: ReturnType<typeof measured>) =>
    [difference, dz, dav].flatMap(({ value, low, high }) => [value, low, high]).concat(t, p, gz, gav, r ?? 0)

  const alike = (some: number[], others: number[]) => {
    expect(some).toHaveLength(others.length)
    for (const [place, one] of some.entries())
      expect(Math.abs(one - (others[place] ?? Number.NaN))).toBeLessThan(1e-7 * Math.max(1, Math.abs(one)))
  }

  test('shifting both changes nothing', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: -500, max: 500 }), ({ first, second }, by) => {
        const moved = measured(
          first.map((one) => one + by),
          second.map((one) => one + by),
        )
        alike(figures(moved), figures(measured(first, second)))
      }),
      few,
    )
  })

  test('swapping them turns the signs, and the ends of the intervals', () => {
    fc.assert(
      fc.property(people, ({ first, second }) => {
        const there = measured(first, second)
        const back = measured(second, first)
        const turned = ({ value, low, high }: typeof there.dz) => ({ value: -value, low: -high, high: -low })
        const { difference, dz, dav } = back
        alike(
          figures({
            ...back,
            difference: turned(difference),
            dz: turned(dz),
            dav: turned(dav),
            t: -back.t,
            gz: -back.gz,
            gav: -back.gav,
          }),
          figures(there),
        )
      }),
      few,
    )
  })

  test('another unit of measurement changes the difference only', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 60 }), ({ first, second }, times) => {
        const scaled = measured(
          first.map((one) => one * times),
          second.map((one) => one * times),
        )
        const { difference } = scaled
        const back = { value: difference.value / times, low: difference.low / times, high: difference.high / times }
        alike(figures({ ...scaled, difference: back }), figures(measured(first, second)))
      }),
      few,
    )
  })

  test('an interval holds its estimate, and 0 in all of them or in none, as p says', () => {
    fc.assert(
      fc.property(people, ({ first, second }) => {
        const { difference, dz, dav, p } = measured(first, second)
        for (const { value, low, high } of [difference, dz, dav]) {
          expect(low).toBeLessThanOrEqual(value)
          expect(high).toBeGreaterThanOrEqual(value)
          if (Math.abs(p - 0.05) > 1e-6) expect(low <= 0 && high >= 0).toBe(p > 0.05)
        }
      }),
      few,
    )
  })
})

describe('the noncentral t distribution', () => {
  /** For an even number of degrees: over the normal variable, with the chi distribution in closed form. */
  const byNormal = (t: number, df: number, lambda: number) => {
    const above = (s: number) => {
      if (s <= 0) return 1
      const half = (df * s * s) / 2
      let [term, sum] = [1, 1]
      for (let power = 1; power < df / 2; power++) sum += term *= half / power
      return Math.exp(-half) * sum
    }
    // Simpson's rule, on both sides of where the chi distribution begins.
    const between = (from: number, to: number) => {
      const [parts, step] = [4000, (to - from) / 4000]
      let sum = 0
      for (let part = 0; part <= parts; part++) {
        const z = from + part * step
        const weight = part === 0 || part === parts ? 1 : part % 2 === 1 ? 4 : 2
        sum += weight * Math.exp((-z * z) / 2) * above((z + lambda) / t)
      }
      return (sum * step) / 3 / Math.sqrt(2 * Math.PI)
    }
    const begins = Math.min(10, Math.max(-10, -lambda))
    return between(-10, begins) + between(begins, 10)
  }

  test('is the same when it is worked out over the other variable', () => {
    for (const df of [2, 4, 10, 40])
      for (const lambda of [-3, -0.5, 0, 0.8, 4, 12])
        for (const t of [0.2, 1, 2.5, 6, 15])
          expect(Math.abs(noncentralT(t, df, lambda) - byNormal(t, df, lambda))).toBeLessThan(1e-9)
  })

  test('is that of tables, of one and two degrees, and of SciPy', () => {
    for (const t of [-30, -1, 0, 0.4, 5]) {
      expect(Math.abs(noncentralT(t, 1) - (0.5 + Math.atan(t) / Math.PI))).toBeLessThan(1e-11)
      expect(Math.abs(noncentralT(t, 2) - (0.5 + t / (2 * Math.sqrt(2 + t * t))))).toBeLessThan(1e-11)
    }
    for (const [df, quantile] of [
      [1, 12.7062047],
      [9, 2.2621572],
      [41, 2.019541],
      [1000, 1.9623391],
    ] as const)
      near(studentQuantile(0.975, df), quantile)
    // Of scipy.stats.nct.cdf, 1.17.
    for (const [t, df, lambda, share] of [
      [4.062128, 9, 1.311, 0.975007574],
      [2, 3, -1, 0.990031499],
      [25, 12, 20, 0.804955698],
      [-3.5, 60, -2, 0.078433486],
      [41, 99, 40, 0.611010465],
      [110, 250, 100, 0.976829316],
      [1.2, 5000, 0.7, 0.691428665],
    ] as const)
      near(noncentralT(t, df, lambda), share)
    near(noncentralT(0, 7, 1.5), 0.0668072)
    expect(noncentralT(Infinity, 3, 1)).toBe(1)
    expect(noncentralT(-Infinity, 3, 1)).toBe(0)
    expect(() => noncentralT(1, 0, 0)).toThrow(RangeError)
    expect(() => noncentralT(Number.NaN, 3, 0)).toThrow(RangeError)
    expect(() => studentQuantile(1, 3)).toThrow(RangeError)
  })

  const degrees = fc.integer({ min: 1, max: 400 })
  const place = fc.double({ min: -60, max: 60, noNaN: true })

  test('lies between 0 and 1, grows with t and falls with λ', () => {
    fc.assert(
      fc.property(degrees, place, place, fc.double({ min: 0, max: 20, noNaN: true }), (df, t, lambda, more) => {
        const here = noncentralT(t, df, lambda)
        expect(here).toBeGreaterThanOrEqual(0)
        expect(here).toBeLessThanOrEqual(1)
        expect(noncentralT(t + more, df, lambda)).toBeGreaterThanOrEqual(here - 1e-12)
        expect(noncentralT(t, df, lambda + more)).toBeLessThanOrEqual(here + 1e-12)
        expect(noncentralT(-t, df, -lambda)).toBeCloseTo(1 - here, 11)
      }),
    )
  })

  test('gives back the noncentrality that was looked for', () => {
    fc.assert(
      fc.property(degrees, place, fc.constantFrom(0.025, 0.5, 0.975), (df, t, share) => {
        expect(noncentralT(t, df, noncentralityOf(t, df, share))).toBeCloseTo(share, 9)
      }),
      { numRuns: 30 },
    )
    // Far out the interval grows as t does.
    near(noncentralityOf(4e6, 12, 0.975) / 4e6, noncentralityOf(4e4, 12, 0.975) / 4e4)
  })
})

describe('a share of people', () => {
  test('has the interval of the reference', () => {
    const { low, high } = wilson(81, 263)
    near(low, 0.2552885)
    near(high, 0.3662096)
  })

  test('stays within 0 and 1, holds the share, and narrows with more people', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
    expect(() => wilson(3, 2)).toThrow(RangeError)
    expect(() => wilson(Number.NaN, 2)).toThrow(RangeError)
    const some = fc.tuple(fc.nat(400), fc.nat(400)).map(([one, more]) => [one, one + more + 1] as const)
    fc.assert(
      fc.property(some, ([given, all]) => {
        const { low, high } = wilson(given, all)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(given / all)
        expect(high).toBeGreaterThanOrEqual(given / all)
        const more = wilson(given * 4, all * 4)
        expect(more.high - more.low).toBeLessThan(high - low)
        const others = wilson(all - given, all)
        near(others.low, 1 - high)
      }),
    )
  })
})
