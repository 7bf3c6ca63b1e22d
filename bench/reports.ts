// npm run bench:reports: how long it takes to look at 100,000 tickets in each of the ways that people do, on both
// databases. docs/benchmarks.md says what the figures mean. --quick: fewer tickets and rounds, for development.
import { z } from 'zod'
import { cases, fillCases } from './cases.ts'
import { startChild } from './child.ts'
import { conduct } from './frame.ts'
import { looksTable, looksVerdicts } from './looks.ts'
import type { Look } from './looks.ts'
import { dropPlaces } from './places.ts'
import type { Place } from './places.ts'
import { step } from './progress.ts'
import { rank } from './ranks.ts'

const isQuick = process.argv.includes('--quick')
const rounds = isQuick ? 20 : 200
/** The embedded engine is for smaller cities. */
const tickets: Record<Place['engine'], number> = isQuick
  ? { PostgreSQL: 5000, PGlite: 5000 }
  : { PostgreSQL: 100_000, PGlite: 20_000 }
/** What is asked for: milliseconds on PostgreSQL for the slowest 5 %. */
const goal = 300

/** What is looked at, and in how many rounds the other way. */
const looks = [
  { what: 'planner', name: '/laporan, planner', naiveRounds: 1 },
  { what: 'head', name: '/laporan, head', naiveRounds: 3 },
  { what: 'queue', name: 'queue, first page', naiveRounds: 5 },
  { what: 'deepQueue', name: 'queue, deep page', naiveRounds: 5 },
  { what: 'deepAnswered', name: 'answered, deep page', naiveRounds: 3 },
  { what: 'similar', name: 'similar ones', naiveRounds: 10 },
]

const Checked = z.object({
  isSame: z.boolean(),
  tickets: z.number(),
  events: z.number(),
  counted: z.number(),
  open: z.number(),
  similar: z.number(),
})

await conduct<Look>({
  async measure(make, keep) {
    const place = await make()
    step(
      `${place.engine}: ${tickets[place.engine]} tickets in ${cases.units} units with ${cases.subunits} sub-units each`,
    )
    await fillCases(place, tickets[place.engine])
    keep(await measure(place))
    await dropPlaces()
  },
  heading: 'Milliseconds of one look, and of the same in the way that comes to mind first:',
  report: (measured) => looksTable(measured, 'naive'),
  verdicts: (measured) => looksVerdicts(measured, goal),
})

async function measure(place: Place): Promise<Look[]> {
  const child = startChild(new URL('reporting.ts', import.meta.url), place.engine, {
    DATABASE_URL: place.url ?? '',
    DATA_DIR: place.folder,
  })
  const found = await child.ask('check', undefined, Checked)
  const wanted = tickets[place.engine]
  step(
    `${place.engine}: ${found.events} events, ${found.open} tickets wait for an officer, ${found.similar} similar ones for 20`,
  )
  if (!found.isSame || found.tickets !== wanted || found.events !== wanted * cases.eventsEach || found.similar === 0)
    throw new Error(`Both ways differ, or it is not what was meant to be there: ${JSON.stringify(found)}`)
  const times = z.array(z.number())
  const measured: Look[] = []
  for (const { what, name, naiveRounds } of looks) {
    await child.ask('measure', { what, way: 'own', rounds: 10 }, times)
    const own = await child.ask('measure', { what, way: 'own', rounds }, times)
    const naive = await child.ask('measure', { what, way: 'naive', rounds: naiveRounds }, times)
    measured.push({ engine: place.engine, name, times: own, naive: rank(naive, 0.5) })
  }
  await child.ask('close', undefined, z.unknown())
  await child.stop()
  return measured
}
