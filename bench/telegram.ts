import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { startChild } from './child.ts'
import { Noted } from './crowd.ts'
import type { Crowded } from './crowd.ts'
import { admin } from './scene.ts'
import { Hall } from './voters.ts'
import type { Voters } from './voters.ts'

const Recorded = z.object({
  /** Messages and changes of messages that arrived, in milliseconds of the stand-in's clock. */
  calls: z.array(
    z.object({
      at: z.number(),
      person: z.number(),
      announced: z.boolean(),
      accepted: z.boolean(),
      /** A message, not a change of one. */
      isNew: z.boolean(),
    }),
  ),
  /** From what a person said to when the stand-in had taken the answer to it and said so. */
  answers: z.array(z.object({ asked: z.number(), milliseconds: z.number() })),
  /** When those said something who have no answer yet. */
  unanswered: z.array(z.number()),
})
/** What the stand-in has noted. */
export type Recorded = z.infer<typeof Recorded>

/** Telegram's stand-in, in a process of its own. */
export interface StandIn {
  root: string
  /** What the admin does, each step as soon as the bot has made it possible. */
  adminSays(text: string): Promise<void>
  adminPresses(label: string): Promise<void>
  adminSees(words: string, milliseconds: number): Promise<void>
  /** These people say these words in turn, so many a second, until hush. */
  talk(people: number[], words: string[], perSecond: number): Promise<void>
  hush(): Promise<void>
  /** What was noted since the last time this was asked. */
  record(): Promise<Recorded>
  /** These people answer the form that they are shown, from `begin` on. */
  gather(crowd: z.infer<typeof Crowded>): Promise<void>
  begin(): Promise<void>
  note(): Promise<z.infer<typeof Noted>>
  /** These people vote in a forum whose card they are shown, from `vote` on. */
  seat(voters: z.infer<typeof Voters>): Promise<void>
  vote(): Promise<void>
  hall(): Promise<z.infer<typeof Hall>>
  stop(): Promise<void>
}

const patience = 20_000
const interval = 50

/** Starts one; `limit`: messages that may arrive in any 1000 ms (null: any number), `latency`: milliseconds to an answer. */
export async function startStandIn(limits: { limit: number | null; latency: number }): Promise<StandIn> {
  const child = startChild(new URL('standIn.ts', import.meta.url), 'The stand-in')
  const { ask } = child
  const port = await ask('open', limits, z.number())
  const nothing = z.undefined()
  const until = async (what: string, isSo: () => Promise<boolean>, milliseconds: number) => {
    const last = performance.now() + milliseconds
    while (!(await isSo())) {
      if (performance.now() > last) throw new Error(`Not within ${milliseconds} ms: ${what}`)
      await pause(interval)
    }
  }
  return {
    root: `http://127.0.0.1:${port}`,
    adminSays: (text) => ask('say', { person: admin, text }, nothing),
    adminPresses: (label) => until(`a button "${label}"`, () => ask('press', label, z.boolean()), patience),
    adminSees: (words, milliseconds) => until(`"${words}"`, () => ask('isShown', words, z.boolean()), milliseconds),
    talk: (people, words, perSecond) => ask('talk', { people, words, perSecond }, nothing),
    hush: () => ask('hush', null, nothing),
    record: () => ask('record', null, Recorded),
    gather: (crowd) => ask('gather', crowd, nothing),
    begin: () => ask('begin', null, nothing),
    note: () => ask('note', null, Noted),
    seat: (voters) => ask('seat', voters, nothing),
    vote: () => ask('vote', null, nothing),
    hall: () => ask('hall', null, Hall),
    stop: () => child.stop(),
  }
}
