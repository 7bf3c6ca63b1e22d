import type { Ticket, TicketEvent, TicketEventKind } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Settings } from '../../platform/work.ts'
import { readOffice } from '../workdays/holidays.ts'
import { after, mayHappen, standingOf } from './standing.ts'
import type { Reckoning, Standing } from './standing.ts'

/** Something that is done to a ticket. */
export interface Deed {
  kind: Exclude<TicketEventKind, 'submitted'>
  /** Who did it; null: its author, or the clock. */
  by: { officer: bigint } | 'author' | 'clock'
  unitId?: bigint
  text?: string
  number?: bigint
}

/** What tickets are reckoned by. */
export type TicketSettings = Pick<Settings, 'timeZone' | 'officeHours' | 'responseDays'>

const hour = 3_600_000

/** A ticket that nobody else changes meanwhile; refused when there is none. */
export async function takeTicket(db: Db, id: bigint): Promise<Ticket> {
  await db.$queryRaw`SELECT id FROM ticket WHERE id = ${id} FOR UPDATE`
  const ticket = await db.ticket.findUnique({ where: { id } })
  if (ticket === null) throw new Refusal('tickets:unknown')
  return ticket
}

/** What time is reckoned by now. */
export async function readReckoning(db: Db, settings: TicketSettings, now: Date): Promise<Reckoning> {
  return { office: await readOffice(db, settings, now), firstDays: settings.responseDays.first }
}

/**
 * Writes down that something happened to a ticket, and what follows from it; gives both. Refused when it may not happen
 * as the ticket stands.
 */
export async function happen(
  db: Db,
  id: bigint,
  { kind, by, ...rest }: Deed,
  settings: TicketSettings,
  now: Date,
): Promise<{ ticket: Ticket; event: TicketEvent }> {
  const before = await takeTicket(db, id)
  if (!mayHappen(before, kind)) throw new Refusal('tickets:notNow')
  const officer = typeof by === 'object' ? await officerOf(db, by.officer) : null
  const byAuthor = by === 'author'
  const last = await db.ticketEvent.findUniqueOrThrow({ where: { id: before.lastEventId }, select: { at: true } })
  const at = noEarlier(byAuthor && before.isAnonymous ? toTheHour(now) : now, last.at)
  const data = { ticketId: id, kind, at, byAuthor, officerId: officer, ...rest }
  const event = await db.ticketEvent.create({ data })
  const standing = after(before, event, await readReckoning(db, settings, now))
  return { ticket: await db.ticket.update({ where: { id }, data: standing }), event }
}

/** What follows from all that happened to a ticket, by the calendar of now. */
export async function rebuild(db: Db, id: bigint, reckoning: Reckoning): Promise<Standing> {
  return standingOf(await db.ticketEvent.findMany({ where: { ticketId: id }, orderBy: { id: 'asc' } }), reckoning)
}

/** What somebody without a name did is known to the hour only: else what else they did at that moment would tell who they are. */
export function toTheHour(now: Date): Date {
  return new Date(Math.floor(now.getTime() / hour) * hour)
}

async function officerOf(db: Db, telegramId: bigint): Promise<bigint> {
  return (await db.person.findUniqueOrThrow({ where: { telegramId }, select: { id: true } })).id
}

/** Events stay in their order, also where two clocks differ or one was turned. */
function noEarlier(at: Date, than: Date): Date {
  return at < than ? than : at
}
