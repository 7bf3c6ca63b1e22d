import { Prisma } from '../../generated/prisma/client.ts'
import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { fatesOf, noFates } from '../../shared/deliveries/fates.ts'
import type { Fates } from '../../shared/deliveries/fates.ts'
import { subjectOf } from './actions.ts'

/** A broadcast with everything that is told of it. */
export interface Overview {
  broadcast: Broadcast
  fates: Fates
  /** Recipients who have erased themselves since. */
  erased: number
  /** Of those who have it, how many said that they have read it. */
  read: number
  /** What became of its newest correction at those who had it already; undefined: it was not corrected. */
  correction: Fates | undefined
  /** What became of taking it back; undefined: it was not. */
  recall: Recall | undefined
  /** How many of those it did not reach could be tried once more. */
  resendable: number
}

/** How far a broadcast has been deleted at its recipients. */
export interface Recall extends Fates {
  /** Sent too long ago for Telegram. */
  late: number
}

/** What the changes of its newest correction are about. */
export const correctionSubject = ({ id, contentId }: Pick<Broadcast, 'id' | 'contentId'>) =>
  `${subjectOf(id)}:edit:${contentId}`

/** What the deletions at its recipients are about. */
export const recallSubject = (id: bigint) => `${subjectOf(id)}:recall`

/** Reads all figures of these broadcasts, in their order. */
export async function overviews(db: Db, broadcasts: Broadcast[], now: Date): Promise<Overview[]> {
  const subjects = broadcasts.flatMap((one) => [subjectOf(one.id), correctionSubject(one), recallSubject(one.id)])
  const known = await fatesOf(db, subjects)
  const reads = await readsOf(
    db,
    broadcasts.filter(({ asksReading }) => asksReading).map(({ id }) => id),
  )
  const found: Overview[] = []
  for (const broadcast of broadcasts) {
    const { id, total, startedAt, revisedAt, recalledAt } = broadcast
    const fates = known.get(subjectOf(id)) ?? noFates()
    const recall = known.get(recallSubject(id)) ?? noFates()
    found.push({
      broadcast,
      fates,
      erased: startedAt === null ? 0 : Math.max(0, total - all(fates)),
      read: reads.get(id) ?? 0,
      correction: revisedAt === null ? undefined : (known.get(correctionSubject(broadcast)) ?? noFates()),
      recall: recalledAt === null ? undefined : { ...recall, late: Math.max(0, fates.sent - all(recall)) },
      resendable: await countResendable(db, broadcast, fates, now),
    })
  }
  return found
}

/** Reads all figures of one broadcast. */
export async function overview(db: Db, broadcast: Broadcast, now: Date): Promise<Overview> {
  const [found] = await overviews(db, [broadcast], now)
  if (found === undefined) throw new Error('One broadcast has one overview')
  return found
}

/** A broadcast of which nothing has been sent yet. */
export function begun(broadcast: Broadcast): Overview {
  const fates = { ...noFates(), left: broadcast.total }
  return { broadcast, fates, erased: 0, read: 0, correction: undefined, recall: undefined, resendable: 0 }
}

/** Whether the last message of a broadcast that is being sent has met its fate. */
export function isDone({ broadcast: { state }, fates }: Overview): boolean {
  return (state === 'sending' || state === 'paused') && fates.left + fates.held === 0
}

/** How many people have said that they have read each. */
export async function readsOf(db: Db, ids: bigint[]): Promise<Map<bigint, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db.broadcastReading.groupBy({
    by: ['broadcastId'],
    where: { broadcastId: { in: ids } },
    _count: true,
  })
  return new Map(rows.map(({ broadcastId, _count }) => [broadcastId, _count]))
}

/** So long it takes at most until a person of whom Telegram says that they are gone is noted as such, in milliseconds. */
const noted = 60_000

/** The condition on a row of message that its person can be written to by now, and still wants it. */
export function canBeReached({ urgent }: Pick<Broadcast, 'urgent'>, now: Date): Prisma.Sql {
  const before = new Date(now.getTime() - noted).toISOString()
  const wants = urgent ? Prisma.sql`TRUE` : Prisma.sql`NOT ('announcements' = ANY(person.muted)) IS TRUE`
  return Prisma.sql`(message.state = 'failed' OR message.finished_at < ${before}::timestamptz) AND EXISTS (
    SELECT 1 FROM person WHERE person.telegram_id = message.chat_id
      AND person.consent_at IS NOT NULL AND person.lost_at IS NULL AND ${wants})`
}

async function countResendable(
  db: Db,
  broadcast: Broadcast,
  { failed, unreachable }: Fates,
  now: Date,
): Promise<number> {
  const isOver = broadcast.state === 'finished' || broadcast.state === 'stopped'
  if (!isOver || broadcast.recalledAt !== null || failed + unreachable === 0) return 0
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM message
    WHERE subject = ${subjectOf(broadcast.id)} AND state IN ('failed', 'unreachable') AND ${canBeReached(broadcast, now)}`
  return row?.count ?? 0
}

/** How many messages there are, whatever became of them. */
export function all({ sent, unreachable, failed, left, held, withdrawn }: Fates): number {
  return sent + unreachable + failed + left + held + withdrawn
}
