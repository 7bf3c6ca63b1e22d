import { cluster, firstDistinct } from './clusters.ts'

/** People who stand near each other, of whom each group takes all or none. */
export interface BaseClusters {
  /** The base cluster of each of the people who are grouped. */
  of: Int32Array
  /** Their centres, x and y in turn. */
  centres: Float64Array
  /** How many people each has. */
  sizes: Float64Array
}

/** So many people or fewer are a base cluster each. */
const most = 100
const mostRounds = 100

/** Gathers people (where they stand: x and y in turn) in at most 100 base clusters, by k-means from the first 100 places. */
export function findBaseClusters(points: Float64Array): BaseClusters {
  const people = points.length / 2
  if (people <= most)
    return { of: Int32Array.from({ length: people }, (_, i) => i), centres: points, sizes: ones(people) }
  const { of, centres, count } = cluster(points, ones(people), firstDistinct(points, most), mostRounds)
  const sizes = new Float64Array(count)
  for (const base of of) sizes[base] = (sizes[base] ?? 0) + 1
  return { of, centres, sizes }
}

function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1)
}
