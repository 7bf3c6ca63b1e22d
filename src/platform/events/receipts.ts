import type { PrismaClient } from '../../generated/prisma/client.ts'
import type { Clock } from '../clock.ts'
import type { Listener } from './events.ts'
import type { Log } from '../log.ts'

const batch = 500
const firstPause = 1000
const longestPause = 3_600_000

/** Writes a receipt for each listener of new events, at most 500 events at a time; gives how many events. */
export async function fanOut(db: PrismaClient, listeners: readonly Listener[], now: Date): Promise<number> {
  const kinds = listeners.map(({ kind }) => kind)
  const names = listeners.map(({ name }) => name)
  return db.$executeRaw`
    WITH fresh AS (
      SELECT id, kind FROM event WHERE fanned_at IS NULL ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED
    ), written AS (
      INSERT INTO event_receipt (event_id, listener, due_at)
      SELECT fresh.id, listener.name, ${now}::timestamptz
      FROM fresh JOIN unnest(${kinds}::text[], ${names}::text[]) AS listener (kind, name) USING (kind)
    )
    UPDATE event SET fanned_at = ${now}::timestamptz FROM fresh WHERE event.id = fresh.id`
}

/** Whether there is an event to hand out now. */
export async function isWaiting(db: PrismaClient, now: Date): Promise<boolean> {
  const [row] = await db.$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM event WHERE fanned_at IS NULL)
      OR EXISTS (SELECT 1 FROM event_receipt WHERE done_at IS NULL AND due_at <= ${now}::timestamptz) AS waits`
  return row?.waits ?? false
}

/** The names of the listeners for which something is due. */
export async function waiting(db: PrismaClient, now: Date): Promise<string[]> {
  const receipts = await db.eventReceipt.findMany({
    where: { doneAt: null, dueAt: { lte: now } },
    distinct: ['listener'],
    select: { listener: true },
  })
  return receipts.map(({ listener }) => listener)
}

/** An event that all have heard tells nobody anything any more: what it says goes, for it may be about somebody. */
async function forget(db: PrismaClient, eventId: bigint) {
  await db.$executeRaw`
    UPDATE event SET payload = '{}' WHERE id = ${eventId} AND NOT EXISTS (
      SELECT 1 FROM event_receipt WHERE event_id = ${eventId} AND done_at IS NULL)`
}

/**
 * Hands the listener the oldest event that is due to it, in one transaction with the note that it has been done; false:
 * there is none, or another instance is at it. One that failed before does not hold up those after it.
 */
export async function handleNext(db: PrismaClient, listener: Listener, clock: Clock, log: Log): Promise<boolean> {
  const now = clock.now()
  const { name } = listener
  let taken: { eventId: bigint; attempts: number } | undefined
  try {
    const handled = await db.$transaction(async (tx) => {
      const [next] = await tx.$queryRaw<{ eventId: bigint; attempts: number; payload: unknown }[]>`
        SELECT receipt.event_id AS "eventId", receipt.attempts, event.payload
        FROM event_receipt receipt JOIN event ON event.id = receipt.event_id
        WHERE receipt.listener = ${name} AND receipt.done_at IS NULL AND receipt.due_at <= ${now}::timestamptz
          AND (receipt.attempts > 0 OR receipt.event_id = (
            SELECT min(first.event_id) FROM event_receipt first
            WHERE first.listener = ${name} AND first.done_at IS NULL AND first.attempts = 0))
        ORDER BY receipt.event_id LIMIT 1
        FOR UPDATE OF receipt SKIP LOCKED`
      if (next === undefined) return false
      taken = next
      await listener.handle(tx, next.payload, now)
      await tx.eventReceipt.update({
        where: { eventId_listener: { eventId: next.eventId, listener: name } },
        data: { doneAt: now, error: null },
      })
      return true
    })
    if (taken !== undefined) await forget(db, taken.eventId)
    return handled
  } catch (error) {
    if (taken === undefined) throw error
    const reference = `event-${taken.eventId}-${name}`
    log.error({ err: error, reference, attempt: taken.attempts + 1 }, 'A listener failed; it will be tried again')
    const dueAt = new Date(now.getTime() + Math.min(firstPause * 4 ** taken.attempts, longestPause))
    // Only if nobody else has done it since: the transaction that held it is over.
    await db.eventReceipt.updateMany({
      where: { eventId: taken.eventId, listener: name, doneAt: null, attempts: taken.attempts },
      data: { attempts: taken.attempts + 1, dueAt, error: error instanceof Error ? error.name : 'unknown' },
    })
    return true
  }
}
