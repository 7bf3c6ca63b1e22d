import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { hold, letGo, resend, withdraw } from '../../platform/outbox/holding.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../../shared/audit/record.ts'
import type { AuditAction } from '../../shared/audit/record.ts'
import { subjectOf } from './actions.ts'
import { canBeReached } from './figures.ts'
import { recall } from './recalling.ts'

/** What can be done with a broadcast by one press, once its sending has begun. */
export const deeds = ['pause', 'resume', 'stop', 'recall', 'resend'] as const
export type DeedName = (typeof deeds)[number]

/** Who acts. */
export interface Actor {
  telegramId: bigint
  isAdmin: boolean
}

const done: Record<DeedName, AuditAction> = {
  pause: 'paused',
  resume: 'resumed',
  stop: 'stopped',
  recall: 'recalled',
  resend: 'resent',
}

/** Its author and any admin have the say over a broadcast. */
export function isInHandOf({ authorChat }: Pick<Broadcast, 'authorChat'>, { telegramId, isAdmin }: Actor): boolean {
  return isAdmin || authorChat === telegramId
}

/** The broadcast, for who has the say over it, and for nobody else until the transaction ends; refuses others. */
export async function take(db: Db, id: bigint, actor: Actor): Promise<Broadcast> {
  await db.$queryRaw`SELECT 1 FROM broadcast WHERE id = ${id} FOR UPDATE`
  const broadcast = await db.broadcast.findUnique({ where: { id } })
  if (broadcast === null) throw new Refusal('broadcasts:gone')
  if (!isInHandOf(broadcast, actor)) throw new Refusal('broadcasts:notYours')
  return broadcast
}

/** Does it, if the broadcast is still as it has to be for that; gives how many messages it moved, null: it is not. */
export async function act(db: Db, deed: DeedName, id: bigint, actor: Actor, now: Date): Promise<number | null> {
  const broadcast = await take(db, id, actor)
  if (!allows(broadcast, deed)) return null
  const moved = await effects[deed](db, broadcast, now)
  if (moved === 0) return null
  await record(db, actor.telegramId, { action: done[deed], object: subjectOf(id) }, now)
  return moved
}

/** Whether a broadcast is as it has to be for that. */
export function allows({ state, startedAt, recalledAt }: Broadcast, deed: DeedName): boolean {
  switch (deed) {
    case 'pause':
      return state === 'sending'
    case 'resume':
      return state === 'paused'
    case 'stop':
      return state === 'sending' || state === 'paused'
    case 'recall':
      return startedAt !== null && recalledAt === null
    case 'resend':
      return (state === 'finished' || state === 'stopped') && recalledAt === null
  }
}

const effects: Record<DeedName, (db: Db, broadcast: Broadcast, now: Date) => Promise<number>> = {
  async pause(db, { id }) {
    const count = await hold(db, subjectOf(id))
    // Nothing was left to hold back: it is as good as finished.
    if (count > 0) await db.broadcast.update({ where: { id }, data: { state: 'paused' } })
    return count
  },
  async resume(db, { id }) {
    await db.broadcast.update({ where: { id }, data: { state: 'sending' } })
    // None: all were under way when it was paused. It goes on, to its end.
    return Math.max(1, await letGo(db, subjectOf(id)))
  },
  async stop(db, { id }, now) {
    const count = await withdraw(db, subjectOf(id), now)
    if (count > 0) await db.broadcast.update({ where: { id }, data: { state: 'stopped', finishedAt: now } })
    return count
  },
  recall,
  async resend(db, broadcast, now) {
    const { id } = broadcast
    const count = await resend(db, subjectOf(id), canBeReached(broadcast, now), now)
    if (count > 0) await db.broadcast.update({ where: { id }, data: { state: 'sending', finishedAt: null } })
    return count
  },
}
