import type { TicketKind, TicketState } from '../../generated/prisma/client.ts'
import type { TextKey } from '../../platform/texts.ts'

/** What kinds and states are called. */
export const kindKey: Record<TicketKind, TextKey> = {
  suggestion: 'tickets:kindSuggestion',
  complaint: 'tickets:kindComplaint',
  question: 'tickets:kindQuestion',
  appreciation: 'tickets:kindAppreciation',
}
export const stateKey: Record<TicketState, TextKey> = {
  new: 'tickets:stateNew',
  verified: 'tickets:stateVerified',
  forwarded: 'tickets:stateForwarded',
  working: 'tickets:stateWorking',
  waiting: 'tickets:stateWaiting',
  answered: 'tickets:stateAnswered',
  closed: 'tickets:stateClosed',
  rejected: 'tickets:stateRejected',
  reopened: 'tickets:stateReopened',
}
