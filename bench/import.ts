// npm run bench:import: from the bytes of a staff list to a roster that says the same, on both databases.
// docs/benchmarks.md says what the figures mean. --quick: without the largest list, for development.
import { z } from 'zod'
import { startChild } from './child.ts'
import { conduct } from './frame.ts'
import { dropPlaces } from './places.ts'
import type { Place } from './places.ts'
import { step } from './progress.ts'
import type { Verdict } from './progress.ts'
import { table } from './table.ts'

const isQuick = process.argv.includes('--quick')
const lists = [
  { kind: 'CSV', rows: 1000 },
  { kind: 'CSV', rows: 10_000 },
  ...(isQuick ? [] : [{ kind: 'CSV', rows: 100_000 } as const]),
  { kind: 'XLSX', rows: 1000 },
  { kind: 'XLSX', rows: 10_000 },
  { kind: 'XLSX', rows: 20_000 },
] as const
/** What is asked for: seconds from the bytes to the end, for a list of so many. */
const goal = { rows: 20_000, PostgreSQL: 10, PGlite: 20 }

const Imported = z.object({ read: z.number(), compare: z.number(), apply: z.number(), grown: z.number() })

interface Measured extends z.infer<typeof Imported> {
  engine: Place['engine']
  kind: 'CSV' | 'XLSX'
  rows: number
  /** Into an empty roster, or over one of the year before. */
  over: 'nothing' | 'last year'
}

await conduct<Measured>({
  async measure(make, keep) {
    for (const list of lists) {
      const place = await make()
      step(`${place.engine}: ${list.kind}, ${list.rows} rows`)
      keep(await measure(place, list))
      await dropPlaces()
    }
  },
  heading: 'Seconds from the bytes of a list to the roster that says the same:',
  report,
  verdicts,
})

async function measure(place: Place, list: (typeof lists)[number]): Promise<Measured[]> {
  const child = startChild(new URL('importing.ts', import.meta.url), place.engine, {
    DATABASE_URL: place.url ?? '',
    DATA_DIR: place.folder,
  })
  await child.ask('warm', undefined, z.unknown())
  const measured: Measured[] = []
  for (const over of ['nothing', 'last year'] as const) {
    const run = await child.ask('import', { ...list, year: over === 'nothing' ? 0 : 1 }, Imported)
    measured.push({ engine: place.engine, ...list, over, ...run })
  }
  await child.ask('close', undefined, z.unknown())
  await child.stop()
  return measured
}

function report(measured: Measured[]): string {
  const each = (one: Measured) => (total(one) * 1e6) / one.rows
  const rows = measured.map((one) => {
    const least = measured.find(
      ({ engine, kind, over }) => engine === one.engine && kind === one.kind && over === one.over,
    )
    return [
      `${one.engine}, ${one.kind}, over ${one.over}`,
      String(one.rows),
      one.read.toFixed(2),
      one.compare.toFixed(2),
      one.apply.toFixed(2),
      total(one).toFixed(2),
      each(one).toFixed(0),
      least === undefined ? '' : `${(each(one) / each(least)).toFixed(2)}x`,
      (one.grown / 2 ** 20).toFixed(0),
    ]
  })
  const head = ['', 'rows', 'read', 'compare', 'apply', 'all', 'µs/row', 'to the smallest', 'grown, MB']
  return table([head, ...rows])
}

function total({ read, compare, apply }: Measured): number {
  return read + compare + apply
}

function verdicts(measured: Measured[]): Verdict[] {
  return measured
    .filter(({ rows }) => rows === goal.rows)
    .map((one) => ({
      what: `${one.engine}: ${one.rows} rows over ${one.over} in at most ${goal[one.engine]} s (${total(one).toFixed(2)})`,
      isSo: total(one) <= goal[one.engine],
    }))
}
