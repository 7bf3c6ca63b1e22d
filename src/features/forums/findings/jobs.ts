import type { Job } from '../../../platform/scheduler/scheduler.ts'
import { tasksChannel } from '../../../platform/tasks/tasks.ts'
import type { Work } from '../../../platform/work.ts'
import { noteActivity } from '../activity.ts'

/** So many milliseconds after it has closed a forum's last votes are counted at the latest. */
const patience = 86_400_000

/** Every minute: forums that have closed, and whose last votes are not counted, for what should have done it was given up. */
export const concluding: Job<Work> = {
  name: 'forums.concluding',
  cron: '* * * * *',
  async run({ database, clock }) {
    const now = clock.now()
    const since = new Date(now.getTime() - patience)
    const left = await database.client.$queryRaw<{ id: bigint }[]>`
      SELECT forum.id FROM forum
      LEFT JOIN LATERAL (
        SELECT watermark, input->'earlier' AS earlier FROM forum_snapshot
        WHERE forum_id = forum.id ORDER BY id DESC LIMIT 1) newest ON TRUE
      WHERE forum.state IN ('closed', 'published') AND forum.closed_at > ${since.toISOString()}::timestamptz
        AND EXISTS (SELECT 1 FROM forum_vote WHERE forum_id = forum.id)
        AND (newest.watermark IS NULL OR newest.earlier <> 'null'::jsonb
          OR EXISTS (SELECT 1 FROM forum_vote WHERE forum_id = forum.id AND id > newest.watermark))
      ORDER BY forum.id`
    for (const { id } of left) await database.client.$transaction((tx) => noteActivity(tx, id, now))
    if (left.length > 0) database.wake(tasksChannel)
  },
}
