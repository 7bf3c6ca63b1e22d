// npm run bench:funnel: how long the report of a policy takes in a large city, on both databases. docs/benchmarks.md says
// what the figures mean. --quick: fewer rounds, for development.
import { z } from 'zod'
import { startChild } from './child.ts'
import { conduct } from './frame.ts'
import { looksTable, looksVerdicts } from './looks.ts'
import type { Look } from './looks.ts'
import { dropPlaces } from './places.ts'
import type { Place } from './places.ts'
import { step } from './progress.ts'
import { rank } from './ranks.ts'
import { fillStaff, staff } from './staff.ts'

const rounds = process.argv.includes('--quick') ? 20 : 200
const naiveRounds = 5
/** What is asked for: milliseconds on PostgreSQL for the slowest 5 % of the reports. */
const goal = 300

const Checked = z.object({ isSame: z.boolean(), roster: z.number(), joined: z.number(), parts: z.number() })

await conduct<Look>({
  async measure(make, keep) {
    const place = await make()
    step(`${place.engine}: ${staff.units} units with ${staff.subunits} sub-units, ${staff.employees} employees`)
    await fillStaff(place)
    keep(await measure(place))
    await dropPlaces()
  },
  heading: 'Milliseconds of one report, from the question to the text with its buttons:',
  report: (measured) => looksTable(measured, 'one by one'),
  verdicts: (measured) => looksVerdicts(measured, goal),
})

async function measure(place: Place): Promise<Look[]> {
  const child = startChild(new URL('funneling.ts', import.meta.url), place.engine, {
    DATABASE_URL: place.url ?? '',
    DATA_DIR: place.folder,
  })
  const { isSame, roster, joined, parts } = await child.ask('check', undefined, Checked)
  if (!isSame || roster !== staff.employees || joined !== staff.joined || parts !== staff.units)
    throw new Error(`The reports differ, or count ${roster} employees in ${parts} units, of whom ${joined} have joined`)
  const times = z.array(z.number())
  const measured: Look[] = []
  for (const as of ['planner', 'head'] as const) {
    await child.ask('view', { as, rounds: 10 }, times)
    const view = await child.ask('view', { as, rounds }, times)
    const naive = await child.ask('naive', { as, rounds: naiveRounds }, times)
    measured.push({ engine: place.engine, name: as, times: view, naive: rank(naive, 0.5) })
  }
  await child.ask('close', undefined, z.unknown())
  await child.stop()
  return measured
}
