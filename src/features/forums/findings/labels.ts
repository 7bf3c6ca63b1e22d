import type { Places } from './snapshots.ts'

/** Groups by their names, as people were told them: the name of each, by its place among those of its computation. */
export interface Named {
  names: string[]
  places: Places
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * A name for each group: that of the group told before with whose people it has most in common, taken together over all
 * groups, or the next letter. null: another way of giving the names has nearly as many people in common (fewer than
 * `minGroup` less), and nobody could say which group is which.
 */
export function nameGroups(k: number, places: Places, before: Named | null, minGroup: number): string[] | null {
  if (before === null) return Array.from({ length: k }, (_, index) => nameOf(index))
  const shared = Array.from({ length: k }, () => before.names.map(() => 0))
  for (const [id, [, , group]] of Object.entries(places)) {
    const was = before.places[id]?.[2] ?? -1
    const row = shared[group]
    if (row?.[was] !== undefined) row[was] += 1
  }
  const ways = waysOf(shared, Math.max(0, k - before.names.length)).toSorted((a, b) => b.people - a.people)
  const [best, second] = ways
  if (best === undefined || (second !== undefined && best.people - second.people < minGroup)) return null
  // Letters that have been used stay theirs.
  let next = 1 + Math.max(-1, ...before.names.map((name) => letters.indexOf(name)))
  return best.old.map((was) => (was === null ? undefined : before.names[was]) ?? nameOf(next++))
}

/** A way of giving each group an old one, or none, and how many people that leaves where they were. */
interface Way {
  old: (number | null)[]
  people: number
}

/** Every way in which so many groups at most are new. There are at most five groups. */
function waysOf([own, ...others]: number[][], fresh: number, taken: number[] = []): Way[] {
  if (own === undefined) return [{ old: [], people: 0 }]
  const kept = own.flatMap((people, was) =>
    taken.includes(was)
      ? []
      : waysOf(others, fresh, [...taken, was]).map((way) => ({ old: [was, ...way.old], people: people + way.people })),
  )
  if (fresh === 0) return kept
  return [...kept, ...waysOf(others, fresh - 1, taken).map(({ old, people }) => ({ old: [null, ...old], people }))]
}

const nameOf = (index: number) => letters[index] ?? String(index + 1)
