// npm run bench:send: a broadcast and the answers beside it, Rembuk and the loops of two libraries in one run, against
// the same stand-in. docs/benchmarks.md says what the figures mean. --quick: with fewer people, for development.
import { killChildren } from './child.ts'
import { startPeer, startRembuk } from './contestants.ts'
import type { Contestant, World } from './contestants.ts'
import { measureLimited, measureUnlimited } from './measure.ts'
import type { Limited, Unlimited } from './measure.ts'
import { makeEmbedded, makeServed } from './places.ts'
import type { Place } from './places.ts'
import { admin, makePeople } from './scene.ts'
import { table } from './table.ts'

const isQuick = process.argv.includes('--quick')
/** A sequential loop sends about 16 a second at this latency: 3,000 would take three minutes. */
const size = isQuick
  ? { people: 200, loopPeople: 80, idle: 6000, rounds: 1 }
  : { people: 3000, loopPeople: 450, idle: 20_000, rounds: 3 }
const telegram: World = { limit: 30, latency: 60 }
const rate = 29
const boundless: World = { limit: null, latency: 0 }
const boundlessRate = 1_000_000
const manyInFlight = 32
const fewInFlight = 3
const goal = { perSecond: 28, ratio: 2 }

const began = performance.now()
const people = makePeople(size.people)
const places: Place[] = []

const tell = (line: string) => void process.stdout.write(`${line}\n`)
const step = (line: string) => tell(`${String(Math.round((performance.now() - began) / 1000)).padStart(4)} s  ${line}`)

process.once('SIGINT', () => void end(130))
process.once('SIGTERM', () => void end(143))

async function end(code: number) {
  killChildren()
  for (const place of places) await place.drop()
  process.exit(code)
}

try {
  step('Databases are made')
  places.push(await makeEmbedded([...people, admin]))
  const served = await makeServed([...people, admin])
  if (served === undefined)
    step('PostgreSQL is skipped: none answers at TEST_DATABASE_URL, DATABASE_URL or 127.0.0.1:5432')
  else places.push(served)

  const limited = await runLimited()
  const unlimited = await runUnlimited()
  const passed = report(limited, unlimited)
  await end(passed ? 0 : 1)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  await end(1)
}

/** One after the other, for they share the processor. */
async function runLimited(): Promise<{ rembuk: Limited[]; loops: Limited[] }> {
  const rembuk: Limited[] = []
  for (const place of places) {
    step(`Rembuk on ${place.engine}: ${people.length} people at ${rate}/s while others talk`)
    const contestant = await startRembuk(place, telegram, rate)
    rembuk.push(await measureLimited(contestant, people, 1, size.idle))
    await contestant.stop()
  }
  const loops: Limited[] = []
  const few = people.slice(0, size.loopPeople)
  for (const name of ['grammY', 'telegraf'] as const) {
    step(`The loop with ${name}: ${few.length} people while others talk`)
    const contestant = await startPeer(name, telegram)
    loops.push({ ...(await measureLimited(contestant, few, 1, size.idle / 2)), name: `${name} loop` })
    if (name === 'grammY') {
      step(`The same with ${fewInFlight} in flight, the most that grammY's guide advises`)
      const wide = await measureLimited(contestant, few, fewInFlight, size.idle / 4)
      loops.push({ ...wide, name: `${name}, ${fewInFlight} in flight`, idle: loops.at(-1)?.idle ?? wide.idle })
    }
    await contestant.stop()
  }
  return { rembuk, loops }
}

interface Result {
  name: string
  isDurable: boolean
  rounds: Unlimited[]
}

