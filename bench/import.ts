// npm run bench:import: from the bytes of a staff list to a roster that says the same, on both databases.
// docs/benchmarks.md says what the figures mean. --quick: without the largest list, for development.
import { z } from 'zod'
import { killChildren, startChild } from './child.ts'
import { dropPlaces, makeEmbedded, makeServed } from './places.ts'
import type { Place } from './places.ts'
import { step, tell, tellVerdicts } from './progress.ts'
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

try {
  const measured: Measured[] = []
  for (const make of [makeEmbedded, makeServed])
    for (const list of lists) {
      const place = await make([])
      if (place === undefined) {
        step('PostgreSQL is skipped: none answers at TEST_DATABASE_URL, DATABASE_URL or 127.0.0.1:5432')
        break
      }
      step(`${place.engine}: ${list.kind}, ${list.rows} rows`)
      measured.push(...(await measure(place, list)))
      await dropPlaces()
    }
  tell('\nSeconds from the bytes of a list to the roster that says the same:\n')
  tell(report(measured))
  const isGood = tellVerdicts(verdicts(measured))
  step('Done')
  await end(isGood ? 0 : 1)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  await end(1)
}

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

async function end(code: number) {
  killChildren()
  await dropPlaces()
  process.exit(code)
}
