import { chanceAt, fitLogistic } from './logistic.ts'
import type { Logistic } from './logistic.ts'
import type { Matrix } from './matrix.ts'

/** How the votes on one statement depend on where one stands on the one line of opinions. */
export interface Item {
  /** To vote at all rather than to pass. */
  speaks: Logistic
  /** Having not passed, to agree rather than to disagree. */
  agrees: Logistic
}

/** Places on the line; people are spread over them by the standard normal distribution. */
const places = Float64Array.from({ length: 15 }, (_, q) => (q - 7) / 2)
const spread = places.map((place) => Math.exp(-(place * place) / 2))
const count = places.length
const rounds = 25
const unknown: Item = { speaks: { level: 0, slope: 0 }, agrees: { level: 0, slope: 0 } }

/**
 * Fits a model with one factor to the votes: opinions spread along one line without groups, and what one says of a statement
 * depends on nothing but where one stands. By marginal likelihood with Bock & Aitkin's EM (1981, Psychometrika 46, 443–459);
 * `scores` say roughly where each participant stands, in any unit.
 */
export function fitFactor(matrix: Matrix, scores: Float64Array): Item[] {
  let standing = guess(scores)
  let items = Array.from({ length: matrix.columns }, () => unknown)
  for (let round = 0; round < rounds; round++) {
    const said = gather(matrix, standing)
    items = items.map((item, j) => fitItem(said.subarray(3 * count * j, 3 * count * (j + 1)), item))
    standing = findStanding(matrix, tabulate(items))
  }
  return items
}

/** For each participant the weights of the places, from their rank among the scores. */
function guess(scores: Float64Array): Float64Array {
  const order = [...scores.keys()].toSorted((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  const total = spread.reduce((sum, weight) => sum + weight, 0)
  const standing = new Float64Array(scores.length * count)
  let [q, below] = [0, spread[0] ?? 0]
  order.forEach((i, rank) => {
    while (below / total < (rank + 0.5) / scores.length && q < count - 1) below += spread[++q] ?? 0
    standing[i * count + q] = 1
  })
  return standing
}

/** How many disagree, pass and agree with each statement at each place. */
function gather({ rows, columns, start, column, value }: Matrix, standing: Float64Array): Float64Array {
  const said = new Float64Array(3 * count * columns)
  for (let i = 0; i < rows; i++)
    for (let at = start[i] ?? 0; at < (start[i + 1] ?? 0); at++) {
      const here = count * (3 * (column[at] ?? 0) + 1 + (value[at] ?? 0))
      for (let q = 0; q < count; q++) said[here + q] = (said[here + q] ?? 0) + (standing[i * count + q] ?? 0)
    }
  return said
}

function fitItem(said: Float64Array, from: Item): Item {
  const agree = said.subarray(2 * count)
  const spoken = agree.map((some, q) => some + (said[q] ?? 0))
  const all = spoken.map((some, q) => some + (said[count + q] ?? 0))
  return {
    speaks: fitLogistic(places, spoken, all, from.speaks),
    agrees: fitLogistic(places, agree, spoken, from.agrees),
  }
}

/** The logarithm of the chance of each vote on each statement at each place, in the order of gather. */
function tabulate(items: Item[]): Float64Array {
  const table = new Float64Array(3 * count * items.length)
  items.forEach(({ speaks, agrees }, j) =>
    places.forEach((place, q) => {
      const [speaking, agreeing] = [chanceAt(speaks, place), chanceAt(agrees, place)]
      const chances = [speaking * (1 - agreeing), 1 - speaking, speaking * agreeing]
      chances.forEach((chance, vote) => (table[count * (3 * j + vote) + q] = Math.log(Math.max(chance, 1e-12))))
    }),
  )
  return table
}

/** Where each participant may stand, given what they said: weights of the places, which sum to 1. */
function findStanding({ rows, start, column, value }: Matrix, table: Float64Array): Float64Array {
  const standing = new Float64Array(rows * count)
  for (let i = 0; i < rows; i++) {
    const own = standing.subarray(i * count, (i + 1) * count)
    for (let at = start[i] ?? 0; at < (start[i + 1] ?? 0); at++) {
      const here = count * (3 * (column[at] ?? 0) + 1 + (value[at] ?? 0))
      for (let q = 0; q < count; q++) own[q] = (own[q] ?? 0) + (table[here + q] ?? 0)
    }
    let most = Number.NEGATIVE_INFINITY
    for (const likelihood of own) most = Math.max(most, likelihood)
    let total = 0
    for (let q = 0; q < count; q++) total += own[q] = Math.exp((own[q] ?? 0) - most) * (spread[q] ?? 0)
    for (let q = 0; q < count; q++) own[q] = (own[q] ?? 0) / total
  }
  return standing
}
