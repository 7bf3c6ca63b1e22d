import { z } from 'zod'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { seeTicket } from './rights.ts'
import { sendQuestion } from './sending.ts'

/** "Tanyakan": what an officer has to know from the author. */
export const asking = dialog({
  name: 'desk.asking',
  title: 'suggestions:deskAsking',
  right: 'overseer',
  apart: true,
  opening: z.object({ ticket: z.string() }),
  answers: z.object({ text: z.string() }),
  steps: [
    {
      key: 'text',
      async ask(turn, _, { ticket }) {
        return turn.t('suggestions:deskAskQuestion', { code: codeOf(await seeTicket(turn, BigInt(ticket))) })
      },
      read: words(1, 3000),
    },
  ],
  async done(turn, { text }, { ticket }) {
    if (text === undefined) throw new Refusal('platform:dialogGone')
    await sendQuestion(turn, BigInt(ticket), text)
  },
})
