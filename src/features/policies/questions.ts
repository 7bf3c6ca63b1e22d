import type { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../../shared/audit/record.ts'
import type { Heading } from '../../shared/policies/versions.ts'

/** What waits for a policy's planners. */
export interface Open {
  /** Neither of them answered yet. */
  questions: number
  objections: number
}

const paragraph = {
  select: {
    id: true,
    label: true,
    position: true,
    identity: true,
    section: true,
    version: { select: { id: true, number: true, title: true, policyId: true } },
  },
} as const satisfies Prisma.PolicyParagraphDefaultArgs

/** A question with the paragraph it is about. */
export type Placed = Prisma.PolicyQuestionGetPayload<{ include: { paragraph: typeof paragraph } }>

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
  if (text !== null && question.publicAt !== null) throw new Refusal('policies:publicAlready')
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
    objections: await db.ticket.count({ where: { ...of, endedAt: null, closedAt: null } }),
  }
}

/** A policy's questions, those that wait first, then the newest; some of them, after so many others. */
export async function listQuestions(db: Db, policyId: bigint, part: { skip: number; take: number }) {
  const where = {
    paragraph: { version: { policyId } },
    OR: [{ text: { not: null } }, { publicText: { not: null } }],
  } satisfies Prisma.PolicyQuestionWhereInput
  const rows: Placed[] = await db.policyQuestion.findMany({
    where,
    orderBy: [{ answeredAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    include: { paragraph },
    ...part,
  })
  return { rows, total: await db.policyQuestion.count({ where }) }
}

/** What is public about a paragraph. */
export interface Published {
  question: string
  answer: string
  /** The version that it was asked about, where the paragraph says something else by now; null: it says the same. */
  outdated: number | null
}

/** How many answers are public about a paragraph, in whatever version it was asked. */
export async function countPublic(db: Db, policyId: bigint, identity: number): Promise<number> {
  return db.policyQuestion.count({ where: isPublic(policyId, identity) })
}

/** What others asked about a paragraph and were answered, the oldest first. */
export async function listPublic(db: Db, policyId: bigint, { identity, digest }: Heading): Promise<Published[]> {
  const found = await db.policyQuestion.findMany({
    where: isPublic(policyId, identity),
    orderBy: { publicAt: 'asc' },
    include: { paragraph: { select: { digest: true, version: { select: { number: true } } } } },
  })
  return found.flatMap(({ publicText: question, answer: text, paragraph: asked }) => {
    const outdated = asked.digest === digest ? null : asked.version.number
    return question === null || text === null ? [] : [{ question, answer: text, outdated }]
  })
}

const isPublic = (policyId: bigint, identity: number) => ({
  publicAt: { not: null },
  paragraph: { identity, version: { policyId } },
})
