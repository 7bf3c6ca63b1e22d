// npm run bench:send: a broadcast and the answers beside it, Rembuk and the loops of two libraries in one run, against
// the same stand-in. docs/benchmarks.md says what the figures mean. --quick: with fewer people, for development.
import { startPeer, startRembuk } from './contestants.ts'
import type { World } from './contestants.ts'
import { end, sayNoServer } from './frame.ts'
import { measureLimited, measureUnlimited } from './measure.ts'
import type { Limited } from './measure.ts'
import { makeEmbedded, makeServed } from './places.ts'
import type { Place } from './places.ts'
import { step, tell, tellVerdicts } from './progress.ts'
import { limitedTable, unlimitedTable, verdicts } from './report.ts'
import type { Result } from './report.ts'
import { admin, makePeople } from './scene.ts'

const isQuick = process.argv.includes('--quick')
/** A sequential loop sends about 16 a second at this latency: 3,000 would take three minutes. */
const size = isQuick
  ? { people: 80, loopPeople: 24, rounds: 1, warmUp: 500, idle: 2000, rest: 500 }
  : { people: 3000, loopPeople: 300, rounds: 3, warmUp: 3000, idle: 16_000, rest: 2000 }
const telegram: World = { limit: 30, latency: 60 }
const rate = 29
const boundless: World = { limit: null, latency: 0 }
const boundlessRate = 1_000_000
const manyInFlight = 32
const fewInFlight = 3

const people = makePeople(size.people)
const places: Place[] = []
let isEnding = false

process.once('SIGINT', () => interrupt(130))
process.once('SIGTERM', () => interrupt(143))

function interrupt(code: number) {
  isEnding = true
  void end(code)
}

try {
  step('Databases are made')
  places.push(await makeEmbedded([...people, admin]))
  const served = await makeServed([...people, admin])
  if (served === undefined) sayNoServer()
  else places.push(served)

  const limited = await runLimited()
  const { limit, latency } = telegram
  tell(`\nAt most ${limit} messages in any 1000 ms, ${latency} ms latency; 5 people a second talk with the bot:\n`)
  tell(limitedTable([...limited.rembuk, ...limited.loops]))
  const unlimited = await runUnlimited()
  tell(`\nWithout limit and latency, ${people.length} people, median of ${size.rounds}:\n`)
  tell(unlimitedTable(unlimited, [loopName('grammY', 1), loopName('grammY', manyInFlight)]))
  const isGood = tellVerdicts(verdicts(limited.rembuk))
  if (isQuick) tell('With --quick, too few people for a verdict that counts.')
  step('Done')
  await end(isGood ? 0 : 1)
} catch (error) {
  // What is interrupted fails as well: nobody wants to read of that.
  if (!isEnding) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    await end(1)
  }
}

/** One after the other, for they share the processor. */
async function runLimited(): Promise<{ rembuk: Limited[]; loops: Limited[] }> {
  const rembuk: Limited[] = []
  for (const place of places) {
    step(`Rembuk on ${place.engine}: ${people.length} people at ${rate}/s while others talk`)
    const contestant = await startRembuk(place, telegram, rate)
    rembuk.push(await measureLimited(contestant, people, 1, size))
    await contestant.stop()
  }
  const loops: Limited[] = []
  const few = people.slice(0, size.loopPeople)
  for (const name of ['grammY', 'telegraf'] as const) {
    step(`The loop with ${name}: ${few.length} people while others talk`)
    const contestant = await startPeer(name, telegram)
    loops.push({ ...(await measureLimited(contestant, few, 1, size)), name: `${name} loop` })
    if (name === 'grammY') {
      step(`The same with ${fewInFlight} in flight, the most that grammY's guide advises`)
      const wide = await measureLimited(contestant, few, fewInFlight, { ...size, idle: 0 })
      loops.push({ ...wide, name: `${name}, ${fewInFlight} in flight`, idle: loops.at(-1)?.idle ?? wide.idle })
    }
    await contestant.stop()
  }
  return { rembuk, loops }
}

function loopName(library: string, inFlight: number) {
  return `${library} loop, ${inFlight} in flight`
}

/** In turns, so that what else the machine does meets all of them alike; the median leaves out the first, cold round. */
async function runUnlimited(): Promise<Result[]> {
  step(`Without limit: ${people.length} people, ${size.rounds} rounds`)
  const rembuks = await Promise.all(places.map((place) => startRembuk(place, boundless, boundlessRate)))
  const loops = await Promise.all([startPeer('grammY', boundless), startPeer('telegraf', boundless)])
  const runs = [
    ...rembuks.map((contestant) => ({ contestant, name: contestant.name, inFlight: 1 })),
    ...loops.flatMap((contestant) =>
      [1, manyInFlight].map((inFlight) => ({
        contestant,
        name: loopName(contestant.name, inFlight),
        inFlight,
      })),
    ),
  ].map((run) => ({
    ...run,
    isDurable: rembuks.includes(run.contestant),
    rounds: new Array<Result['rounds'][number]>(),
  }))
  for (let round = 0; round < size.rounds; round++)
    for (const { contestant, inFlight, rounds } of runs)
      rounds.push(await measureUnlimited(contestant, people, inFlight))
  await Promise.all([...rembuks, ...loops].map((contestant) => contestant.stop()))
  return runs
}
