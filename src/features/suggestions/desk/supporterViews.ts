import type { TicketEventKind } from '../../../generated/prisma/client.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import { ticketButton } from '../../../shared/tickets/buttons.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import type { News } from './telling.ts'

const supporterKey: Partial<Record<TicketEventKind, TextKey>> = {
  answered: 'suggestions:deskSupporterAnswered',
  rejected: 'suggestions:deskSupporterRejected',
  merged: 'suggestions:deskSupporterMerged',
}

/** What supporters are told: what the ticket is about in the planner's words, never in those of its author. */
export function supporterView(voice: Voice, { ticket, event, unit, mergedInto }: News): View {
  const values = {
    code: codeOf(ticket),
    unit: unit ?? voice.label('suggestions:officer'),
    text: event.text ?? '',
    other: mergedInto ?? '',
  }
  const { publicText } = ticket
  return {
    text: joinHtml([
      voice.t(supporterKey[event.kind] ?? 'suggestions:deskSupporterClosed', values),
      publicText === null ? undefined : voice.t('suggestions:deskSupporterAbout', { text: publicText }),
    ]),
    buttons: [[ticketButton.with(voice.label('suggestions:openTicket'), { ticket: ticket.id })]],
  }
}
