import { setTimeout as pause } from 'node:timers/promises'
import type { Contestant } from './contestants.ts'
import { rank } from './ranks.ts'
import { commands } from './scene.ts'
import type { Recorded } from './telegram.ts'

/** Percentiles of milliseconds. */
export interface Times {
  count: number
  p50: number
  p95: number
}

/** A broadcast under Telegram's limit while people talk with the bot. */
export interface Limited {
  name: string
  people: number
  /** Answers of 429. */
  refused: number
  /** New messages of every kind that were accepted, while the broadcast lasted. */
  perSecond: number
  idle: Times
  load: Times
  /** Milliseconds of processor time of the bot's process for each accepted message, answers included. */
  processor: number
  /** People who did not get it exactly once, and what was said and not answered. */
  missed: number
  unanswered: number
}

/** A broadcast as fast as it goes. */
export interface Unlimited {
  perSecond: number
  /** Milliseconds of processor time of the bot's process for each message. */
  processor: number
}

/** How long to listen to the answers, in milliseconds: first not at all, then alone, and for the last answers. */
export interface Listening {
  warmUp: number
  idle: number
  rest: number
}

const talkPerSecond = 5

/** Measures the answers during a broadcast, then alone: by then everything is warm, and idle is as quick as it gets. */
export async function measureLimited(
  contestant: Contestant,
  people: number[],
  inFlight: number,
  { warmUp, idle, rest }: Listening,
): Promise<Limited> {
  const { standIn } = contestant
  await standIn.talk(people, commands, talkPerSecond)
  await pause(warmUp)
  await standIn.record()
  const used = await contestant.processor()
  await contestant.announce(people, inFlight)
  await pause(rest)
  const processor = (await contestant.processor()) - used
  const during = await standIn.record()
  await pause(idle)
  const after = await standIn.record()
  await standIn.hush()
  await pause(rest)

  const { first, last } = span(during)
  const accepted = during.calls.filter((call) => call.accepted && call.isNew)
  const within = accepted.filter(({ at }) => at >= first && at <= last)
  return {
    name: contestant.name,
    people: people.length,
    refused: during.calls.filter((call) => !call.accepted).length,
    perSecond: (within.length - 1) / ((last - first) / 1000),
    idle: times(after.answers.map(({ milliseconds }) => milliseconds)),
    load: times(
      during.answers.filter(({ asked }) => asked >= first && asked <= last).map(({ milliseconds }) => milliseconds),
    ),
    processor: processor / accepted.length,
    missed: missed(during, people),
    unanswered: during.unanswered.filter((asked) => asked <= last).length,
  }
}

/** One broadcast, from the first to the last message that arrives; nobody talks. */
export async function measureUnlimited(contestant: Contestant, people: number[], inFlight: number): Promise<Unlimited> {
  await contestant.standIn.record()
  const used = await contestant.processor()
  await contestant.announce(people, inFlight)
  const processor = (await contestant.processor()) - used
  const recorded = await contestant.standIn.record()
  const { first, last } = span(recorded)
  if (missed(recorded, people) > 0) throw new Error(`${contestant.name} did not send to everyone once`)
  return { perSecond: (people.length - 1) / ((last - first) / 1000), processor: processor / people.length }
}

function span({ calls }: Recorded) {
  const announced = calls.filter((call) => call.announced && call.accepted)
  return { first: announced[0]?.at ?? 0, last: announced.at(-1)?.at ?? 0 }
}

function missed({ calls }: Recorded, people: number[]): number {
  const received = new Map<number, number>()
  for (const { announced, accepted, person } of calls)
    if (announced && accepted) received.set(person, (received.get(person) ?? 0) + 1)
  return people.filter((person) => received.get(person) !== 1).length
}

function times(milliseconds: number[]): Times {
  return { count: milliseconds.length, p50: rank(milliseconds, 0.5), p95: rank(milliseconds, 0.95) }
}
