import { z } from 'zod'
import type { Ticket } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import type { TextKey } from '../../../platform/texts.ts'
import type { rateButton } from '../../../shared/tickets/buttons.ts'
import { happen } from '../../../shared/tickets/log.ts'
import { mayHappen } from '../../../shared/tickets/standing.ts'
import { deedButtons } from './deedButtons.ts'
import { demandOwn } from './own.ts'
import { referred, referTo, TicketOpening } from './references.ts'

/** A word beside a score that was given; it can be left out. */
export const commenting = dialog({
  name: 'suggestions.commenting',
  title: 'suggestions:writing',
  right: 'member',
  brief: true,
  apart: true,
  left: 'suggestions:ratingLeft',
  opening: TicketOpening.extend({ score: z.number() }),
  answers: z.object({ comment: z.string() }),
  steps: [
    {
      key: 'comment',
      ask: (turn, _, { score }) => turn.t('suggestions:askComment', { score }),
      read: words(1, 500),
      optional: true,
    },
  ],
  async done(turn, { comment }, { ticket, score }) {
    const id = referred(turn.settings, ticket)
    if (comment === undefined)
      return turn.replace(thanksView(turn, await demandOwn(turn, id), 'suggestions:ratingLeft'))
    turn.answer(thanksView(turn, await rate(turn, id, score, comment), 'suggestions:commentKept'))
  },
})

/** "★1" to "★5": kept at once; a word beside it can be said then. */
export function onRate(kind: typeof rateButton): Press {
  return press(kind, 'member', async (turn, { ticket: id, score }) => {
    const ticket = await rate(turn, id, score)
    await turn.open(commenting, { ticket: referTo(turn.settings, ticket), score })
  })
}

/** Thanks; whether it is solved is asked for as long as that is open. */
function thanksView({ voice }: Turn, ticket: Ticket, thanks: TextKey): View {
  const isOpen = mayHappen(ticket, 'closed')
  return {
    text: joinHtml([voice.t(thanks), isOpen ? voice.t('suggestions:askSettled') : undefined]),
    buttons: isOpen ? deedButtons(voice, ticket) : [],
  }
}

async function rate(turn: Turn, id: bigint, score: number, text?: string) {
  await demandOwn(turn, id)
  const deed = { kind: 'rated', by: 'author', number: BigInt(score), ...(text !== undefined && { text }) } as const
  return (await happen(turn.db, id, deed, turn.settings, turn.now)).ticket
}
