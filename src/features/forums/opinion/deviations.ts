import type { Matrix } from './matrix.ts'

/**
 * How far each vote is from its column's mean. An empty cell is imputed by that mean and so deviates by nothing: it need
 * not be stored. A hidden column is 0 for everybody: its mean and its deviations are 0.
 */
export interface Deviations {
  rows: number
  columns: number
  /** As in the matrix. */
  start: Int32Array
  column: Int32Array
  value: Float64Array
  /** The mean of each column over the votes actually cast; 0 where nobody voted or the column is hidden. */
  centre: Float64Array
  /** On how many statements each participant counts as having voted: on the hidden ones everybody does. */
  counted: Int32Array
}

/** Imputes and centres the votes; hidden has a 1 for each column that is 0 for everybody. */
export function deviate(matrix: Matrix, hidden: Uint8Array): Deviations {
  const { rows, columns, start, column } = matrix
  const centre = centres(matrix, hidden)
  const value = new Float64Array(column.length)
  const all = hidden.reduce((sum, one) => sum + one, 0)
  const counted = new Int32Array(rows).fill(all)
  for (let i = 0; i < rows; i++)
    for (let at = start[i] ?? 0; at < (start[i + 1] ?? 0); at++) {
      const j = column[at] ?? 0
      if (hidden[j] === 1) continue
      value[at] = (matrix.value[at] ?? 0) - (centre[j] ?? 0)
      counted[i] = (counted[i] ?? 0) + 1
    }
  return { rows, columns, start, column, value, centre, counted }
}

function centres({ columns, column, value }: Matrix, hidden: Uint8Array): Float64Array {
  const sum = new Float64Array(columns)
  const count = new Int32Array(columns)
  for (let at = 0; at < column.length; at++) {
    const j = column[at] ?? 0
    sum[j] = (sum[j] ?? 0) + (value[at] ?? 0)
    count[j] = (count[j] ?? 0) + 1
  }
  return sum.map((total, j) => (hidden[j] === 1 || count[j] === 0 ? 0 : total / (count[j] ?? 1)))
}
