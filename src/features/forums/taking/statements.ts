import type { Forum, ForumStatement, StatementState } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Settings } from '../../../platform/work.ts'
import { isHurtful } from '../../../shared/moderation/hurtfulWords.ts'
import { mostAlike } from '../likeness.ts'
import { ownAmong, ownedBy } from '../../../shared/tickets/authors.ts'
import { toTheHour } from '../../../shared/tickets/log.ts'

type Key = Pick<Settings, 'sealing'>
type Place = Pick<Forum, 'id' | 'isNamed' | 'moderation'>

/** One idea has room in as many characters. */
export const longest = 140
/** So many statements of one person may wait for a moderator, or have been written in one forum within a day. */
const mostADay = 10
const day = 86_400_000
const alike = 0.35
const same = 0.85
const most = 3

/** Statements that are asked and like a text, the most alike first. */
export async function findAlike(db: Db, forum: Place, text: string): Promise<{ id: bigint; text: string }[]> {
  const states = forum.moderation === 'after' ? (['accepted', 'waiting'] as const) : (['accepted'] as const)
  return mostAlike(await readTexts(db, forum, states), text, alike, most)
}

/** Refuses what stands in the forum already, word for word but for small things. */
export async function demandNew(db: Db, forum: Place, text: string): Promise<void> {
  const [found] = mostAlike(await readTexts(db, forum, ['accepted', 'waiting']), text, same, 1)
  if (found !== undefined) throw new Refusal('forums:statementThere')
}

/** Refuses more statements of one person than moderators can follow. */
export async function demandRoom(db: Db, key: Key, place: Place, telegramId: bigint, now: Date): Promise<void> {
  const recent = (await ownStatements(db, key, place, telegramId)).filter(
    ({ createdAt }) => now.getTime() - createdAt.getTime() < day,
  )
  if (recent.length >= mostADay) throw new Refusal('forums:statementsMany', { count: mostADay })
}

/** Somebody's statements in a forum, the newest first. */
export async function ownStatements(
  db: Db,
  key: Key,
  { id: forumId, isNamed }: Pick<Place, 'id' | 'isNamed'>,
  telegramId: bigint,
): Promise<ForumStatement[]> {
  if (isNamed)
    return db.forumStatement.findMany({ where: { forumId, person: { telegramId } }, orderBy: { id: 'desc' } })
  return ownAmong(key, telegramId, ({ where, ...some }) =>
    db.forumStatement.findMany({ ...some, where: { ...where, forumId } }),
  )
}

/** Adds a statement of somebody; it waits for a moderator, and is shown meanwhile where that is the forum's way. */
export async function addStatement(
  tx: Db,
  key: Key,
  { id: forumId, isNamed }: Place,
  { telegramId, text }: { telegramId: bigint; text: string },
  now: Date,
): Promise<ForumStatement> {
  const owner = await ownedBy(tx, key, { telegramId, isAnonymous: !isNamed })
  const number = await nextNumber(tx, forumId)
  // To the minute it would tell which of those who wrote to the bot then it was.
  const createdAt = isNamed ? now : toTheHour(now)
  return tx.forumStatement.create({
    data: { ...owner, forumId, number, text, state: 'waiting', isFlagged: isHurtful(text), createdAt },
  })
}

/** The next number in a forum, which nobody else gets: others wait until the transaction ends. */
async function nextNumber(tx: Db, forumId: bigint): Promise<number> {
  await tx.$queryRaw`SELECT id FROM forum WHERE id = ${forumId} FOR NO KEY UPDATE`
  const { _max } = await tx.forumStatement.aggregate({ where: { forumId }, _max: { number: true } })
  return (_max.number ?? 0) + 1
}

function readTexts(db: Db, { id: forumId }: Place, states: readonly StatementState[]) {
  return db.forumStatement.findMany({
    where: { forumId, state: { in: [...states] } },
    select: { id: true, text: true },
  })
}
