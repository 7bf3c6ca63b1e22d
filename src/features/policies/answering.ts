import { z } from 'zod'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { dialog, words } from '../../platform/dialog/dialog.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { listOfficers, spoken } from '../../shared/people/admins.ts'
import { quietOf } from '../../shared/people/quiet.ts'
import { showQuestions } from './questionLists.ts'
import { answer, publicize, questionSubjectOf, takeQuestion } from './questions.ts'
import type { Placed } from './questions.ts'
import { answeredView, answerView } from './questionViews.ts'
import type { publicizeButton, replyButton, unpublishButton } from './questionViews.ts'
import { placeOf } from '../../shared/policies/places.ts'

const Opening = z.object({ question: z.string() })
const readAnswer = words(1, 2000)

/** The answer to a question, asked for below it. */
export const answering = dialog({
  name: 'policies.answering',
  title: 'policies:answering',
  right: 'planner',
  apart: true,
  opening: Opening,
  answers: z.object({ text: z.string() }),
  steps: [
    {
      key: 'text',
      async ask(turn, _, { question: id }) {
        const question = await takeQuestion(turn.db, BigInt(id))
        return turn.t('policies:askAnswer', { text: question.text ?? '', ...placeOf(turn.voice, question.paragraph) })
      },
      read: readAnswer,
    },
  ],
  async done(turn, { text }, { question }) {
    if (text === undefined) throw new Refusal('platform:dialogGone')
    // Another planner may have been faster: then this is over, too.
    if ((await takeQuestion(turn.db, BigInt(question))).answer === null) return answerIt(turn, BigInt(question), text)
    turn.answer({ text: turn.t('policies:answeredAlready') })
  },
})

/** The question in words for everyone, which makes its answer public. */
export const publicizing = dialog({
  name: 'policies.publicizing',
  title: 'policies:publicizing',
  right: 'planner',
  apart: true,
  opening: Opening,
  answers: z.object({ text: z.string() }),
  steps: [
    {
      key: 'text',
      async ask(turn, _, { question: id }) {
        const question = await takeQuestion(turn.db, BigInt(id))
        return turn.t('policies:askPublic', {
          answer: question.answer ?? '',
          ...placeOf(turn.voice, question.paragraph),
        })
      },
      read: words(5, 500),
    },
  ],
  async done(turn, { text }, { question }) {
    if (text === undefined) throw new Refusal('platform:dialogGone')
    const by = turn.who.telegramId
    const published = await publicize(turn.db, { id: BigInt(question), by, text }, turn.now)
    turn.answer({ text: turn.t('policies:publicized', placeOf(turn.voice, published.paragraph)) })
  },
})

/** "Jawab": by the button, or by a reply to the question's message. */
export function onReply(kind: typeof replyButton): Press {
  return press(
    kind,
    'planner',
    async (turn, { question }) => {
      const { answer: known } = await takeQuestion(turn.db, question)
      if (known !== null) throw new Refusal('policies:answeredAlready')
      await turn.open(answering, { question: String(question) })
    },
    async (turn, { question }, message) => answerIt(turn, question, readAnswer(turn, message)),
  )
}

/** "Terbitkan ke tanya jawab". */
export function onPublicize(kind: typeof publicizeButton): Press {
  return press(
    kind,
    'planner',
    async (turn, { question }) => {
      const { answer: text, publicAt } = await takeQuestion(turn.db, question)
      if (text === null) throw new Refusal('policies:answerFirst')
      if (publicAt !== null) throw new Refusal('policies:publicAlready')
      await turn.open(publicizing, { question: String(question) })
    },
    // Its message is of a question that is answered.
    () => Promise.reject(new Refusal('policies:answeredAlready')),
  )
}

/** Takes an answer out of what is public. */
export function onUnpublish(kind: typeof unpublishButton): Press {
  return press(kind, 'planner', async (turn, { question: id }) => {
    const by = turn.who.telegramId
    const question = await publicize(turn.db, { id, by, text: null }, turn.now)
    await showQuestions(turn, question.paragraph.version.policyId, 0)
  })
}

/** Keeps an answer, tells who asked, and shows every planner who has the question that it is answered. */
async function answerIt(turn: Turn, id: bigint, text: string) {
  const { db, now, settings } = turn
  const { question, asker } = await answer(db, { id, by: turn.who.telegramId, text }, now)
  if (asker !== null)
    await turn.post({
      lane: 'notice',
      chatId: asker.telegramId,
      method: 'sendMessage',
      payload: parameters(answerView(turn.voiceIn(spoken(asker.language)), question)),
      subject: questionSubjectOf(id),
      quiet: await quietOf(db, asker.telegramId, settings),
    })
  await showAnswered(turn, question)
  // Whoever else was about to answer it, by the button, need not any more.
  await db.dialog.deleteMany({ where: { name: answering.name, opening: { equals: { question: String(id) } } } })
  turn.wake('outbox')
  turn.answer({
    ...answeredView(turn.voice, question),
    text: turn.t(asker === null ? 'policies:answerKept' : 'policies:answerSent'),
  })
}

/** In the place of the question, at every planner who got it. */
async function showAnswered(turn: Turn, question: Placed) {
  const { db, settings } = turn
  const subject = questionSubjectOf(question.id)
  const messages = await db.message.findMany({
    where: { subject, dedupeKey: { startsWith: `${subject}:` } },
    select: { id: true, chatId: true },
  })
  const officers = await listOfficers(db, ['planner', 'admin'], settings.adminIds)
  for (const { id: targetId, chatId } of messages) {
    const language = officers.find(({ telegramId }) => telegramId === chatId)?.language ?? 'id'
    const payload = parameters(answeredView(turn.voiceIn(language), question))
    await turn.post({ lane: 'notice', chatId, method: 'editMessageText', targetId, payload, subject })
  }
}
