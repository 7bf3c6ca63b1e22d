/** How many came to their end at a time, and how many were last seen without one at it: they are *censored*. */
export interface Moment {
  time: number
  ended: number
  censored: number
}

/** How it stands after a time at which some came to their end. */
interface Step {
  time: number
  /** How many had not ended until then, with those who end or are censored at that time. */
  atRisk: number
  ended: number
  /** The share that takes longer than that. */
  left: number
}

/** A curve of how long it takes until the end, with those counted whose end nobody has seen yet. */
export interface Survival {
  n: number
  ended: number
  steps: Step[]
  /** The first time after which at most half is left; undefined: it is not reached. */
  median: number | undefined
}

/** What a product of many fractions may be off. */
const tolerance = 1e-9

/**
 * The estimate of Kaplan and Meier (1958, J. Am. Stat. Assoc. 53, 457–481): S(t) = ∏ (1 − d/n) over the times at which d
 * of n at risk end. Who is censored at such a time is still at risk at it. The times may come in any order, and twice.
 */
export function survivalOf(moments: Moment[]): Survival {
  const times = summed(moments)
  const n = times.reduce((sum, { ended, censored }) => sum + ended + censored, 0)
  const steps: Step[] = []
  let [atRisk, left] = [n, 1]
  for (const { time, ended, censored } of times) {
    if (ended > 0) {
      left *= (atRisk - ended) / atRisk
      steps.push({ time, atRisk, ended, left })
    }
    atRisk -= ended + censored
  }
  return {
    n,
    ended: times.reduce((sum, { ended }) => sum + ended, 0),
    steps,
    median: steps.find((step) => step.left <= 0.5 + tolerance)?.time,
  }
}

/** Each time once, the shortest first. */
function summed(moments: Moment[]): Moment[] {
  const byTime = new Map<number, Moment>()
  for (const { time, ended, censored } of moments) {
    const before = byTime.get(time) ?? { time, ended: 0, censored: 0 }
    byTime.set(time, { time, ended: before.ended + ended, censored: before.censored + censored })
  }
  return [...byTime.values()].toSorted((a, b) => a.time - b.time)
}
