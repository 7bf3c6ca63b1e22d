/** The inner product of two vectors of the same length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

/** Adds `times` the vector b to a, in place. */
export function add(a: Float64Array, times: number, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i] = (a[i] ?? 0) + times * (b[i] ?? 0)
}

/** The length of a vector. */
export function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a))
}

/** Takes out of a, in place, what lies along the others, which have length 1; twice, for once leaves rounding errors. */
export function orthogonalize(a: Float64Array, others: Float64Array[]): void {
  for (let round = 0; round < 2; round++) for (const other of others) add(a, -dot(a, other), other)
}
