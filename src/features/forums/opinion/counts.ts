import type { Matrix } from './matrix.ts'

/** Votes on each statement, as they were cast: hidden statements have theirs. */
export interface Counts {
  agrees: Int32Array
  disagrees: Int32Array
  /** With the passes. */
  votes: Int32Array
}

/** Counts the votes of each group on each statement; who has the group −1 is not counted. */
export function countVotes({ rows, columns, start, column, value }: Matrix, group: ArrayLike<number>, k: number) {
  const counts = Array.from({ length: k }, () => noCounts(columns))
  for (let i = 0; i < rows; i++) {
    const own = counts[group[i] ?? -1]
    if (own === undefined) continue
    for (let at = start[i] ?? 0; at < (start[i + 1] ?? 0); at++) {
      const j = column[at] ?? 0
      const side = value[at] === 1 ? own.agrees : value[at] === -1 ? own.disagrees : undefined
      if (side !== undefined) side[j] = (side[j] ?? 0) + 1
      own.votes[j] = (own.votes[j] ?? 0) + 1
    }
  }
  return counts
}

/** The sums of the counts of groups, over so many statements. */
export function sumCounts(groups: Counts[], statements: number): Counts {
  const sum = (of: keyof Counts) =>
    Int32Array.from({ length: statements }, (_, j) => groups.reduce((total, group) => total + (group[of][j] ?? 0), 0))
  return { agrees: sum('agrees'), disagrees: sum('disagrees'), votes: sum('votes') }
}

function noCounts(columns: number): Counts {
  return { agrees: new Int32Array(columns), disagrees: new Int32Array(columns), votes: new Int32Array(columns) }
}
