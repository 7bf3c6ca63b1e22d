import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { refreshing } from './findings/refreshing.ts'

/**
 * Something was voted, written or decided in a forum: its groups and cards are brought up to date soon, once for all that
 * happens meanwhile. One that is being done does not count: it may not see this. Wake tasksChannel after the commit.
 */
export async function noteActivity(tx: Db, forumId: bigint, now: Date): Promise<void> {
  await tx.$executeRaw`${activity(forumId, now)}`
}

/** The same as a part of another statement: a row where nothing was waiting to be done. */
export function activity(forumId: bigint, now: Date): Prisma.Sql {
  const payload = JSON.stringify({ forumId: String(forumId) })
  return Prisma.sql`
    INSERT INTO task (name, payload, created_at)
    SELECT ${refreshing.name}, ${payload}::jsonb, ${now.toISOString()}::timestamptz
    WHERE NOT EXISTS (SELECT 1 FROM task WHERE name = ${refreshing.name} AND payload = ${payload}::jsonb AND attempts = 0)
    RETURNING 1`
}

/** The same for a forum that has closed: nothing more happens, so that its last computation need not rest before. */
export async function noteEnd(tx: Db, forumId: bigint, now: Date): Promise<void> {
  const payload = JSON.stringify({ forumId: String(forumId) })
  await tx.$executeRaw`
    UPDATE task SET rest_until = NULL WHERE name = ${refreshing.name} AND payload = ${payload}::jsonb AND attempts = 0`
  await noteActivity(tx, forumId, now)
}
