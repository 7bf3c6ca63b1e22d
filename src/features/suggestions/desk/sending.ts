import type { Db } from '../../../platform/database/database.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import type { Sent } from '../../../platform/files/sent.ts'
import { keepButton } from './buttons.ts'
import { doDeed, sayDone, stillOpen } from './doing.ts'
import { tellHolder } from './holders.ts'

/** How often a ticket was answered or rejected: by this it is known later whether somebody else was faster. */
export function countSettled(db: Db, ticketId: bigint): Promise<number> {
  return db.ticketEvent.count({ where: { ticketId, kind: { in: ['answered', 'rejected'] } } })
}

/**
 * Sends an answer to a ticket's author; who comes too late gets back what they wrote. `settled`: how often it was answered or
 * rejected when they began.
 */
export async function sendAnswer(
  turn: Turn,
  id: bigint,
  { text, settled, files = [] }: { text: string; settled: number; files?: Sent[] },
): Promise<void> {
  const isSame = async () => (await countSettled(turn.db, id)) === settled
  if ((await stillOpen(turn, id, { kind: 'answered', text }, isSame)) === null) return
  const { ticket, event } = await doDeed(turn, id, { kind: 'answered', text, files })
  await tellHolder(turn, ticket, text)
  const keep = keepButton.with(turn.label('suggestions:deskKeepTemplate'), { event: event.id })
  const said = turn.t('suggestions:deskAnswerSent', { code: codeOf(ticket) })
  sayDone(turn, ticket, said, turn.may('planner') ? [keep] : [])
}

/** Asks a ticket's author something, until when the clock stands still. */
export async function sendQuestion(turn: Turn, id: bigint, text: string): Promise<void> {
  if ((await stillOpen(turn, id, { kind: 'asked', text })) === null) return
  const { ticket } = await doDeed(turn, id, { kind: 'asked', text })
  sayDone(turn, ticket, turn.t('suggestions:deskQuestionSent', { code: codeOf(ticket) }))
}
