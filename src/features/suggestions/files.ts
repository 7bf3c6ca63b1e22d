import type { Ticket, TicketEvent } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Sent } from '../../platform/files/sent.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { codeOf } from '../../shared/tickets/codes.ts'
import { cleaning } from './cleaning.ts'

/** Attaches what was sent to what was said, and has it cleaned: what a picture tells beside what it shows is taken off. */
export async function attach(
  turn: Pick<Turn, 'db' | 'begin'>,
  { id: ticketId }: Pick<Ticket, 'id'>,
  { id: eventId }: Pick<TicketEvent, 'id'>,
  enclosures: Sent[],
): Promise<void> {
  for (const { fileId, isPhoto } of enclosures) {
    const data = { ticketId, eventId, fileId: BigInt(fileId), isPhoto }
    const { id } = await turn.db.ticketFile.create({ data, select: { id: true } })
    await turn.begin(cleaning, { ticketFile: String(id) })
  }
}

/**
 * Posts the pictures and documents of a ticket to the chat of a turn, those that are ready, and says what became of the
 * others; of one event when it is given.
 */
export async function postEnclosures(
  turn: Pick<Turn, 'db' | 'post' | 't'>,
  { id: ticketId }: Pick<Ticket, 'id'>,
  eventId?: bigint,
): Promise<void> {
  const where = { ticketId, ...(eventId !== undefined && { eventId }) }
  const rows = await turn.db.ticketFile.findMany({ where, orderBy: { id: 'asc' } })
  const ticket = await turn.db.ticket.findUniqueOrThrow({
    where: { id: ticketId },
    select: { year: true, number: true },
  })
  const ready = rows.flatMap(({ state, fileId, isPhoto }) =>
    state === 'ready' && fileId !== null ? [{ fileId, isPhoto }] : [],
  )
  for (const [index, { fileId, isPhoto }] of ready.entries()) {
    const method = isPhoto ? 'sendPhoto' : 'sendDocument'
    const caption = turn.t('suggestions:enclosureCaption', { code: codeOf(ticket), n: index + 1, of: ready.length })
    // Its own, for it goes with the message: the row of neither shall say to whom it was shown. The file stays with the ticket.
    const { id: contentId } = await turn.db.content.create({
      data: { method, payload: {}, fileId },
      select: { id: true },
    })
    await turn.post({ method, contentId, payload: { caption, parse_mode: 'HTML' }, fleeting: true })
  }
  const count = (wanted: (typeof rows)[number]['state']) => rows.filter(({ state }) => state === wanted).length
  const [raw, failed] = [count('raw'), count('failed')]
  const say = (text: ReturnType<Turn['t']>) =>
    turn.post({ method: 'sendMessage', payload: parameters({ text }), fleeting: true })
  if (raw > 0) await say(turn.t('suggestions:enclosuresRaw', { count: raw }))
  if (failed > 0) await say(turn.t('suggestions:enclosuresFailed', { count: failed }))
  if (rows.length === 0) await say(turn.t('suggestions:enclosuresNone'))
}

/** How many a ticket has, or one event of it. */
export async function countEnclosures(db: Db, where: { ticketId: bigint; eventId?: bigint }): Promise<number> {
  return db.ticketFile.count({ where: { ...where, state: { not: 'failed' } } })
}
