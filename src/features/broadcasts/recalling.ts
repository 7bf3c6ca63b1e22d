import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { withdraw } from '../../platform/outbox/holding.ts'
import { reviseMany } from '../../platform/outbox/revisions.ts'
import { subjectOf } from './actions.ts'
import { correctionSubject, recallSubject } from './figures.ts'

/** Telegram lets nobody delete what was sent longer ago. */
const deletable = 48 * 3_600_000

/** What taking a broadcast back would do. */
export interface Prospect {
  /** Sent, and can still be deleted. */
  deletable: number
  /** Sent too long ago. */
  late: number
  /** Not sent, and would not be any more. */
  unsent: number
}

/** Takes a broadcast back: what is not sent stays unsent, what was sent in the last 48 hours is deleted. Gives how many. */
export async function recall(db: Db, broadcast: Broadcast, now: Date): Promise<number> {
  const { id, state } = broadcast
  const unsent = await withdraw(db, subjectOf(id), now)
  await withdraw(db, correctionSubject(broadcast), now)
  const deleted = await deleteSent(db, id, now, now)
  if (unsent + deleted === 0) return 0
  const over = state === 'sending' || state === 'paused' ? ({ state: 'stopped', finishedAt: now } as const) : {}
  await db.broadcast.update({ where: { id }, data: { ...over, recalledAt: now } })
  return unsent + deleted
}

/** Deletes also what came through after all when the broadcast was taken back at `recalledAt`. */
export async function deleteSent(db: Db, id: bigint, recalledAt: Date, now: Date): Promise<number> {
  const sentSince = new Date(recalledAt.getTime() - deletable)
  return reviseMany(db, { subject: subjectOf(id), as: recallSubject(id), method: 'deleteMessage', sentSince }, now)
}

/** Counts what taking it back now would do. */
export async function foresee(db: Db, { id }: Broadcast, now: Date): Promise<Prospect> {
  const [row] = await db.$queryRaw<Prospect[]>`
    SELECT count(*) FILTER (WHERE state = 'sent' AND finished_at > ${since(now)}::timestamptz)::int AS deletable,
      count(*) FILTER (WHERE state = 'sent' AND finished_at <= ${since(now)}::timestamptz)::int AS late,
      count(*) FILTER (WHERE state IN ('queued', 'sending', 'held'))::int AS unsent
    FROM message WHERE subject = ${subjectOf(id)}`
  return row ?? { deletable: 0, late: 0, unsent: 0 }
}

const since = (now: Date) => new Date(now.getTime() - deletable).toISOString()
