import type { Ticket } from '../../../generated/prisma/client.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { stateKey } from '../../../shared/tickets/words.ts'
import { deedButton } from './buttons.ts'

/** Says that somebody else was faster, and gives back what was written. */
export async function lateView(
  turn: Turn,
  ticket: Ticket,
  { text, isOwn }: { text: string; isOwn: boolean },
): Promise<View> {
  const code = codeOf(ticket)
  const state = turn.label(stateKey[ticket.state])
  return {
    text: joinHtml([
      isOwn ? await whoWasFaster(turn, ticket, { code, state }) : turn.t('suggestions:deskMoved', { code }),
      text === '' ? undefined : turn.t('suggestions:deskNotSent', { text }),
    ]),
    ...(isOwn && {
      buttons: [[deedButton.with(turn.label('suggestions:deskToTicket'), { ticket: ticket.id, deed: 'open' })]],
    }),
  }
}

async function whoWasFaster(turn: Turn, { id: ticketId }: Ticket, values: { code: string; state: string }) {
  const last = await turn.db.ticketEvent.findFirst({
    where: { ticketId, officerId: { not: null } },
    orderBy: { id: 'desc' },
    select: { officer: { select: { telegramId: true, rosterEntry: { select: { name: true } } } } },
  })
  const isSelf = last?.officer?.telegramId === turn.who.telegramId
  if (last === null || isSelf) return turn.t('suggestions:deskOtherwise', values)
  const name = last.officer?.rosterEntry?.name ?? turn.label('suggestions:officer')
  return turn.t('suggestions:deskFaster', { ...values, name })
}
