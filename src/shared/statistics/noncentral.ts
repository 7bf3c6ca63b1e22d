/** Beyond this share of its peak, the density is not followed any further. */
const negligible = 1e-19

/** How finely the integral is summed, in parts of what bends it: the error falls as exp(−2π² · fineness²). */
const fineness = 2.5

/** The step is never wider: e^(2u) turns its sign π/4 beside the real line, and the error is exp(−2π · (π/4) / step). */
const widest = 0.12

/** Beyond this, what the normal variable adds to a noncentral t is below what is asked for. */
const far = 1000

/**
 * P(T ≤ t) of Student's t with `df` degrees of freedom and noncentrality `lambda`, that is of (Z + λ) / S with Z normal and
 * S² = χ²(df) / df: the mean of Φ(t·S − λ) over the density of S (Johnson, Kotz & Balakrishnan 1995, Continuous Univariate
 * Distributions 2, ch. 31). Summed over u = ln S by the trapezoid rule, which is exact to rounding as soon as its step
 * is finer than what bends the integral; unlike the series of Lenth (1989, AS 243) it does not underflow for large λ. Right to about 1e-13.
 */
export function noncentralT(t: number, df: number, lambda = 0): number {
  if (!(df > 0 && Number.isFinite(df)) || !Number.isFinite(lambda) || Number.isNaN(t))
    throw new RangeError(`There is no t distribution with ${df} degrees of freedom around ${lambda} at ${t}`)
  if (!Number.isFinite(t)) return t > 0 ? 1 : 0
  const step = Math.min(widest, 1 / (fineness * Math.sqrt(2 * df)), 1 / (fineness * (1 + Math.abs(lambda))))
  let [total, below] = [0, 0]
  for (const direction of [1, -1])
    for (let place = direction === 1 ? 0 : -1; ; place += direction) {
      const u = place * step
      // The density of u, with its peak at 0 set to 1.
      const density = Math.exp(df * (u - Math.expm1(2 * u) / 2))
      if (density < negligible) break
      total += density
      below += density * normal(t * Math.exp(u) - lambda)
    }
  return Math.min(1, below / total)
}

/** The t below which a share of Student's t with `df` degrees of freedom lies. */
export function studentQuantile(share: number, df: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`${share} is no share of a distribution`)
  return rootOf((t) => noncentralT(t, df) - share, 0)
}

/**
 * The noncentrality λ with which P(T ≤ t) is the given share; it falls as the share grows. The ends of a 95 % interval of λ
 * are those of 0.975 and 0.025 (Steiger & Fouladi 1997).
 */
export function noncentralityOf(t: number, df: number, share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`${share} is no share of a distribution`)
  // So far out T is λ / S but for a part in a million, and λ grows with t.
  const scale = Math.max(1, Math.abs(t) / far)
  return scale * rootOf((lambda) => share - noncentralT(t / scale, df, lambda), t / scale)
}

/** Where a function that grows is 0, looked for from `near` on. */
function rootOf(growing: (x: number) => number, near: number): number {
  let width = 1
  while (growing(near - width) > 0) width *= 2
  let low = near - width
  width = 1
  while (growing(near + width) < 0) width *= 2
  let high = near + width
  for (;;) {
    const middle = (low + high) / 2
    // No number lies between the two any more.
    if (middle <= low || middle >= high) return middle
    if (growing(middle) < 0) low = middle
    else high = middle
  }
}

/**
 * Φ(x) of the standard normal distribution, by Hart (1968) as West (2005, Wilmott Magazine, May, 70–76) gives it: right to
 * about 1e-15.
 */
function normal(x: number): number {
  const size = Math.abs(x)
  if (size > 38) return x > 0 ? 1 : 0
  const density = Math.exp((-size * size) / 2)
  const tail =
    size < 7.07106781186547
      ? (density * polynomial(above, size)) / polynomial(under, size)
      : density / (size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))))) / 2.506628274631
  return x > 0 ? 1 - tail : tail
}

const above = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
  220.206867912376,
]
const under = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
]

/** The highest power first. */
function polynomial(coefficients: number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
}
