import type { Db } from '../../platform/database/database.ts'

/** How many messages about one subject have met which fate. */
export interface Fates {
  sent: number
  unreachable: number
  failed: number
  /** Waiting or on their way. */
  left: number
}

/** Counts the fates of the messages about a subject, such as "broadcast:12". */
export async function fates(db: Db, subject: string): Promise<Fates> {
  const groups = await db.message.groupBy({ by: ['state'], where: { subject }, _count: true })
  const of = (...states: string[]) =>
    groups.filter(({ state }) => states.includes(state)).reduce((sum, { _count }) => sum + _count, 0)
  return { sent: of('sent'), unreachable: of('unreachable'), failed: of('failed'), left: of('queued', 'sending') }
}
