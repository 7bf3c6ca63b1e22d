import type { Forum, ForumHall } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { isOpen } from '../forums.ts'

type Held = Pick<Forum, 'id' | 'state' | 'closesAt'>

/** The hall of a forum while it runs: from its start to its end, and not after the forum has closed; null: none does. */
export async function runningHall(db: Db, forum: Held, now: Date): Promise<ForumHall | null> {
  if (!isOpen(forum, now)) return null
  return db.forumHall.findUnique({ where: { forumId: forum.id, endedAt: null } })
}

/** The same, refused where none runs. */
export async function demandRunning(db: Db, forum: Held, now: Date): Promise<ForumHall> {
  const hall = await runningHall(db, forum, now)
  if (hall === null) throw new Refusal('forums:hallNotRunning')
  return hall
}

/** Starts a hall, or starts it again, in its first phase. */
export async function startHall(tx: Db, forumId: bigint, now: Date): Promise<void> {
  const begun = { phase: 'join', until: null, startedAt: now, endedAt: null } as const
  await tx.forumHall.upsert({ where: { forumId }, create: { forumId, ...begun }, update: begun })
}
