import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Voice } from '../../../platform/texts.ts'
import { record } from '../../../shared/audit/record.ts'
import { newsFor } from '../../../shared/tickets/telling.ts'
import { demandForum } from '../forums.ts'
import { deedButton, questionsButton } from './buttons.ts'
import { takeQuestion } from './questions.ts'
import type { Taken } from './questions.ts'
import { showQueue } from './queue.ts'
import { declineReasons, declineText } from './words.ts'

const Opening = z.object({ question: z.string() })
const longestNote = 500
const longestReason = 300
/** What becomes of a question in the hall; a rejected one keeps its reason where others have their answer. */
type Decision = { state: 'answered'; answer: string | null } | { state: 'rejected'; answer: string }

export const onDeed = press(deedButton, 'planner', async (turn, { question: id, deed }) => {
  const question = await takeOpen(turn, id)
  if (question === null) return
  const { number, forumId } = question
  switch (deed) {
    case 'answered':
      return decide(turn, question, { state: 'answered', answer: null })
    case 'note':
      return turn.open(answering, { question: String(id) })
    case 'reject':
      return turn.open(declining, { question: String(id) })
    case 'show':
      await turn.db.forumQuestion.update({ where: { id }, data: { state: 'open' } })
      return showQueue(turn, forumId, { lead: turn.t('forums:shownOnPage', { number }) })
  }
})

/** The answer in a few words, for the minutes and for who asked. */
export const answering = dialog({
  name: 'forums.answering',
  title: 'forums:answering',
  right: 'planner',
  apart: true,
  opening: Opening,
  answers: z.object({ answer: z.string() }),
  steps: [
    {
      key: 'answer',
      ask: async (turn, _sofar, { question }) =>
        turn.t('forums:askAnswer', { text: await textOf(turn, question), max: longestNote }),
      read: words(2, longestNote),
    },
  ],
  async done(turn, { answer }, { question: id }) {
    const question = await takeOpen(turn, BigInt(id))
    if (answer === undefined) throw new Refusal('platform:dialogGone')
    if (question !== null) await decide(turn, question, { state: 'answered', answer })
  },
})

/** Why a question is not taken up, as who asked reads it. */
export const declining = dialog({
  name: 'forums.declining',
  title: 'forums:declining',
  right: 'planner',
  apart: true,
  opening: Opening,
  answers: z.object({ reason: z.string() }),
  steps: [
    {
      key: 'reason',
      ask: async (turn, _sofar, { question }) =>
        turn.t('forums:askDecline', { text: await textOf(turn, question), max: longestReason }),
      options: (turn) => Object.entries(declineReasons).map(([id, key]) => [{ id, label: turn.label(key), value: id }]),
      read: words(5, longestReason),
    },
  ],
  async done(turn, { reason }, { question: id }) {
    const question = await takeOpen(turn, BigInt(id))
    if (reason === undefined) throw new Refusal('platform:dialogGone')
    if (question !== null) await decide(turn, question, { state: 'rejected', answer: reason })
  },
})

async function decide(turn: Turn, { forum, ...question }: Taken, { state, answer }: Decision): Promise<void> {
  const { db, now, who } = turn
  const { id, number, text } = question
  await db.forumQuestion.update({ where: { id }, data: { state, answer, answeredAt: now } })
  if (state === 'rejected')
    await record(db, who.telegramId, { action: 'rejectedQuestion', object: `question:${id}` }, now)
  const view = ({ t, label }: Voice): View => ({
    text:
      state === 'rejected'
        ? t('forums:toldRejected', { title: forum.title, text, reason: declineText(label, answer) })
        : answer === null
          ? t('forums:toldAnswered', { title: forum.title, text })
          : t('forums:toldAnswer', { title: forum.title, text, answer }),
    buttons: [[questionsButton.with(label('forums:questions'), { forum: forum.id, page: 0 })]],
  })
  for (const envelope of await newsFor(db, question, view, turn)) await turn.post(envelope)
  turn.wake('outbox')
  const lead = turn.t(state === 'rejected' ? 'forums:doneRejected' : 'forums:doneAnswered', { number })
  await showQueue(turn, forum.id, { lead })
}

/** A question that can still be decided on; null: it was decided meanwhile, which is said, and the others are shown. */
async function takeOpen(turn: Turn, id: bigint): Promise<Taken | null> {
  const question = await takeQuestion(turn.db, id)
  if (question === null) throw new Refusal('platform:buttonOld')
  await demandForum(turn, question.forumId)
  if (question.state === 'open' || question.state === 'waiting') return question
  turn.alert('forums:questionOver')
  await showQueue(turn, question.forumId)
  return null
}

async function textOf(turn: Turn, question: string): Promise<string> {
  const found = await turn.db.forumQuestion.findUnique({ where: { id: BigInt(question) }, select: { text: true } })
  if (found === null) throw new Refusal('platform:dialogGone')
  return found.text
}
