import type { Database } from './database/database.ts'
import { isDue } from './outbox/claims.ts'
import { isAtWork } from './tasks/attempts.ts'

/**
 * Whether nothing is left to do anywhere, in one statement: no update, event, file, task or message that is due, nor a task
 * that is tried again. `wall`: real time.
 */
export async function isQuiet({ client }: Database, now: Date, wall: Date): Promise<boolean> {
  const [row] = await client.$queryRaw<{ busy: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM inbox_update WHERE fate = 'pending')
      OR EXISTS (SELECT 1 FROM event WHERE fanned_at IS NULL)
      OR EXISTS (SELECT 1 FROM event_receipt WHERE done_at IS NULL AND due_at <= ${now}::timestamptz)
      OR EXISTS (SELECT 1 FROM file WHERE state = 'pending')
      OR EXISTS (SELECT 1 FROM task WHERE ${isAtWork(wall)})
      OR EXISTS (SELECT 1 FROM message m WHERE m.state = 'sending' OR (${isDue(now)})) AS busy`
  return row?.busy === false
}
