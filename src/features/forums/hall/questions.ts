import type { Forum, ForumQuestion } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Settings } from '../../../platform/work.ts'
import { isHurtful } from '../../../shared/moderation/hurtfulWords.ts'
import { ownAmong, ownedBy } from '../../../shared/tickets/authors.ts'
import { toTheHour } from '../../../shared/tickets/log.ts'
import { mostAlike } from '../likeness.ts'

type Key = Pick<Settings, 'sealing'>
type Place = Pick<Forum, 'id' | 'isNamed'>

/** A question as it is listed. */
export interface Listed extends ForumQuestion {
  upvotes: number
}

/** A question with the forum in which it was asked. */
export interface Taken extends ForumQuestion {
  forum: Forum
}

export const longest = 300
/** So many questions of one person may be open in one hall. */
const mostOpen = 5
const alike = 0.35
const same = 0.85
const most = 3

/** The states of a question that is neither answered nor rejected; one that waits is kept from the screen until the facilitator has looked at it. */
export const undecided = ['open', 'waiting'] as const

/** The questions of a forum that were not rejected: the open ones first, in each part those that most want to have answered. */
export async function listQuestions(db: Db, forumId: bigint): Promise<Listed[]> {
  const rows = await db.forumQuestion.findMany({
    where: { forumId, state: { not: 'rejected' } },
    include: { _count: { select: { upvotes: true } } },
  })
  const order = { open: 0, waiting: 0, answered: 1, ticket: 2, rejected: 3 }
  return rows
    .map(({ _count, ...row }) => ({ ...row, upvotes: _count.upvotes }))
    .toSorted((a, b) => order[a.state] - order[b.state] || b.upvotes - a.upvotes || a.number - b.number)
}

/** Open questions that are like a text, the most alike first. */
export async function findAlike(db: Db, forumId: bigint, text: string): Promise<{ id: bigint; text: string }[]> {
  return mostAlike(await readOpen(db, forumId), text, alike, most)
}

/** Refuses what is asked already, word for word but for small things, and more open questions of one person than are fair. */
export async function demandRoom(db: Db, key: Key, place: Place, telegramId: bigint, text?: string): Promise<void> {
  const [found] = text === undefined ? [] : mostAlike(await readOpen(db, place.id), text, same, 1)
  if (found !== undefined) throw new Refusal('forums:questionThere')
  const own = await ownQuestions(db, key, place, telegramId)
  const open = own.filter(({ state }) => state === 'open' || state === 'waiting')
  if (open.length >= mostOpen) throw new Refusal('forums:questionsMany', { count: mostOpen })
}

/** Somebody's questions in a forum, the newest first. */
export async function ownQuestions(
  db: Db,
  key: Key,
  { id: forumId, isNamed }: Place,
  telegramId: bigint,
): Promise<ForumQuestion[]> {
  if (isNamed) return db.forumQuestion.findMany({ where: { forumId, person: { telegramId } }, orderBy: { id: 'desc' } })
  return ownAmong(key, telegramId, ({ where, ...some }) =>
    db.forumQuestion.findMany({ ...some, where: { ...where, forumId } }),
  )
}

/** Adds a question of somebody; with a hurtful word it is marked, and kept from the screen until the facilitator shows it. */
export async function addQuestion(
  tx: Db,
  key: Key,
  { id: forumId, isNamed }: Place,
  { telegramId, text }: { telegramId: bigint; text: string },
  now: Date,
): Promise<ForumQuestion> {
  const owner = await ownedBy(tx, key, { telegramId, isAnonymous: !isNamed })
  // Nobody else gets the number: others wait until the transaction ends.
  await tx.$queryRaw`SELECT id FROM forum WHERE id = ${forumId} FOR NO KEY UPDATE`
  const { _max } = await tx.forumQuestion.aggregate({ where: { forumId }, _max: { number: true } })
  const isFlagged = isHurtful(text)
  const state = isFlagged ? 'waiting' : 'open'
  const number = (_max.number ?? 0) + 1
  // To the minute it would tell which of those who wrote to the bot then it was.
  const createdAt = isNamed ? now : toTheHour(now)
  return tx.forumQuestion.create({ data: { ...owner, forumId, number, text, state, isFlagged, createdAt } })
}

/** A question with its forum, which nobody else changes until the transaction ends; null: there is none. */
export async function takeQuestion(tx: Db, id: bigint): Promise<Taken | null> {
  await tx.$queryRaw`SELECT id FROM forum_question WHERE id = ${id} FOR NO KEY UPDATE`
  return tx.forumQuestion.findUnique({ where: { id }, include: { forum: true } })
}

function readOpen(db: Db, forumId: bigint) {
  return db.forumQuestion.findMany({
    where: { forumId, state: { in: [...undecided] } },
    select: { id: true, text: true },
  })
}
