import { z } from 'zod'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { doDeed, sayDone, stillOpen } from './doing.ts'
import { seeTicket } from './rights.ts'

/** Reasons that come up again and again: what the button says, and what the author reads. */
const ready: { id: string; label: TextKey; text: TextKey }[] = [
  { id: 'scope', label: 'suggestions:deskReasonScope', text: 'suggestions:deskReasonScopeText' },
  { id: 'vague', label: 'suggestions:deskReasonVague', text: 'suggestions:deskReasonVagueText' },
  { id: 'known', label: 'suggestions:deskReasonKnown', text: 'suggestions:deskReasonKnownText' },
  { id: 'rude', label: 'suggestions:deskReasonRude', text: 'suggestions:deskReasonRudeText' },
]

/** "Tolak": the reason, which the author reads, and a last look. */
export const rejecting = dialog({
  name: 'desk.rejecting',
  title: 'suggestions:deskRejecting',
  right: 'overseer',
  apart: true,
  opening: z.object({ ticket: z.string() }),
  answers: z.object({ reason: z.string(), sure: z.literal(true) }),
  steps: [
    {
      key: 'reason',
      async ask(turn, _, { ticket }) {
        return turn.t('suggestions:deskAskReason', { code: codeOf(await seeTicket(turn, BigInt(ticket))) })
      },
      options: (turn) =>
        ready.map(({ id, label, text }) => [{ id, label: turn.label(label), value: turn.label(text) }]),
      read: words(10, 1000),
    },
    {
      key: 'sure',
      async ask(turn, { reason = '' }, { ticket }) {
        const code = codeOf(await seeTicket(turn, BigInt(ticket)))
        return turn.t('suggestions:deskAskReject', { code, text: reason })
      },
      options: (turn) => [[{ id: 'yes', label: turn.label('suggestions:deskRejectNow'), value: true }]],
    },
  ],
  async done(turn, { reason: text }, { ticket: id }) {
    if (text === undefined) throw new Refusal('platform:dialogGone')
    if ((await stillOpen(turn, BigInt(id), { kind: 'rejected', text })) === null) return
    const { ticket } = await doDeed(turn, BigInt(id), { kind: 'rejected', text })
    sayDone(turn, ticket, turn.t('suggestions:deskRejected', { code: codeOf(ticket) }))
  },
})
