/** Above this a z is significant: one-sided 90 %, as Polis rounds it. */
const critical = 1.2816

/** The share of successes, drawn towards one half by one of each. */
export function share(successes: number, trials: number): number {
  return (successes + 1) / (trials + 2)
}

/** The z of a share against one half: 2√(S+1) · ((A+1)/(S+1) − ½). */
export function shareTest(successes: number, trials: number): number {
  return 2 * Math.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)
}

/** The z of the share of some against that of others, by the pooled share; 0 when all of both are successes. */
export function twoShareTest(successes: number, others: number, trials: number, otherTrials: number): number {
  const [a, b, m, n] = [successes + 1, others + 1, trials + 1, otherTrials + 1]
  const pooled = (a + b) / (m + n)
  return pooled === 1 ? 0 : (a / m - b / n) / Math.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n))
}

/** Whether a z is significant at the one-sided 90 %. */
export function isSignificant(z: number): boolean {
  return z > critical
}
