// npm run bench:funnel: how long the report of a policy takes in a large city, on both databases. docs/benchmarks.md says
// what the figures mean. --quick: fewer rounds, for development.
import { z } from 'zod'
import { killChildren, startChild } from './child.ts'
import { dropPlaces, makeEmbedded, makeServed } from './places.ts'
import type { Place } from './places.ts'
import { step, tell, tellVerdicts } from './progress.ts'
import type { Verdict } from './progress.ts'
import { fillStaff, staff } from './staff.ts'
import { table } from './table.ts'

const rounds = process.argv.includes('--quick') ? 20 : 200
const naiveRounds = 5
/** What is asked for: milliseconds on PostgreSQL for the slowest 5 % of the reports. */
const goal = 300

const Checked = z.object({ isSame: z.boolean(), roster: z.number(), joined: z.number(), parts: z.number() })

interface Measured {
  engine: Place['engine']
  as: 'planner' | 'head'
  /** Milliseconds of each round. */
  times: number[]
  /** The median of one count for each unit and stage. */
  naive: number
}

try {
  const measured: Measured[] = []
  for (const make of [makeEmbedded, makeServed]) {
    const place = await make([])
    if (place === undefined) {
      step('PostgreSQL is skipped: none answers at TEST_DATABASE_URL, DATABASE_URL or 127.0.0.1:5432')
      continue
    }
    step(`${place.engine}: ${staff.units} units with ${staff.subunits} sub-units, ${staff.employees} employees`)
    await fillStaff(place)
    measured.push(...(await measure(place)))
    await dropPlaces()
  }
  tell('\nMilliseconds of one report, from the question to the text with its buttons:\n')
  tell(report(measured))
  const isGood = tellVerdicts(verdicts(measured))
  step('Done')
  await end(isGood ? 0 : 1)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  await end(1)
}

async function measure(place: Place): Promise<Measured[]> {
  const child = startChild(new URL('funneling.ts', import.meta.url), place.engine, {
    DATABASE_URL: place.url ?? '',
    DATA_DIR: place.folder,
  })
  const { isSame, roster, joined, parts } = await child.ask('check', undefined, Checked)
  if (!isSame || roster !== staff.employees || joined !== staff.joined || parts !== staff.units)
    throw new Error(`The reports differ, or count ${roster} employees in ${parts} units, of whom ${joined} have joined`)
  const times = z.array(z.number())
  const measured: Measured[] = []
  for (const as of ['planner', 'head'] as const) {
    await child.ask('view', { as, rounds: 10 }, times)
    const view = await child.ask('view', { as, rounds }, times)
    const naive = await child.ask('naive', { as, rounds: naiveRounds }, times)
    measured.push({ engine: place.engine, as, times: view, naive: rank(naive, 0.5) })
  }
  await child.ask('close', undefined, z.unknown())
  await child.stop()
  return measured
}

function report(measured: Measured[]): string {
  const rows = measured.map(({ engine, as, times, naive }) => [
    `${engine}, ${as}`,
    String(times.length),
    rank(times, 0.5).toFixed(0),
    rank(times, 0.95).toFixed(0),
    Math.max(...times).toFixed(0),
    naive.toFixed(0),
    `${(naive / rank(times, 0.5)).toFixed(1)}x`,
  ])
  return table([['', 'n', 'p50', 'p95', 'max', 'one by one', 'to p50'], ...rows])
}

function verdicts(measured: Measured[]): Verdict[] {
  return measured
    .filter(({ engine }) => engine === 'PostgreSQL')
    .map(({ as, times }) => {
      const slow = rank(times, 0.95)
      return {
        what: `PostgreSQL: 95 % of the ${as}'s reports in less than ${goal} ms (${slow.toFixed(0)})`,
        isSo: slow < goal,
      }
    })
}

/** Percentile by nearest rank. */
function rank(times: number[], p: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(p * times.length) - 1] ?? Number.NaN
}

async function end(code: number) {
  killChildren()
  await dropPlaces()
  process.exit(code)
}
