import { noncentralityOf, noncentralT, studentQuantile } from './noncentral.ts'

/** An estimate with its 95 % interval. */
export interface Estimate {
  value: number
  low: number
  high: number
}

/** Mean and standard deviation (n − 1) of one measurement. */
interface Measurement {
  mean: number
  sd: number
}

/** What is known of the same people measured twice. */
export type Paired =
  /** Fewer than two people: nothing can be said. */
  | { kind: 'tooFew'; n: number }
  /** Everybody changed by exactly as much: there is no spread to judge the change by. */
  | { kind: 'noSpread'; n: number; before: Measurement; after: Measurement; difference: number }
  | {
      kind: 'measured'
      n: number
      before: Measurement
      after: Measurement
      /** Correlation of both; null: one of them is the same for all. */
      r: number | null
      /** Of after − before. */
      difference: Estimate
      t: number
      df: number
      /** Two-sided. */
      p: number
      /** In standard deviations of the differences. */
      dz: Estimate
      /** The same, corrected for few people. */
      gz: number
      /** In standard deviations of the measurements. */
      dav: Estimate
      /** The same, corrected for few people. */
      gav: number
    }

/** A spread below this part of the measurements is but rounding. */
const rounding = 1e-12

/**
 * Compares two measurements of the same people, in the same order, by Student's paired t. Effect sizes: d_z = t/√n, and
 * d_av = (M2 − M1)/√((s1² + s2²)/2) (Cumming 2012); Hedges' correction g = d·(1 − 3/(4·df − 1)) (1981); intervals by the
 * noncentral t (Algina & Keselman 2003, Educ. Psychol. Meas. 63, 537–553): with P(T_df,λ ≤ t) = 0.975 and 0.025, that of
 * d_z is λ/√n, that of d_av λ·√(2(s1² + s2² − 2·r·s1·s2)/(n(s1² + s2²))). Throws a RangeError for what is no pair of
 * measurements.
 */
export function paired(before: readonly number[], after: readonly number[]): Paired {
  const n = before.length
  if (after.length !== n) throw new RangeError(`${n} people before are not ${after.length} after`)
  if (![...before, ...after].every((value) => Number.isFinite(value)))
    throw new RangeError('A measurement is not a number')
  if (n < 2) return { kind: 'tooFew', n }
  const first = measured(before)
  const second = measured(after)
  const change = measured(after.map((value, place) => value - (before[place] ?? Number.NaN)))
  const largest = [...before, ...after].reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (change.sd <= rounding * largest)
    return { kind: 'noSpread', n, before: first, after: second, difference: change.mean }
  const df = n - 1
  const error = change.sd / Math.sqrt(n)
  const t = change.mean / error
  const reach = studentQuantile(0.975, df) * error
  const noncentrality = { low: noncentralityOf(t, df, 0.975), high: noncentralityOf(t, df, 0.025) }
  const variances = first.sd ** 2 + second.sd ** 2
  const times = (value: number, by: number): Estimate => ({
    value,
    low: noncentrality.low * by,
    high: noncentrality.high * by,
  })
  // s1² + s2² − 2·r·s1·s2 is the variance of the differences, which is there also where r is not.
  const dav = times(change.mean / Math.sqrt(variances / 2), Math.sqrt((2 * change.sd ** 2) / (n * variances)))
  const dz = times(t / Math.sqrt(n), 1 / Math.sqrt(n))
  const correction = 1 - 3 / (4 * df - 1)
  const isSteady = Math.min(first.sd, second.sd) <= rounding * largest
  return {
    kind: 'measured',
    n,
    before: first,
    after: second,
    r: isSteady ? null : (variances - change.sd ** 2) / (2 * first.sd * second.sd),
    difference: { value: change.mean, low: change.mean - reach, high: change.mean + reach },
    t,
    df,
    p: Math.min(1, 2 * noncentralT(-Math.abs(t), df)),
    dz,
    gz: dz.value * correction,
    dav,
    gav: dav.value * correction,
  }
}

function measured(values: readonly number[]): Measurement {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) }
}
