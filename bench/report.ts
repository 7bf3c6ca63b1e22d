import type { Limited, Unlimited } from './measure.ts'
import type { Verdict } from './progress.ts'
import { table } from './table.ts'

/** A contestant's rounds without limit. */
export interface Result {
  name: string
  /** Every message is a row with its fate. */
  isDurable: boolean
  rounds: Unlimited[]
}

/** What Rembuk has to reach: sends a second, and how much slower than idle the slowest 5 % of answers may get. */
const goal = { perSecond: 28, ratio: 2 }

/** The table of the broadcasts under Telegram's limit. */
export function limitedTable(all: Limited[]): string {
  const columns = [
    'people',
    '429s',
    'sends/s',
    'idle p50',
    'idle p95',
    'load p50',
    'load p95',
    'p95 ratio',
    'cpu ms/send',
  ]
  const rows = all.map((one) => [
    one.name,
    figure(one.people),
    figure(one.refused),
    figure(one.perSecond, 1),
    figure(one.idle.p50),
    figure(one.idle.p95),
    figure(one.load.p50),
    figure(one.load.p95),
    figure(ratio(one), 2),
    figure(one.processor, 2),
  ])
  return table([['', ...columns], ...rows])
}

/** The table of the broadcasts without limit; each column of ratios compares with one of the contestants, by its name. */
export function unlimitedTable(all: Result[], bases: string[]): string {
  const middles = all.map((run) => ({ ...run, ...middle(run.rounds) }))
  const found = bases.map((base) => middles.find(({ name }) => name === base))
  const part = (value: number, of: number | undefined) => (of === undefined ? '' : `${figure(value / of, 2)}x`)
  const rows = middles.map(({ name, isDurable, perSecond, processor }) => [
    name,
    isDurable ? 'yes' : 'no',
    figure(perSecond),
    ...found.map((base) => part(perSecond, base?.perSecond)),
    figure(processor, 2),
    ...found.map((base) => part(processor, base?.processor)),
  ])
  const to = bases.map((_, n) => `to [${n + 1}]`)
  const notes = bases.map((base, n) => `[${n + 1}] ${base}\n`).join('')
  return `${table([['', 'durable', 'messages/s', ...to, 'cpu ms/message', ...to], ...rows])}${notes}`
}

/** One line for each thing that is asked for, and whether it is so. */
export function verdicts(rembuk: Limited[]): Verdict[] {
  return rembuk.flatMap((one) => {
    const { name, idle, load, missed, unanswered, refused, perSecond } = one
    const times = `${figure(load.p95)} ms of ${load.count} under load, ${figure(idle.p95)} ms of ${idle.count} idle`
    const lines = [
      [`no answer of 429 (${refused})`, refused === 0],
      [`at least ${goal.perSecond} sends/s (${figure(perSecond, 2)})`, perSecond >= goal.perSecond],
      [`answers' p95 at most ${goal.ratio} times idle (${figure(ratio(one), 2)}: ${times})`, ratio(one) <= goal.ratio],
      [`everyone has it once (${missed} not), is answered (${unanswered} not)`, missed + unanswered === 0],
    ] as const
    return lines.map(([what, isSo]) => ({ what: `${name}: ${what}`, isSo }))
  })
}

function figure(value: number, digits = 0) {
  return value.toFixed(digits)
}

function ratio({ idle, load }: Limited) {
  return load.p95 / idle.p95
}

/** The median of each figure. */
function middle(rounds: Unlimited[]): Unlimited {
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    processor: median(rounds.map(({ processor }) => processor)),
  }
}
