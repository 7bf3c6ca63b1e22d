import { z } from 'zod'
import type { Shown } from './crowd.ts'

export const Voters = z.object({
  people: z.array(z.number()),
  /** On how many statements each of them votes. */
  votes: z.number(),
  /** After so many votes they go back and change the one before. */
  changeAfter: z.number(),
  /** What each of them says to be shown the forum. */
  says: z.string(),
})

/** What has been noted of a hall. */
export const Hall = z.object({
  /** People who may press "Ikut". */
  ready: z.number(),
  /** People who have pressed all they wanted, and have been answered. */
  done: z.number(),
  /** Of each press, the milliseconds until it was acknowledged. */
  acknowledged: z.array(z.number()),
  /** Of each vote, the milliseconds until the next statement was there. */
  answered: z.array(z.number()),
  /** Milliseconds from the first press to the last answer. */
  lasted: z.number(),
  /** Every vote that was pressed, in the order of each person. */
  pressed: z.array(z.object({ person: z.number(), statement: z.string(), value: z.number() })),
  /** Messages that each of them was sent while they voted: all but changes. */
  sent: z.number(),
})

/** Many people in a hall who vote, each pressing again as soon as the next statement is there. */
export interface Voting {
  gather(given: Omit<z.infer<typeof Voters>, 'says'>): void
  /** All of them join. */
  begin(): void
  /** Somebody is shown a message. */
  see(person: number, message: number, buttons: Shown[], isNew: boolean): void
  /** A press was acknowledged. */
  acknowledge(query: string): void
  note(): z.infer<typeof Hall>
}

interface Voter {
  join: { message: number; data: string } | null
  /** The press that waits for its answer. */
  pressed: { at: number; isVote: boolean } | null
  voted: number
  hasChanged: boolean
  isDone: boolean
}

const values = { y: 1, n: -1, s: 0 }
const Sign = z.enum(['y', 'n', 's'])

/** A hall of nobody; `press`: how one of them presses a button of a message, which gives the press's name. */
export function openVoting(
  press: (person: number, message: number, data: string) => string,
  now: () => number,
): Voting {
  const people = new Map<number, Voter>()
  const waiting = new Map<string, number>()
  let plan = { votes: 0, changeAfter: 0 }
  let acknowledged: number[] = []
  let answered: number[] = []
  let pressed: z.infer<typeof Hall>['pressed'] = []
  let sent = 0
  let began: number | null = null
  let ended = 0

  const push = (person: number, voter: Voter, message: number, data: string) => {
    const [name, , statement = '', sign] = data.split('|')
    const isVote = name === 'forum.vote'
    if (isVote) pressed.push({ person, statement, value: values[Sign.parse(sign)] })
    voter.pressed = { at: now(), isVote }
    waiting.set(press(person, message, data), now())
  }
  /** Each their own mixture, the same in every run. */
  const signOf = (person: number, { voted, hasChanged }: Voter) =>
    ['y', 'n', 's'][(person + voted + Number(hasChanged)) % 3]

  return {
    gather({ people: given, votes, changeAfter }) {
      plan = { votes, changeAfter }
      people.clear()
      waiting.clear()
      for (const person of given)
        people.set(person, { join: null, pressed: null, voted: 0, hasChanged: false, isDone: false })
      ;[acknowledged, answered, pressed, sent, began, ended] = [[], [], [], 0, null, 0]
    },
    begin() {
      began = now()
      for (const [person, voter] of people) if (voter.join) push(person, voter, voter.join.message, voter.join.data)
    },
    see(person, message, buttons, isNew) {
      const voter = people.get(person)
      if (voter === undefined) return
      const dataOf = (start: string, end = '') =>
        buttons.find(({ data }) => data.startsWith(`${start}|`) && data.endsWith(end))?.data
      if (began === null) {
        const join = dataOf('forum.join')
        if (join !== undefined) voter.join = { message, data: join }
        return
      }
      if (isNew) sent++
      if (voter.pressed === null) return
      if (voter.pressed.isVote) answered.push(now() - voter.pressed.at)
      voter.pressed = null
      ended = now()
      if (voter.voted === plan.changeAfter && !voter.hasChanged) {
        const back = dataOf('forum.back')
        if (back !== undefined) {
          voter.hasChanged = true
          voter.voted--
          return push(person, voter, message, back)
        }
      }
      const vote = dataOf('forum.vote', `|${signOf(person, voter)}`)
      if (voter.voted === plan.votes || vote === undefined) voter.isDone = true
      else {
        voter.voted++
        push(person, voter, message, vote)
      }
    },
    acknowledge(query) {
      const at = waiting.get(query)
      if (at !== undefined) acknowledged.push(now() - at)
      waiting.delete(query)
    },
    note: () => ({
      ready: [...people.values()].filter(({ join }) => join !== null).length,
      done: [...people.values()].filter(({ isDone }) => isDone).length,
      acknowledged,
      answered,
      lasted: began === null ? 0 : ended - began,
      pressed,
      sent,
    }),
  }
}
