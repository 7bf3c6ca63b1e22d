import type { Prisma, Ticket } from '../../../generated/prisma/client.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { isOwn } from '../../../shared/tickets/authors.ts'
import { takeTicket } from '../../../shared/tickets/log.ts'
import { countEnclosures } from '../files.ts'

const named = { unit: { select: { name: true } } } as const satisfies Prisma.TicketInclude
const told = {
  unit: { select: { name: true } },
  _count: { select: { files: true } },
} as const satisfies Prisma.TicketEventInclude

/** Something that happened to a ticket, with the unit that it names and how many files came with it. */
export type OwnEvent = Prisma.TicketEventGetPayload<{ include: typeof told }>

/** A ticket with what its author may know of it: the unit, and what happened but for reminders. */
export interface OwnTicket {
  ticket: Prisma.TicketGetPayload<{ include: typeof named }>
  events: OwnEvent[]
  files: number
}

/** A ticket of who speaks, which nobody else changes meanwhile; refused when it is somebody else's. */
export async function demandOwn({ db, settings, who }: Turn, id: bigint): Promise<Ticket> {
  const ticket = await takeTicket(db, id)
  if (!(await isOwn(db, settings, ticket, who.telegramId))) throw new Refusal('tickets:unknown')
  return ticket
}

/** Reads what an author may know of their ticket. */
export async function readOwn({ db }: Pick<Turn, 'db'>, id: bigint): Promise<OwnTicket> {
  return {
    ticket: await db.ticket.findUniqueOrThrow({ where: { id }, include: named }),
    events: await db.ticketEvent.findMany({
      where: { ticketId: id, kind: { not: 'reminded' } },
      orderBy: { id: 'asc' },
      include: told,
    }),
    files: await countEnclosures(db, { ticketId: id }),
  }
}
