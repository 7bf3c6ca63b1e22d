// npm run bench:enqueue: from "Kirim sekarang" to a message for each recipient, on both databases. docs/benchmarks.md says
// what the figures mean. --quick: without the largest city, for development.
import { z } from 'zod'
import { startChild } from './child.ts'
import { conduct } from './frame.ts'
import { dropPlaces, fillOffices } from './places.ts'
import type { Place } from './places.ts'
import { step } from './progress.ts'
import type { Verdict } from './progress.ts'
import { admin, makePeople } from './scene.ts'
import { table } from './table.ts'

const isQuick = process.argv.includes('--quick')
const sizes = isQuick ? [1000, 10_000] : [1000, 10_000, 100_000]
const rounds = 3
/** What is asked for: seconds on PostgreSQL for the largest city, and megabytes that Rembuk itself may grow by there. */
const goal = { people: 100_000, seconds: 15, megabytes: 64 }

const Announced = z.object({ total: z.number(), milliseconds: z.number(), grown: z.number() })

interface Measured {
  engine: Place['engine']
  people: number
  milliseconds: number
  /** Bytes by which the process grew over all rounds, once it was warm. */
  grown: number
}

await conduct<Measured>({
  async measure(make, keep) {
    for (const people of sizes) {
      const place = await make([...makePeople(people - 1), admin])
      await fillOffices(place)
      step(`${place.engine}: ${people} people`)
      keep([await measure(place, people)])
      await dropPlaces()
    }
  },
  heading: `From the press to one row for each recipient, ${rounds} announcements, the median:`,
  report,
  verdicts,
})

async function measure(place: Place, people: number): Promise<Measured> {
  const child = startChild(new URL('enqueuing.ts', import.meta.url), place.engine, {
    DATABASE_URL: place.url ?? '',
    DATA_DIR: place.folder,
  })
  await child.ask('warm', undefined, z.unknown())
  const runs: z.infer<typeof Announced>[] = []
  for (let round = 0; round < rounds; round++) {
    const run = await child.ask('announce', undefined, Announced)
    if (run.total !== people) throw new Error(`${run.total} of ${people} recipients`)
    runs.push(run)
  }
  await child.ask('close', undefined, z.unknown())
  await child.stop()
  const times = runs.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)
  const middle = times[Math.floor(times.length / 2)] ?? Number.NaN
  return { engine: place.engine, people, milliseconds: middle, grown: runs.reduce((sum, { grown }) => sum + grown, 0) }
}

function report(measured: Measured[]): string {
  const each = ({ milliseconds, people }: Measured) => (milliseconds * 1000) / people
  const rows = measured.map((one) => {
    const least = measured.find(({ engine }) => engine === one.engine)
    return [
      one.engine,
      String(one.people),
      (one.milliseconds / 1000).toFixed(2),
      each(one).toFixed(1),
      least === undefined ? '' : `${(each(one) / each(least)).toFixed(2)}x`,
      (one.grown / 2 ** 20).toFixed(0),
    ]
  })
  return table([['', 'people', 's', 'µs/recipient', 'to the smallest', 'grown, MB'], ...rows])
}

function verdicts(measured: Measured[]): Verdict[] {
  return measured
    .filter(({ engine, people }) => engine === 'PostgreSQL' && people === goal.people)
    .flatMap(({ milliseconds, grown }) => {
      const [seconds, megabytes] = [milliseconds / 1000, grown / 2 ** 20]
      return [
        {
          what: `PostgreSQL: ${goal.people} in at most ${goal.seconds} s (${seconds.toFixed(2)})`,
          isSo: seconds <= goal.seconds,
        },
        {
          what: `PostgreSQL: Rembuk grows by at most ${goal.megabytes} MB (${megabytes.toFixed(0)})`,
          isSo: megabytes <= goal.megabytes,
        },
      ]
    })
}
