import type { Counts } from './counts.ts'
import { share } from './tests.ts'

/** Group-informed consensus on each statement: the product over the groups of (A + 1) / (S + 2), from 0 to 1. */
export function findConsensus(groups: Counts[], statements: number): Float64Array {
  return Float64Array.from({ length: statements }, (_, j) =>
    groups.reduce((product, { agrees, votes }) => product * share(agrees[j] ?? 0, votes[j] ?? 0), 1),
  )
}
