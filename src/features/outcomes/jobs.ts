import type { Job } from '../../platform/scheduler/scheduler.ts'
import { begin, tasksChannel } from '../../platform/tasks/tasks.ts'
import type { Work } from '../../platform/work.ts'
import { telling } from './telling.ts'

/** For how long those are told who come late, in milliseconds. */
const recent = 180 * 86_400_000

/** Every morning: tells those who have supported something since it was told, and those before whom telling was given up. */
export const resuming: Job<Work> = {
  name: 'outcomes.resuming',
  cron: '10 9 * * *',
  async run({ database, clock }) {
    const now = clock.now()
    const since = new Date(now.getTime() - recent)
    const left = await database.client.$queryRaw<{ id: bigint }[]>`
      SELECT id FROM outcome WHERE told_at >= ${since}::timestamptz AND EXISTS (
        SELECT 1 FROM outcome_source source WHERE source.outcome_id = outcome.id AND (
          NOT source.is_told OR EXISTS (
            SELECT 1 FROM ticket_support support
            WHERE support.ticket_id = source.ticket_id AND NOT EXISTS (
              SELECT 1 FROM outcome_support told WHERE told.outcome_id = outcome.id AND told.support_id = support.id)
          ))
      ) ORDER BY id`
    for (const { id } of left) await begin(database.client, telling, { outcome: String(id) }, now)
    database.wake(tasksChannel)
  },
}
