import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../database/database.ts'

/** What all messages of a subject shall become that were sent. */
export interface MassRevision {
  /** Whose messages. */
  subject: string
  /** What the changes themselves are about, so that their fates can be counted: each message gets one of that name. */
  as: string
  /** A method that changes a message, such as deleteMessage. */
  method: string
  /** Its parameters, and its file if it has one; none when empty. */
  contentId?: bigint | undefined
  /** Only those sent after this. */
  sentSince?: Date | undefined
  /** Not those that were sent with this content, or carry it by now. */
  unless?: bigint | undefined
}

/**
 * Writes a change for each sent message of a subject in one statement, and for each in the leader's hand, whose change
 * follows it; not twice under the same name. Changes go out in the lane of their message, at any hour: nobody's phone rings.
 * The buttons that a message has of its own stay below it. Gives how many were written; wake 'outbox' after the commit. Withdraw what an earlier revision has left to do before.
 */
export async function reviseMany(tx: Db, revision: MassRevision, now: Date): Promise<number> {
  const { subject, as, method, contentId = null, sentSince, unless } = revision
  const since = sentSince?.toISOString() ?? null
  const others =
    unless === undefined ? Prisma.sql`TRUE` : Prisma.sql`target.content_id IS DISTINCT FROM ${unless}::bigint`
  const buttons = method.startsWith('edit')
    ? Prisma.sql`CASE WHEN target.payload->'reply_markup' IS NOT NULL
        THEN jsonb_build_object('reply_markup', target.payload->'reply_markup') END`
    : Prisma.sql`NULL::jsonb`
  const written = now.toISOString()
  return tx.$executeRaw`
    INSERT INTO message (lane, chat_id, method, payload, content_id, target_id, dedupe_key, subject, due_at, created_at)
    SELECT target.lane, target.chat_id, ${method}, ${buttons}, ${contentId}::bigint, target.id, ${`${as}:`} || target.id, ${as},
      ${written}::timestamptz, ${written}::timestamptz
    FROM message target
    WHERE target.subject = ${subject} AND target.state IN ('sent', 'sending') AND ${others}
      AND (${since}::timestamptz IS NULL OR target.state = 'sending' OR target.finished_at > ${since}::timestamptz)
    ORDER BY target.id
    ON CONFLICT (dedupe_key) DO NOTHING`
}
