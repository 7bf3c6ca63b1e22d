import { Prisma } from '../../generated/prisma/client.ts'
import type { PolicyDraftState } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Fact, Portion } from '../../platform/feature.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { revise } from '../../platform/outbox/outbox.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import { spoken } from '../../shared/people/admins.ts'
import { said } from '../../shared/questionnaires/definition.ts'
import { answerText } from '../../shared/questionnaires/wording.ts'
import { endDraft } from './drafts.ts'
import { questionSubjectOf } from './questions.ts'
import { triesOf } from './quizzes.ts'

/** What somebody has read, answered, asked and published. */
export async function collectPolicies(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  const own = { person: { telegramId } }
  const version = { select: { title: true, number: true } }
  const placed = { select: { label: true, version } }
  const readings = await db.policyReading.findMany({ where: own, include: { version }, orderBy: { openedAt: 'asc' } })
  const tries = await triesOf(db, telegramId)
  const questions = await db.policyQuestion.findMany({
    where: own,
    include: { paragraph: placed },
    orderBy: { id: 'asc' },
  })
  const answers = await db.policyQuestion.findMany({ where: { answerer: { telegramId } }, orderBy: { id: 'asc' } })
  const versions = await db.policyVersion.findMany({ where: { author: { telegramId } }, orderBy: { id: 'asc' } })
  const drafts = await db.policyDraft.findMany({ where: { authorChat: telegramId }, orderBy: { id: 'asc' } })
  const fact = (name: string, key: TextKey, value: Fact['value']): Fact => ({ name, label: voice.label(key), value })
  const titled = ({ title, number }: { title: string; number: number }) => [
    fact('policy', 'policies:factPolicy', title),
    fact('version', 'policies:factVersion', number),
  ]
  return [
    portion(voice, 'policiesRead', 'policies:factsRead', readings, (one) => [
      ...titled(one.version),
      fact('openedAt', 'policies:factOpened', one.openedAt),
      fact('seen', 'policies:factSeen', one.seen.length),
      fact('readAt', 'policies:factReadAt', one.readAt),
      fact('passedAt', 'policies:factPassed', one.passedAt),
      fact('acknowledgedAt', 'policies:factAcknowledged', one.acknowledgedAt),
      fact('isCarried', 'policies:factCarried', one.isCarried),
    ]),
    portion(voice, 'quizTries', 'policies:factsTries', tries, (one) => [
      ...titled(one.policy),
      fact('question', 'policies:factQuestion', said(one.question.text, voice.language)),
      fact('answer', 'policies:factAnswer', answerText(voice, one.question, one.answer)),
      fact('isRight', 'policies:factRight', one.isRight),
      fact('triedAt', 'policies:factAt', one.triedAt),
    ]),
    portion(voice, 'policyQuestions', 'policies:factsQuestions', questions, (one) => [
      ...titled(one.paragraph.version),
      fact('paragraph', 'policies:factParagraph', one.paragraph.label),
      fact('question', 'policies:factQuestion', one.text),
      fact('askedAt', 'policies:factAt', one.askedAt),
      fact('answer', 'policies:factAnswer', one.answer),
      fact('answeredAt', 'policies:factAnswered', one.answeredAt),
    ]),
    portion(voice, 'policyAnswers', 'policies:factsAnswers', answers, (one) => [
      fact('answer', 'policies:factAnswer', one.answer),
      fact('answeredAt', 'policies:factAnswered', one.answeredAt),
    ]),
    portion(voice, 'policiesPublished', 'policies:factsPublished', versions, (one) => [
      ...titled(one),
      fact('publishedAt', 'policies:factAt', one.publishedAt),
    ]),
    portion(voice, 'policyDrafts', 'policies:factsDrafts', drafts, (one) => [
      fact('sent', 'policies:factAt', one.createdAt),
      { ...fact('state', 'policies:factState', one.state), words: voice.label(draftStateKey[one.state]) },
      fact('finishedAt', 'policies:factFinished', one.finishedAt),
    ]),
  ]
}

const draftStateKey: Record<PolicyDraftState, TextKey> = {
  reading: 'policies:stateReading',
  faulty: 'policies:stateFaulty',
  ready: 'policies:stateReady',
  published: 'policies:statePublished',
  dropped: 'policies:stateDropped',
}

/**
 * Takes somebody out of what they asked, wrote and published. What is public stays without them, in the planner's words;
 * what they asked themselves goes, also from the messages by which planners got it.
 */
export async function forgetPolicies(
  db: Db,
  telegramId: bigint,
  { voiceIn, now }: Pick<Turn, 'voiceIn' | 'now'>,
): Promise<void> {
  const asked = await db.policyQuestion.findMany({ where: { person: { telegramId } }, select: { id: true } })
  const subjects = asked.map(({ id }) => questionSubjectOf(id))
  await db.message.deleteMany({ where: { subject: { in: subjects }, finishedAt: null } })
  await db.message.updateMany({ where: { subject: { in: subjects } }, data: { payload: Prisma.DbNull } })
  await retract(db, telegramId, subjects, { voiceIn, now })
  for (const { id } of asked) await endAnswering(db, id, { voiceIn, now })
  await db.policyQuestion.deleteMany({ where: { person: { telegramId }, publicAt: null } })
  await db.policyQuestion.updateMany({ where: { person: { telegramId } }, data: { text: null } })
  const drafts = await db.policyDraft.findMany({
    where: { authorChat: telegramId, state: { in: ['reading', 'faulty', 'ready'] } },
  })
  for (const draft of drafts) await endDraft(db, draft, 'dropped', null)
  await db.policyDraft.updateMany({ where: { authorChat: telegramId }, data: { authorChat: null, shownId: null } })
}

/** Says to the planners who got a question, in its place, that it has been taken back. */
async function retract(db: Db, asker: bigint, subjects: string[], { voiceIn, now }: Pick<Turn, 'voiceIn' | 'now'>) {
  const messages = await db.message.findMany({
    where: { subject: { in: subjects }, method: 'sendMessage', state: 'sent', chatId: { not: asker } },
    select: { id: true, chatId: true },
  })
  const people = await db.person.findMany({
    where: { telegramId: { in: messages.map(({ chatId }) => chatId) } },
    select: { telegramId: true, language: true },
  })
  for (const { id, chatId } of messages) {
    const language = people.find(({ telegramId }) => telegramId === chatId)?.language
    const payload = parameters({ text: voiceIn(spoken(language)).t('policies:questionRetracted') })
    await revise(db, { target: id, payload }, now)
  }
}

/** Ends what planners were about to write about a question; their prompt repeats it. */
async function endAnswering(db: Db, id: bigint, { voiceIn, now }: Pick<Turn, 'voiceIn' | 'now'>) {
  const where = {
    name: { in: ['policies.answering', 'policies.publicizing'] },
    opening: { equals: { question: String(id) } },
  }
  for (const { askedId, language } of await db.dialog.findMany({ where }))
    if (askedId !== null) {
      const payload = parameters({ text: voiceIn(spoken(language)).t('policies:questionRetracted') })
      await revise(db, { target: askedId, payload }, now)
    }
  await db.dialog.deleteMany({ where })
}

function portion<Row>(voice: Voice, name: string, key: TextKey, rows: Row[], facts: (row: Row) => Fact[]): Portion {
  return { name, title: voice.label(key), rows: rows.map(facts) }
}
