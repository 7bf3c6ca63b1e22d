import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Db } from '../database/database.ts'
import { leaseName } from '../leader.ts'
import type { Tenure } from '../leader.ts'
import type { Log } from '../log.ts'
import { vanish, vanishOver } from './fleeting.ts'
import { strayedChannel } from './holding.ts'

/** What became of a message in hand; `sending`: it is tried again when it is due, `withdrawn`: a later one stands for it. */
export interface Fate {
  id: bigint
  chatId: bigint
  state: 'sent' | 'failed' | 'unreachable' | 'sending' | 'withdrawn'
  messageId?: number | null
  /** The content with which it was sent. */
  contentId?: bigint | null
  error?: string
  attempts: number
  /** When it is tried again. */
  dueAt?: Date
  finishedAt?: Date
}

/** Called in the transaction that marks chats unreachable. */
export type OnLost = (tx: Db, chatIds: bigint[], now: Date) => Promise<void>

/** Writes fates; what is told at the same time goes into one statement. */
export interface FateBook {
  /** Resolves when it is committed, or when this tenure is over. */
  write(fate: Fate): Promise<void>
  /** Stops trying to write: the tenure is over. */
  close(): void
}

interface BookOptions {
  database: Database
  tenure: Tenure
  log: Log
  now: () => Date
  onLost: OnLost
  /** How many messages are under way, those waiting here included. */
  underWay: () => number
}

const pause = 1000
const gathering = 4
/** A listener that fails this often must not keep the messages from being marked. */
const patience = 3

/** A book for one tenure. */
export function openFateBook({ database, tenure, log, now, onLost, underWay }: BookOptions): FateBook {
  const over = new AbortController()
  let waiting: { fate: Fate; done: () => void }[] = []
  let isWriting = false
  let listenerFailures = 0

  const tell = async (tx: Db, lost: Fate[]) => {
    try {
      await onLost(tx, [...new Set(lost.map(({ chatId }) => chatId))], now())
      listenerFailures = 0
    } catch (error) {
      listenerFailures++
      throw error
    }
  }
  const commit = async (fates: Fate[]) => {
    const lost = fates.filter(isLost)
    const strayed =
      lost.length === 0 || listenerFailures >= patience
        ? await mark(database.client, tenure, fates)
        : await database.client.$transaction(async (tx) => {
            const count = await mark(tx, tenure, fates)
            await tell(tx, lost)
            return count
          })
    if (strayed > 0) database.wake(strayedChannel)
  }
  const insist = async (fates: Fate[]) => {
    while (!over.signal.aborted)
      try {
        return await commit(fates)
      } catch (error) {
        log.error({ err: error }, 'What became of messages could not be written; it is tried again')
        await sleep(pause)
      }
  }
  const run = async () => {
    isWriting = true
    while (waiting.length > 0) {
      // A statement costs about the same for one as for many: where many are under way, the others are soon here.
      if (waiting.length * 2 < underWay()) await sleep(gathering)
      const batch = waiting
      waiting = []
      // Someone lost is written apart: the listener's work must not hold back the others.
      const parts = [batch.filter(({ fate }) => !isLost(fate)), batch.filter(({ fate }) => isLost(fate))]
      for (const part of parts) {
        if (part.length > 0) await insist(part.map(({ fate }) => fate))
        for (const { done } of part) done()
      }
    }
    isWriting = false
  }
  return {
    write: (fate) =>
      new Promise((done) => {
        waiting.push({ fate, done })
        if (!isWriting) void run()
      }),
    close: () => over.abort(),
  }
}

function isLost({ state }: Fate) {
  return state === 'unreachable'
}

/**
 * Writes what became of them; gives how many were sent though they no longer should have been, or with a content that is no
 * longer theirs. An answer's text is nobody's business once it is told; what was announced stays readable.
 */
async function mark(db: Db, { owner, fence }: Tenure, fates: Fate[]): Promise<number> {
  const rows = fates.map(({ id, state, messageId, contentId, error, attempts, dueAt, finishedAt }) => ({
    id: String(id),
    state,
    telegram_message_id: messageId,
    content_id: contentId?.toString(),
    error,
    attempts,
    due_at: dueAt,
    finished_at: finishedAt,
  }))
  // Named once more as an array, they are found by their key; by the join alone PostgreSQL reads the whole backlog. They
  // are locked in the order of their numbers, as those who hold them back do.
  const ids = `{${fates.map(({ id }) => id).join(',')}}`
  const marked = await db.$queryRaw<{ id: bigint; targetId: bigint | null; strayed: boolean; over: boolean }[]>`
    WITH old AS (
      SELECT id, state, content_id FROM message WHERE id = ANY(${ids}::bigint[]) ORDER BY id FOR UPDATE
    )
    -- One that waits for another try is held all the same if it was meanwhile; one that was sent was sent.
    UPDATE message m SET
      state = CASE WHEN f.state = 'sending' AND m.state = 'held' THEN m.state ELSE f.state::message_state END,
      attempts = f.attempts, error = f.error,
      telegram_message_id = coalesce(f.telegram_message_id, m.telegram_message_id),
      content_id = CASE WHEN f.state = 'sent' THEN coalesce(f.content_id, m.content_id) ELSE m.content_id END,
      due_at = coalesce(f.due_at, m.due_at), finished_at = f.finished_at,
      payload = CASE WHEN m.lane = 'answer' AND f.state <> 'sending' THEN NULL ELSE m.payload END
    FROM old JOIN json_to_recordset(${JSON.stringify(rows)}::json) AS f
      (id bigint, state text, telegram_message_id int, content_id bigint, error text, attempts int, due_at timestamptz,
       finished_at timestamptz) ON f.id = old.id
    WHERE m.id = old.id AND m.id = ANY(${ids}::bigint[])
      AND (m.finished_at IS NULL OR (m.state = 'withdrawn' AND f.state = 'sent')) AND EXISTS (
        SELECT 1 FROM leader WHERE name = ${leaseName} AND owner = ${owner} AND fence = ${fence})
    RETURNING m.id, (
      SELECT target.id FROM message target
      WHERE target.id = m.target_id AND target.fleeting AND target.finished_at IS NOT NULL) AS "targetId", m.fleeting AND m.finished_at IS NOT NULL AS over, f.state = 'sent' AND (
      old.state IN ('held', 'withdrawn') OR old.content_id IS DISTINCT FROM m.content_id) AS strayed`
  await vanish(
    db,
    marked.filter(({ over }) => over).map(({ id }) => id),
  )
  await vanishOver(
    db,
    marked.flatMap(({ targetId }) => targetId ?? []),
  )
  return marked.filter(({ strayed }) => strayed).length
}
