import type { Deviations } from './deviations.ts'
import { leadingVector } from './eigenvector.ts'

/** The two principal components: a weight for each statement, of length 1; all 0 when there is nothing to tell apart. */
export type Components = readonly [Float64Array, Float64Array]

/**
 * The first two principal components of the imputed and centred votes, without ever filling in the empty cells. Their
 * largest weight is positive, so that the same votes have the same ones. A residual above the tolerance is not left.
 */
export function findComponents(deviations: Deviations, tolerance = 1e-10): Components {
  const { columns } = deviations
  const apply = (vector: Float64Array) => covary(deviations, vector)
  const first = leadingVector(apply, columns, [], tolerance)
  const second = first && leadingVector(apply, columns, [first], tolerance)
  return [orient(first ?? new Float64Array(columns)), orient(second ?? new Float64Array(columns))]
}

/** XᵀX times a vector, row by row. */
function covary({ rows, start, column, value }: Deviations, vector: Float64Array): Float64Array {
  const product = new Float64Array(vector.length)
  for (let i = 0; i < rows; i++) {
    const [from = 0, to = 0] = [start[i], start[i + 1]]
    let score = 0
    for (let at = from; at < to; at++) score += (value[at] ?? 0) * (vector[column[at] ?? 0] ?? 0)
    for (let at = from; at < to; at++) {
      const j = column[at] ?? 0
      product[j] = (product[j] ?? 0) + score * (value[at] ?? 0)
    }
  }
  return product
}

function orient(vector: Float64Array): Float64Array {
  let most = 0
  // Of two as large as each other but for rounding, the first.
  for (const x of vector) if (Math.abs(x) > Math.abs(most) + 1e-9) most = x
  return most < 0 ? vector.map((x) => -x) : vector
}
