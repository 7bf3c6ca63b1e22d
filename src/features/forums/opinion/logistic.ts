/** A logistic curve: the chance of a yes at a place x is 1 / (1 + exp(−(level + slope · x))). */
export interface Logistic {
  level: number
  slope: number
}

/** How far level and slope are expected to be from 0 before anything is known: standard deviations. */
const expected = { level: 4, slope: 3 }
const steps = 2
/** A step of Newton's that is longer than this leads astray where almost all say the same. */
const longest = 2

/** The chance of a yes at a place. */
export function chanceAt({ level, slope }: Logistic, place: number): number {
  return 1 / (1 + Math.exp(-(level + slope * place)))
}

/**
 * Fits a logistic curve to how many of how many said yes at each place (they need not be whole numbers), by some steps of
 * Newton's from a curve that is near, with a weak normal prior that keeps it finite when all or none said yes.
 */
export function fitLogistic(places: Float64Array, yes: Float64Array, all: Float64Array, from: Logistic): Logistic {
  let { level, slope } = from
  for (let step = 0; step < steps; step++) {
    let [gradientLevel, gradientSlope] = [-level / expected.level ** 2, -slope / expected.slope ** 2]
    let [levels, both, slopes] = [1 / expected.level ** 2, 0, 1 / expected.slope ** 2]
    for (let q = 0; q < places.length; q++) {
      const [x = 0, count = 0] = [places[q], all[q]]
      const chance = chanceAt({ level, slope }, x)
      const residual = (yes[q] ?? 0) - count * chance
      const weight = count * chance * (1 - chance)
      gradientLevel += residual
      gradientSlope += residual * x
      levels += weight
      both += weight * x
      slopes += weight * x * x
    }
    const determinant = levels * slopes - both * both
    level += bounded((slopes * gradientLevel - both * gradientSlope) / determinant)
    slope += bounded((levels * gradientSlope - both * gradientLevel) / determinant)
  }
  return { level, slope }
}

function bounded(step: number): number {
  return Math.max(-longest, Math.min(longest, step))
}
