import type { Place } from './places.ts'
import type { Verdict } from './progress.ts'
import { rank } from './ranks.ts'
import { table } from './table.ts'

/** How long it takes to look at something, round by round, and the way that comes to mind first. */
export interface Look {
  engine: Place['engine']
  name: string
  /** Milliseconds of each round. */
  times: number[]
  /** The median of the other way. */
  naive: number
}

/** A line for each look; the other way under the name it is given. */
export function looksTable(looks: Look[], naiveName: string): string {
  const rows = looks.map(({ engine, name, times, naive }) => [
    `${engine}, ${name}`,
    String(times.length),
    rank(times, 0.5).toFixed(0),
    rank(times, 0.95).toFixed(0),
    Math.max(...times).toFixed(0),
    naive.toFixed(0),
    `${(naive / rank(times, 0.5)).toFixed(1)}x`,
  ])
  return table([['', 'n', 'p50', 'p95', 'max', naiveName, 'to p50'], ...rows])
}

/** Whether 95 % of each look on PostgreSQL take less than so many milliseconds. */
export function looksVerdicts(looks: Look[], goal: number): Verdict[] {
  return looks
    .filter(({ engine }) => engine === 'PostgreSQL')
    .map(({ name, times }) => {
      const slow = rank(times, 0.95)
      return {
        what: `PostgreSQL: 95 % of "${name}" in less than ${goal} ms (${slow.toFixed(0)})`,
        isSo: slow < goal,
      }
    })
}
