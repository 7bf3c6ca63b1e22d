import type { Forum } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { withheldChannel } from '../../../platform/outbox/holding.ts'
import type { Job } from '../../../platform/scheduler/scheduler.ts'
import { tasksChannel } from '../../../platform/tasks/tasks.ts'
import type { Work } from '../../../platform/work.ts'
import { tellClosed } from '../moderation/reminding.ts'
import { closeForum, missForum, openForum } from './lifecycle.ts'

/** Every minute: planned forums open and open ones close, each in a transaction of its own. */
export const opening: Job<Work> = {
  name: 'forums.times',
  cron: '* * * * *',
  async run(work) {
    const { client } = work.database
    const now = work.clock.now()
    const around = { settings: work.settings, groups: work.groups, voiceIn: work.voice }
    const faults: unknown[] = []
    const each = async (
      rows: { id: bigint }[],
      state: Forum['state'],
      act: (tx: Db, forum: Forum) => Promise<void>,
    ) => {
      for (const { id } of rows)
        await client
          .$transaction(async (tx) => {
            await tx.$queryRaw`SELECT id FROM forum WHERE id = ${id} FOR NO KEY UPDATE`
            const forum = await tx.forum.findUnique({ where: { id, state } })
            if (forum !== null) await act(tx, forum)
          })
          .catch((error: unknown) => void faults.push(error))
    }
    const id = { select: { id: true }, orderBy: { id: 'asc' } } as const
    const over = await client.forum.findMany({ where: { state: 'open', closesAt: { lte: now } }, ...id })
    await each(over, 'open', async (tx, forum) => {
      await closeForum(tx, forum, around, now)
      await tellClosed(work, tx, forum, now)
    })
    const due = await client.forum.findMany({ where: { state: 'planned', opensAt: { lte: now } }, ...id })
    await each(due, 'planned', async (tx, forum) => {
      // Nobody was there to open it while it was to be open.
      if (forum.closesAt <= now) await missForum(tx, forum, around, now)
      else await openForum(tx, forum, around, now)
    })
    if (over.length + due.length > 0)
      for (const channel of ['outbox', withheldChannel, tasksChannel]) work.database.wake(channel)
    if (faults.length > 0) throw new AggregateError(faults, 'Not all forums could be followed')
  },
}

/** When a forum next opens or closes; null: none will. */
export async function dueOfForums(db: Db): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT LEAST(
      (SELECT min(opens_at) FROM forum WHERE state = 'planned'),
      (SELECT min(closes_at) FROM forum WHERE state = 'open')) AS at`
  return row?.at ?? null
}
