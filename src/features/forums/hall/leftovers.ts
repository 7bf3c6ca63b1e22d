import { z } from 'zod'
import type { Forum, ForumHall } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import { post } from '../../../platform/outbox/outbox.ts'
import type { Posted } from '../../../platform/outbox/outbox.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { Work } from '../../../platform/work.ts'
import { quietOf } from '../../../shared/people/quiet.ts'
import { accountOf } from '../../../shared/tickets/authors.ts'
import { ticketButton } from '../../../shared/tickets/buttons.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { plannersOf } from '../../../shared/tickets/officers.ts'
import { submit } from '../../../shared/tickets/submission.ts'
import { newsFor, noticeTo } from '../../../shared/tickets/telling.ts'
import { takeQuestion, undecided } from './questions.ts'

/** So many tickets are named to planners; the others they find in their queue. */
const mostNamed = 20

/**
 * Makes tickets of the questions that an ended hall left open, each in a transaction of its own: whoever asked is told, and
 * planners once of all. Taken up again it goes on with what is still open.
 */
export const ticketing = task({
  name: 'forums.ticketing',
  payload: z.object({ forumId: z.string() }),
  async run(work, { forumId: id }, signal) {
    const db = work.database.client
    const forumId = BigInt(id)
    const where = { forumId, state: { in: [...undecided] } }
    const left = await db.forumQuestion.findMany({ where, orderBy: { number: 'asc' }, select: { id: true } })
    const faults: unknown[] = []
    for (const question of left) {
      signal.throwIfAborted()
      await db
        .$transaction((tx) => makeTicket(work, tx, question.id, work.clock.now()))
        .then(work.handOver, (error: unknown) => void faults.push(error))
    }
    if (faults.length > 0) throw new AggregateError(faults, 'Not all questions became tickets')
    return (tx, now) => tellPlanners(work, tx, forumId, now)
  },
  // What is left is taken up again: ending.ts.
  failed: () => async () => [],
})

/** Makes a ticket of a question that is still open, and tells who asked it; of nobody's question, too, it is one. */
async function makeTicket(work: Work, tx: Db, questionId: bigint, now: Date): Promise<Posted[]> {
  const { settings, voice: voiceIn } = work
  const question = await takeQuestion(tx, questionId)
  if (question === null || (question.state !== 'open' && question.state !== 'waiting')) return []
  const { forum, text, isFlagged } = question
  // Officers read it in the city's language, as who asked wrote it, with where that was.
  const context = voiceIn('id').label('forums:ticketContext', { title: forum.title })
  const { ticket, secret } = await submit(
    tx,
    {
      telegramId: await accountOf(tx, settings, question),
      isAnonymous: !forum.isNamed,
      kind: 'question',
      text: `${text}\n\n${context}`,
      isFlagged,
    },
    settings,
    now,
  )
  await tx.forumQuestion.update({ where: { id: questionId }, data: { state: 'ticket', ticketId: ticket.id } })
  const view = (voice: Voice): View => {
    const values = { title: forum.title, text, code: codeOf(ticket), secret }
    const { limitDays: count, dueAt } = ticket
    return {
      text: joinHtml([
        voice.t('forums:toldTicket', values),
        voice.t('forums:toldTicketSecret', values),
        dueAt === null ? undefined : voice.t('forums:toldTicketDue', { count, due: dueAt }),
      ]),
      buttons: [[ticketButton.with(voice.label('forums:openTicket'), { ticket: ticket.id })]],
    }
  }
  const news = await newsFor(tx, question, view, { settings, voiceIn })
  // No row of it stays: it would say whose ticket it is, and the six letters.
  return post(
    tx,
    news.map((envelope) => ({ ...envelope, fleeting: true })),
    now,
  )
}

/** Tells planners once which tickets a hall left. */
async function tellPlanners({ settings, voice }: Work, tx: Db, forumId: bigint, now: Date): Promise<Posted[]> {
  const hall = await tx.forumHall.findUnique({ where: { forumId }, include: { forum: true } })
  const left = await tx.forumQuestion.findMany({
    where: { forumId, state: 'ticket', ticket: { state: 'new' } },
    include: { ticket: true },
    orderBy: { number: 'asc' },
  })
  const tickets = left.flatMap(({ ticket }) => ticket ?? [])
  if (hall === null || tickets.length === 0) return []
  const posted: Posted[] = []
  for (const officer of await plannersOf(tx, settings)) {
    const view = leftView(voice(officer.language), hall, tickets)
    const quiet = (await quietOf(tx, officer.telegramId, settings)) ?? null
    const notice = noticeTo({ telegramId: officer.telegramId, quiet }, view, { fleeting: false })
    const dedupeKey = `hall:${forumId}:${hall.endedAt?.getTime() ?? 0}:${officer.id}`
    posted.push(...(await post(tx, [{ ...notice, dedupeKey }], now)))
  }
  return posted
}

function leftView(
  voice: Voice,
  { forum }: ForumHall & { forum: Forum },
  tickets: { id: bigint; year: number; number: number }[],
): View {
  return {
    text: voice.t('forums:plannersLeft', {
      title: forum.title,
      count: tickets.length,
      codes: tickets.slice(0, mostNamed).map(codeOf).join(', '),
    }),
    buttons: tickets
      .slice(0, 3)
      .map((ticket) => [
        ticketButton.with(voice.label('forums:openOne', { code: codeOf(ticket) }), { ticket: ticket.id }),
      ]),
  }
}
