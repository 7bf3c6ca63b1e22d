/** Votes in the order in which they were cast: of two by one participant on one statement the later one counts. */
export interface Votes {
  /** Index of who voted, from 0. */
  participant: Int32Array
  /** Index of the statement, from 0. */
  statement: Int32Array
  /** 1 agree, −1 disagree, 0 pass. */
  value: Int8Array
}

/**
 * Participants × statements, row after row, only what was voted on: the votes of row i are those from start[i] to
 * start[i + 1], in the order of the statements.
 */
export interface Matrix {
  rows: number
  columns: number
  start: Int32Array
  column: Int32Array
  value: Int8Array
}

/**
 * Arranges a log of votes as a matrix in which the last vote of a pair counts, in time proportional to the log. Throws a
 * RangeError for a vote that is none, or of somebody or on something that is not there.
 */
export function arrange(votes: Votes, rows: number, columns: number): Matrix {
  check(votes, rows, columns)
  // Stable sorts, by statement and then by participant, leave the votes of a pair beside each other, the last one last.
  const order = sortBy(votes.participant, rows, sortBy(votes.statement, columns, ascending(votes.value.length)))
  const start = new Int32Array(rows + 1)
  const column = new Int32Array(order.length)
  const value = new Int8Array(order.length)
  let [filled, row, before] = [0, -1, -1]
  for (const at of order) {
    const [participant = 0, statement = 0] = [votes.participant[at], votes.statement[at]]
    if (participant !== row || statement !== before) filled += 1
    column[filled - 1] = statement
    value[filled - 1] = votes.value[at] ?? 0
    start[participant + 1] = filled
    ;[row, before] = [participant, statement]
  }
  // Who has not voted begins and ends where the one before ends.
  for (let i = 1; i <= rows; i++) start[i] = Math.max(start[i] ?? 0, start[i - 1] ?? 0)
  return { rows, columns, start, column: column.slice(0, filled), value: value.slice(0, filled) }
}

/** The matrix of some of the rows, in the given order; a row may come twice. */
export function pick({ columns, start, column, value }: Matrix, rows: Int32Array): Matrix {
  const picked = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => (picked[i + 1] = (picked[i] ?? 0) + (start[row + 1] ?? 0) - (start[row] ?? 0)))
  const all = { column: new Int32Array(picked.at(-1) ?? 0), value: new Int8Array(picked.at(-1) ?? 0) }
  rows.forEach((row, i) => {
    all.column.set(column.subarray(start[row], start[row + 1]), picked[i])
    all.value.set(value.subarray(start[row], start[row + 1]), picked[i])
  })
  return { rows: rows.length, columns, start: picked, ...all }
}

/** The matrix without the votes on hidden statements, whose columns are empty then. */
export function withoutHidden({ rows, columns, start, column, value }: Matrix, hidden: Uint8Array): Matrix {
  const isSeen = (_: number, at: number) => hidden[column[at] ?? 0] !== 1
  const kept = new Int32Array(column.length + 1)
  for (let at = 0; at < column.length; at++) kept[at + 1] = (kept[at] ?? 0) + (isSeen(0, at) ? 1 : 0)
  return {
    rows,
    columns,
    start: start.map((at) => kept[at] ?? 0),
    column: column.filter(isSeen),
    value: value.filter(isSeen),
  }
}

/** How many statements are not hidden. */
export function countAsked(hidden: Uint8Array): number {
  return hidden.reduce((count, one) => count + (one === 1 ? 0 : 1), 0)
}

/** On how many statements each participant has voted, passes and hidden statements included. */
export function countCast({ rows, start }: Matrix): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => (start[i + 1] ?? 0) - (start[i] ?? 0))
}

function check({ participant, statement, value }: Votes, rows: number, columns: number) {
  const isWithin = (index: number, size: number) => index >= 0 && index < size
  if (participant.length !== value.length || statement.length !== value.length)
    throw new RangeError('Each vote has a participant, a statement and a value')
  for (let i = 0; i < value.length; i++) {
    const [who = -1, what = -1, vote = 2] = [participant[i], statement[i], value[i]]
    if (!isWithin(who, rows) || !isWithin(what, columns) || vote < -1 || vote > 1)
      throw new RangeError(`${vote} of ${who} on ${what} is no vote of ${rows} participants on ${columns} statements`)
  }
}

function ascending(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i)
}

/** The order, sorted by the key of each, which is from 0 to size − 1; of equal ones the first stays first. */
function sortBy(keys: Int32Array, size: number, order: Int32Array): Int32Array {
  const next = new Int32Array(size + 1)
  for (const key of keys) next[key + 1] = (next[key + 1] ?? 0) + 1
  for (let key = 0; key < size; key++) next[key + 1] = (next[key + 1] ?? 0) + (next[key] ?? 0)
  const sorted = new Int32Array(order.length)
  for (const at of order) {
    const key = keys[at] ?? 0
    const place = next[key] ?? 0
    sorted[place] = at
    next[key] = place + 1
  }
  return sorted
}
