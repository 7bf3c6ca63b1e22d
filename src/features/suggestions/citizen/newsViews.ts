import type { Ticket, TicketEvent } from '../../../generated/prisma/client.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { ticketButton } from '../../../shared/tickets/buttons.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { mayHappen } from '../../../shared/tickets/standing.ts'
import { stateKey } from '../../../shared/tickets/words.ts'
import { deedButtons, enclosuresRow, ratingRow } from './deedButtons.ts'
import { dueText } from './dueTexts.ts'
import { excerpt } from './excerpts.ts'

/** What a reader may have to be told beside the event itself. */
interface More {
  /** How many pictures and documents came with it. */
  files?: number
  /** The name of the ticket into which this one was merged. */
  mergedInto?: string
}

/** So much of what an officer wrote is told; beside it there has to be room for the frame. */
const longest = 3500

/**
 * What an author is told about what was done to their ticket: `unit` is the name of the unit that did it, null where a
 * planner did; what can be done about it is below. A reply to it is a message to those who work on it.
 */
export function newsView(
  voice: Voice,
  ticket: Ticket,
  event: TicketEvent,
  unit: string | null,
  { files = 0, mergedInto }: More = {},
): View {
  return {
    text: joinHtml([newsText(voice, ticket, event, unit, mergedInto), endText(voice, ticket, event)]),
    buttons: [
      ...(isAnswer(event) ? ratingRow(voice, ticket) : []),
      ...deedButtons(voice, ticket),
      ...enclosuresRow(voice, ticket, files),
      [ticketButton.with(voice.label('suggestions:openTicket'), { ticket: ticket.id })],
    ],
  }
}

const isAnswer = ({ kind }: TicketEvent) => kind === 'answered'

function newsText(voice: Voice, ticket: Ticket, event: TicketEvent, unit: string | null, mergedInto?: string): Html {
  const code = codeOf(ticket)
  const who = unit ?? voice.label(event.kind === 'asked' ? 'suggestions:officer' : 'suggestions:anOfficer')
  const text = excerpt(event.text ?? '', longest)
  switch (event.kind) {
    case 'verified':
      return voice.t('suggestions:newsVerified', { code })
    case 'forwarded':
      return voice.t('suggestions:newsForwarded', { code, unit: who })
    case 'taken':
      return voice.t('suggestions:newsTaken', { code, unit: who })
    case 'inspected':
      return voice.t('suggestions:newsInspected', { code, count: ticket.limitDays })
    case 'asked':
      return voice.t('suggestions:newsAsked', { code, unit: who, text })
    case 'replied':
      return voice.t('suggestions:newsReplied', { code, unit: who, text })
    case 'answered':
      return voice.t('suggestions:newsAnswered', { code, unit: who, text })
    case 'rejected':
      return voice.t('suggestions:newsRejected', { code, text })
    case 'merged':
      return mergedInto === undefined
        ? voice.t('suggestions:newsMerged', { code })
        : voice.t('suggestions:newsMergedInto', { code, other: mergedInto })
    case 'closed':
      return voice.t('suggestions:newsClosed', { code })
    case 'reopened':
      return voice.t('suggestions:newsReopened', { code })
    case 'submitted':
    case 'rated':
    case 'reminded':
    case 'withdrawn':
      return voice.t('suggestions:newsState', { code, state: voice.label(stateKey[ticket.state]) })
  }
}

/** What follows from it for the reader. */
function endText(voice: Voice, ticket: Ticket, event: TicketEvent): Html | undefined {
  if (event.kind === 'asked') return voice.t('suggestions:newsWaits')
  if (isAnswer(event)) return voice.t('suggestions:newsRate')
  if (event.kind === 'rejected' && mayHappen(ticket, 'reopened')) return voice.t('suggestions:newsObject')
  return dueText(voice, ticket, event.at)
}
