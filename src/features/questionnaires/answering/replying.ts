import type { Turn } from '../../../platform/inbox/turn.ts'
import type { Offer } from './offers.ts'

/** An option of the first question that is offered to nobody: what was said in reply to the message that brought the round. */
export const replyOption = '-reply'

const replies = new WeakMap<Turn, { step: string; offer: Offer }>()

/** Offers an answer that was said to a question, while the turn lasts in which it was. */
export function offerReply(turn: Turn, step: string, offer: Pick<Offer, 'label' | 'given'>): void {
  replies.set(turn, { step, offer: { ...offer, id: replyOption, pinned: false } })
}

/** The same, where it was said to this question; undefined: nothing was. */
export function repliedTo(turn: Turn, step: string): Offer | undefined {
  const reply = replies.get(turn)
  return reply?.step === step ? reply.offer : undefined
}
