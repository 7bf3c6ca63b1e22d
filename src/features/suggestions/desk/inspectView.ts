import type { Ticket } from '../../../generated/prisma/client.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { deedButton } from './buttons.ts'

/** Says what it changes that somebody has to go and look, and asks. */
export function inspectView(turn: Turn, ticket: Ticket): View {
  const days = turn.settings.responseDays.inspection
  const values = { code: codeOf(ticket), before: ticket.limitDays, count: days }
  return {
    text: turn.t('suggestions:deskAskInspect', values),
    buttons: [
      [deedButton.with(turn.label('suggestions:deskInspectNow'), { ticket: ticket.id, deed: 'inspectNow' })],
      [deedButton.with(turn.label('platform:back'), { ticket: ticket.id, deed: 'open' })],
    ],
  }
}
