import { Prisma } from '../../generated/prisma/client.ts'
import { dayOf, fromColumn } from '../../platform/calendar.ts'

/** Whether somebody whose last day of leave this is, as Person.leaveUntil has it, is on leave now, where `timeZone` is. */
export function isOnLeave(leaveUntil: Date | null, now: Date, timeZone: string): boolean {
  return leaveUntil !== null && fromColumn(leaveUntil) >= dayOf(now, timeZone)
}

/** The same as the condition on a row of `person`, for whoever is not to be reminded. */
export function onLeave(now: Date, timeZone: string): Prisma.Sql {
  return Prisma.sql`(person.leave_until >= ${dayOf(now, timeZone)}::date) IS TRUE`
}
