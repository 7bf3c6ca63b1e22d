import type { Message } from '@grammyjs/types'
import { z } from 'zod'
import type { Option } from '../../../platform/dialog/dialog.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { stateKey } from '../../../shared/tickets/words.ts'
import { mayDo, seeTicket } from './rights.ts'
import { countSettled, sendAnswer, sendQuestion } from './sending.ts'

type Sense = 'answered' | 'asked'
const senses: { kind: Sense; key: TextKey }[] = [
  { kind: 'answered', key: 'suggestions:deskAnswer' },
  { kind: 'asked', key: 'suggestions:deskAsk' },
]
const readWords = words(1, 3000)

/** What an officer wrote in reply to a message about a ticket, before it is sent: that is done by mistake too easily. */
export const replying = dialog({
  name: 'desk.replying',
  title: 'suggestions:deskReplying',
  right: 'overseer',
  apart: true,
  opening: z.object({ ticket: z.string(), text: z.string(), settled: z.number() }),
  answers: z.object({ sense: z.enum(['answered', 'asked']) }),
  steps: [
    {
      key: 'sense',
      async ask(turn, _, { ticket, text }) {
        return turn.t('suggestions:deskAskSense', { code: codeOf(await seeTicket(turn, BigInt(ticket))), text })
      },
      async options(turn, _, { ticket: id }): Promise<Option<Sense>[][]> {
        const ticket = await seeTicket(turn, BigInt(id))
        const offered = senses.filter(({ kind }) => mayDo(ticket, kind))
        return [offered.map(({ kind, key }) => ({ id: kind, label: turn.label(key), value: kind }))]
      },
    },
  ],
  async done(turn, { sense }, { ticket, text, settled }) {
    if (sense === undefined) throw new Refusal('platform:dialogGone')
    const id = BigInt(ticket)
    await (sense === 'answered' ? sendAnswer(turn, id, { text, settled }) : sendQuestion(turn, id, text))
  },
})

/** Asks whether what was said in reply to a message about a ticket is its answer, or a question to its author. */
export async function offerReply(turn: Turn, id: bigint, message: Message): Promise<void> {
  const ticket = await seeTicket(turn, id)
  if (!senses.some(({ kind }) => mayDo(ticket, kind)))
    throw new Refusal('suggestions:deskNotNow', { state: turn.label(stateKey[ticket.state]) })
  const settled = await countSettled(turn.db, id)
  await turn.open(replying, { ticket: String(id), text: readWords(turn, message), settled })
}
