import type { PolicyQuestion } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../../shared/audit/record.ts'

/** What waits for a policy's planners. */
export interface Open {
  /** Not answered yet. */
  questions: number
  objections: number
}

/** A question with the paragraph it is about. */
export type Placed = PolicyQuestion & {
  paragraph: {
    id: bigint
    label: string
    position: number
    identity: number
    version: { id: bigint; title: string; policyId: bigint }
  }
}

const paragraph = {
  select: {
    id: true,
    label: true,
    position: true,
    identity: true,
    version: { select: { id: true, title: true, policyId: true } },
  },
} as const

/** Messages to the planners about a question: they hold its words. */
export const questionSubjectOf = (id: bigint) => `policyQuestion:${id}`

/** Keeps a question about a paragraph. */
export async function ask(
  db: Db,
  { paragraphId, telegramId, text }: { paragraphId: bigint; telegramId: bigint; text: string },
  now: Date,
): Promise<Placed> {
  const { id: personId } = await db.person.findUniqueOrThrow({ where: { telegramId }, select: { id: true } })
  return db.policyQuestion.create({ data: { paragraphId, personId, text, askedAt: now }, include: { paragraph } })
}

/** Keeps an objection to a paragraph, or a proposal. */
export async function object(
  db: Db,
  { paragraphId, telegramId, text }: { paragraphId: bigint; telegramId: bigint; text: string },
  now: Date,
): Promise<void> {
  const { id: personId } = await db.person.findUniqueOrThrow({ where: { telegramId }, select: { id: true } })
  await db.policyObjection.create({ data: { paragraphId, personId, text, createdAt: now } })
}

/** A question that nobody else answers meanwhile; refused when there is none, or it was taken back. */
export async function takeQuestion(db: Db, id: bigint): Promise<Placed> {
  await db.$queryRaw`SELECT id FROM policy_question WHERE id = ${id} FOR UPDATE`
  const found = await db.policyQuestion.findUnique({ where: { id }, include: { paragraph } })
  if (found === null || (found.text === null && found.answer === null)) throw new Refusal('policies:questionGone')
  return found
}

/** Keeps the answer to a question, once; gives who asked, if they are still there. */
export async function answer(
  db: Db,
  { id, by, text }: { id: bigint; by: bigint; text: string },
  now: Date,
): Promise<{ question: Placed; asker: { telegramId: bigint; language: string | null } | null }> {
  const question = await takeQuestion(db, id)
  if (question.answer !== null) throw new Refusal('policies:answeredAlready')
  const answerer = await db.person.findUniqueOrThrow({ where: { telegramId: by }, select: { id: true } })
  await db.policyQuestion.update({ where: { id }, data: { answer: text, answererId: answerer.id, answeredAt: now } })
  await record(db, by, { action: 'answeredQuestion', object: `question:${id}` }, now)
  const asker =
    question.personId === null
      ? null
      : await db.person.findUnique({ where: { id: question.personId }, select: { telegramId: true, language: true } })
  return { question: { ...question, answer: text, answeredAt: now }, asker }
}

/** Makes an answer public, with the question in words of the planner; empty words: no longer. */
export async function publicize(
  db: Db,
  { id, by, text }: { id: bigint; by: bigint; text: string | null },
  now: Date,
): Promise<Placed> {
  const question = await takeQuestion(db, id)
  if (question.answer === null) throw new Refusal('policies:answerFirst')
  const publicAt = text === null ? null : now
  await db.policyQuestion.update({ where: { id }, data: { publicText: text, publicAt } })
  const action = text === null ? 'unpublishedAnswer' : 'publishedAnswer'
  await record(db, by, { action, object: `question:${id}` }, now)
  return { ...question, publicText: text, publicAt }
}

/** How much of a policy waits for its planners, in all its versions. */
export async function countOpen(db: Db, policyId: bigint): Promise<Open> {
  const of = { paragraph: { version: { policyId } } }
  return {
    questions: await db.policyQuestion.count({ where: { ...of, answer: null, text: { not: null } } }),
    objections: await db.policyObjection.count({ where: of }),
  }
}

/** A policy's questions, those that wait first, then the newest. */
export async function listQuestions(db: Db, policyId: bigint): Promise<Placed[]> {
  return db.policyQuestion.findMany({
    where: { paragraph: { version: { policyId } }, OR: [{ text: { not: null } }, { publicText: { not: null } }] },
    orderBy: [{ answeredAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    include: { paragraph },
  })
}

/** A policy's objections, the newest first; whose they are is nobody's business. */
export async function listObjections(db: Db, policyId: bigint) {
  return db.policyObjection.findMany({
    where: { paragraph: { version: { policyId } } },
    orderBy: { id: 'desc' },
    select: { text: true, createdAt: true, paragraph },
  })
}
