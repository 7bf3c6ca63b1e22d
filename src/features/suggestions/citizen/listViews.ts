import type { Ticket } from '../../../generated/prisma/client.ts'
import { leaf } from '../../../platform/dialog/pages.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { cut } from '../../../shared/policies/places.ts'
import { ticketButton } from '../../../shared/tickets/buttons.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { kindKey, stateKey } from '../../../shared/tickets/words.ts'
import { ownButton } from './buttons.ts'

/** How many are on a page. */
export const perPage = 6
/** Letters that are shown of each. */
const longest = 120

/** A ticket of the list: one's own, or one that one supports, of which only the public words are shown. */
export interface Listed {
  ticket: Ticket
  isSupported: boolean
}

/** "Tiket saya": one's own and those that one supports, the newest first. */
export function listView(turn: Turn, listed: Listed[], { wanted, total }: { wanted: number; total: number }): View {
  const { voice } = turn
  const pages = Math.max(1, Math.ceil(total / perPage))
  const { turning } = leaf(voice, { wanted, pages }, (to, label) => ownButton.with(label, { page: to }))
  const lines = listed.map(({ ticket, isSupported }) =>
    joinHtml(
      [
        voice.t('suggestions:listLine', {
          code: codeOf(ticket),
          kind: voice.label(kindKey[ticket.kind]),
          state: voice.label(stateKey[ticket.state]),
        }),
        isSupported ? voice.t('suggestions:listSupported') : undefined,
        voice.t('suggestions:listText', { text: cut(isSupported ? (ticket.publicText ?? '') : ticket.text, longest) }),
      ],
      '\n',
    ),
  )
  return {
    text: joinHtml([
      voice.t('suggestions:listHead'),
      ...lines,
      total === 0 ? voice.t('suggestions:listNone') : voice.t('suggestions:listHint'),
    ]),
    buttons: [...listed.map(({ ticket }) => [ticketButton.with(codeOf(ticket), { ticket: ticket.id })]), ...turning],
  }
}

/** A ticket that one supports: what everyone may know of it. */
export function supportedView({ voice }: Turn, ticket: Ticket): View {
  return {
    text: joinHtml([
      voice.t('suggestions:listLine', {
        code: codeOf(ticket),
        kind: voice.label(kindKey[ticket.kind]),
        state: voice.label(stateKey[ticket.state]),
      }),
      voice.t('suggestions:listSupported'),
      voice.t('suggestions:quote', { text: ticket.publicText ?? '…' }),
    ]),
    buttons: [[ownButton.with(voice.label('suggestions:ownTickets'), { page: 0 })]],
  }
}
