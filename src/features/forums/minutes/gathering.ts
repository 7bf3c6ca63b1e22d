import type { Forum } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { aboutOf } from '../about.ts'
import type { About } from '../about.ts'
import { turnout } from '../participants.ts'

/** A question of the hall, with what became of it. */
export interface AskedQuestion {
  text: string
  upvotes: number
  state: 'open' | 'answered' | 'ticket'
  answer: string | null
  /** The name of the ticket that it became. */
  ticket: string | null
}

/** What was promised, by whom and until which day, as far as it was said. */
export interface GivenPromise {
  text: string
  keeper: string | null
  dueOn: Date | null
}

/** What minutes tell of a forum beside its findings. */
export interface Proceedings {
  forum: Forum
  /** The policy it was about, with its paragraphs. */
  about: About | null
  /** Everyone who joined; and those who voted, with the votes that count. */
  joined: number
  people: number
  votes: number
  statements: { accepted: number; rejected: number; merged: number; waiting: number }
  /** All that were shown, in their order. */
  shown: { number: number; text: string }[]
  /** Those most people wanted to have answered first. */
  questions: AskedQuestion[]
  /** How many questions were not taken up. */
  declined: number
  promises: GivenPromise[]
}

/** Reads what happened in a forum, without anything about single people. */
export async function gather(db: Db, forum: Forum): Promise<Proceedings> {
  const { id: forumId } = forum
  const states = await db.forumStatement.groupBy({ by: ['state'], where: { forumId }, _count: true })
  const counts = new Map<string, number>(states.map(({ state, _count }) => [state, _count]))
  const count = (state: string) => counts.get(state) ?? 0
  const questions = await db.forumQuestion.findMany({
    where: { forumId, state: { in: ['open', 'answered', 'ticket'] } },
    select: {
      text: true,
      state: true,
      answer: true,
      ticket: { select: { year: true, number: true } },
      _count: { select: { upvotes: true } },
    },
    orderBy: [{ upvotes: { _count: 'desc' } }, { number: 'asc' }],
  })
  return {
    forum,
    about: await aboutOf(db, forum),
    joined: await db.forumParticipant.count({ where: { forumId } }),
    ...(await turnout(db, forumId)),
    statements: {
      accepted: count('accepted'),
      rejected: count('rejected'),
      merged: count('merged'),
      waiting: count('waiting'),
    },
    shown: await db.forumStatement.findMany({
      where: { forumId, state: 'accepted' },
      select: { number: true, text: true },
      orderBy: { number: 'asc' },
    }),
    declined: await db.forumQuestion.count({ where: { forumId, state: 'rejected' } }),
    questions: questions.flatMap(({ text, state, answer, ticket, _count }) =>
      state === 'open' || state === 'answered' || state === 'ticket'
        ? [{ text, upvotes: _count.upvotes, state, answer, ticket: ticket && codeOf(ticket) }]
        : [],
    ),
    promises: await db.forumPromise.findMany({
      where: { forumId },
      select: { text: true, keeper: true, dueOn: true },
      orderBy: { id: 'asc' },
    }),
  }
}
