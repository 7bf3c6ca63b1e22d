/** Points of the plane in clusters. */
export interface Clusters {
  /** The cluster of each point, from 0. */
  of: Int32Array
  /** The centre of each, x and y in turn. */
  centres: Float64Array
  /** How many there are. */
  count: number
}

/** Centres that move less than this stand still. */
const still = 0.01

/**
 * Clusters points (x and y in turn) by Lloyd's k-means from the given centres: each point to the nearest centre, each
 * centre to the mean of its points, weighted, until none moves by 0.01 or after `most` rounds. A cluster without points is
 * left out.
 */
export function cluster(points: Float64Array, weights: Float64Array, starts: Float64Array, most: number): Clusters {
  let centres = starts
  let of = assign(points, centres)
  for (let round = 0; round < most; round++) {
    const moved = gather(points, weights, of, centres.length / 2)
    const isStill = moved.centres.length === centres.length && distance(moved.centres, centres) < still
    centres = moved.centres
    if (isStill) return { of: moved.of, centres, count: centres.length / 2 }
    of = assign(points, centres)
  }
  const last = gather(points, weights, of, centres.length / 2)
  return { ...last, count: last.centres.length / 2 }
}

/** The first `count` points that are not in the same place, or as many as there are. */
export function firstDistinct(points: Float64Array, count: number): Float64Array {
  const found = new Map<string, [number, number]>()
  for (let at = 0; at < points.length && found.size < count; at += 2) {
    const [x = 0, y = 0] = [points[at], points[at + 1]]
    found.set(`${x} ${y}`, [x, y])
  }
  return Float64Array.from([...found.values()].flat())
}

/** Points as far apart as possible (Gonzalez 1985): the one farthest from the mean, then each the farthest from those before. */
export function farthestApart(points: Float64Array, count: number): Float64Array {
  const n = points.length / 2
  const mean = [0, 1].map((axis) => points.reduce((sum, value, at) => sum + (at % 2 === axis ? value : 0), 0) / n)
  const far = new Float64Array(n)
  const reach = (x: number, y: number, i: number) => Math.hypot((points[2 * i] ?? 0) - x, (points[2 * i + 1] ?? 0) - y)
  for (let i = 0; i < n; i++) far[i] = reach(mean[0] ?? 0, mean[1] ?? 0, i)
  const found: number[] = []
  while (found.length < 2 * count) {
    const next = far.reduce((best, one, i) => (one > (far[best] ?? 0) ? i : best), 0)
    if (found.length > 0 && (far[next] ?? 0) === 0) break
    const [x = 0, y = 0] = [points[2 * next], points[2 * next + 1]]
    const isFirst = found.length === 0
    found.push(x, y)
    for (let i = 0; i < n; i++) far[i] = isFirst ? reach(x, y, i) : Math.min(far[i] ?? 0, reach(x, y, i))
  }
  return Float64Array.from(found)
}

/** The weighted sum of the squares of how far points are from the centres of their clusters. */
export function scatterOf(points: Float64Array, weights: Float64Array, { of, centres }: Clusters): number {
  return of.reduce((sum, c, i) => {
    const dx = (points[2 * i] ?? 0) - (centres[2 * c] ?? 0)
    const dy = (points[2 * i + 1] ?? 0) - (centres[2 * c + 1] ?? 0)
    return sum + (weights[i] ?? 0) * (dx * dx + dy * dy)
  }, 0)
}

/** The nearest centre of each point; of two as near, the first. */
function assign(points: Float64Array, centres: Float64Array): Int32Array {
  const of = new Int32Array(points.length / 2)
  for (let i = 0; i < of.length; i++) {
    const [x = 0, y = 0] = [points[2 * i], points[2 * i + 1]]
    let [best, nearest] = [0, Number.POSITIVE_INFINITY]
    for (let c = 0; c < centres.length; c += 2) {
      const dx = x - (centres[c] ?? 0)
      const dy = y - (centres[c + 1] ?? 0)
      const square = dx * dx + dy * dy
      if (square < nearest) [best, nearest] = [c, square]
    }
    of[i] = best / 2
  }
  return of
}

/** The weighted means of the clusters that have points; those after an empty one move up. */
function gather(points: Float64Array, weights: Float64Array, of: Int32Array, count: number) {
  const sums = new Float64Array(3 * count)
  for (let i = 0; i < of.length; i++) {
    const at = 3 * (of[i] ?? 0)
    const weight = weights[i] ?? 0
    sums[at] = (sums[at] ?? 0) + weight * (points[2 * i] ?? 0)
    sums[at + 1] = (sums[at + 1] ?? 0) + weight * (points[2 * i + 1] ?? 0)
    sums[at + 2] = (sums[at + 2] ?? 0) + weight
  }
  const centres: number[] = []
  const moved = new Int32Array(count)
  for (let c = 0; c < count; c++) {
    const [x = 0, y = 0, weight = 0] = sums.subarray(3 * c, 3 * c + 3)
    moved[c] = centres.length / 2
    if (weight > 0) centres.push(x / weight, y / weight)
  }
  return { of: of.map((c) => moved[c] ?? 0), centres: Float64Array.from(centres) }
}

/** The farthest that one of the centres is from where it was. */
function distance(a: Float64Array, b: Float64Array): number {
  let most = 0
  for (let at = 0; at < a.length; at += 2)
    most = Math.max(most, Math.hypot((a[at] ?? 0) - (b[at] ?? 0), (a[at + 1] ?? 0) - (b[at + 1] ?? 0)))
  return most
}
