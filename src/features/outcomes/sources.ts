import type { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { codeOf } from '../../shared/tickets/codes.ts'

/** Something that people said, as buttons and dialogs name it. */
export interface SourceName {
  kind: 'ticket' | 'question'
  id: bigint
}

/** The same as it stands. */
export interface Said extends SourceName {
  /** Of a ticket. */
  code: string | null
  text: string | null
  /** What it is about. */
  paragraph: Prisma.PolicyParagraphGetPayload<typeof paragraph> | null
}

export const paragraph = {
  select: {
    label: true,
    position: true,
    identity: true,
    section: true,
    version: { select: { number: true, title: true, policyId: true } },
  },
} as const satisfies Prisma.PolicyParagraphDefaultArgs

/** A source with what a list says of it. */
export const listed = {
  include: {
    ticket: { select: { id: true, year: true, number: true, kind: true, state: true, text: true } },
    question: { select: { id: true, text: true, publicText: true, paragraph } },
  },
} as const satisfies Prisma.OutcomeSourceDefaultArgs
export type Listed = Prisma.OutcomeSourceGetPayload<typeof listed>

/** What somebody said; of a ticket that was merged, the one in which it is followed. Refused when it is gone. */
export async function saidOf(db: Db, { kind, id }: SourceName): Promise<Said> {
  if (kind === 'question') {
    const question = await db.policyQuestion.findUnique({ where: { id }, include: { paragraph } })
    if (question === null || (question.text === null && question.answer === null))
      throw new Refusal('outcomes:sourceGone')
    return { kind, id, code: null, text: question.text, paragraph: question.paragraph }
  }
  const ticket = await db.ticket.findUnique({ where: { id }, include: { paragraph } })
  if (ticket === null) throw new Refusal('outcomes:sourceGone')
  if (ticket.mergedIntoId !== null) return saidOf(db, { kind, id: ticket.mergedIntoId })
  return { kind, id, code: codeOf(ticket), text: ticket.text, paragraph: ticket.paragraph }
}

/** Adds something that was said to an outcome; whether it is new there. */
export async function addSource(db: Db, outcomeId: bigint, { kind, id }: SourceName): Promise<boolean> {
  const of = kind === 'ticket' ? { ticketId: id } : { questionId: id }
  const { count } = await db.outcomeSource.createMany({ data: [{ outcomeId, ...of }], skipDuplicates: true })
  return count > 0
}

/** What an outcome is about, in the order in which it was added; some of them, after so many others. */
export async function listSources(
  db: Db,
  outcomeId: bigint,
  part: { skip: number; take: number },
): Promise<{ rows: Listed[]; total: number }> {
  const where = { outcomeId }
  const rows = await db.outcomeSource.findMany({ where, orderBy: { id: 'asc' }, ...listed, ...part })
  return { rows, total: await db.outcomeSource.count({ where }) }
}

/** The words of everybody whom an outcome is about. */
export async function wordsOf(db: Db, outcomeId: bigint): Promise<string[]> {
  const rows = await db.outcomeSource.findMany({
    where: { outcomeId },
    select: { ticket: { select: { text: true } }, question: { select: { text: true } } },
  })
  return rows.flatMap(({ ticket, question }) => ticket?.text ?? question?.text ?? [])
}
