import { countCast } from './matrix.ts'
import type { Matrix, Votes } from './matrix.ts'

/** Who has voted on so many, or on all of fewer, is grouped. */
const enough = 7
/** At least so many are grouped, as long as there are as many who voted. */
const least = 15

/**
 * Who is grouped, 1 for each participant who is: with at least 7 votes, passes and hidden statements included (all, of
 * fewer than 7 statements), or grouped before; when they are fewer than 15, those with the most votes too.
 */
export function admit(matrix: Matrix, earlier: Uint8Array): Uint8Array {
  const cast = countCast(matrix)
  const needed = Math.min(enough, matrix.columns)
  const isIn = Uint8Array.from(cast, (count, i) => (count >= Math.max(needed, 1) || earlier[i] === 1 ? 1 : 0))
  const missing = least - isIn.reduce((sum, one) => sum + one, 0)
  const others = [...cast.keys()].filter((i) => isIn[i] === 0 && (cast[i] ?? 0) > 0)
  const top = missing > 0 ? others.toSorted((a, b) => (cast[b] ?? 0) - (cast[a] ?? 0)).slice(0, missing) : []
  for (const i of top) isIn[i] = 1
  return isIn
}

/**
 * Who has come to be grouped while the votes came in one after the other, each of them looked at as `admit` does: once in,
 * always in, also those who filled up the first 15. Polis's published groups are of these.
 */
export function admitInTurn({ participant, statement }: Votes, rows: number, columns: number): Uint8Array {
  const isIn = new Uint8Array(rows)
  const cast = new Int32Array(rows)
  const pairs = new Set<number>()
  const asked = new Set<number>()
  const voters: number[] = []
  let count = 0
  const take = (i: number) => {
    if (isIn[i] === 1) return
    isIn[i] = 1
    count += 1
  }
  participant.forEach((i, n) => {
    const j = statement[n] ?? 0
    asked.add(j)
    const pair = i * columns + j
    if (!pairs.has(pair)) {
      pairs.add(pair)
      if (cast[i] === 0) voters.push(i)
      cast[i] = (cast[i] ?? 0) + 1
    }
    if ((cast[i] ?? 0) >= Math.min(enough, asked.size)) take(i)
    if (count >= least) return
    const others = voters.filter((one) => isIn[one] === 0).toSorted((a, b) => (cast[b] ?? 0) - (cast[a] ?? 0))
    for (const one of others.slice(0, least - count)) take(one)
  })
  return isIn
}

/** The places of the ones. */
export function placesOf(isIn: Uint8Array): Int32Array {
  return Int32Array.from([...isIn.keys()].filter((i) => isIn[i] === 1))
}
