import type { InlineKeyboardButton } from '@grammyjs/types'
import type { Forum } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Voice } from '../../../platform/texts.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { forumButton } from '../buttons.ts'
import { demandForum } from '../forums.ts'
import { participantIn } from '../participants.ts'
import { keepQuiet } from '../taking/quiet.ts'
import { askButton, questionsButton, upvoteButton } from './buttons.ts'
import { demandRunning, runningHall } from './halls.ts'
import { listQuestions, ownQuestions } from './questions.ts'
import type { Listed } from './questions.ts'
import { support } from './supporting.ts'

const perPage = 5

/** What is asked in the hall, for everybody who may see the forum. */
export const onQuestions = press(questionsButton, 'all', async (turn, { forum: id, page }) => {
  const forum = await demandForum(turn, id)
  keepQuiet(turn, forum)
  turn.replace(await questionsView(turn, forum, page))
})

export const onUpvote = press(upvoteButton, 'member', async (turn, { question: id, page }) => {
  const question = await turn.db.forumQuestion.findUnique({ where: { id }, select: { forumId: true } })
  if (question === null) throw new Refusal('platform:buttonOld')
  const forum = await demandForum(turn, question.forumId)
  await demandRunning(turn.db, forum, turn.now)
  keepQuiet(turn, forum)
  await support(turn, forum, id, { toggles: true })
  turn.replace(await questionsView(turn, forum, page))
})

async function questionsView(turn: Turn, forum: Forum, wanted: number): Promise<View> {
  const { db, voice, settings, who } = turn
  const own = new Set((await ownQuestions(db, settings, forum, who.telegramId)).map(({ id }) => id))
  // What the facilitator has not let through is read by who asked it.
  const all = (await listQuestions(db, forum.id)).filter(({ id, state }) => state !== 'waiting' || own.has(id))
  const pages = Math.max(1, Math.ceil(all.length / perPage))
  const { page, turning } = leaf(voice, { wanted, pages }, (to, label) =>
    questionsButton.with(label, { forum: forum.id, page: to }),
  )
  const shown = all.slice(page * perPage, (page + 1) * perPage)
  const codes = await codesOf(turn, shown)
  const supported = await supportedBy(turn, forum)
  const runs = (await runningHall(db, forum, turn.now)) !== null
  const row = shown.flatMap((one, n): InlineKeyboardButton[] => {
    if (!runs || (one.state !== 'open' && one.state !== 'waiting')) return []
    const label = supported.has(one.id) ? 'forums:unsupport' : 'forums:support'
    return [upvoteButton.with(voice.label(label, { number: page * perPage + n + 1 }), { question: one.id, page })]
  })
  return {
    text: joinHtml([
      voice.t(all.length === 0 ? 'forums:questionsNone' : 'forums:questionsTitle', { title: forum.title }),
      ...shown.map((one, n) =>
        lineOf(voice, one, { number: page * perPage + n + 1, isOwn: own.has(one.id), code: codes.get(one.id) }),
      ),
      row.length === 0 ? undefined : voice.t('forums:questionsHow'),
    ]),
    buttons: [
      ...(row.length === 0 ? [] : [row]),
      ...turning,
      ...(runs ? [[askButton.with(voice.label('forums:ask'), { forum: forum.id })]] : []),
      [
        questionsButton.with(voice.label('forums:refresh'), { forum: forum.id, page }),
        forumButton.with(voice.label('forums:about'), { forum: forum.id }),
      ],
    ],
  }
}

/** A question with what became of it; the code of a ticket is shown to who asked, for it is theirs. */
function lineOf(
  voice: Voice,
  { text, state, answer, upvotes: count }: Listed,
  { number, isOwn, code }: { number: number; isOwn: boolean; code: string | undefined },
): Html {
  const became =
    state === 'answered'
      ? answer === null
        ? voice.t('forums:questionAnswered')
        : voice.t('forums:questionAnswer', { answer })
      : state === 'ticket'
        ? isOwn && code !== undefined
          ? voice.t('forums:questionOwnTicket', { code })
          : voice.t('forums:questionTicket')
        : undefined
  const lines = [
    voice.t('forums:questionLine', { number, text }),
    joinHtml([voice.t('forums:questionCount', { count }), isOwn ? voice.t('forums:questionOwn') : undefined], ' · '),
    became,
  ]
  return joinHtml(lines, '\n')
}

async function codesOf(turn: Turn, shown: Listed[]): Promise<Map<bigint, string>> {
  const ids = shown.flatMap(({ ticketId }) => ticketId ?? [])
  const tickets = await turn.db.ticket.findMany({
    where: { id: { in: ids } },
    select: { id: true, year: true, number: true },
  })
  return new Map(
    shown.flatMap(({ id, ticketId }) => {
      const ticket = tickets.find((one) => one.id === ticketId)
      return ticket === undefined ? [] : [[id, codeOf(ticket)]]
    }),
  )
}

async function supportedBy({ db, settings, who }: Turn, forum: Forum): Promise<Set<bigint>> {
  // Without the key nobody takes part in an anonymous one; of who has not said who they are nothing is stored.
  if (who.stranger || (!forum.isNamed && settings.sealing === null)) return new Set()
  const participant = await participantIn(db, settings, forum, who.telegramId)
  if (participant === null) return new Set()
  const where = { participantId: participant.id }
  return new Set((await db.forumUpvote.findMany({ where })).map(({ questionId }) => questionId))
}
