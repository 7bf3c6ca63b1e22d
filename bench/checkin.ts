// npm run bench:checkin: everyone answers a check-in of five questions at once, with a name and without, beside a bare bot
// that writes each answer into the same database. docs/benchmarks.md says what the figures mean. --quick: fewer people.
import { setTimeout as pause } from 'node:timers/promises'
import { startForm, startRembuk } from './contestants.ts'
import type { Contestant, World } from './contestants.ts'
import { choices, fillUnits, planNow, questions } from './form.ts'
import { conduct } from './frame.ts'
import { countLost } from './losses.ts'
import { dropPlaces } from './places.ts'
import type { Place } from './places.ts'
import { step } from './progress.ts'
import type { Verdict } from './progress.ts'
import { rank } from './ranks.ts'
import { admin, makePeople } from './scene.ts'
import { table } from './table.ts'

const people = makePeople(process.argv.includes('--quick') ? 300 : 5000)
const world: World = { limit: null, latency: 0 }
const rate = 1_000_000
const manyInFlight = 32
const greetingsPerSecond = 200
/** A round opens at the next minute. */
const patience = 180_000

const kinds = ['named', 'anonymous', 'peer'] as const
type Kind = (typeof kinds)[number]

interface Measured {
  engine: Place['engine']
  kind: Kind
  /** Presses that were answered in a second. */
  perSecond: number
  /** Of each press, milliseconds to its answer. */
  times: number[]
  /** Milliseconds of processor time of the bot's own process for each press. */
  processor: number
  /** People who lack an answer. */
  lost: number
}

await conduct<Measured>({
  async measure(make, keep) {
    for (const kind of kinds) {
      const place = await make([...people, admin])
      step(`${place.engine}, ${nameOf(kind)}: ${people.length} people`)
      keep([await measure(place, kind)])
      await dropPlaces()
    }
  },
  heading: `${people.length} people answer ${questions.length} questions at once; milliseconds from a press to its answer:`,
  report,
  verdicts,
})

async function measure(place: Place, kind: Kind): Promise<Measured> {
  await fillUnits(place)
  if (kind !== 'peer') await planNow(place, kind === 'anonymous')
  const contestant = kind === 'peer' ? await startForm(place, world) : await startRembuk(place, world, rate)
  const { standIn } = contestant
  await standIn.gather({ people, labels: choices.map((some) => some.map(({ label }) => label)) })
  // Rembuk asks by the clock.
  if (kind === 'peer') await contestant.announce(people, manyInFlight)
  else await greet(contestant)
  await progress(contestant, ({ asked }) => asked, people.length)
  const used = await contestant.processor()
  await standIn.begin()
  await progress(contestant, ({ times }) => times.length, people.length * questions.length)
  const processor = (await contestant.processor()) - used
  const { times, lasted } = await standIn.note()
  await contestant.stop()
  return {
    engine: place.engine,
    kind,
    perSecond: times.length / (lasted / 1000),
    times,
    processor: processor / times.length,
    lost: await countLost(place, kind, people),
  }
}

/** Everyone has talked with the bot before: their chats show their menus. */
async function greet({ standIn }: Contestant) {
  await standIn.talk(people, ['/menu'], greetingsPerSecond)
  await pause((people.length / greetingsPerSecond) * 1000 + 1000)
  await standIn.hush()
  while ((await standIn.record()).unanswered.length > 0) await pause(500)
}

/** Resolves when all of it is there; throws when nothing more comes. */
async function progress(
  { standIn, name }: Contestant,
  read: (noted: Awaited<ReturnType<typeof standIn.note>>) => number,
  whole: number,
) {
  let [before, since] = [0, performance.now()]
  for (;;) {
    const now = read(await standIn.note())
    if (now === whole) return
    if (now > before) [before, since] = [now, performance.now()]
    if (performance.now() - since > patience) throw new Error(`${name}: only ${now} of ${whole}`)
    await pause(500)
  }
}

function nameOf(kind: Kind): string {
  return kind === 'peer' ? 'telegraf' : `Rembuk, ${kind}`
}

function report(measured: Measured[]): string {
  const rows = measured.map((one) => {
    const peer = measured.find(({ engine, kind }) => engine === one.engine && kind === 'peer')
    const to = (value: number, of: number | undefined) => (of === undefined ? '' : `${(value / of).toFixed(2)}x`)
    return [
      `${one.engine}, ${nameOf(one.kind)}`,
      one.perSecond.toFixed(0),
      to(one.perSecond, peer?.perSecond),
      rank(one.times, 0.5).toFixed(0),
      rank(one.times, 0.95).toFixed(0),
      to(rank(one.times, 0.95), peer && rank(peer.times, 0.95)),
      one.processor.toFixed(2),
      to(one.processor, peer?.processor),
      String(one.lost),
    ]
  })
  const columns = ['updates/s', 'to peer', 'p50', 'p95', 'to peer', 'cpu ms/update', 'to peer', 'lost']
  return table([['', ...columns], ...rows])
}

function verdicts(measured: Measured[]): Verdict[] {
  return measured.flatMap(({ engine, kind, lost, times }) =>
    kind === 'peer'
      ? []
      : [
          {
            what: `${engine}, ${nameOf(kind)}: every answer of everyone is stored (${lost} lack one), each press is answered (${times.length})`,
            isSo: lost === 0 && times.length === people.length * questions.length,
          },
        ],
  )
}
