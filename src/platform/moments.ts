import { Temporal } from 'temporal-polyfill'
import { openScan, takeDay, takeSpan, takeTime, takeZone } from './momentGrammar.ts'
import type { Day } from './momentGrammar.ts'
import type { Language } from './texts.ts'

/** What a text means as a moment, to the minute; `at` is what was understood. */
export type Reading =
  | { kind: 'moment' | 'past' | 'far' | 'otherDay'; at: Date }
  /** A day without a time of day. */
  | { kind: 'noTime' }
  /** Such as 31 February. */
  | { kind: 'noSuchDate' }
  | { kind: 'unknown' }

/** Nobody needs more. */
const longest = 200

/**
 * Reads a moment to come as people write it, in Indonesian or English: "besok 09.00", "Senin depan jam 8", "23/11 14:30",
 * "dalam 2 jam", "next Friday at 3 pm". `timeZone` holds unless the text names one, such as WITA. A day without a year is
 * the next such day, a time without a day the next such time, figures are day/month, and "Senin depan" is the Monday of
 * next week. 'far': more than a year ahead; 'otherDay': that date has another weekday than the one named.
 */
export function readMoment(text: string, now: Date, timeZone: string): Reading {
  if (text.length > longest) return { kind: 'unknown' }
  const scan = openScan(text)
  const zone = takeZone(scan) ?? timeZone
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
  const span = takeSpan(scan)
  const day = takeDay(scan, span)
  if (span !== undefined && span.minutes > 0) {
    const at = start.add(span).round({ smallestUnit: 'minute', roundingMode: 'floor' })
    return day === undefined && scan.isEmpty() ? judge(at, start) : { kind: 'unknown' }
  }
  const time = takeTime(scan, day !== undefined)
  if (time === 'wrong' || !scan.isEmpty() || (day === undefined && time === undefined)) return { kind: 'unknown' }
  const dates = datesOf(day, start.toPlainDate())
  if (dates === undefined) return { kind: 'unknown' }
  if (dates.length === 0) return { kind: 'noSuchDate' }
  if (time?.hour === undefined) return { kind: 'noTime' }
  const { hour, minute, isCertain } = time
  const hours = day?.isSoon && !isCertain && hour < 12 ? [hour, hour + 12] : [hour]
  const moments = dates.flatMap((date) => hours.flatMap((one) => momentsAt(date, one, minute, zone)))
  const at = moments.find((moment) => isAfter(moment, start)) ?? moments.at(-1)
  if (at === undefined) return { kind: 'unknown' }
  const named = day?.weekday
  if (named !== undefined && dates.every(({ dayOfWeek }) => dayOfWeek !== named))
    return { kind: 'otherDay', at: toDate(at) }
  return judge(at, start)
}

/** A moment in words that readMoment understands, with its zone: "Selasa, 24 November 2026 pukul 09.00 WIB". */
export function writeMoment(at: Date, timeZone: string, language: Language): string {
  const locale = language === 'id' ? 'id-ID' : 'en-GB'
  const words = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at)
  return `${words} ${zoneName(at, timeZone)}`
}

/** WIB, WITA or WIT where one of these holds; elsewhere the distance from Greenwich, such as GMT+1. */
function zoneName(at: Date, timeZone: string): string {
  const part = (locale: string, timeZoneName: 'short' | 'shortOffset') =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  const common = part('id-ID', 'short')
  return /^WI(?:B|TA|T)$/.test(common) ? common : part('en-GB', 'shortOffset')
}

/** The dates that are meant, the first to come first; none: there is no such date; undefined: no day is meant. */
function datesOf(day: Day | undefined, today: Temporal.PlainDate): Temporal.PlainDate[] | undefined {
  if (day === undefined) return [today, today.add({ days: 1 })]
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

/** That time on the clocks of the zone: twice where they are set back; where it is left out, by as much later. */
function momentsAt(date: Temporal.PlainDate, hour: number, minute: number, zone: string): Temporal.ZonedDateTime[] {
  const shown = date.toPlainDateTime({ hour: hour % 24, minute }).add({ days: Math.floor(hour / 24) })
  const first = shown.toZonedDateTime(zone, { disambiguation: 'compatible' })
  const second = shown.toZonedDateTime(zone, { disambiguation: 'later' })
  return first.equals(second) ? [first] : [first, second]
}

function judge(at: Temporal.ZonedDateTime, start: Temporal.ZonedDateTime): Reading {
  if (!isAfter(at, start)) return { kind: 'past', at: toDate(at) }
  return { kind: isAfter(at, start.add({ years: 1 })) ? 'far' : 'moment', at: toDate(at) }
}

function isAfter(one: Temporal.ZonedDateTime, other: Temporal.ZonedDateTime): boolean {
  return Temporal.ZonedDateTime.compare(one, other) > 0
}

function toDate({ epochMilliseconds }: Temporal.ZonedDateTime): Date {
  return new Date(epochMilliseconds)
}
