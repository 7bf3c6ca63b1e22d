import { Prisma } from '../../generated/prisma/client.ts'
import type { MessageLane } from '../../generated/prisma/client.ts'
import type { Database } from '../database/database.ts'
import { leaseName } from '../leader.ts'
import type { Tenure } from '../leader.ts'

/** A message row that the sender has claimed. */
export interface Claimed {
  id: bigint
  lane: MessageLane
  chatId: bigint
  method: string
  payload: object | null
  contentId: bigint | null
  targetId: bigint | null
  quiet: string | null
  attempts: number
  /** Milliseconds since 1970. */
  due: number
  targetMessageId: number | null
}

/** How many messages of a lane there is room for. */
export interface Room {
  lane: MessageLane
  count: number
}

/** Only the leader's statements have an effect: the row locks keep a takeover from coming in between. */
const led = ({ owner, fence }: Tenure) => Prisma.sql`
  SELECT 1 FROM leader WHERE name = ${leaseName} AND owner = ${owner} AND fence = ${fence} FOR SHARE`

const columns = Prisma.sql`
  m.id, m.lane::text, m.chat_id AS "chatId", m.method, m.payload, m.content_id AS "contentId",
  m.target_id AS "targetId", m.quiet AS "quiet", m.attempts, extract(epoch FROM m.due_at)::float8 * 1000 AS due,
  (SELECT t.telegram_message_id FROM message t WHERE t.id = m.target_id) AS "targetMessageId"`

/** Due, and not a change of a message that is itself still to be sent. */
export const isDue = (now: Date) => Prisma.sql`
  m.state = 'queued' AND m.due_at <= ${now.toISOString()}::timestamptz AND (m.target_id IS NULL OR NOT EXISTS (
    SELECT 1 FROM message t WHERE t.id = m.target_id AND t.state IN ('queued', 'sending', 'held')))`

/** Takes the next due messages in hand, at most as many of each lane as there is room for. */
export async function claim({ client }: Database, tenure: Tenure, rooms: Room[], now: Date): Promise<Claimed[]> {
  const lanes = list(rooms.map(({ lane }) => lane))
  const counts = list(rooms.map(({ count }) => count))
  const claimed = await client.$queryRaw<Claimed[]>`
    WITH led AS (${led(tenure)}), next AS (
      SELECT due.id FROM unnest(${lanes}::message_lane[], ${counts}::int[]) AS room(lane, count)
      CROSS JOIN LATERAL (
        SELECT m.id FROM message m WHERE m.lane = room.lane AND ${isDue(now)}
        ORDER BY m.due_at, m.id LIMIT room.count FOR UPDATE OF m SKIP LOCKED
      ) due
      WHERE EXISTS (SELECT 1 FROM led)
    )
    UPDATE message m SET state = 'sending' FROM next WHERE m.id = next.id RETURNING ${columns}`
  return claimed.toSorted((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1))
}

/**
 * What the leader before had in hand: gives the messages that wait for another try, which stay claimed, and puts the rest
 * back into the queue.
 */
export async function inherit({ client }: Database, tenure: Tenure, now: Date): Promise<Claimed[]> {
  await client.$executeRaw`
    WITH led AS (${led(tenure)})
    UPDATE message SET state = 'queued' FROM led WHERE state = 'sending' AND due_at <= ${now.toISOString()}::timestamptz`
  return client.$queryRaw<Claimed[]>`SELECT ${columns} FROM message m WHERE m.state = 'sending' ORDER BY m.due_at, m.id`
}

/** Gives claimed messages back, so that the next leader finds them. */
export async function putBack({ client }: Database, tenure: Tenure, ids: bigint[]): Promise<void> {
  await client.$executeRaw`
    WITH led AS (${led(tenure)})
    UPDATE message SET state = 'queued' FROM led WHERE state = 'sending' AND id = ANY(${list(ids)}::bigint[])`
}

/** A claimed message as its row has it now. */
export interface StillClaimed {
  id: bigint
  method: string
  contentId: bigint | null
}

/** Which of these messages are still claimed: not those that were held, withdrawn or erased meanwhile. */
export async function readClaimed({ client }: Database, ids: bigint[]): Promise<StillClaimed[]> {
  return client.$queryRaw<StillClaimed[]>`
    SELECT id, method, content_id AS "contentId" FROM message
    WHERE state = 'sending' AND id = ANY(${list(ids)}::bigint[])`
}

/** Puts claimed messages back, and all others due in this quiet zone off, until `until`. */
export async function putOff(
  { client }: Database,
  tenure: Tenure,
  quiet: { zone: string; ids: bigint[]; until: Date },
  now: Date,
): Promise<void> {
  await client.$executeRaw`
    WITH led AS (${led(tenure)})
    UPDATE message SET state = 'queued', due_at = ${quiet.until.toISOString()}::timestamptz FROM led
    WHERE (state = 'sending' AND id = ANY(${list(quiet.ids)}::bigint[])) OR (
      state = 'queued' AND lane IN ('notice', 'reminder', 'broadcast') AND quiet = ${quiet.zone}
      AND due_at <= ${now.toISOString()}::timestamptz)`
}

/** When the earliest queued message of these lanes is due; null: there is none. */
export async function nextDue({ client }: Database, lanes: MessageLane[]): Promise<Date | null> {
  const rows = await client.$queryRaw<{ due: number | null }[]>`
    SELECT extract(epoch FROM min(first.due_at))::float8 * 1000 AS due
    FROM unnest(${list(lanes)}::message_lane[]) AS l(lane)
    CROSS JOIN LATERAL (
      SELECT m.due_at FROM message m WHERE m.state = 'queued' AND m.lane = l.lane ORDER BY m.due_at LIMIT 1
    ) first`
  const due = rows[0]?.due ?? null
  return due === null ? null : new Date(due)
}

/** What is due and not finished. */
export interface Backlog {
  /** Waiting, or in the leader's hand. */
  count: number
  oldestDueAt: Date | null
}

/** Counts what should have been sent by now. */
export async function readBacklog({ client }: Database, now: Date): Promise<Backlog> {
  const rows = await client.$queryRaw<{ count: number; due: number | null }[]>`
    SELECT count(*)::int AS count, extract(epoch FROM min(m.due_at))::float8 * 1000 AS due FROM message m
    WHERE m.state = 'sending' OR (${isDue(now)})`
  const { count, due } = rows[0] ?? { count: 0, due: null }
  return { count, oldestDueAt: due === null ? null : new Date(due) }
}

/** An array for PostgreSQL, which needs no quotes for numbers and enum words. */
function list(values: (bigint | number | string)[]): string {
  return `{${values.join(',')}}`
}
