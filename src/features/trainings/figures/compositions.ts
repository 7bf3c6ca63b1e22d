/** What differences are possible, in whole steps. */
export interface Grid {
  step: number
  differences: ReadonlySet<number>
}

/** So many ways are tried before it counts as told. */
const mostTried = 400

/** The scores that questions with these points can add up to, in thousandths; no more than a test of many has. */
export function possibleScores(points: number[]): number[] {
  let scores = new Set([0])
  for (const each of points) {
    const more = Math.round(each * 1000)
    if (scores.size > 1000) break
    scores = new Set([...scores, ...[...scores].map((score) => score + more)])
  }
  return [...scores]
}

/** The differences between two of these scores. */
export function gridOf(scores: number[]): Grid {
  const step = scores.reduce(divisor, 0) || 1
  const differences = new Set<number>()
  for (const before of scores) for (const later of scores) differences.add((later - before) / step)
  return { step, differences }
}

/**
 * Whether the number, the sum and the squares of these differences leave it open how many people got worse, stayed as they
 * were, and got better: none of the three is told to be from 1 to k − 1. People are moved apart and together again by steps
 * that change none of the sums, until a way is found for each that is few; what is not found counts as told.
 */
export function leavesOpen(values: number[], grid: Grid | null, k: number): boolean {
  const told = new Set(smallCells(values, k))
  if (told.size === 0) return true
  if (grid === null) return false
  const first = values.map((value) => (value * 1000) / grid.step)
  const places = first.map((value) => Math.round(value))
  if (places.some((place, n) => Math.abs(place - (first[n] ?? 0)) > 1e-6 || !grid.differences.has(place))) return false
  const seen = new Set([keyOf(places)])
  const queue = [places.toSorted((a, b) => a - b)]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const way of waysFrom(next, grid)) {
      const key = keyOf(way)
      if (seen.has(key)) continue
      if (seen.size >= mostTried) return false
      seen.add(key)
      queue.push(way)
      const few = new Set(smallCells(way, k))
      for (const cell of told) if (!few.has(cell)) told.delete(cell)
      if (told.size === 0) return true
    }
  }
  return false
}

/** Two people moved apart by a step each, and two others as far together. */
function* waysFrom(places: number[], { differences }: Grid): Generator<number[]> {
  const values = [...new Set(places)]
  for (const low of values)
    for (const high of values) {
      if (high < low) continue
      const without = taken(places, [low, high])
      if (without === null || !differences.has(low - 1) || !differences.has(high + 1)) continue
      const apart = [...without, low - 1, high + 1]
      for (const near of new Set(apart)) {
        const far = near + high - low + 2
        const rest = taken(apart, [near, far])
        if (rest === null || !differences.has(near + 1) || !differences.has(far - 1)) continue
        yield [...rest, near + 1, far - 1].toSorted((a, b) => a - b)
      }
    }
}

/** What is left without these; null: they are not all there. */
function taken(places: number[], some: number[]): number[] | null {
  const left = [...places]
  for (const one of some) {
    const at = left.indexOf(one)
    if (at === -1) return null
    left.splice(at, 1)
  }
  return left
}

/** Which of worse, the same, and better fewer than k people are. */
function smallCells(values: number[], k: number): number[] {
  return [-1, 0, 1].filter((way) => {
    const people = values.filter((value) => Math.sign(value) === way).length
    return people > 0 && people < k
  })
}

function keyOf(places: number[]): string {
  return places.toSorted((a, b) => a - b).join(' ')
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
