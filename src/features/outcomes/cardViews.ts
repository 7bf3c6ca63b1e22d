import type { InlineKeyboardButton } from '@grammyjs/types'
import type { Outcome } from '../../generated/prisma/client.ts'
import { leaf } from '../../platform/dialog/pages.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import type { Voice } from '../../platform/texts.ts'
import { ledgerButton } from '../../shared/outcomes/buttons.ts'
import { cut, paragraphName } from '../../shared/policies/places.ts'
import { ticketButton } from '../../shared/tickets/buttons.ts'
import { codeOf } from '../../shared/tickets/codes.ts'
import { kindKey as ticketKindKey, stateKey } from '../../shared/tickets/words.ts'
import { addButton, askedButton, cancelButton, cardButton, dropButton, rewordButton, tellButton } from './buttons.ts'
import type { Place } from './places.ts'
import type { Listed } from './sources.ts'
import { statementText } from './statements.ts'

/** How much of what it is about is on a page. */
export const perPage = 6
/** Letters that are shown of a question. */
const longest = 120

/** An outcome with a page of what it is about. */
export interface Card {
  outcome: Outcome
  place: Place | null
  rows: Listed[]
  total: number
  page: number
}

/** An outcome as planners see it, with what can be done with it. */
export function cardView({ voice, botName }: Turn, { outcome, place, rows, total, page: wanted }: Card): View {
  const { id } = outcome
  const pages = Math.max(1, Math.ceil(total / perPage))
  const { page, turning } = leaf(voice, { wanted, pages }, (to, label) =>
    cardButton.with(label, { outcome: id, page: to }),
  )
  const number = (index: number) => page * perPage + index + 1
  return {
    text: joinHtml([
      voice.t('outcomes:cardHead'),
      statementText(voice, outcome, place, botName),
      standingText(voice, outcome),
      joinHtml(
        [voice.t('outcomes:sources', { count: total }), ...rows.map((row, at) => sourceText(voice, row, number(at)))],
        '\n',
      ),
    ]),
    buttons: [
      ...rows.map((row, at) => sourceButtons(voice, outcome, row, number(at))).filter((row) => row.length > 0),
      ...turning,
      ...deedButtons(voice, outcome),
      [ledgerButton.with(voice.label('outcomes:ledger'), { policy: outcome.policyId ?? 0n, page: 0 })],
    ],
  }
}

/** What everyone will be told, once more, before they are. */
export function tellView(voice: Voice, outcome: Outcome, place: Place | null): View {
  const answer = (sure: 'y' | 'n', label: string) => tellButton.with(label, { outcome: outcome.id, sure })
  return {
    text: joinHtml([
      voice.t('outcomes:newsHead'),
      statementText(voice, outcome, place),
      voice.t(outcome.policyId === null ? 'outcomes:askTellOnly' : 'outcomes:askTell'),
    ]),
    buttons: [[answer('y', voice.label('outcomes:yesTell')), answer('n', voice.label('platform:back'))]],
  }
}

/** Asks whether it is to go. */
export function cancelView(voice: Voice, outcome: bigint): View {
  const answer = (sure: 'y' | 'n', label: string) => cancelButton.with(label, { outcome, sure })
  return {
    text: voice.t('outcomes:askCancel'),
    buttons: [[answer('y', voice.label('outcomes:yesCancel')), answer('n', voice.label('platform:back'))]],
  }
}

function standingText(voice: Voice, { toldAt, afterNumber, policyId }: Outcome): Html {
  // Everyone finds those of a policy at it; of others there is no list.
  if (toldAt !== null && policyId === null) return voice.t('outcomes:standingToldOnly', { at: toldAt })
  if (toldAt !== null) return voice.t('outcomes:standingTold', { at: toldAt })
  if (afterNumber === null) return voice.t('outcomes:standingLater')
  return voice.t('outcomes:standingNext', { number: afterNumber + 1 })
}

function sourceText(voice: Voice, { ticket, question }: Listed, number: number): Html | undefined {
  if (ticket !== null)
    return voice.t('outcomes:sourceTicket', {
      number,
      code: codeOf(ticket),
      kind: voice.label(ticketKindKey[ticket.kind]),
      state: voice.label(stateKey[ticket.state]),
    })
  if (question === null) return undefined
  return voice.t('outcomes:sourceQuestion', {
    number,
    label: paragraphName(voice, question.paragraph),
    text: cut(question.text ?? question.publicText ?? '', longest),
  })
}

function sourceButtons(
  voice: Voice,
  { toldAt }: Outcome,
  { id: source, ticket }: Listed,
  number: number,
): InlineKeyboardButton[] {
  return [
    ...(ticket === null ? [] : [ticketButton.with(codeOf(ticket), { ticket: ticket.id })]),
    ...(toldAt === null ? [dropButton.with(voice.label('outcomes:drop', { number }), { source })] : []),
  ]
}

function deedButtons(voice: Voice, { id: outcome, toldAt, policyId }: Outcome): InlineKeyboardButton[][] {
  const add = [
    addButton.with(voice.label('outcomes:addTickets'), { outcome }),
    ...(policyId === null ? [] : [askedButton.with(voice.label('outcomes:addQuestions'), { outcome, page: 0 })]),
  ]
  if (toldAt !== null) return [add]
  return [
    [tellButton.with(voice.label('outcomes:tell'), { outcome, sure: 'ask' })],
    add,
    [
      rewordButton.with(voice.label('outcomes:reword'), { outcome }),
      cancelButton.with(voice.label('outcomes:cancel'), { outcome, sure: 'ask' }),
    ],
  ]
}
