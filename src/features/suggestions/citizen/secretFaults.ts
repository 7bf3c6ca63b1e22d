import type { Ticket } from '../../../generated/prisma/client.ts'
import { dayOf, fromColumn, toColumn } from '../../../platform/calendar.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'

type Around = Pick<Turn, 'db' | 'now' | 'settings' | 'who'>
type Counted = Pick<Ticket, 'id' | 'secretFaults' | 'secretFaultOn'>

/** Wrong letters on one day: of one account, so that nobody locks others out, and for one ticket from all of them together. */
const mostFaults = { account: 10, ticket: 100 }

/** How many times who speaks may still try the letters of a ticket today. */
export async function triesLeft({ db, now, settings, who }: Around, ticket: Counted): Promise<number> {
  const today = dayOf(now, settings.timeZone)
  const own = await db.ticketFault.findFirst({ where: { person: { telegramId: who.telegramId } } })
  const ofAccount = faultsOn(today, own?.day ?? null, own?.faults ?? 0)
  const ofTicket = faultsOn(today, ticket.secretFaultOn, ticket.secretFaults)
  return Math.max(0, Math.min(mostFaults.account - ofAccount, mostFaults.ticket - ofTicket))
}

/** Counts letters of who speaks that were wrong; the ticket is one that nobody else changes meanwhile. */
export async function noteFault({ db, now, settings, who }: Around, ticket: Counted): Promise<void> {
  const today = dayOf(now, settings.timeZone)
  const day = toColumn(today)
  const { telegramId } = who
  const { id: personId, ticketFaults: own } = await db.person.findUniqueOrThrow({
    where: { telegramId },
    select: { id: true, ticketFaults: true },
  })
  const faults = faultsOn(today, own?.day ?? null, own?.faults ?? 0) + 1
  const secretFaults = faultsOn(today, ticket.secretFaultOn, ticket.secretFaults) + 1
  await db.ticketFault.upsert({ where: { personId }, create: { personId, day, faults }, update: { day, faults } })
  await db.ticket.update({ where: { id: ticket.id }, data: { secretFaults, secretFaultOn: day } })
}

/** Those of another day no longer count. */
function faultsOn(today: string, day: Date | null, faults: number): number {
  return day !== null && fromColumn(day) === today ? faults : 0
}
