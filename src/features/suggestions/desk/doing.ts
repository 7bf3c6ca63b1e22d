import type { Ticket, TicketEvent } from '../../../generated/prisma/client.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { happen, takeTicket } from '../../../shared/tickets/log.ts'
import type { Deed } from '../../../shared/tickets/log.ts'
import { attach } from '../files.ts'
import type { Sent } from '../../../platform/files/sent.ts'
import { deedButton, queueButton } from './buttons.ts'
import { lateView } from './lateViews.ts'
import { demandTicket, isOurs, mayDo } from './rights.ts'
import { supporterTelling, tellingOf } from './supporterTelling.ts'
import { newsOf, unitNameOf } from './telling.ts'

/** What an officer does, and what they say with it. */
export interface Said extends Pick<Deed, 'kind' | 'unitId' | 'text' | 'number'> {
  files?: Sent[]
  /** The name of the ticket into which it is merged. */
  mergedInto?: string
}

/** Does something to a ticket by right of who speaks, and tells its author and supporters. */
export async function doDeed(
  turn: Turn,
  id: bigint,
  { files = [], mergedInto, ...deed }: Said,
): Promise<{ ticket: Ticket; event: TicketEvent }> {
  const { db, settings, now } = turn
  await demandTicket(turn, id)
  const done = await happen(db, id, { ...deed, by: { officer: turn.who.telegramId } }, settings, now)
  await attach(turn, done.ticket, done.event, files)
  const unit = deed.kind === 'forwarded' || !turn.may('planner') ? await unitNameOf(db, done.ticket) : null
  const news = { ...done, unit, files: files.length, ...(mergedInto !== undefined && { mergedInto }) }
  for (const envelope of await newsOf(db, news, turn)) await turn.post(envelope)
  turn.wake('outbox')
  const telling = await tellingOf(db, news)
  if (telling !== null) await turn.begin(supporterTelling, telling)
  return done
}

/**
 * The ticket to which something may still be done that was begun before; null: somebody else was faster, who speaks is told
 * so, and what they wrote is shown to them, so that it is not lost.
 */
export async function stillOpen(
  turn: Turn,
  id: bigint,
  { kind, text }: Pick<Said, 'kind' | 'text'>,
  isSame: (ticket: Ticket) => boolean | Promise<boolean> = () => true,
): Promise<Ticket | null> {
  const ticket = await takeTicket(turn.db, id)
  const isOwn = await isOurs(turn, ticket)
  if (isOwn && mayDo(ticket, kind) && (await isSame(ticket))) return ticket
  turn.answer(await lateView(turn, ticket, { text: text ?? '', isOwn }))
  return null
}

/** Says what was done, with what leads on. */
export function sayDone(
  turn: Turn,
  ticket: Ticket,
  text: Html,
  more: ReturnType<typeof queueButton.with>[] = [],
): void {
  turn.answer({
    text,
    buttons: [
      ...(more.length > 0 ? [more] : []),
      [
        deedButton.with(codeOf(ticket), { ticket: ticket.id, deed: 'open' }),
        queueButton.with(turn.label('suggestions:deskToQueue'), { filter: 'all', unit: 0n, page: 0 }),
      ],
    ],
  })
}
