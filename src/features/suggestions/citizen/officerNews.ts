import type { Ticket, TicketEvent } from '../../../generated/prisma/client.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import type { Officer } from '../../../shared/people/admins.ts'
import { quietOf } from '../../../shared/people/quiet.ts'
import { cut, placeOf } from '../../../shared/policies/places.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { officersOf, plannersOf } from '../../../shared/tickets/officers.ts'
import { kindKey } from '../../../shared/tickets/words.ts'
import { deedButton } from '../desk/buttons.ts'
import { ticketSubjectOf } from '../subjects.ts'

/** Letters of what was written that an officer is shown before they open it. */
const longest = 200

/** What an author did of which officers hear. */
type Heard = 'replied' | 'reopened'
const heardKey: Record<Heard, TextKey> = {
  replied: 'suggestions:officerReplied',
  reopened: 'suggestions:officerReopened',
}

/** Tells every planner of a new ticket. */
export async function tellPlanners(turn: Turn, ticket: Ticket, enclosures: number): Promise<void> {
  const unit = ticket.namedUnitId === null ? null : await turn.db.unit.findUnique({ where: { id: ticket.namedUnitId } })
  const paragraph =
    ticket.paragraphId === null
      ? null
      : await turn.db.policyParagraph.findUnique({ where: { id: ticket.paragraphId }, include: { version: true } })
  const view = (voice: Voice): View => ({
    text: joinHtml([
      joinHtml(
        [
          paragraph === null
            ? voice.t('suggestions:officerNew', { kind: voice.label(kindKey[ticket.kind]), code: codeOf(ticket) })
            : voice.t('suggestions:officerObjection', { code: codeOf(ticket) }),
          paragraph === null ? undefined : voice.t('suggestions:officerParagraph', placeOf(voice, paragraph)),
          unit === null ? undefined : voice.t('suggestions:officerUnit', { unit: unit.name }),
          enclosures === 0 ? undefined : voice.t('suggestions:officerEnclosures', { count: enclosures }),
          ticket.isFlagged ? voice.t('suggestions:officerFlagged') : undefined,
        ],
        '\n',
      ),
      quoteOf(voice, ticket, ticket.text),
    ]),
    buttons: [openRow(voice, ticket)],
  })
  await tell(turn, await plannersOf(turn.db, turn.settings), ticket, 'new', view)
}

/** Tells those whose business a ticket is what its author did. */
export async function tellOfficers(turn: Turn, ticket: Ticket, event: TicketEvent, heard: Heard): Promise<void> {
  const files = await turn.db.ticketFile.count({ where: { eventId: event.id } })
  const view = (voice: Voice): View => ({
    text: joinHtml([
      voice.t(heardKey[heard], { code: codeOf(ticket) }),
      quoteOf(voice, ticket, event.text),
      files === 0 ? undefined : voice.t('suggestions:officerEnclosures', { count: files }),
    ]),
    buttons: [openRow(voice, ticket)],
  })
  await tell(turn, await officersOf(turn.db, ticket, turn.settings), ticket, String(event.id), view)
}

/** The beginning of what was written; of somebody without a name nothing, for it could not be taken back from there. */
function quoteOf(voice: Voice, { isAnonymous }: Ticket, text: string | null): Html | undefined {
  return text === null || isAnonymous ? undefined : voice.t('suggestions:quote', { text: cut(text, longest) })
}

/** By the button of the desk: what an officer says in reply is offered as an answer. */
const openRow = (voice: Voice, { id: ticket }: Ticket) => [
  deedButton.with(voice.label('suggestions:openTicket'), { ticket, deed: 'open' }),
]

async function tell(
  turn: Turn,
  officers: Officer[],
  { id: ticketId, isAnonymous }: Ticket,
  what: string,
  view: (voice: Voice) => View,
): Promise<void> {
  const subject = ticketSubjectOf(ticketId)
  for (const { id, telegramId, language } of officers)
    await turn.post({
      lane: 'notice',
      chatId: telegramId,
      method: 'sendMessage',
      payload: parameters(view(turn.voiceIn(language))),
      // A row that stays would tell at which moment somebody without a name wrote, and so beside whose chat.
      ...(isAnonymous ? { fleeting: true } : { subject, dedupeKey: `${subject}:${what}:${id}` }),
      quiet: await quietOf(turn.db, telegramId, turn.settings),
    })
  turn.wake('outbox')
}
