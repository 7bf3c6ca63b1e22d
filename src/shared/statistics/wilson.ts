/** The quantile of the standard normal distribution that 97.5 % lie below. */
const z = 1.959963984540054

/** The 95 % interval of a share, from 0 to 1. */
export interface ShareInterval {
  low: number
  high: number
}

/**
 * The 95 % interval of the share of `some` among `all` by Wilson (1927, J. Am. Stat. Assoc. 22, 209–212): it stays between
 * 0 and 1 and holds for few people too. Of nobody it is everything. Throws a RangeError for what is no share.
 */
export function wilson(some: number, all: number): ShareInterval {
  if (!(some >= 0 && some <= all && Number.isFinite(all))) throw new RangeError(`${some} of ${all} is no share`)
  if (all === 0) return { low: 0, high: 1 }
  const share = some / all
  const centre = share + (z * z) / (2 * all)
  const half = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  const whole = 1 + (z * z) / all
  return {
    low: some === 0 ? 0 : Math.max(0, (centre - half) / whole),
    high: some === all ? 1 : Math.min(1, (centre + half) / whole),
  }
}
