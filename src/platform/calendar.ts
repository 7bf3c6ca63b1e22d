import { Temporal } from 'temporal-polyfill'
import type { Day } from './momentGrammar.ts'

/** The day of a moment where a zone is. */
export function dayIn(at: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
}

/** The same as text: '2027-01-04'. */
export function dayOf(at: Date, timeZone: string): string {
  return dayIn(at, timeZone).toString()
}

/** A day such as '2027-01-04' as a column of the type DATE takes it. */
export function toColumn(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** The day that a column of the type DATE holds, such as '2027-01-04'. */
export function fromColumn(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** The dates that are meant, the first to come first; none: there is no such date; undefined: no day is meant. */
export function datesOf(day: Day, today: Temporal.PlainDate): Temporal.PlainDate[] | undefined {
  const { date, offset, weeks, weekday } = day
  if (date !== undefined) return weeks === undefined ? calendarDates(date, today) : undefined
  if (offset !== undefined) return weeks === undefined ? [today.add({ days: offset })] : undefined
  if (weekday === undefined) return weeks === 1 ? [today.add({ weeks })] : undefined
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  if (weeks !== undefined) return [monday.add({ weeks, days: weekday - 1 })]
  const first = today.add({ days: (weekday - today.dayOfWeek + 7) % 7 })
  return [first, first.add({ weeks: 1 })]
}

/** The date; without a year or a month the first such one from today on. */
function calendarDates(
  { year, month, day }: NonNullable<Day['date']>,
  today: Temporal.PlainDate,
): Temporal.PlainDate[] {
  // 29 February comes again within eight years, and the 31st within two months.
  const months = Array.from({ length: 97 }, (_, n) => today.toPlainYearMonth().add({ months: n }))
  const wanted =
    year === undefined
      ? months.filter((candidate) => month === undefined || candidate.month === month)
      : [{ year, month: month ?? today.month }]
  const found = wanted.flatMap((candidate) => asDate(candidate.year, candidate.month, day) ?? [])
  const first = found.find((date) => year !== undefined || Temporal.PlainDate.compare(date, today) >= 0)
  return first === undefined ? [] : [first]
}

function asDate(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month })
  return day > daysInMonth ? undefined : Temporal.PlainDate.from({ year, month, day })
}

/** The moment at which a day such as '2027-01-04' begins where a zone is, or the day that many days later. */
export function startOf(day: string, timeZone: string, daysLater = 0): Date {
  const start = Temporal.PlainDate.from(day).add({ days: daysLater }).toZonedDateTime(timeZone)
  return new Date(start.epochMilliseconds)
}

/** The day that many days after a day such as '2027-01-04'; before it where the number is negative. */
export function daysAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}
