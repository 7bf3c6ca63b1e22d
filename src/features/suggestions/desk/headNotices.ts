import type { Ticket } from '../../../generated/prisma/client.ts'
import { joinHtml } from '../../../platform/html.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { Voice } from '../../../platform/texts.ts'
import { quietOf } from '../../../shared/people/quiet.ts'
import { cut } from '../../../shared/policies/places.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { headsOf } from '../../../shared/tickets/officers.ts'
import { kindKey } from '../../../shared/tickets/words.ts'
import { ticketSubjectOf } from '../subjects.ts'
import { deedButton } from './buttons.ts'
import { dueWords } from './dueWords.ts'
import { unitNameOf } from './telling.ts'

/** Letters that are told of a ticket's text. */
const longest = 300

/** Tells the heads of a ticket's unit that it is theirs now; gives how many there are, who speaks among them. */
export async function tellHeads(turn: Turn, ticket: Ticket): Promise<number> {
  if (ticket.unitId === null) return 0
  const heads = await headsOf(turn.db, ticket.unitId)
  const unit = (await unitNameOf(turn.db, ticket)) ?? ''
  for (const { telegramId, language } of heads) {
    if (telegramId === turn.who.telegramId) continue
    await turn.post({
      lane: 'notice',
      chatId: telegramId,
      method: 'sendMessage',
      payload: parameters(noticeView(turn, turn.voiceIn(language), ticket, unit)),
      subject: ticketSubjectOf(ticket.id),
      quiet: await quietOf(turn.db, telegramId, turn.settings),
    })
  }
  turn.wake('outbox')
  return heads.length
}

function noticeView({ now, settings }: Turn, voice: Voice, ticket: Ticket, unit: string): View {
  const { id, kind, dueAt, isFlagged, text } = ticket
  return {
    text: joinHtml([
      voice.t('suggestions:deskNoticeForwarded', { code: codeOf(ticket), kind: voice.label(kindKey[kind]), unit }),
      dueAt === null
        ? undefined
        : voice.t('suggestions:deskDue', { due: dueWords(voice, dueAt, now, settings.timeZone) }),
      isFlagged ? voice.t('suggestions:deskFlagged') : undefined,
      voice.t('suggestions:deskQuote', { text: cut(text, longest) }),
    ]),
    buttons: [
      [
        deedButton.with(voice.label('suggestions:deskTake'), { ticket: id, deed: 'take' }),
        deedButton.with(voice.label('suggestions:deskAnswer'), { ticket: id, deed: 'answer' }),
      ],
      [deedButton.with(voice.label('suggestions:deskToTicket'), { ticket: id, deed: 'open' })],
    ],
  }
}
