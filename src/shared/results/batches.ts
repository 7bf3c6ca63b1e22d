/** How many people's answers wait under a unit to be published; null: under all units together. */
export interface Waiting {
  unit: bigint | null
  people: number
}

/** Answers that are published at once: all that waits under the units `from`, counted under `to` from then on. */
export interface Batch {
  from: (bigint | null)[]
  to: bigint | null
  people: number
}

type Above = (unit: bigint) => bigint | null

/** A batch is at least this share of what is published already: each one shuffles all of it anew. */
const growth = 0.1

/**
 * Under which unit each unit's people are counted: itself if it has at least k of them, else with those of the next unit
 * above that then has; null: under all together. `sizes`: people by their own unit.
 */
export function countingUnits(sizes: Map<bigint, number>, above: Above, k: number): Map<bigint, bigint | null> {
  const places = new Map<bigint, bigint | null>([...sizes.keys()].map((unit) => [unit, unit]))
  const held = new Map(sizes)
  for (const unit of upwards([...sizes.keys()], above)) {
    const people = held.get(unit) ?? 0
    if (people === 0 || people >= k) continue
    const up = above(unit)
    for (const [own, place] of places) if (place === unit) places.set(own, up)
    held.delete(unit)
    if (up !== null) held.set(up, (held.get(up) ?? 0) + people)
  }
  return places
}

/**
 * What can be published of what waits, so that every figure, at any time, is a sum of whole batches of at least k people:
 * then no subtraction of figures, of units or of moments, gives fewer (rules 1 to 3 of k-anonymity). `isLast`: what is left
 * of a unit goes into the one above it; a remainder under k of all together stays hidden.
 */
export function batchesOf(
  waiting: Waiting[],
  published: (unit: bigint | null) => number,
  { above, k, isLast }: { above: Above; k: number; isLast: boolean },
): Batch[] {
  const batches: Batch[] = []
  const left = new Map<bigint | null, { from: (bigint | null)[]; people: number }>()
  for (const { unit, people } of waiting) {
    if (people === 0) continue
    left.set(unit, { from: [unit], people })
  }
  const take = (unit: bigint | null, least: number) => {
    const found = left.get(unit)
    if (found === undefined || found.people < least) return
    batches.push({ ...found, to: unit })
    left.delete(unit)
  }
  if (!isLast) {
    for (const unit of left.keys()) take(unit, Math.max(k, Math.ceil(growth * published(unit))))
    return batches
  }
  for (const unit of upwards(
    [...left.keys()].filter((one) => one !== null),
    above,
  )) {
    take(unit, k)
    const rest = left.get(unit)
    if (rest === undefined) continue
    const up = above(unit)
    const joined = left.get(up)
    left.set(up, { from: [...(joined?.from ?? []), ...rest.from], people: (joined?.people ?? 0) + rest.people })
    left.delete(unit)
  }
  take(null, k)
  return batches
}

/** Units with all that are above them, each before the one above it. */
function upwards(units: bigint[], above: Above): bigint[] {
  const height = (unit: bigint): number => {
    const up = above(unit)
    return up === null ? 0 : height(up) + 1
  }
  const all = new Set<bigint>()
  for (const unit of units) for (let one: bigint | null = unit; one !== null; one = above(one)) all.add(one)
  return [...all].toSorted((a, b) => height(b) - height(a))
}
