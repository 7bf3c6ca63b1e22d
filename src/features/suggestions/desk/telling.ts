import type { Ticket, TicketEvent } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Envelope } from '../../../platform/outbox/outbox.ts'
import { newsFor } from '../../../shared/tickets/telling.ts'
import type { Around } from '../../../shared/tickets/telling.ts'
import { newsView } from '../citizen/newsViews.ts'

/** Something that was done to a ticket, and what those have to know of it whom it concerns. */
export interface News {
  ticket: Ticket
  event: TicketEvent
  /** The name of the unit that did it; null: a planner, or the clock. */
  unit: string | null
  /** How many files came with it. */
  files?: number
  /** The name of the ticket into which it was merged. */
  mergedInto?: string
}

/** News for a ticket's author; its supporters are told later (see supporterTelling.ts). */
export async function newsOf(db: Db, news: News, around: Around): Promise<Envelope[]> {
  const { ticket, event, unit, files = 0, mergedInto } = news
  const more = { files, ...(mergedInto !== undefined && { mergedInto }) }
  return newsFor(db, ticket, (voice) => newsView(voice, ticket, event, unit, more), around)
}

/** The name of a ticket's unit; null where it has none. */
export async function unitNameOf(db: Db, { unitId }: Pick<Ticket, 'unitId'>): Promise<string | null> {
  if (unitId === null) return null
  return (await db.unit.findUnique({ where: { id: unitId }, select: { name: true } }))?.name ?? null
}
