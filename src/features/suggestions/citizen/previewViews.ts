import type { Html } from '../../../platform/html.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import type { Ticket, TicketEvent } from '../../../generated/prisma/client.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { atButton } from '../../../shared/policies/buttons.ts'
import { paragraphOf } from '../../../shared/policies/versions.ts'
import { cut, placeOf } from '../../../shared/policies/places.ts'
import { ticketButton } from '../../../shared/tickets/buttons.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { kindKey } from '../../../shared/tickets/words.ts'
import { pathOf } from '../../../shared/units/units.ts'
import { enclosedOf, saidOf } from './answers.ts'
import type { Opening, Place, Sofar } from './answers.ts'
import { ownButton, writeButton } from './buttons.ts'

/** Letters that are shown of a unit with those above it, or of a paragraph's title: beside them there is a long text. */
const longestName = 250

/** Everything as it will be sent. */
export async function previewText(turn: Turn, sofar: Sofar, opening: Opening): Promise<Html> {
  const { voice } = turn
  const line = (label: TextKey, value: string) => turn.t('suggestions:previewLine', { label: turn.label(label), value })
  const enclosures = enclosedOf(sofar, opening)
  const isAnonymous = sofar.name?.isAnonymous ?? false
  const place = placeText(turn, sofar.place)
  const lines = [
    sofar.kind === undefined ? undefined : line('suggestions:previewKind', turn.label(kindKey[sofar.kind])),
    sofar.unit === undefined
      ? undefined
      : sofar.unit.id === null
        ? turn.t('suggestions:previewNoUnit')
        : line('suggestions:previewUnit', cut(await unitName(turn, sofar.unit.id), longestName)),
    opening.paragraph === undefined
      ? undefined
      : line('suggestions:previewParagraph', cut(await paragraphText(turn, opening.paragraph), longestName)),
    place === undefined ? undefined : line('suggestions:previewPlace', place),
    line('suggestions:previewEnclosures', voice.label('suggestions:countEnclosures', { count: enclosures.length })),
    line('suggestions:previewName', turn.label(isAnonymous ? 'tickets:anonymous' : 'suggestions:named')),
  ]
  return joinHtml([
    turn.t('suggestions:preview'),
    joinHtml(lines, '\n'),
    turn.t('suggestions:quote', { text: saidOf(sofar, opening)?.words ?? '' }),
    isAnonymous && enclosures.some(({ isPhoto }) => !isPhoto) ? turn.t('suggestions:documentsTell') : undefined,
  ])
}

/** What was sent: how it is followed, and until when an answer is due. The six letters are shown here and nowhere else. */
export async function sentView(
  turn: Turn,
  { ticket, secret }: { ticket: Ticket; event: TicketEvent; secret: string },
  opening: Opening,
): Promise<View> {
  const code = codeOf(ticket)
  const { limitDays: count, dueAt } = ticket
  return {
    text: joinHtml([
      turn.t('suggestions:sent', { code }),
      turn.t('suggestions:sentSecret', { secret, code }),
      dueAt === null ? undefined : turn.t('suggestions:sentDue', { count, due: dueAt }),
    ]),
    buttons: [
      [ticketButton.with(turn.label('suggestions:openTicket'), { ticket: ticket.id })],
      [writeButton.with(turn.label('suggestions:writeMessage'), { ticket: ticket.id })],
      [ownButton.with(turn.label('suggestions:ownTickets'), { page: 0 })],
      ...(await readingRow(turn, opening)),
    ],
  }
}

async function readingRow(turn: Turn, { paragraph, mode = 'a' }: Opening) {
  if (paragraph === undefined) return []
  const { passage, edition } = await paragraphOf(turn.db, BigInt(paragraph))
  const at = { version: edition.id, at: passage.identity, part: 0, mode }
  return [[atButton.with(turn.label('policies:backToReading'), at)]]
}

async function unitName(turn: Turn, id: string): Promise<string> {
  return (await pathOf(turn.db, BigInt(id))).join(' / ')
}

async function paragraphText(turn: Turn, id: string): Promise<string> {
  const { passage, edition } = await paragraphOf(turn.db, BigInt(id))
  const { title, label } = placeOf(turn.voice, { ...passage, version: edition })
  return `${label}, ${title}`
}

function placeText(turn: Turn, place: Place | undefined): string | undefined {
  if (place === undefined) return undefined
  const shared = place.latitude === undefined ? [] : [turn.label('suggestions:placeShared')]
  return [place.words, ...shared].filter((part) => part !== undefined).join(' · ')
}
