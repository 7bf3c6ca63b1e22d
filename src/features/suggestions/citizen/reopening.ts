import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { happen } from '../../../shared/tickets/log.ts'
import type { reopenButton, settleButton } from './buttons.ts'
import { ratingRow } from './deedButtons.ts'
import { tellOfficers } from './officerNews.ts'
import { demandOwn } from './own.ts'
import { referred, referTo, TicketOpening } from './references.ts'
import { write } from './writing.ts'

/** What is still missing, once a ticket has been reopened; it can be left out. */
export const explaining = dialog({
  name: 'suggestions.explaining',
  title: 'suggestions:writing',
  right: 'member',
  apart: true,
  opening: TicketOpening,
  answers: z.object({ why: z.string() }),
  steps: [
    {
      key: 'why',
      async ask(turn, _, { ticket }) {
        const own = await demandOwn(turn, referred(turn.settings, ticket))
        return turn.t('suggestions:askWhy', { code: codeOf(own) })
      },
      read: words(1, 1000),
      optional: true,
    },
  ],
  async done(turn, { why }, { ticket }) {
    if (why === undefined) return turn.replace({ text: turn.t('suggestions:explainingLeft') })
    await write(turn, await demandOwn(turn, referred(turn.settings, ticket)), { words: why, files: [] })
  },
})

/** "Belum selesai": the clock goes on at once, and its officers hear of it at once; what is missing can be said then. */
export function onReopen(kind: typeof reopenButton): Press {
  return press(kind, 'member', async (turn, { ticket: id }) => {
    await demandOwn(turn, id)
    const { ticket, event } = await happen(turn.db, id, { kind: 'reopened', by: 'author' }, turn.settings, turn.now)
    await tellOfficers(turn, ticket, event, 'reopened')
    await turn.open(explaining, { ticket: referTo(turn.settings, ticket) })
  })
}

/** "Sudah selesai". */
export function onSettle(kind: typeof settleButton): Press {
  return press(kind, 'member', async (turn, { ticket: id }) => {
    await demandOwn(turn, id)
    const { ticket } = await happen(turn.db, id, { kind: 'closed', by: 'author' }, turn.settings, turn.now)
    turn.answer({
      text: joinHtml([
        turn.t('suggestions:settledNow', { code: codeOf(ticket) }),
        ticket.rating === null ? turn.t('suggestions:askRating') : undefined,
      ]),
      buttons: ticket.rating === null ? ratingRow(turn.voice, ticket) : [],
    })
  })
}
