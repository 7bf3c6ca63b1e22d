import { chanceAt, fitLogistic } from './logistic.ts'
import type { Logistic } from './logistic.ts'
import { countAsked, withoutHidden } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import type { Fitted } from './preference.ts'
import { normalize } from './weights.ts'

/** How the votes on one statement depend on where one stands on the one line of opinions. */
export interface Item {
  /** To vote at all rather than to pass. */
  speaks: Logistic
  /** Having not passed, to agree rather than to disagree. */
  agrees: Logistic
}

/** A model of opinions along one line. */
export interface Factor extends Fitted {
  items: Item[]
  spread: Spread
}

/** How people are spread along the line: by the normal distribution, or evenly, both with the mean 0 and the deviation 1. */
export type Spread = 'normal' | 'even'

/** Places on the line, and the logarithm of how many stand there. */
interface Grid {
  places: Float64Array
  spread: Float64Array
}

const unknown: Item = { speaks: { level: 0, slope: 0 }, agrees: { level: 0, slope: 0 } }
/**
 * At first the places are few, for speed; then so many that people who have voted on hundreds of statements fall between two
 * of them without becoming unlikely, which would speak for groups where there are none.
 */
const rough = { places: 15, rounds: 20 }
const fine = { places: 61, rounds: 4 }

/**
 * Fits a model with one factor to the votes: opinions spread along one line without groups, and what one says of a statement
 * depends on nothing but where one stands. By marginal likelihood with Bock & Aitkin's EM (1981, Psychometrika 46, 443–459);
 * `scores` say roughly where each participant stands, in any unit. Hidden columns are left out.
 */
export function fitFactor(votes: Matrix, hidden: Uint8Array, scores: Float64Array, spread: Spread): Factor {
  const matrix = withoutHidden(votes, hidden)
  let grid = makeGrid(rough.places, spread)
  let standing = guess(scores, grid)
  let items = Array.from({ length: matrix.columns }, () => unknown)
  let likelihood: Float64Array = new Float64Array(matrix.rows)
  const improve = (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      items = fitItems(matrix, standing, grid, items)
      likelihood = place(matrix, grid, items, standing)
    }
  }
  improve(rough.rounds)
  grid = makeGrid(fine.places, spread)
  standing = new Float64Array(matrix.rows * fine.places)
  place(matrix, grid, items, standing)
  improve(fine.rounds)
  // On each statement two curves of two numbers.
  return { items, spread, likelihood, parameters: 4 * countAsked(hidden) }
}

function makeGrid(count: number, spread: Spread): Grid {
  const farthest = spread === 'normal' ? 3.5 : Math.sqrt(3)
  // Evenly spread places stand for as much to their left as to their right, so that the ends are full as well.
  const places = Float64Array.from({ length: count }, (_, q) => farthest * ((2 * q + 1) / count - 1))
  const weights = places.map((x) => (spread === 'normal' ? Math.exp(-(x * x) / 2) : 1))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return { places, spread: weights.map((weight) => Math.log(weight / total)) }
}

/** For each participant the weights of the places, from their rank among the scores. */
function guess(scores: Float64Array, { spread }: Grid): Float64Array {
  const order = [...scores.keys()].toSorted((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  const count = spread.length
  const standing = new Float64Array(scores.length * count)
  let [q, below] = [0, Math.exp(spread[0] ?? 0)]
  order.forEach((i, rank) => {
    while (below < (rank + 0.5) / scores.length && q < count - 1) below += Math.exp(spread[++q] ?? 0)
    standing[i * count + q] = 1
  })
  return standing
}

function fitItems(matrix: Matrix, standing: Float64Array, { places }: Grid, items: Item[]): Item[] {
  const count = places.length
  const said = gather(matrix, standing, count)
  return items.map((item, j) => fitItem(places, said.subarray(3 * count * j, 3 * count * (j + 1)), item))
}

/** How many disagree, pass and agree with each statement at each place. */
function gather({ rows, columns, start, column, value }: Matrix, standing: Float64Array, count: number): Float64Array {
  const said = new Float64Array(3 * count * columns)
  for (let i = 0; i < rows; i++)
    for (let at = start[i] ?? 0; at < (start[i + 1] ?? 0); at++) {
      const here = count * (3 * (column[at] ?? 0) + 1 + (value[at] ?? 0))
      for (let q = 0; q < count; q++) said[here + q] = (said[here + q] ?? 0) + (standing[i * count + q] ?? 0)
    }
  return said
}

function fitItem(places: Float64Array, said: Float64Array, from: Item): Item {
  const count = places.length
  const agree = said.subarray(2 * count)
  const spoken = agree.map((some, q) => some + (said[q] ?? 0))
  const all = spoken.map((some, q) => some + (said[count + q] ?? 0))
  return {
    speaks: fitLogistic(places, spoken, all, from.speaks),
    agrees: fitLogistic(places, agree, spoken, from.agrees),
  }
}

/** The logarithm of the chance of each vote on each statement at each place, in the order of gather. */
function tabulate(places: Float64Array, items: Item[]): Float64Array {
  const count = places.length
  const table = new Float64Array(3 * count * items.length)
  items.forEach(({ speaks, agrees }, j) =>
    places.forEach((x, q) => {
      const [speaking, agreeing] = [chanceAt(speaks, x), chanceAt(agrees, x)]
      const chances = [speaking * (1 - agreeing), 1 - speaking, speaking * agreeing]
      chances.forEach((chance, vote) => (table[count * (3 * j + vote) + q] = Math.log(Math.max(chance, 1e-12))))
    }),
  )
  return table
}

/** Where each participant may stand, by what they said: weights of the places, which sum to 1; gives how likely it was. */
function place(
  { rows, start, column, value }: Matrix,
  grid: Grid,
  items: Item[],
  standing: Float64Array,
): Float64Array {
  const count = grid.places.length
  const table = tabulate(grid.places, items)
  const likelihood = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const own = standing.subarray(i * count, (i + 1) * count)
    own.set(grid.spread)
    for (let at = start[i] ?? 0; at < (start[i + 1] ?? 0); at++) {
      const here = count * (3 * (column[at] ?? 0) + 1 + (value[at] ?? 0))
      for (let q = 0; q < count; q++) own[q] = (own[q] ?? 0) + (table[here + q] ?? 0)
    }
    likelihood[i] = normalize(own)
  }
  return likelihood
}
