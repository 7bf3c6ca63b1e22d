import type { Forum, ForumStatement, Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { mostAlike } from '../likeness.ts'
import type { Standing } from './buttons.ts'

/** A statement with its forum, and the one into which it was merged. */
export type Moderated = ForumStatement & { forum: Forum; mergedInto: ForumStatement | null }

/** What a moderator has to decide: what is new, and rejections against which their authors appeal. */
const undecided = { OR: [{ state: 'waiting' }, { appealState: 'waiting' }] } satisfies Prisma.ForumStatementWhereInput
const whole = { forum: true, mergedInto: true } as const

export function standingOf({ state, appealState }: Pick<ForumStatement, 'state' | 'appealState'>): Standing {
  if (appealState === 'waiting') return 'p'
  return ({ waiting: 'w', accepted: 'a', rejected: 'r', merged: 'm' } as const)[state]
}

export async function readStatement(db: Db, id: bigint): Promise<Moderated | null> {
  return db.forumStatement.findUnique({ where: { id }, include: whole })
}

/** The same, which nobody else changes until the transaction ends. */
export async function takeStatement(db: Db, id: bigint): Promise<Moderated | null> {
  await db.$queryRaw`SELECT id FROM forum_statement WHERE id = ${id} FOR NO KEY UPDATE`
  return readStatement(db, id)
}

/** How many wait in a forum. */
export async function countUndecided(db: Db, forumId: bigint): Promise<number> {
  return db.forumStatement.count({ where: { forumId, ...undecided } })
}

/** A waiting statement of a forum with its place among them, from 1. */
export interface Queued {
  statement: Moderated
  place: number
  count: number
}

/**
 * The waiting statement before or after another one, the oldest first, and around from one end to the other; null: none waits.
 * From 0 on, the first one.
 */
export async function findQueued(
  db: Db,
  forumId: bigint,
  { from, to }: { from: bigint; to: 'n' | 'p' },
): Promise<Queued | null> {
  const where = { forumId, ...undecided }
  const order = to === 'n' ? 'asc' : 'desc'
  const beside = to === 'n' ? { gt: from } : { lt: from }
  const find = (id?: typeof beside) =>
    db.forumStatement.findFirst({
      where: { ...where, ...(id && { id }) },
      orderBy: { id: order },
      include: whole,
    })
  const statement = (await find(beside)) ?? (await find())
  if (statement === null) return null
  const place = await db.forumStatement.count({ where: { ...where, id: { lte: statement.id } } })
  return { statement, place, count: await db.forumStatement.count({ where }) }
}

/** An accepted statement into which another one could be merged. */
export type Target = Pick<ForumStatement, 'id' | 'number' | 'text'>

/** From here on two statements are called alike. */
const alike = 0.3

/** The accepted statements of a forum but one, the most like it first. */
export async function listTargets(
  db: Db,
  { id, forumId, text }: Pick<ForumStatement, 'id' | 'forumId' | 'text'>,
): Promise<Target[]> {
  const accepted = await readAccepted(db, forumId, id)
  return mostAlike(accepted, text, 0, accepted.length)
}

/** Those that are about the same, three at most. */
export async function listAlike(
  db: Db,
  { id, forumId, text }: Pick<ForumStatement, 'id' | 'forumId' | 'text'>,
): Promise<Target[]> {
  return mostAlike(await readAccepted(db, forumId, id), text, alike, 3)
}

function readAccepted(db: Db, forumId: bigint, except: bigint): Promise<Target[]> {
  return db.forumStatement.findMany({
    where: { forumId, state: 'accepted', id: { not: except } },
    orderBy: { id: 'asc' },
    select: { id: true, number: true, text: true },
  })
}
