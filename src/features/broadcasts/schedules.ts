import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { revise } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../../shared/audit/record.ts'
import { subjectOf } from './actions.ts'
import { take } from './running.ts'
import type { Actor } from './running.ts'

/** A broadcast that waits for its time, for who has the say over it; refused when it no longer does. */
export async function takeScheduled(db: Db, id: bigint, actor: Actor): Promise<Broadcast> {
  const broadcast = await take(db, id, actor)
  if (broadcast.state !== 'scheduled') throw new Refusal('broadcasts:scheduleGone')
  return broadcast
}

/** When the first of those that wait for their time is sent; null: none waits. */
export async function nextScheduled(db: Db): Promise<Date | null> {
  const { _min: first } = await db.broadcast.aggregate({ where: { state: 'scheduled' }, _min: { dueAt: true } })
  return first.dueAt
}

/** Calls a broadcast off before its time. */
export async function unschedule(db: Db, id: bigint, actor: Actor, now: Date): Promise<void> {
  await takeScheduled(db, id, actor)
  await db.broadcast.update({ where: { id }, data: { state: 'cancelled', finishedAt: now } })
  await record(db, actor.telegramId, { action: 'cancelledSchedule', object: subjectOf(id) }, now)
}

/** Gives it another time. */
export async function reschedule(
  db: Db,
  id: bigint,
  slot: { dueAt: Date; keepsQuiet: boolean },
  actor: Actor,
  now: Date,
): Promise<Broadcast> {
  await takeScheduled(db, id, actor)
  await record(db, actor.telegramId, { action: 'rescheduled', object: subjectOf(id) }, now)
  return db.broadcast.update({ where: { id }, data: slot })
}

/** Takes the buttons off the message that said when it would be sent. */
export async function settleScheduled(db: Db, { progressId }: Broadcast, now: Date): Promise<Posted[]> {
  if (progressId === null) return []
  return revise(db, { target: progressId, method: 'editMessageReplyMarkup', payload: {} }, now)
}
