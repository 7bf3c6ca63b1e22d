/**
 * The largest eigenvalue of a symmetric tridiagonal matrix without negative eigenvalues, by bisection on Sturm's sequence,
 * and its eigenvector of length 1, by inverse iteration. `beside` holds what stands beside the diagonal, one fewer.
 */
export function largest(diagonal: number[], beside: number[]): { value: number; vector: Float64Array } {
  const size = diagonal.length
  let low = Math.max(...diagonal)
  // Gershgorin's circles.
  let high = Math.max(...diagonal.map((d, i) => d + Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0)))
  while (high - low > 1e-15 * high) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (isAboveAll(diagonal, beside, middle)) high = middle
    else low = middle
  }
  // Just above the largest one the matrix less the shift is definite, and elimination needs no pivots.
  const shift = high + Math.max(high, Number.MIN_VALUE) * 1e-14
  let vector = new Float64Array(size).fill(1 / Math.sqrt(size))
  for (let round = 0; round < 4; round++) vector = solve(diagonal, beside.slice(0, size - 1), shift, vector)
  return { value: high, vector }
}

function isAboveAll(diagonal: number[], beside: number[], value: number): boolean {
  let pivot = 1
  for (let i = 0; i < diagonal.length; i++) {
    pivot = value - (diagonal[i] ?? 0) - (i === 0 ? 0 : (beside[i - 1] ?? 0) ** 2 / pivot)
    if (pivot <= 0) return false
  }
  return true
}

/** The solution of (shift − matrix) x = right, with length 1. */
function solve(diagonal: number[], beside: number[], shift: number, right: Float64Array): Float64Array<ArrayBuffer> {
  const size = diagonal.length
  const pivots = new Float64Array(size)
  const solved = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    const above = i === 0 ? 0 : (beside[i - 1] ?? 0) / (pivots[i - 1] ?? 1)
    const pivot = shift - (diagonal[i] ?? 0) - above * (beside[i - 1] ?? 0)
    pivots[i] = Math.abs(pivot) < 1e-300 ? 1e-300 : pivot
    solved[i] = (right[i] ?? 0) + above * (solved[i - 1] ?? 0)
  }
  let sum = 0
  for (let i = size - 1; i >= 0; i--) {
    const after = (beside[i] ?? 0) * (solved[i + 1] ?? 0)
    const x = ((solved[i] ?? 0) + after) / (pivots[i] ?? 1)
    solved[i] = x
    sum += x * x
  }
  const length = Math.sqrt(sum)
  return solved.map((x) => x / length)
}
