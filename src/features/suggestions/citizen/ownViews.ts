import type { Ticket } from '../../../generated/prisma/client.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { kindKey, stateKey } from '../../../shared/tickets/words.ts'
import { ownButton, talkButton } from './buttons.ts'
import { deedButtons, enclosuresRow, ratingRow } from './deedButtons.ts'
import type { OwnEvent, OwnTicket } from './own.ts'
import { dueText } from './dueTexts.ts'
import { talkPages } from './talkTexts.ts'

/** The last page of what was said, of however many there are. */
export const lastPage = 10_000
/** Letters that are shown of where it is about. */
const longestPlace = 200

/** A ticket as its author sees it: where it stands, what was said, the last first, and what they can do. */
export function ownView({ voice, now }: Pick<Turn, 'voice' | 'now'>, own: OwnTicket, wanted = lastPage): View {
  const { ticket, files } = own
  const pages = talkPages(voice, own)
  const { page, turning } = leaf(voice, { wanted, pages: pages.length }, (to, label) =>
    talkButton.with(label, { ticket: ticket.id, page: to }),
  )
  return {
    text: joinHtml([headText({ voice, now }, own), pages[page]]),
    buttons: [
      ...turning,
      ...ratingRow(voice, ticket),
      ...deedButtons(voice, ticket),
      ...enclosuresRow(voice, ticket, files),
      [ownButton.with(voice.label('suggestions:ownTickets'), { page: 0 })],
    ],
  }
}

/** What it is, where it is about and with what, where it stands since when, and until when an answer is due. */
export function headText({ voice, now }: Pick<Turn, 'voice' | 'now'>, { ticket, events, files }: OwnTicket): Html {
  const [kind, state] = [voice.label(kindKey[ticket.kind]), voice.label(stateKey[ticket.state])]
  return joinHtml(
    [
      voice.t('suggestions:ownHead', { code: codeOf(ticket), kind }),
      voice.t('suggestions:ownState', { state, since: since(events) ?? ticket.openedAt }),
      ticket.unit === null ? undefined : voice.t('suggestions:ownUnit', { unit: ticket.unit.name }),
      standText(voice, ticket, now),
      placeLine(voice, ticket),
      files === 0 ? undefined : voice.t('suggestions:officerEnclosures', { count: files }),
      ticket.rating === null ? undefined : voice.t('suggestions:ownRating', { score: ticket.rating }),
    ],
    '\n',
  )
}

function placeLine(voice: Voice, { place, latitude }: Ticket): Html | undefined {
  const shared = latitude === null ? [] : [voice.label('suggestions:placeShared')]
  const value = [...(place === null ? [] : [cut(place, longestPlace)]), ...shared].join(' · ')
  if (value === '') return undefined
  return voice.t('suggestions:previewLine', { label: voice.label('suggestions:previewPlace'), value })
}

function standText(voice: Voice, ticket: Ticket, now: Date): Html | undefined {
  if (ticket.mergedIntoId !== null) return voice.t('suggestions:ownMerged')
  if (ticket.state === 'waiting') return voice.t('suggestions:ownStands')
  return dueText(voice, ticket, now)
}

/** When it last came to stand where it stands. */
function since(events: OwnEvent[]): Date | undefined {
  let before: OwnEvent | undefined
  for (const event of events) {
    const { kind } = event
    const isAnswered = kind === 'replied' && before?.kind === 'asked'
    if (isAnswered || !['replied', 'inspected', 'rated'].includes(kind)) before = event
  }
  return before?.at
}