/** In turns, so that what else the machine does meets all of them alike. */
async function runUnlimited(): Promise<Result[]> {
  step(`Without limit: ${people.length} people, ${size.rounds} rounds after one to warm up`)
  const rembuks: Contestant[] = []
  for (const place of places) rembuks.push(await startRembuk(place, boundless, boundlessRate))
  const grammy = await startPeer('grammY', boundless)
  const telegraf = await startPeer('telegraf', boundless)
  const runs = [
    ...rembuks.map((contestant) => ({ contestant, name: contestant.name, inFlight: 1 })),
    ...[grammy, telegraf].flatMap((contestant) =>
      [1, manyInFlight].map((inFlight) => ({
        contestant,
        name: `${contestant.name} loop, ${inFlight} in flight`,
        inFlight,
      })),
    ),
  ].map((run) => ({ ...run, isDurable: rembuks.includes(run.contestant), rounds: new Array<Unlimited>() }))
  for (let round = 0; round <= size.rounds; round++)
    for (const { contestant, inFlight, rounds } of runs) {
      const measured = await measureUnlimited(contestant, people, inFlight)
      if (round > 0) rounds.push(measured)
    }
  for (const contestant of [...rembuks, grammy, telegraf]) await contestant.stop()
  return runs
}

/** Prints the tables and what of it is asked for; true when all of that holds. */
function report({ rembuk, loops }: Awaited<ReturnType<typeof runLimited>>, unlimited: Result[]): boolean {
  const figure = (value: number, digits = 0) => value.toFixed(digits)
  const ratio = ({ idle, load }: Limited) => load.p95 / idle.p95
  tell(`\nAt most ${telegram.limit} messages in any 1000 ms, ${telegram.latency} ms latency, 5 people a second talk:\n`)
  tell(
    table([
      ['', 'people', '429', 'sends/s', 'idle p50', 'p95 ms', 'load p50', 'p95 ms', 'p95 ratio', 'processor ms/message'],
      ...[...rembuk, ...loops].map((one) => [
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
      ]),
    ]),
  )
  const middles = unlimited.map((run) => ({ ...run, ...middle(run.rounds) }))
  const peer = (name: string) => middles.find((run) => run.name === name)
  const against = peer('grammY loop, 1 in flight')
  const wide = peer(`grammY loop, ${manyInFlight} in flight`)
  const part = (value: number, of: number | undefined) => (of === undefined ? '' : `${figure(value / of, 2)}x`)
  tell(`Without limit and latency, ${people.length} people, median of ${size.rounds}:\n`)
  tell(
    table([
      ['', 'durable', 'messages/s', 'of grammY 1', `of grammY ${manyInFlight}`, 'processor ms/message', 'of grammY 1'],
      ...middles.map(({ name, isDurable, perSecond, processor }) => [
        name,
        isDurable ? 'yes' : 'no',
        figure(perSecond),
        part(perSecond, against?.perSecond),
        part(perSecond, wide?.perSecond),
        figure(processor, 3),
        part(processor, against?.processor),
      ]),
    ]),
  )
  let isPassed = true
  const judge = (what: string, isSo: boolean) => {
    isPassed &&= isSo
    tell(`${isSo ? 'PASS' : 'FAIL'}  ${what}`)
  }
  for (const one of rembuk) {
    judge(`${one.name}: no answer of 429 (${one.refused})`, one.refused === 0)
    judge(
      `${one.name}: at least ${goal.perSecond} sends/s (${figure(one.perSecond, 2)})`,
      one.perSecond >= goal.perSecond,
    )
    const times = `${figure(one.load.p95)} ms of ${one.load.count} under load, ${figure(one.idle.p95)} ms of ${one.idle.count} idle`
    judge(
      `${one.name}: answers' p95 at most ${goal.ratio}x idle (${figure(ratio(one), 2)}: ${times})`,
      ratio(one) <= goal.ratio,
    )
    judge(
      `${one.name}: everyone has it once, everyone is answered (${one.missed} not, ${one.unanswered} not)`,
      one.missed + one.unanswered === 0,
    )
  }
  tell(
    `\n${Math.round((performance.now() - began) / 1000)} s${isQuick ? '; --quick: too few people for a verdict' : ''}`,
  )
  return isPassed
}

/** The median of each figure. */
function middle(rounds: Unlimited[]): Unlimited {
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    processor: median(rounds.map(({ processor }) => processor)),
  }
}
