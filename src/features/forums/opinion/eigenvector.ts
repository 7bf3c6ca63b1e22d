import { add, norm, orthogonalize, dot } from './vectors.ts'
import { largest } from './tridiagonal.ts'

/** After so many steps what has been reached is taken. */
const most = 300
const everySteps = 4

/**
 * The eigenvector of length 1 to the largest eigenvalue of a symmetric operator without negative eigenvalues, among the
 * vectors orthogonal to `against` (each of length 1); undefined when there is none to an eigenvalue above 0. By Lanczos's
 * iteration with full orthogonalization (Golub & Van Loan, Matrix Computations, 10.1), from the same start for as many
 * vectors each time, until the residual is below `tolerance` times the eigenvalue.
 */
export function leadingVector(
  apply: (vector: Float64Array) => Float64Array,
  size: number,
  against: Float64Array[],
  tolerance: number,
): Float64Array | undefined {
  let next = beginning(size, against.length)
  orthogonalize(next, against)
  let length = norm(next)
  if (length < tiny) return undefined
  const basis: Float64Array[] = []
  const diagonal: number[] = []
  const beside: number[] = []
  for (;;) {
    const vector = next.map((x) => x / length)
    basis.push(vector)
    next = apply(vector)
    diagonal.push(dot(next, vector))
    orthogonalize(next, against)
    orthogonalize(next, basis)
    length = norm(next)
    const isLast = basis.length === Math.min(most, size - against.length) || length < tiny
    if (isLast || basis.length % everySteps === 0) {
      const { value, vector: weights } = largest(diagonal, beside)
      if (isLast || length * Math.abs(weights.at(-1) ?? 0) < tolerance * value)
        return value < tiny ? undefined : combine(basis, weights)
    }
    beside.push(length)
  }
}

/** What of votes is not more than this is rounding. */
const tiny = 1e-9

/** The inverses of the golden ratio and of the plastic number: multiples of neither come near a pattern. */
const steps = [0.618_033_988_749_895, 0.754_877_666_246_693] as const

/**
 * Fixed and without a pattern, so that it is at right angles to nothing that matters. Another one for the second vector:
 * the first one holds all that its start has of an eigenvalue that comes twice.
 */
function beginning(size: number, found: number): Float64Array {
  const step = found === 0 ? steps[0] : steps[1]
  return Float64Array.from({ length: size }, (_, i) => (((i + 1) * step) % 1) + 0.05)
}

function combine(basis: Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(basis[0]?.length ?? 0)
  basis.forEach((vector, i) => add(sum, weights[i] ?? 0, vector))
  const length = norm(sum)
  return sum.map((x) => x / length)
}
