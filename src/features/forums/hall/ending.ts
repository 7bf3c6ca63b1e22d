import type { Db } from '../../../platform/database/database.ts'
import type { Job } from '../../../platform/scheduler/scheduler.ts'
import { begin, tasksChannel } from '../../../platform/tasks/tasks.ts'
import type { Work } from '../../../platform/work.ts'
import { ticketing } from './leftovers.ts'
import { undecided } from './questions.ts'

const hour = 3_600_000

/** Ends a hall: what is left open becomes tickets. Wake tasksChannel after the commit. */
export async function endHall(tx: Db, forumId: bigint, now: Date): Promise<void> {
  await tx.forumHall.update({ where: { forumId }, data: { endedAt: now, until: null } })
  await begin(tx, ticketing, { forumId: String(forumId) }, now)
}

/** Every minute: a hall ends with its forum, and what is left of an ended one and in nobody's hand is taken up again. */
export const ending: Job<Work> = {
  name: 'forums.halls',
  cron: '* * * * *',
  async run({ database, clock }) {
    const { client } = database
    const now = clock.now()
    const isOver = { OR: [{ state: { not: 'open' as const } }, { closesAt: { lte: now } }] }
    const halls = await client.forumHall.findMany({
      where: { endedAt: null, forum: isOver },
      select: { forumId: true },
    })
    for (const { forumId } of halls) await client.$transaction((tx) => endHall(tx, forumId, now))
    const left = await client.forumHall.findMany({
      where: { endedAt: { not: null }, forum: { questions: { some: { state: { in: [...undecided] } } } } },
      select: { forumId: true },
    })
    for (const { forumId } of left) await client.$transaction((tx) => beginOnce(tx, forumId, now))
    if (halls.length + left.length > 0) database.wake(tasksChannel)
  },
}

/** When the next hall ends with its forum; null: none does. */
export async function nextEnding(db: Db): Promise<Date | null> {
  const hall = await db.forumHall.findFirst({
    where: { endedAt: null },
    select: { forum: { select: { closesAt: true } } },
    orderBy: { forum: { closesAt: 'asc' } },
  })
  return hall?.forum.closesAt ?? null
}

/** Not while it is in hand, nor sooner than an hour after it was given up. */
async function beginOnce(tx: Db, forumId: bigint, now: Date): Promise<void> {
  const payload = { forumId: String(forumId) }
  const lately = { OR: [{ failedAt: null }, { failedAt: { gt: new Date(now.getTime() - hour) } }] }
  if ((await tx.task.count({ where: { name: ticketing.name, payload: { equals: payload }, ...lately } })) > 0) return
  await begin(tx, ticketing, payload, now)
}
