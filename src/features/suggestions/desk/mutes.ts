import type { Ticket, TicketMute } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { dayOf, startOf } from '../../../platform/calendar.ts'
import { writeDay } from '../../../platform/moments.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Voice } from '../../../platform/texts.ts'
import type { Settings } from '../../../platform/work.ts'
import { record } from '../../../shared/audit/record.ts'
import { accountOf, ownedBy } from '../../../shared/tickets/authors.ts'

/** For how many days somebody can be muted. */
export const muteDays = [7, 30, 90] as const

/**
 * The mute of a ticket's author that ends last; null: they may submit. Of who gave no name only those for the same ticket are
 * known: else it could be seen that two tickets are by the same person.
 */
export async function activeMute(
  db: Db,
  { id: ticketId, personId }: Pick<Ticket, 'id' | 'personId'>,
  now: Date,
): Promise<TicketMute | null> {
  return db.ticketMute.findFirst({ where: mutedBy({ id: ticketId, personId }, now), orderBy: { until: 'desc' } })
}

/** Keeps a ticket's author from submitting anything for so many days after today; refused when there is nobody to be kept. */
export async function muteAuthor(
  db: Db,
  ticket: Ticket,
  { by, reason, days }: { by: bigint; reason: string; days: number },
  settings: Pick<Settings, 'sealing' | 'timeZone'>,
  now: Date,
): Promise<TicketMute> {
  const telegramId = await accountOf(db, settings, ticket)
  if (telegramId === null) throw new Refusal('suggestions:deskAuthorGone')
  if ((await activeMute(db, ticket, now)) !== null) throw new Refusal('suggestions:deskMutedAlready')
  const owner = await ownedBy(db, settings, { telegramId, isAnonymous: ticket.isAnonymous })
  const until = startOf(dayOf(now, settings.timeZone), settings.timeZone, days + 1)
  const mute = await db.ticketMute.create({ data: { ...owner, ticketId: ticket.id, reason, createdAt: now, until } })
  await record(db, by, { action: 'mutedAuthor', object: `ticket:${ticket.id}` }, now)
  return mute
}

/** Lets a ticket's author submit again; false: they were not muted. */
export async function unmuteAuthor(db: Db, ticket: Ticket, by: bigint, now: Date): Promise<boolean> {
  const { count } = await db.ticketMute.deleteMany({ where: mutedBy(ticket, now) })
  if (count > 0) await record(db, by, { action: 'unmutedAuthor', object: `ticket:${ticket.id}` }, now)
  return count > 0
}

/** The last day of a mute, for it ends with a day. */
export function lastDayText(
  { language }: Pick<Voice, 'language'>,
  { until }: Pick<TicketMute, 'until'>,
  { timeZone }: Pick<Settings, 'timeZone'>,
): string {
  return writeDay(dayOf(new Date(until.getTime() - 1), timeZone), language)
}

function mutedBy({ id: ticketId, personId }: Pick<Ticket, 'id' | 'personId'>, now: Date) {
  return { until: { gt: now }, OR: [{ ticketId }, ...(personId === null ? [] : [{ personId }])] }
}
