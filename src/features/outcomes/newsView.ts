import type { InlineKeyboardButton } from '@grammyjs/types'
import type { Outcome } from '../../generated/prisma/client.ts'
import { joinHtml } from '../../platform/html.ts'
import type { View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { cut } from '../../shared/policies/places.ts'
import { rateButton, ticketButton } from '../../shared/tickets/buttons.ts'
import { codeOf } from '../../shared/tickets/codes.ts'
import { mayHappen } from '../../shared/tickets/standing.ts'
import { readButton } from './buttons.ts'
import type { Place } from './places.ts'
import { statementText } from './statements.ts'
import type { Asked, OwnTicket } from './utterances.ts'

/** How many tickets are named, and opened by a button. */
const most = { codes: 5, buttons: 3 }
/** Letters that are shown of a question. */
const longest = 200
const scores = [1, 2, 3, 4, 5] as const

/** What one person is told. */
export interface News {
  outcome: Pick<Outcome, 'kind' | 'sentence'>
  /** null: nowhere, or to what they may not read. */
  place: Place | null
  /** Those that they wrote, those that they support, and what they asked. */
  written: OwnTicket[]
  supported: OwnTicket[]
  asked: Asked[]
}

/** "Anda usul, kami lakukan": what became of what somebody said. */
export function newsView(voice: Voice, { outcome, place, written, asked, ...all }: News): View {
  const supported = supportedOnly(all.supported, written)
  const rated = written.find((ticket) => ticket.rating === null && mayHappen(ticket, 'rated'))
  return {
    text: joinHtml([
      voice.t('outcomes:newsHead'),
      joinHtml(
        [
          written.length === 0 ? undefined : voice.t('outcomes:newsWritten', { codes: codesText(voice, written) }),
          supported.length === 0
            ? undefined
            : voice.t('outcomes:newsSupported', { codes: codesText(voice, supported) }),
          ...asked.slice(0, most.codes).map(({ text }) => voice.t('outcomes:newsAsked', { text: cut(text, longest) })),
        ],
        '\n',
      ),
      statementText(voice, outcome, place),
      rated === undefined ? undefined : voice.t('outcomes:askRating', { code: codeOf(rated) }),
    ]),
    buttons: [
      ...(place === null ? [] : [[reading(voice, place)]]),
      ...written
        .slice(0, most.buttons)
        .map((ticket) => [
          ticketButton.with(voice.label('outcomes:openTicket', { code: codeOf(ticket) }), { ticket: ticket.id }),
        ]),
      ...(rated === undefined ? [] : [ratingRow(voice, rated)]),
    ],
  }
}

/** Without those that somebody supports because their own were merged into them: they know only their own. */
function supportedOnly(supported: OwnTicket[], written: OwnTicket[]): OwnTicket[] {
  const others = new Map(supported.map((ticket) => [ticket.id, ticket]))
  for (let { mergedIntoId } of written)
    while (mergedIntoId !== null) {
      const into = others.get(mergedIntoId)
      others.delete(mergedIntoId)
      mergedIntoId = into?.mergedIntoId ?? null
    }
  return [...others.values()]
}

function codesText(voice: Voice, tickets: OwnTicket[]): string {
  const codes = tickets.slice(0, most.codes).map(codeOf).join(', ')
  const count = tickets.length - most.codes
  return count <= 0 ? codes : voice.label('outcomes:codesMore', { codes, count })
}

function reading(voice: Voice, { policyId: policy, paragraph }: Place): InlineKeyboardButton {
  const label = voice.label(paragraph === null ? 'outcomes:openPolicy' : 'outcomes:openParagraph')
  return readButton.with(label, { policy, at: paragraph?.identity ?? 0 })
}

function ratingRow(voice: Voice, { id: ticket }: OwnTicket): InlineKeyboardButton[] {
  return scores.map((score) => rateButton.with(voice.label('outcomes:stars', { score }), { ticket, score }))
}
