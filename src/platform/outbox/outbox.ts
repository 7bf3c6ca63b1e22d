import { Prisma } from '../../generated/prisma/client.ts'
import type { MessageLane } from '../../generated/prisma/client.ts'
import type { Db } from '../database/database.ts'
import { storable } from '../database/json.ts'

/** A message, or a change of one, to one chat: written in the transaction that causes it, sent after its commit. */
export interface Envelope {
  lane: MessageLane
  chatId: bigint
  /** The Bot API method, such as sendMessage or editMessageText. */
  method: string
  /** The method's parameters without chat_id; they go over those of the content. */
  payload?: object | undefined
  contentId?: bigint | undefined
  /** The row whose sent message this one changes: the sender fills in message_id. */
  targetId?: bigint | undefined
  /** A second envelope with the same key is ignored. */
  dedupeKey?: string | undefined
  subject?: string | undefined
  /** At once when empty. */
  dueAt?: Date | undefined
  /** Whose quiet hours hold it back, as Message.quiet says. */
  quiet?: string | undefined
  /** Its row goes as soon as it is sent, with its content and the content's file, which no other message may have. */
  fleeting?: boolean | undefined
}

/** A row that was written: hand it to the sender after the commit. */
export interface Posted {
  id: bigint
  lane: MessageLane
  chatId: bigint
  method: string
  payload: object | null
  contentId: bigint | null
  targetId: bigint | null
  dueAt: Date
  quiet: string | null
  /** For an answer: the last earlier answer to this chat that was not yet sent. */
  behind: bigint | null
}

/** What a message of ours shall become. */
export interface Revision {
  /** The message's row: its id or its dedupe key. */
  target: bigint | string
  /** editMessageText when empty; only a change of the same kind is replaced, except by deleteMessage. */
  method?: string | undefined
  payload: object
  /** The target's own lane when empty. */
  lane?: MessageLane | undefined
}

/** What all messages of one announcement share. */
export interface Mailing {
  lane: MessageLane
  contentId: bigint
  subject?: string | undefined
  dueAt?: Date | undefined
  /** One zone for all, or an expression over `recipient`, such as Prisma.sql`recipient.quiet`. */
  quiet?: string | Prisma.Sql | undefined
  /** Parameters over those of the content: an expression over `recipient` that gives jsonb. */
  payload?: Prisma.Sql | undefined
}

/** Writes messages in one statement and gives those written: not those whose dedupe key was there already. */
export async function post(tx: Db, envelopes: Envelope[], now: Date): Promise<Posted[]> {
  if (envelopes.length === 0) return []
  const rows = envelopes.map((e, n) => ({
    n,
    lane: e.lane,
    chat_id: String(e.chatId),
    method: e.method,
    payload: e.payload,
    content_id: e.contentId?.toString(),
    target_id: e.targetId?.toString(),
    dedupe_key: e.dedupeKey,
    subject: e.subject,
    due_at: e.dueAt,
    quiet: e.quiet,
    fleeting: e.fleeting ?? false,
  }))
  const written = await tx.$queryRaw<Posted[]>`
    INSERT INTO message
      (lane, chat_id, method, payload, content_id, target_id, dedupe_key, subject, due_at, quiet, fleeting,
       created_at)
    SELECT lane::message_lane, chat_id, method, payload, content_id, target_id, dedupe_key, subject,
      coalesce(due_at, ${now.toISOString()}::timestamptz), quiet, fleeting, ${now.toISOString()}::timestamptz
    FROM json_to_recordset(${storable(rows)}::json) AS envelope
      (n int, lane text, chat_id bigint, method text, payload jsonb, content_id bigint, target_id bigint,
       dedupe_key text, subject text, due_at timestamptz, quiet text, fleeting boolean)
    ORDER BY n
    ON CONFLICT (dedupe_key) DO NOTHING
    RETURNING id, lane::text, chat_id AS "chatId", method, payload, content_id AS "contentId",
      target_id AS "targetId", due_at AS "dueAt", quiet AS "quiet", ${behind}`
  return written.toSorted(byId)
}

/**
 * Changes a message of ours to its newest state, also when it is not yet sent itself: a change still waiting is replaced,
 * one being sent is followed. Gives no row when there is no such message.
 */
export async function revise(tx: Db, revision: Revision, now: Date): Promise<Posted[]> {
  const method = revision.method ?? 'editMessageText'
  const payload = storable(revision.payload)
  const { target } = revision
  const isTarget = typeof target === 'bigint' ? Prisma.sql`id = ${target}` : Prisma.sql`dedupe_key = ${target}`
  const returned = Prisma.sql`id, lane, chat_id, method, payload, content_id, target_id, due_at, quiet`
  return tx.$queryRaw<Posted[]>`
    WITH target AS (
      SELECT id, chat_id, lane, quiet FROM message WHERE ${isTarget}
    ), waiting AS (
      SELECT max(id) AS id FROM message
      WHERE state = 'queued' AND target_id = (SELECT id FROM target) AND (method = ${method} OR ${method} = 'deleteMessage')
    ), replaced AS (
      UPDATE message SET method = ${method}, payload = ${payload}::jsonb, dedupe_key = NULL
      WHERE id = (SELECT id FROM waiting) AND state = 'queued' RETURNING ${returned}
    ), added AS (
      INSERT INTO message (lane, chat_id, method, payload, target_id, quiet, due_at, created_at)
      SELECT coalesce(${revision.lane ?? null}::message_lane, lane), chat_id, ${method}, ${payload}::jsonb, id, quiet,
        ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
      FROM target WHERE NOT EXISTS (SELECT 1 FROM replaced) RETURNING ${returned}
    )
    SELECT id, lane::text, chat_id AS "chatId", method, payload, content_id AS "contentId", target_id AS "targetId",
      due_at AS "dueAt", quiet AS "quiet", NULL::bigint AS behind
    FROM (SELECT * FROM replaced UNION ALL SELECT * FROM added) changed`
}

/**
 * Writes one message per recipient in one statement; `recipients` is a SELECT giving chat_id and dedupe_key. Gives how
 * many were written; wake 'outbox' after the commit.
 */
export async function postToMany(tx: Db, mailing: Mailing, recipients: Prisma.Sql, now: Date): Promise<number> {
  const due = (mailing.dueAt ?? now).toISOString()
  const zone = mailing.quiet instanceof Prisma.Sql ? mailing.quiet : Prisma.sql`${mailing.quiet ?? null}::text`
  return tx.$executeRaw`
    INSERT INTO message (lane, chat_id, method, payload, content_id, dedupe_key, subject, due_at, quiet, created_at)
    SELECT ${mailing.lane}::message_lane, recipient.chat_id, content.method,
      ${mailing.payload ?? Prisma.sql`NULL::jsonb`}, content.id, recipient.dedupe_key,
      ${mailing.subject ?? null}, ${due}::timestamptz, ${zone}, ${now.toISOString()}::timestamptz
    FROM (${recipients}) recipient CROSS JOIN content
    WHERE content.id = ${mailing.contentId}
    ON CONFLICT (dedupe_key) DO NOTHING`
}

/** An answer overtakes nothing: the sender has to know whether it has all earlier ones to the same chat. */
const behind = Prisma.sql`
  CASE WHEN lane = 'answer' THEN (
    SELECT max(earlier.id) FROM message earlier
    WHERE earlier.state IN ('queued', 'sending') AND earlier.lane = 'answer'
      AND earlier.chat_id = message.chat_id AND earlier.id < message.id
  ) END AS behind`

function byId(a: Posted, b: Posted) {
  return a.id < b.id ? -1 : 1
}
