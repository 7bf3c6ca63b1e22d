import { z } from 'zod'
import type { Ticket } from '../../../generated/prisma/client.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Voice } from '../../../platform/texts.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { newsFor } from '../../../shared/tickets/telling.ts'
import { showDeskTicket } from './cards.ts'
import { sayDone } from './doing.ts'
import { lastDayText, muteAuthor, muteDays, unmuteAuthor } from './mutes.ts'
import { demandTicket, seeTicket } from './rights.ts'

/** "Bisukan pengirim": why, as they are told, and for how long. */
export const muting = dialog({
  name: 'desk.muting',
  title: 'suggestions:deskMuting',
  right: 'planner',
  apart: true,
  opening: z.object({ ticket: z.string() }),
  answers: z.object({ reason: z.string(), days: z.number() }),
  steps: [
    {
      key: 'reason',
      async ask(turn, _, { ticket }) {
        return turn.t('suggestions:deskAskMute', { code: codeOf(await seeTicket(turn, BigInt(ticket))) })
      },
      read: words(10, 500),
    },
    {
      key: 'days',
      ask: (turn, { reason = '' }) => turn.t('suggestions:deskAskMuteDays', { reason }),
      options: (turn) => [
        muteDays.map((days) => ({
          id: String(days),
          label: turn.label('suggestions:deskMuteDays', { count: days }),
          value: days,
        })),
      ],
    },
  ],
  async done(turn, { reason, days }, { ticket: id }) {
    if (reason === undefined || days === undefined) throw new Refusal('platform:dialogGone')
    const { db, settings, now, who } = turn
    const ticket = await demandTicket(turn, BigInt(id))
    const mute = await muteAuthor(db, ticket, { by: who.telegramId, reason, days }, settings, now)
    const until = (voice: Voice) => lastDayText(voice, mute, settings)
    await tell(turn, ticket, (voice) => ({
      text: voice.t('suggestions:deskMutedNews', { until: until(voice), reason }),
    }))
    sayDone(turn, ticket, turn.t('suggestions:deskMutedNow', { until: until(turn.voice) }))
  },
})

/** "Cabut pembisuan". */
export async function unmute(turn: Turn, ticket: Ticket): Promise<void> {
  if (await unmuteAuthor(turn.db, ticket, turn.who.telegramId, turn.now))
    await tell(turn, ticket, (voice) => ({ text: voice.t('suggestions:deskUnmutedNews') }))
  await showDeskTicket(turn, ticket)
}

async function tell(turn: Turn, ticket: Ticket, view: Parameters<typeof newsFor>[2]) {
  for (const envelope of await newsFor(turn.db, ticket, view, turn)) await turn.post(envelope)
  turn.wake('outbox')
}
