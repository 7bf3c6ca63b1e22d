import { joinHtml } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { isOwn, ownedBy } from '../../../shared/tickets/authors.ts'
import { takeTicket } from '../../../shared/tickets/log.ts'
import { ownButton } from './buttons.ts'
import { isSupporter } from './ownLists.ts'

/**
 * "Ini juga keluhan saya": once for each person. Their account is sealed wherever it can be: nobody needs to know who it is.
 */
export async function addSupport(turn: Turn, ticketId: bigint): Promise<void> {
  const { db, settings } = turn
  const { telegramId } = turn.who
  const ticket = await takeTicket(db, ticketId)
  if (ticket.publicText === null) throw new Refusal('suggestions:sameGone')
  const buttons = [[ownButton.with(turn.label('suggestions:ownTickets'), { page: 0 })]]
  if (await isOwn(db, settings, ticket, telegramId))
    return turn.answer({ text: turn.t('suggestions:supportsOwn'), buttons })
  const known = await db.ticketSupport.count({ where: { ticketId } })
  const isKnown = await isSupporter(turn, ticketId)
  if (!isKnown) {
    const owner = await ownedBy(db, settings, { telegramId, isAnonymous: settings.sealing !== null })
    await db.ticketSupport.create({ data: { ticketId, ...owner } })
  }
  // With who said it first.
  const count = known + (isKnown ? 1 : 2)
  const view = {
    text: joinHtml([
      turn.t(isKnown ? 'suggestions:supportedAlready' : 'suggestions:supported'),
      count < settings.minGroup ? undefined : turn.t('suggestions:supporters', { count }),
    ]),
    buttons,
  }
  turn.answer(view)
}
