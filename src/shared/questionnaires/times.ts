import { dayOf, daysAfter, startOf } from '../../platform/calendar.ts'
import type { Office } from '../workdays/office.ts'

/** So many days off follow each other nowhere. */
const mostDays = 60

/** The same time of day on the next day on which people work; the moment itself where they work on its day. */
export function onWorkingDay(office: Office, at: Date, timeZone: string): Date {
  const first = dayOf(at, timeZone)
  const sinceMidnight = at.getTime() - startOf(first, timeZone).getTime()
  for (let days = 0; days <= mostDays; days++) {
    const day = daysAfter(first, days)
    const start = startOf(day, timeZone)
    if (office.timeAt(startOf(day, timeZone, 1)) > office.timeAt(start))
      return new Date(start.getTime() + sinceMidnight)
  }
  return at
}

/**
 * When those are reminded who have not finished: evenly over the office time between opening and closing, so on working days
 * and during office hours only. Fewer than asked for where there is no office time for them.
 */
export function reminderTimes(
  office: Office,
  { opensAt, closesAt, reminders }: { opensAt: Date; closesAt: Date; reminders: number },
): Date[] {
  const from = office.timeAt(opensAt)
  const whole = office.timeAt(closesAt) - from
  if (whole <= 0) return []
  const times = Array.from({ length: reminders }, (_, n) => office.momentAt(from + (whole * (n + 1)) / (reminders + 1)))
  return times.filter((at) => at > opensAt && at < closesAt)
}
