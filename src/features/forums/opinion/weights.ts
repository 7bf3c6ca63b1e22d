/** Turns logarithms of weights into weights that sum to 1, in place; gives the logarithm of their sum. */
export function normalize(weights: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY
  for (const weight of weights) most = Math.max(most, weight)
  let total = 0
  for (let q = 0; q < weights.length; q++) total += weights[q] = Math.exp((weights[q] ?? 0) - most)
  for (let q = 0; q < weights.length; q++) weights[q] = (weights[q] ?? 0) / total
  return most + Math.log(total)
}
