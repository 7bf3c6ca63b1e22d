import { Temporal } from 'temporal-polyfill'
import { datesOf, dayIn } from './calendar.ts'
import { openScan, takeDay, takeSpan, takeTime, takeZone } from './momentGrammar.ts'
import type { Language } from './texts.ts'

/** What a text means as a moment, to the minute; `at` is what was understood. */
export type Reading =
  | { kind: 'moment' | 'past' | 'far' | 'otherDay'; at: Date }
  /** A day without a time of day. */
  | { kind: 'noTime' }
  /** Such as 31 February. */
  | { kind: 'noSuchDate' }
  | { kind: 'unknown' }

/** What a text means as a day of the calendar; `day` is what was understood, as '2027-01-04'. */
export type DayReading =
  /** 'otherDay': that date has another weekday than the one named. */
  | { kind: 'day' | 'past' | 'otherDay'; day: string }
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
  const today = start.toPlainDate()
  const dates = day === undefined ? [today, today.add({ days: 1 })] : datesOf(day, today)
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

/**
 * Reads a day as people write it, in Indonesian or English, without a time of day: "4 Januari 2027", "4/1/2027",
 * "besok", "Jumat depan", "dalam 2 minggu". Today is what it is in `timeZone`; a day without a year is the next such day,
 * be it today, figures are day/month, and "Jumat depan" is the Friday of next week. A time of day makes it unknown.
 */
export function readDay(text: string, now: Date, timeZone: string): DayReading {
  if (text.length > longest) return { kind: 'unknown' }
  const scan = openScan(text)
  const span = takeSpan(scan)
  const day = takeDay(scan, span)
  // "Nanti" is some time of today.
  const isTimed = takeTime(scan, false) !== undefined || (span?.minutes ?? 0) > 0 || (day?.isSoon && day.offset === 0)
  if (day === undefined || isTimed || !scan.isEmpty()) return { kind: 'unknown' }
  const today = dayIn(now, timeZone)
  const dates = datesOf(day, today)
  if (dates === undefined) return { kind: 'unknown' }
  const [first] = dates
  if (first === undefined) return { kind: 'noSuchDate' }
  if (day.weekday !== undefined && first.dayOfWeek !== day.weekday) return { kind: 'otherDay', day: first.toString() }
  return { kind: Temporal.PlainDate.compare(first, today) < 0 ? 'past' : 'day', day: first.toString() }
}

/** A day such as '2027-01-04' in words that readDay understands: "Senin, 4 Januari 2027". */
export function writeDay(day: string, language: Language): string {
  const { epochMilliseconds } = Temporal.PlainDate.from(day).toZonedDateTime('UTC')
  const locale = language === 'id' ? 'id-ID' : 'en-GB'
  const parts = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locale, parts).format(epochMilliseconds)
}

/** WIB, WITA or WIT where one of these holds; elsewhere the distance from Greenwich, such as GMT+1. */
export function zoneName(at: Date, timeZone: string): string {
  const part = (locale: string, timeZoneName: 'short' | 'shortOffset') =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  const common = part('id-ID', 'short')
  return /^WI(?:B|TA|T)$/.test(common) ? common : part('en-GB', 'shortOffset')
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
