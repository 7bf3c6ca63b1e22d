/** Percentile by nearest rank; p from 0 to 1. */
export function rank(times: number[], p: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(p * times.length) - 1] ?? Number.NaN
}
