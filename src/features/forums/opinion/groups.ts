import type { BaseClusters } from './baseClusters.ts'
import { cluster, farthestApart, firstDistinct, scatterOf } from './clusters.ts'
import type { Clusters } from './clusters.ts'
import { silhouette } from './silhouette.ts'

/** Base clusters in a number of groups, and how well they keep apart. */
export interface Grouping {
  clusters: Clusters
  /** The mean silhouette over the base clusters, each counted once however many people it has. */
  silhouette: number
}

const fewest = 2
const most = 5
const basesPerGroup = 12
const mostRounds = 20
/** Groups that are so much closer together were missed. */
const clearlyLess = 0.8

/**
 * Groups the base clusters in 2 … min(5, 2 + ⌊number / 12⌋) groups, in this order, by k-means weighted by their sizes, from
 * the first distinct centres.
 */
export function findGroupings(base: BaseClusters): Grouping[] {
  const highest = Math.min(most, fewest + Math.floor(base.sizes.length / basesPerGroup))
  return Array.from({ length: highest - fewest + 1 }, (_, i) => {
    const clusters = groupInto(base, fewest + i)
    return { clusters, silhouette: silhouette(base.centres, clusters) }
  })
}

/**
 * Groups the base clusters in k groups; fewer, where they are in fewer places. From the first distinct centres, as Polis does;
 * where that gets stuck, which Lloyd's method does with well separated groups, too, from centres as far apart as possible.
 */
export function groupInto({ centres, sizes }: Pick<BaseClusters, 'centres' | 'sizes'>, k: number): Clusters {
  const first = cluster(centres, sizes, firstDistinct(centres, k), mostRounds)
  const apart = cluster(centres, sizes, farthestApart(centres, k), mostRounds)
  return scatterOf(centres, sizes, apart) < clearlyLess * scatterOf(centres, sizes, first) ? apart : first
}

/** Which of the groupings keeps its groups apart best; of two as good, the one with more groups. */
export function bestOf(groupings: Grouping[]): Grouping | undefined {
  return groupings.reduce<Grouping | undefined>(
    (best, one) => (best === undefined || one.silhouette >= best.silhouette ? one : best),
    undefined,
  )
}
