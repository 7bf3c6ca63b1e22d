import { z } from 'zod'
import type { TicketEventKind } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { post } from '../../../platform/outbox/outbox.ts'
import type { Posted } from '../../../platform/outbox/outbox.ts'
import { begin, task } from '../../../platform/tasks/tasks.ts'
import type { Work } from '../../../platform/work.ts'
import { ownerAccount } from '../../../shared/tickets/authors.ts'
import { newsForMany } from '../../../shared/tickets/telling.ts'
import { supporterView } from './supporterViews.ts'
import type { News } from './telling.ts'

/** What those hear, too, who said that it is their complaint as well. */
const common: readonly TicketEventKind[] = ['answered', 'rejected', 'merged', 'closed']
/** People who are told in one transaction. */
const batch = 100

const number = z.string().regex(/^\d+$/)
const Telling = z.object({
  event: number,
  /** The name of the unit that did it; null: a planner, or the clock. */
  unit: z.string().nullable(),
  /** The name of the ticket into which it was merged. */
  mergedInto: z.string().optional(),
  /** The last supporter who was told, and the last who is: they supported it before it happened. */
  after: number,
  until: number,
})
type Telling = z.infer<typeof Telling>

/** With what the telling of a ticket's supporters is begun, where it is the end of it; null: there is nobody to be told. */
export async function tellingOf(db: Db, { ticket, event, unit, mergedInto }: News): Promise<Telling | null> {
  if (!common.includes(event.kind)) return null
  const { _max: last } = await db.ticketSupport.aggregate({ where: { ticketId: ticket.id }, _max: { id: true } })
  if (last.id === null) return null
  const told = { event: String(event.id), unit, after: '0', until: String(last.id) }
  return { ...told, ...(mergedInto !== undefined && { mergedInto }) }
}

/**
 * Tells a ticket's supporters what has become of it, some in each task, which begins the next one in the transaction in
 * which it tells them: so each is told once, and what is kept meanwhile is only how far it has got.
 */
export const supporterTelling = task({
  name: 'tickets.telling',
  payload: Telling,
  run: async (work, telling) => (tx, now) => tellSome(work, tx, telling, now),
  // Those who follow are told all the same.
  failed: (_, telling) => async (tx, now) => {
    const next = await readNext(tx, telling)
    if (next !== null) await goOn(tx, telling, next, now)
    return []
  },
})

async function tellSome(work: Work, tx: Db, telling: Telling, now: Date): Promise<Posted[]> {
  const next = await readNext(tx, telling)
  if (next === null) return []
  const { event, supports } = next
  const { unit, mergedInto } = telling
  const news = { ticket: event.ticket, event, unit, ...(mergedInto !== undefined && { mergedInto }) }
  const around = { settings: work.settings, voiceIn: work.voice }
  const envelopes = await newsForMany(tx, supports, (voice) => supporterView(voice, news), around)
  await goOn(tx, telling, next, now)
  return post(tx, envelopes, now)
}

type Next = NonNullable<Awaited<ReturnType<typeof readNext>>>

/** The event and the next supporters who are told of it; null: it is gone. */
async function readNext(tx: Db, { event: id, after, until }: Telling) {
  const event = await tx.ticketEvent.findUnique({ where: { id: BigInt(id) }, include: { ticket: true } })
  if (event === null) return null
  const supports = await tx.ticketSupport.findMany({
    where: { ticketId: event.ticketId, id: { gt: BigInt(after), lte: BigInt(until) } },
    orderBy: { id: 'asc' },
    take: batch,
    include: ownerAccount,
  })
  return { event, supports }
}

/** Begins the next task. Who supported what was merged supports the other one by a row of its own (see supporters.ts). */
async function goOn(tx: Db, telling: Telling, { event, supports }: Next, now: Date): Promise<void> {
  const told = { id: { in: supports.map(({ id }) => id) } }
  if (event.kind === 'merged') await tx.ticketSupport.deleteMany({ where: told })
  const last = supports.length < batch ? undefined : supports.at(-1)
  if (last !== undefined) await begin(tx, supporterTelling, { ...telling, after: String(last.id) }, now)
}
