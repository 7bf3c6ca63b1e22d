import { Prisma } from '../../generated/prisma/client.ts'
import type { MessageLane } from '../../generated/prisma/client.ts'
import type { Db } from '../database/database.ts'

/**
 * To wake once a transaction that changed waiting messages has been committed: the leader then looks again at those it has
 * in hand. Without the wake it does so within a second. What is under way cannot be called back.
 */
export const withheldChannel = 'outbox.withheld'

/**
 * Woken when a message has come through after all though it had been held or withdrawn, or with a content that it no
 * longer was to carry: it was under way. Its row says what was sent.
 */
export const strayedChannel = 'outbox.strayed'

/** All messages of a subject that are not yet sent wait until they are let go; gives how many. */
export async function hold(tx: Db, subject: string): Promise<number> {
  return change(tx, Prisma.sql`state = 'held'`, Prisma.sql`subject = ${subject} AND state IN ('queued', 'sending')`)
}

/** Queues the held messages of a subject again, each for when it was due; gives how many. Wake 'outbox' after the commit. */
export async function letGo(tx: Db, subject: string): Promise<number> {
  return change(tx, Prisma.sql`state = 'queued'`, Prisma.sql`subject = ${subject} AND state = 'held'`)
}

/** The messages of a subject that are not yet sent never will be; gives how many. */
export async function withdraw(tx: Db, subject: string, now: Date): Promise<number> {
  return change(tx, ending(now), Prisma.sql`subject = ${subject} AND state IN ('queued', 'sending', 'held')`)
}

/** The same for one chat. */
export async function withdrawTo(tx: Db, chatId: bigint, subject: string, now: Date): Promise<number> {
  const which = Prisma.sql`chat_id = ${chatId} AND subject = ${subject} AND state IN ('queued', 'sending', 'held')`
  return change(tx, ending(now), which)
}

/** The same for messages by their dedupe keys. */
export async function withdrawKeys(tx: Db, keys: string[], now: Date): Promise<number> {
  if (keys.length === 0) return 0
  const which = Prisma.sql`dedupe_key = ANY(${keys}::text[]) AND state IN ('queued', 'sending', 'held')`
  return change(tx, ending(now), which)
}

/** The messages of a lane to a chat that are not yet sent never will be; gives how many. */
export async function withdrawLane(
  tx: Db,
  chatId: bigint,
  lane: Exclude<MessageLane, 'answer'>,
  now: Date,
): Promise<number> {
  const which = Prisma.sql`chat_id = ${chatId} AND lane = ${lane}::message_lane`
  return change(tx, ending(now), Prisma.sql`${which} AND state IN ('queued', 'sending', 'held')`)
}

/** The messages of a subject that were never sent carry this content from now on, also those that failed. */
export async function exchange(tx: Db, subject: string, contentId: bigint): Promise<number> {
  return change(
    tx,
    Prisma.sql`content_id = ${contentId}`,
    Prisma.sql`subject = ${subject} AND state IN ('queued', 'sending', 'held', 'failed', 'unreachable')`,
  )
}

/**
 * Queues messages of a subject that failed or met nobody once more, those for which `who` holds, a condition over
 * `message`; gives how many. Wake 'outbox' after the commit.
 */
export async function resend(tx: Db, subject: string, who: Prisma.Sql, now: Date): Promise<number> {
  const anew = Prisma.sql`
    state = 'queued', attempts = 0, error = NULL, finished_at = NULL, due_at = ${now.toISOString()}::timestamptz`
  return change(tx, anew, Prisma.sql`subject = ${subject} AND state IN ('failed', 'unreachable') AND (${who})`)
}

function ending(now: Date): Prisma.Sql {
  return Prisma.sql`state = 'withdrawn', finished_at = ${now.toISOString()}::timestamptz`
}

/**
 * Locked in the order of their numbers, as fates are written: else the two could wait for each other. Answers are not in
 * the leader's hand by their state, and nobody holds back what someone has just asked for.
 */
function change(tx: Db, what: Prisma.Sql, which: Prisma.Sql): Promise<number> {
  return tx.$executeRaw`
    UPDATE message SET ${what} WHERE id IN (
      SELECT id FROM message WHERE lane <> 'answer' AND ${which} ORDER BY id FOR UPDATE)`
}
