import type { Counts } from './counts.ts'

const metaPriority = 49
/** Of a statement that nothing is known of yet. */
const unknownPriority = 1

/**
 * How much it is worth to ask each statement next: ((1 − p)(E + 1) a (1 + 8 · 2^(−S/5)))², p the share of passes, a that of
 * agreement, S the votes in all groups, E the extremity; 49 for a meta statement.
 */
export function prioritize({ agrees, disagrees, votes }: Counts, extremity: Float64Array, meta: Uint8Array) {
  return extremity.map((extreme, j) => {
    if (meta[j] === 1) return metaPriority
    const [a = 0, d = 0, s = 0] = [agrees[j], disagrees[j], votes[j]]
    const passes = (s - a - d + 1) / (s + 2)
    const agreement = (a + 1) / (s + 2)
    return ((1 - passes) * (extreme + 1) * agreement * (1 + 8 * 2 ** (-s / 5))) ** 2
  })
}

/**
 * Draws the next statement among the candidates, in proportion to their priorities; one without a priority has 1. Uniform
 * is a number in [0, 1). Undefined when there is no candidate.
 */
export function draw(priorities: ArrayLike<number>, candidates: number[], uniform: number): number | undefined {
  const weights = candidates.map((statement) => priorities[statement] ?? unknownPriority)
  let left = uniform * weights.reduce((sum, weight) => sum + weight, 0)
  const found = weights.findIndex((weight) => (left -= weight) < 0)
  // Rounding may leave a little after the last one.
  return found === -1 ? candidates.at(-1) : candidates[found]
}
