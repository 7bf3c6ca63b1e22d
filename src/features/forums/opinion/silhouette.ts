import type { Clusters } from './clusters.ts'

/**
 * The mean silhouette of points (x and y in turn) in clusters, from −1 to 1 (Rousseeuw 1987): (b − a) / max(a, b), a the
 * mean distance to the others of the same cluster, b the least mean distance to those of another one; 0 for a point that is
 * alone in its cluster, and when there is but one cluster. Takes time by the square of their number.
 */
export function silhouette(points: Float64Array, { of, count }: Clusters): number {
  const size = of.length
  if (count < 2 || size === 0) return 0
  const sizes = new Int32Array(count)
  for (const c of of) sizes[c] = (sizes[c] ?? 0) + 1
  // The sum of the distances of each point to each cluster.
  const sums = new Float64Array(size * count)
  for (let i = 0; i < size; i++)
    for (let other = i + 1; other < size; other++) {
      const dx = (points[2 * i] ?? 0) - (points[2 * other] ?? 0)
      const dy = (points[2 * i + 1] ?? 0) - (points[2 * other + 1] ?? 0)
      const far = Math.sqrt(dx * dx + dy * dy)
      const [here, there] = [i * count + (of[other] ?? 0), other * count + (of[i] ?? 0)]
      sums[here] = (sums[here] ?? 0) + far
      sums[there] = (sums[there] ?? 0) + far
    }
  let total = 0
  for (let i = 0; i < size; i++) total += one(sums.subarray(i * count, (i + 1) * count), sizes, of[i] ?? 0)
  return total / size
}

function one(sums: Float64Array, sizes: Int32Array, own: number): number {
  const mates = (sizes[own] ?? 0) - 1
  if (mates < 1) return 0
  const within = (sums[own] ?? 0) / mates
  let between = Number.POSITIVE_INFINITY
  for (let c = 0; c < sizes.length; c++)
    if (c !== own && (sizes[c] ?? 0) > 0) between = Math.min(between, (sums[c] ?? 0) / (sizes[c] ?? 1))
  const larger = Math.max(within, between)
  return larger === 0 || larger === Number.POSITIVE_INFINITY ? 0 : (between - within) / larger
}
