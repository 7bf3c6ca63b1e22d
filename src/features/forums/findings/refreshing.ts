import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { Database, Db } from '../../../platform/database/database.ts'
import { begin, NotYet, task } from '../../../platform/tasks/tasks.ts'
import type { Work } from '../../../platform/work.ts'
import { toTheHour } from '../../../shared/tickets/log.ts'
import { betweenVotes } from '../ballot.ts'
import { refreshCards } from '../groups/cards.ts'
import { compute } from './computing.ts'
import type { Computed } from './computing.ts'
import { publish, publishUnits } from './publication.ts'
import { newestSnapshot } from './snapshots.ts'
import type { Columns, Snapshot } from './snapshots.ts'
import { endOfLog, readColumns } from './voteLog.ts'
import type { LogEnd } from './voteLog.ts'

/** So many milliseconds (real time) lie at least between two computations of one forum's groups. */
const interval = 10_000
/** A task that rests longer than this follows a computation. */
const longRest = 1000

/** What is being computed in this process: two that run at once would carry on from the same snapshot. */
const computing = new WeakMap<Database, Set<string>>()

/**
 * Brings a forum's opinion groups and cards up to date. While it is open the next look follows in ten seconds, until nothing
 * has happened; once it has closed, the groups are found from nothing, as anybody finds them from its open data.
 */
export const refreshing = task({
  name: 'forums.refreshing',
  payload: z.object({ forumId: z.string() }),
  async run(work, { forumId }, signal) {
    const busy = computing.get(work.database) ?? new Set()
    computing.set(work.database, busy)
    if (busy.has(forumId)) throw new NotYet()
    busy.add(forumId)
    try {
      return await refresh(work, BigInt(forumId), signal)
    } finally {
      busy.delete(forumId)
    }
  },
  // Whoever votes next begins another one, and a closed forum is looked at every minute.
  failed: () => async () => [],
})

async function refresh(work: Work, forumId: bigint, signal: AbortSignal) {
  const db = work.database.client
  const forum = await db.forum.findUnique({ where: { id: forumId } })
  if (forum === null || (await isSoon(work, forumId))) return async () => []
  const last = await newestSnapshot(db, forumId)
  const end = await db.$transaction(async (tx) => {
    await betweenVotes(tx, forumId)
    return endOfLog(tx, forumId)
  })
  const columns = await readColumns(db, forum, end.watermark)
  const isOver = forum.state === 'closed' || forum.state === 'published'
  const isKnown = last !== null && isSame(last, end, columns) && (!isOver || isFinal(last))
  const computed =
    end.votes === 0 || isKnown ? null : await compute(db, forum, end, columns, isOver ? null : last, signal)
  return async (tx: Db, now: Date) => {
    if (computed !== null && (await keep(work, tx, forumId, end.watermark, computed, now)) && !isOver)
      await follow(work, tx, forumId, now)
    if (isOver) await publishUnits(tx, forumId, work.settings, now)
    return refreshCards(work, tx, forumId, now)
  }
}

/** Stores a computation, with what may be published of it; false: a later one is stored already. */
async function keep(
  work: Work,
  tx: Db,
  forumId: bigint,
  watermark: bigint,
  computed: Computed,
  now: Date,
): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM forum WHERE id = ${forumId} FOR NO KEY UPDATE`
  if ((await tx.forumSnapshot.count({ where: { forumId, watermark: { gt: watermark } } })) > 0) return false
  const { voters, input, opinion, places, admitted } = computed
  // With a time and the last vote that was counted, votes would have one, too.
  const createdAt = toTheHour(now)
  const row = { forumId, watermark, voters, input, opinion, places, createdAt }
  const { id } = await tx.forumSnapshot.create({ data: row, select: { id: true } })
  const published = await publish(tx, forumId, { id, watermark, computed }, work.settings, now)
  if (published !== null) await tx.forumSnapshot.update({ where: { id }, data: { published } })
  // Where people stand is kept of the newest one, and of the one whose groups are told.
  await tx.$executeRaw`
    UPDATE forum_snapshot SET places = NULL WHERE forum_id = ${forumId} AND places IS NOT NULL AND id <> ${id}
      AND id::text IS DISTINCT FROM (
        SELECT published->'groups'->>'snapshot' FROM forum_snapshot
        WHERE forum_id = ${forumId} AND published IS NOT NULL ORDER BY id DESC LIMIT 1)`
  // Of an hour the last one stays, and those of which something was told.
  await tx.forumSnapshot.deleteMany({
    where: {
      forumId,
      id: { lt: id },
      createdAt,
      published: { equals: Prisma.DbNull },
      places: { equals: Prisma.DbNull },
    },
  })
  await tx.forumParticipant.updateMany({ where: { id: { in: admitted } }, data: { isGrouped: true } })
  return true
}

/** The next look at a forum takes place in ten seconds, whatever was to be done sooner. */
async function follow({ clock }: Work, tx: Db, forumId: bigint, now: Date): Promise<void> {
  const payload = { forumId: String(forumId) }
  await tx.$executeRaw`
    DELETE FROM task WHERE name = ${refreshing.name} AND payload = ${JSON.stringify(payload)}::jsonb AND attempts = 0`
  await begin(tx, refreshing, payload, now, new Date(clock.wall().getTime() + interval))
}

/** Whether a next look is waiting, which will see everything. */
async function isSoon({ database, clock }: Work, forumId: bigint): Promise<boolean> {
  const from = new Date(clock.wall().getTime() + longRest)
  const payload = { equals: { forumId: String(forumId) } }
  const where: Prisma.TaskWhereInput = { name: refreshing.name, payload, attempts: 0, restUntil: { gt: from } }
  return (await database.client.task.count({ where })) > 0
}

function isSame({ watermark, input }: Snapshot, end: LogEnd, now: Columns): boolean {
  const { columns, hidden, meta, merged, votes } = input
  return (
    watermark === end.watermark &&
    votes === end.votes &&
    isDeepStrictEqual({ columns, hidden, meta, merged }, { ...now })
  )
}

/** Found from nothing, without what was carried over from earlier computations. */
const isFinal = ({ input }: Snapshot) => input.earlier === null
