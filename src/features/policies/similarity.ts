const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
/** Similarities that differ by less than one part of so many are equal: nearness then decides. */
const grades = 10_000

/** What a text is compared by: its words and its pairs of neighbouring words, each as often as it has them. */
interface Features {
  counts: Map<string, number>
  total: number
}

/** A row with the column assigned to it. */
export interface Likeness {
  at: number
  from: number
  score: number
}

/**
 * How similar each of `now` is to each of `old`, as rows of numbers from 0 (no word in common) to 1 (the same words in the
 * same order): 2·|A ∩ B| / (|A| + |B|), where A and B are the multisets of the words and of the pairs of neighbouring words
 * of the two texts, without regard to case. This is the coefficient of L. R. Dice, "Measures of the Amount of Ecologic
 * Association Between Species", Ecology 26 (1945); the pairs make it notice order.
 */
export function similarities(old: string[], now: string[]): Float64Array[] {
  const before = old.map(readFeatures)
  const places = new Map<string, { from: number; count: number }[]>()
  for (const [from, { counts }] of before.entries())
    for (const [feature, count] of counts) {
      const found = places.get(feature)
      if (found === undefined) places.set(feature, [{ from, count }])
      else found.push({ from, count })
    }
  return now.map((text) => {
    const { counts, total } = readFeatures(text)
    const row = new Float64Array(old.length)
    for (const [feature, count] of counts)
      for (const place of places.get(feature) ?? [])
        row[place.from] = (row[place.from] ?? 0) + Math.min(count, place.count)
    return row.map((common, from) => (common === 0 ? 0 : (2 * common) / (total + (before[from]?.total ?? 0))))
  })
}

/**
 * Assigns to each row at most one column of at least `least`, no column twice: the highest scores of all first, of equal
 * ones the nearest. `distance` is a whole number from 0 to below `farthest`.
 */
export function assign(
  scores: Float64Array[],
  least: number,
  distance: (at: number, from: number) => number,
  farthest: number,
): Likeness[] {
  const width = scores[0]?.length ?? 0
  const cells = width * scores.length
  // One number for score, distance and cell: sorting a quarter of a million objects would take longer than all the rest.
  const ranks = new Float64Array(cells)
  let count = 0
  for (const [at, row] of scores.entries())
    for (const [from, score] of row.entries())
      if (score >= least)
        ranks[count++] = (Math.round((1 - score) * grades) * farthest + distance(at, from)) * cells + at * width + from
  const found = new Map<number, Likeness>()
  const taken = new Set<number>()
  for (const rank of ranks.subarray(0, count).toSorted()) {
    const cell = rank % cells
    const [at, from] = [Math.floor(cell / width), cell % width]
    if (found.has(at) || taken.has(from)) continue
    taken.add(from)
    found.set(at, { at, from, score: scores[at]?.[from] ?? 0 })
  }
  return [...found.values()]
}

function readFeatures(text: string): Features {
  const words = text.normalize('NFC').toLowerCase().match(word) ?? []
  const pairs = words.slice(1).map((next, at) => `${words[at]} ${next}`)
  const counts = new Map<string, number>()
  for (const feature of [...words, ...pairs]) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  return { counts, total: words.length + pairs.length }
}
