/** A model of votes: how likely it makes those of each person, and how many numbers it was fitted by. */
export interface Fitted {
  /** The logarithm of the likelihood of each person's votes. */
  likelihood: Float64Array
  parameters: number
}

/**
 * How much likelier people's votes are by one model than by another one, in standard deviations, by Vuong (1989, Econometrica
 * 57, 307–333) for models of which neither contains the other, with their numbers of parameters taken off as Akaike does. Both
 * are of the same people.
 */
export function prefer(one: Fitted, other: Fitted): number {
  const people = one.likelihood.length
  const gains = one.likelihood.map((likelihood, i) => likelihood - (other.likelihood[i] ?? 0))
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / people
  const square = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0)
  return (people * mean - (one.parameters - other.parameters)) / Math.sqrt(Math.max(square, Number.MIN_VALUE))
}
