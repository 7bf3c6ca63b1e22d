import type { Ticket } from '../../../generated/prisma/client.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { newsFor } from '../../../shared/tickets/telling.ts'
import { ownedBy } from '../../../shared/tickets/authors.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { ticketButton } from '../../../shared/tickets/buttons.ts'

/** "Ikuti dari akun ini": the ticket belongs to who speaks from now on; the account that had it is told. */
export async function takeOver(turn: Turn, ticket: Ticket): Promise<void> {
  const { db, settings } = turn
  const code = codeOf(ticket)
  const before = await newsFor(db, ticket, (voice) => ({ text: voice.t('suggestions:takenAway', { code }) }), turn)
  const owner = await ownedBy(db, settings, { telegramId: turn.who.telegramId, isAnonymous: ticket.isAnonymous })
  await db.ticket.update({ where: { id: ticket.id }, data: owner })
  for (const envelope of before) await turn.post(envelope)
  turn.wake('outbox')
  turn.replace({
    text: turn.t('suggestions:takenOver', { code }),
    buttons: [[ticketButton.with(turn.label('suggestions:openTicket'), { ticket: ticket.id })]],
  })
}
