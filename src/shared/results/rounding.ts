/** What is known of the values that people gave: how many, their sum, and the sum of their squares. */
export interface Sums {
  people: number
  sum: number
  squares: number
}

/** A mean that nobody can be worked out of. */
export interface RoundedMean {
  /** Rounded to whole steps. */
  mean: number
  /** Standard deviation (n − 1), to whole points; null: of fewer than ten times k, of whom it could tell too much. */
  spread: number | null
  step: number
}

const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]

/** Of at least so many times k people a spread is told beside the mean: of fewer the two together can tell single answers. */
const spreadFrom = 10

/**
 * A mean that tells no cell of fewer than k people: rounded to the smallest step of which n have k points together, so that
 * k people with a point more or less each make no visible difference. `span`: the width of the scale, whose fourth part, as
 * between two points from 1 to 5, is a point. null: of fewer than k nothing is told.
 */
export function roundedMean({ people, sum, squares }: Sums, k: number, span = 4): RoundedMean | null {
  if (people < k) return null
  const point = span / 4
  const step = point * (steps.find((one) => one * people >= k - 1e-9) ?? 2)
  const mean = sum / people
  const variance = Math.max(0, (squares - people * mean * mean) / (people - 1))
  const spread = people < spreadFrom * k ? null : toStep(Math.sqrt(variance), point)
  return { mean: toStep(mean, step), spread, step }
}

const shareSteps = [0.01, 0.02, 0.05, 0.1, 0.25]

/**
 * The share of `some` among `all`, from 0 to 1, rounded so that it tells no cell of fewer than k people: to the smallest
 * step of which `all` have k people; null: where that would be wider than a quarter.
 */
export function roundedShare(some: number, all: number, k: number): { share: number; step: number } | null {
  const step = shareSteps.find((one) => one * all >= k - 1e-9)
  return step === undefined ? null : { share: toStep(some / all, step), step }
}

function toStep(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toFixed(4))
}
