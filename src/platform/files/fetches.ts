import { ReadableStream } from 'node:stream/web'
import { fileTypeFromStream } from 'file-type'
import type { Db } from '../database/database.ts'

/** One attempt to fetch a file, and which one it is, from 1: later writes count only while it is the newest. */
export interface Fetch {
  id: bigint
  attempt: number
  telegramFileId: string | null
  telegramBotId: bigint | null
}

/** How long an attempt keeps other instances away, in milliseconds of real time, from the last chunk on. */
const lease = 90_000

/** Takes the oldest file that nobody is at, and forgets what an earlier attempt left; null: there is none. */
export async function claim(db: Db, wall: Date): Promise<Fetch | null> {
  const [fetch] = await db.$queryRaw<Fetch[]>`
    UPDATE file SET attempts = attempts + 1, rest_until = ${leaseFrom(wall)}::timestamptz
    WHERE id = (
      SELECT id FROM file
      WHERE state = 'pending' AND (rest_until IS NULL OR rest_until <= ${wall}::timestamptz)
      ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, attempts AS attempt, telegram_file_id AS "telegramFileId", telegram_bot_id AS "telegramBotId"`
  if (fetch === undefined) return null
  await db.fileChunk.deleteMany({ where: { fileId: fetch.id } })
  return fetch
}

/** Writes one chunk and keeps others away for longer; false: another attempt has begun. */
export async function addChunk(db: Db, { id, attempt }: Fetch, index: number, bytes: Uint8Array, wall: Date) {
  const written = await db.$executeRaw`
    WITH held AS (
      UPDATE file SET rest_until = ${leaseFrom(wall)}::timestamptz
      WHERE id = ${id} AND attempts = ${attempt} AND state = 'pending' RETURNING id)
    INSERT INTO file_chunk (file_id, index, bytes) SELECT id, ${index}::int, ${bytes}::bytea FROM held`
  return written > 0
}

/** All chunks are there. */
export async function finish(db: Db, fetch: Fetch, what: { size: number; sha256: Uint8Array<ArrayBuffer> }) {
  const type = await sniff(db, fetch.id)
  await db.file.updateMany({
    where: held(fetch),
    data: { ...what, type, state: 'stored', restUntil: null, error: null },
  })
}

/** The attempt failed: tried again from `again` (real time) on, or never (null). */
export async function fail(db: Db, fetch: Fetch, error: string, again: Date | null) {
  const data = again === null ? ({ state: 'failed', restUntil: null, error } as const) : { restUntil: again, error }
  const { count } = await db.file.updateMany({ where: held(fetch), data })
  if (count > 0) await db.fileChunk.deleteMany({ where: { fileId: fetch.id } })
}

/** The attempt was interrupted by a stop: it does not count. */
export async function release(db: Db, fetch: Fetch) {
  await db.file.updateMany({ where: held(fetch), data: { restUntil: null, attempts: { decrement: 1 } } })
}

function held({ id, attempt }: Fetch) {
  return { id, attempts: attempt, state: 'pending' as const }
}

function leaseFrom(wall: Date): Date {
  return new Date(wall.getTime() + lease)
}

/** The media type that the stored bytes show, reading no more of them than it takes; null: unknown, as for plain text. */
async function sniff(db: Db, fileId: bigint): Promise<string | null> {
  let index = 0
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await db.fileChunk.findUnique({ where: { fileId_index: { fileId, index } } })
        index++
        if (chunk === null) controller.close()
        else controller.enqueue(chunk.bytes)
      },
    },
    { highWaterMark: 0 },
  )
  // A damaged file may look like a type whose reader then stumbles over it.
  const found = await fileTypeFromStream(stream).catch(() => undefined)
  return found?.mime ?? null
}
