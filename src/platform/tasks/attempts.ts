import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../database/database.ts'

/** One attempt at a task, and which one it is, from 1: later writes count only while it is the newest. */
export interface Attempt {
  id: bigint
  name: string
  payload: unknown
  number: number
}

/** How long an attempt keeps other instances away, in milliseconds of real time, unless it is renewed. */
const lease = 60_000

/** A task that rests no longer than this, in milliseconds, waits for something at hand. */
const shortRest = 1000

/** The condition on a row of `task` that something is done about it by now: it is not given up, nor only to begin later. */
export function isAtWork(wall: Date): Prisma.Sql {
  const soon = new Date(wall.getTime() + shortRest)
  return Prisma.sql`(failed_at IS NULL AND (attempts > 0 OR rest_until IS NULL OR rest_until <= ${soon}::timestamptz))`
}

/** How many tasks of these names something is done about by now, and how many of them have not been tried. */
export async function countAtWork(db: Db, names: string[], wall: Date): Promise<{ all: number; untried: number }> {
  const [row] = await db.$queryRaw<{ all: number; untried: number }[]>`
    SELECT count(*)::int AS all, (count(*) FILTER (WHERE attempts = 0))::int AS untried
    FROM task WHERE name = ANY(${names}::text[]) AND ${isAtWork(wall)}`
  return row ?? { all: 0, untried: 0 }
}

/** Takes the oldest task of these names that nobody is at; null: there is none. */
export async function claim(db: Db, names: string[], wall: Date): Promise<Attempt | null> {
  const [attempt] = await db.$queryRaw<Attempt[]>`
    UPDATE task SET attempts = attempts + 1, rest_until = ${leaseFrom(wall)}::timestamptz
    WHERE id = (
      SELECT id FROM task
      WHERE failed_at IS NULL AND name = ANY(${names}::text[])
        AND (rest_until IS NULL OR rest_until <= ${wall}::timestamptz)
      ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, name, payload, attempts AS number`
  return attempt ?? null
}

/** Keeps others away for another lease. */
export async function renew(db: Db, attempt: Attempt, wall: Date) {
  await db.task.updateMany({ where: held(attempt), data: { restUntil: leaseFrom(wall) } })
}

/** The task is done, and gone; false: another attempt has begun. */
export async function finish(tx: Db, attempt: Attempt): Promise<boolean> {
  return (await tx.task.deleteMany({ where: held(attempt) })).count > 0
}

/** The attempt does not count; the next may begin at `from` (real time), null: at once. */
export async function release(db: Db, attempt: Attempt, from: Date | null) {
  await db.task.updateMany({ where: held(attempt), data: { attempts: { decrement: 1 }, restUntil: from } })
}

/** The attempt failed: the next may begin at `from` (real time). */
export async function rest(db: Db, attempt: Attempt, from: Date) {
  await db.task.updateMany({ where: held(attempt), data: { restUntil: from } })
}

/** Nobody will try it again; false: another attempt has begun. */
export async function giveUp(tx: Db, attempt: Attempt, error: string, now: Date): Promise<boolean> {
  return (await tx.task.updateMany({ where: held(attempt), data: { error, failedAt: now, payload: {} } })).count > 0
}

function held({ id, number }: Attempt) {
  return { id, attempts: number }
}

function leaseFrom(wall: Date): Date {
  return new Date(wall.getTime() + lease)
}
