import type { Ticket, TicketEventKind } from '../../../generated/prisma/client.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { takeTicket } from '../../../shared/tickets/log.ts'
import { mayWorkOn } from '../../../shared/tickets/officers.ts'
import { mayHappen } from '../../../shared/tickets/standing.ts'

/** A ticket that nobody else changes meanwhile; refused to those whose it is not, as if there were none. */
export async function demandTicket(turn: Turn, id: bigint): Promise<Ticket> {
  const ticket = await takeTicket(turn.db, id)
  if (!(await isOurs(turn, ticket))) throw new Refusal('tickets:unknown')
  return ticket
}

/** The same where nothing is changed, as in a question: nobody waits for it. */
export async function seeTicket(turn: Turn, id: bigint): Promise<Ticket> {
  const ticket = await turn.db.ticket.findUnique({ where: { id } })
  if (ticket === null || !(await isOurs(turn, ticket))) throw new Refusal('tickets:unknown')
  return ticket
}

/** Whether something may be done to a ticket as it stands; an answer to who is gone would reach nobody. */
export function mayDo(
  ticket: Pick<Ticket, 'state' | 'mergedIntoId' | 'personId' | 'sealedAuthor'>,
  kind: TicketEventKind,
): boolean {
  const isGone = ticket.state === 'closed' && ticket.personId === null && ticket.sealedAuthor === null
  return mayHappen(ticket, kind) && !(isGone && kind === 'answered')
}

/** Whether who speaks may work on it now. */
export async function isOurs(turn: Turn, ticket: Pick<Ticket, 'unitId'>): Promise<boolean> {
  return turn.may('overseer') && (await mayWorkOn(turn.db, turn.who.telegramId, turn.may('planner'), ticket))
}
