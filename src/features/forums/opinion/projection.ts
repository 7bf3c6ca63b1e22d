import type { Components } from './components.ts'
import type { Deviations } from './deviations.ts'

/**
 * Where each participant stands in the plane of the components, x and y in turn (2 × rows):
 * √(C / max(n, 1)) · Σ over what was voted on of (vote − centre) · weight, so that few votes do not mean near the middle.
 */
export function project({ rows, columns, start, column, value, counted }: Deviations, [one, two]: Components) {
  const points = new Float64Array(2 * rows)
  for (let i = 0; i < rows; i++) {
    let [x, y] = [0, 0]
    for (let at = start[i] ?? 0; at < (start[i + 1] ?? 0); at++) {
      const j = column[at] ?? 0
      x += (value[at] ?? 0) * (one[j] ?? 0)
      y += (value[at] ?? 0) * (two[j] ?? 0)
    }
    const scale = Math.sqrt(columns / Math.max(counted[i] ?? 0, 1))
    points[2 * i] = scale * x
    points[2 * i + 1] = scale * y
  }
  return points
}

/**
 * How far from the middle one stands who only agrees with one statement, for each statement: ‖√C · (1 − centre) · weights‖.
 */
export function findExtremity({ columns, centre }: Deviations, [one, two]: Components): Float64Array {
  return centre.map((mean, j) => Math.sqrt(columns) * (1 - mean) * Math.hypot(one[j] ?? 0, two[j] ?? 0))
}
