import { toColumn } from '../../platform/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { withdrawLane } from '../../platform/outbox/holding.ts'

/** The last day of a person's leave, which may have passed; null: none was ever set. */
export async function readLeave(db: Db, telegramId: bigint): Promise<Date | null> {
  const person = await db.person.findUnique({ where: { telegramId }, select: { leaveUntil: true } })
  return person?.leaveUntil ?? null
}

/**
 * Sets the last day of a person's leave, as '2027-01-04', and calls back the reminders that wait for them. Wake
 * 'outbox.withheld' after the commit.
 */
export async function takeLeave(db: Db, telegramId: bigint, until: string, now: Date): Promise<void> {
  await db.person.update({ where: { telegramId }, data: { leaveUntil: toColumn(until) } })
  await withdrawLane(db, telegramId, 'reminder', now)
}

/** Ends a person's leave at once. */
export async function endLeave(db: Db, telegramId: bigint): Promise<void> {
  await db.person.update({ where: { telegramId }, data: { leaveUntil: null } })
}
