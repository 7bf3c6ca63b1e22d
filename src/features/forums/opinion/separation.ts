import { findComponents } from './components.ts'
import { deviate } from './deviations.ts'
import { groupInto } from './groups.ts'
import type { Matrix } from './matrix.ts'
import { project } from './projection.ts'
import { silhouette } from './silhouette.ts'

const roughly = 1e-4
const most = 5

/**
 * How well the people of a matrix keep apart: the best mean silhouette over the people (not the base clusters) of 2 to 5
 * groups; and where they stand along the first component.
 */
export function separation(matrix: Matrix, hidden: Uint8Array): { silhouette: number; scores: Float64Array } {
  const deviations = deviate(matrix, hidden)
  const points = project(deviations, findComponents(deviations, roughly))
  const people = { centres: points, sizes: new Float64Array(matrix.rows).fill(1) }
  let best = 0
  for (let k = 2; k <= most; k++) best = Math.max(best, silhouette(points, groupInto(people, k)))
  return { silhouette: best, scores: Float64Array.from({ length: matrix.rows }, (_, i) => points[2 * i] ?? 0) }
}
