import type { Matrix } from './matrix.ts'
import { countAsked, withoutHidden } from './matrix.ts'
import type { Fitted } from './preference.ts'
import { normalize } from './weights.ts'

const rounds = 12
/** Votes of each kind that each group is given on each statement, so that nothing is impossible. */
const given = 0.1

/**
 * Fits a model of k groups to the votes, in which what one says of a statement depends on nothing but one's group: latent
 * classes, by EM from the groups that were found (for each person from 0 to k − 1). Hidden columns are left out.
 */
export function fitClasses(votes: Matrix, hidden: Uint8Array, group: ArrayLike<number>, k: number): Fitted {
  const matrix = withoutHidden(votes, hidden)
  let standing = Float64Array.from({ length: matrix.rows * k }, (_, at) =>
    group[Math.floor(at / k)] === at % k ? 1 : 0,
  )
  let likelihood = new Float64Array(matrix.rows)
  for (let round = 0; round < rounds; round++) {
    const { sizes, table } = fit(matrix, standing, k)
    ;({ standing, likelihood } = place(matrix, sizes, table, k))
  }
  // On each statement two shares in each group; and how large the groups are.
  return { likelihood, parameters: 2 * k * countAsked(hidden) + k - 1 }
}

/** The logarithms of how large the groups are, and of how likely each vote is in each: k · (3 · statement + 1 + vote) + group. */
function fit({ rows, columns, start, column, value }: Matrix, standing: Float64Array, k: number) {
  const sizes = new Float64Array(k).fill(given)
  const table = new Float64Array(3 * columns * k).fill(given)
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < k; c++) sizes[c] = (sizes[c] ?? 0) + (standing[i * k + c] ?? 0)
    for (let at = start[i] ?? 0; at < (start[i + 1] ?? 0); at++) {
      const here = k * (3 * (column[at] ?? 0) + 1 + (value[at] ?? 0))
      for (let c = 0; c < k; c++) table[here + c] = (table[here + c] ?? 0) + (standing[i * k + c] ?? 0)
    }
  }
  const totals = Float64Array.from({ length: columns * k }, (_, at) => {
    const [j, c] = [Math.floor(at / k), at % k]
    return [0, 1, 2].reduce((sum, vote) => sum + (table[k * (3 * j + vote) + c] ?? 0), 0)
  })
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  return {
    sizes: sizes.map((size) => Math.log(size / whole)),
    table: table.map((count, at) => Math.log(count / (totals[Math.floor(at / (3 * k)) * k + (at % k)] ?? 1))),
  }
}

/** In which groups each person may be, by what they said: weights that sum to 1; and how likely that was. */
function place({ rows, start, column, value }: Matrix, sizes: Float64Array, table: Float64Array, k: number) {
  const standing = new Float64Array(rows * k)
  const likelihood = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const own = standing.subarray(i * k, (i + 1) * k)
    own.set(sizes)
    for (let at = start[i] ?? 0; at < (start[i + 1] ?? 0); at++) {
      const here = k * (3 * (column[at] ?? 0) + 1 + (value[at] ?? 0))
      for (let c = 0; c < k; c++) own[c] = (own[c] ?? 0) + (table[here + c] ?? 0)
    }
    likelihood[i] = normalize(own)
  }
  return { standing, likelihood }
}
