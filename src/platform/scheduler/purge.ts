import type { Clock } from '../clock.ts'
import type { Database, Db } from '../database/database.ts'
import type { Log } from '../log.ts'
import { vanishLeft } from '../outbox/fleeting.ts'
import type { Job } from './scheduler.ts'
import { removeContents, removeFiles } from './unused.ts'

/** Something that is kept for a number of days. */
interface Removal {
  what: string
  /** Days it is kept. */
  days: number
  /** Removes at most a batch of what is older than `before`; gives how many, 0: nothing is left to remove. */
  remove: (db: Db, before: Date, now: Date) => Promise<number>
}

const batch = 1000
/** Files are up to 20 MB each. */
const fileBatch = 20
const day = 86_400_000

/** What is removed when, in this order. */
const removals: readonly Removal[] = [
  {
    what: 'handled updates',
    days: 7,
    remove: (db, before) => db.$executeRaw`
      DELETE FROM inbox_update WHERE update_id IN (
        SELECT update_id FROM inbox_update
        WHERE handled_at < ${before}::timestamptz AND fate IN ('handled', 'dropped') LIMIT ${batch})`,
  },
  {
    what: 'texts of failed updates',
    days: 7,
    remove: (db, before) => db.$executeRaw`
      UPDATE inbox_update SET sealed = NULL, payload = NULL WHERE update_id IN (
        SELECT update_id FROM inbox_update
        WHERE fate = 'failed' AND (sealed IS NOT NULL OR payload IS NOT NULL)
          AND COALESCE(handled_at, received_at) < ${before}::timestamptz LIMIT ${batch})`,
  },
  {
    what: 'failed updates',
    days: 60,
    remove: (db, before) => db.$executeRaw`
      DELETE FROM inbox_update WHERE update_id IN (
        SELECT update_id FROM inbox_update
        WHERE fate = 'failed' AND COALESCE(handled_at, received_at) < ${before}::timestamptz LIMIT ${batch})`,
  },
  {
    // A lane's fencing number begins anew with its row: no update of the lane is left that an old number could touch.
    what: 'idle lanes',
    days: 0,
    remove: (db) => db.$executeRaw`
      DELETE FROM inbox_lane WHERE lane IN (
        SELECT lane FROM inbox_lane l
        WHERE next_id IS NULL AND NOT EXISTS (SELECT 1 FROM inbox_update u WHERE u.lane = l.lane) LIMIT ${batch}
        FOR UPDATE SKIP LOCKED)`,
  },
  {
    // They go when they are sent, unless the process dies at that moment.
    what: 'messages of which nothing is kept',
    days: 0,
    remove: (db, before) => vanishLeft(db, before, batch),
  },
  {
    // A day longer than what waits for a week, such as a draft: the answer that shows it is changed when it is over.
    what: 'answers sent',
    days: 8,
    remove: (db, before) => db.$executeRaw`
      DELETE FROM message WHERE id IN (
        SELECT id FROM message WHERE lane = 'answer' AND finished_at < ${before}::timestamptz LIMIT ${batch})`,
  },
  {
    what: 'events heard by all',
    days: 7,
    remove: (db, before) => db.$executeRaw`
      DELETE FROM event WHERE id IN (
        SELECT id FROM event e
        WHERE fanned_at < ${before}::timestamptz AND NOT EXISTS (
          SELECT 1 FROM event_receipt r
          WHERE r.event_id = e.id AND (r.done_at IS NULL OR r.done_at >= ${before}::timestamptz))
        LIMIT ${batch})`,
  },
  {
    // Their listener fails all the time, or a newer version no longer has it.
    what: 'events never heard',
    days: 60,
    remove: (db, before) => db.$executeRaw`
      DELETE FROM event WHERE id IN (
        SELECT id FROM event WHERE created_at < ${before}::timestamptz AND fanned_at IS NOT NULL LIMIT ${batch})`,
  },
  {
    // The newest one of each job stays: it tells from when on the job is due.
    what: 'firings of jobs',
    days: 7,
    remove: (db, before) => db.$executeRaw`
      DELETE FROM tick WHERE (job, fire_at) IN (
        SELECT job, fire_at FROM tick t
        WHERE done_at < ${before}::timestamptz
          AND EXISTS (SELECT 1 FROM tick newer WHERE newer.job = t.job AND newer.fire_at > t.fire_at) LIMIT ${batch})`,
  },
  {
    what: 'tasks given up',
    days: 60,
    remove: (db, before) => db.$executeRaw`
      DELETE FROM task WHERE id IN (SELECT id FROM task WHERE failed_at < ${before}::timestamptz LIMIT ${batch})`,
  },
  {
    what: 'dialogs left open',
    days: 30,
    remove: (db, before) => db.$executeRaw`
      DELETE FROM dialog WHERE id IN (
        SELECT id FROM dialog WHERE updated_at < ${before}::timestamptz LIMIT ${batch} FOR UPDATE SKIP LOCKED)`,
  },
  {
    what: 'contents nobody refers to',
    days: 1,
    remove: (db, before, now) => removeContents(db, before, now, batch),
  },
  { what: 'files nobody refers to', days: 1, remove: (db, before) => removeFiles(db, before, fileBatch) },
]

/** Removes every night what need not be kept, in batches, so that nobody waits for it. */
export const purging: Job<{ database: Database; clock: Clock; log: Log }> = {
  name: 'purge',
  cron: '10 2 * * *',
  async run({ database, clock, log }) {
    const now = clock.now()
    for (const { what, days, remove } of removals) {
      const before = new Date(now.getTime() - days * day)
      let total = 0
      for (let count = -1; count !== 0; total += count) count = await remove(database.client, before, now)
      if (total > 0) log.info({ what, count: total }, 'Removed')
    }
    await database.scour()
  },
}
