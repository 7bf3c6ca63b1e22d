import { Temporal } from 'temporal-polyfill'
import ICAL from 'ical.js'
import { mostSessions } from './written.ts'
import type { Reason } from './written.ts'

/** What the times of a calendar are read by. */
export interface Places {
  timeZone: string
  /** When a day of training begins and ends for which no time is written, in minutes after midnight. */
  officeHours: { from: number; to: number }
}

/** When an event takes place. */
interface Span {
  from: Temporal.Instant
  to: Temporal.Instant
}

/** Why that cannot be told, and which property says it. */
interface Unclear {
  reason: Reason
  property: string
  value: string
  other?: string
}

/** When an event takes place: each day of one that has no time of day, each time of one that recurs, if it ends. */
export function eventTimes(event: ICAL.Component, around: Places): { spans: Span[] } | Unclear {
  const start = timeIn(event, 'dtstart')
  if (start === undefined) return { reason: 'empty', property: 'dtstart', value: '' }
  if (event.hasProperty('recurrence-id')) return { reason: 'recursOther', property: 'recurrence-id', value: '' }
  const zone = zoneOf(event, 'dtstart', start, around)
  if (zone === undefined) return { reason: 'zoneUnknown', property: 'dtstart', value: tzidOf(event, 'dtstart') }
  const starts = startsOf(event, start)
  if (!Array.isArray(starts)) return starts
  if (start.isDate) return { spans: starts.flatMap((one) => daysOf(event, one, around)) }
  const lasts = durationOf(event, start, zone, around)
  if (lasts === undefined) return { reason: 'empty', property: 'dtend', value: '' }
  const spans = starts.map((one) => {
    const from = instantOf(one, zone)
    return { from, to: from.add({ milliseconds: lasts }) }
  })
  return { spans }
}

/** Its beginnings: one, or those of a rule that comes to an end. */
function startsOf(event: ICAL.Component, start: ICAL.Time): ICAL.Time[] | Unclear {
  if (!event.hasProperty('rrule') && !event.hasProperty('rdate')) return [start]
  const rules = event.getAllProperties('rrule').map((property): unknown => property.getFirstValue())
  if (rules.some((rule) => rule instanceof ICAL.Recur && rule.count === null && rule.until === null))
    return { reason: 'recursEndless', property: 'rrule', value: '' }
  const expansion = new ICAL.RecurExpansion({ component: event, dtstart: start })
  const starts: ICAL.Time[] = []
  for (let next: ICAL.Time | undefined = expansion.next(); next !== undefined; next = expansion.next()) {
    starts.push(next)
    if (starts.length > mostSessions)
      return { reason: 'recurs', property: 'rrule', value: '', other: String(mostSessions) }
    if (expansion.complete) break
  }
  return starts
}

/** Days without a time of day are as long as those in the office; the end is the day after the last one. */
function daysOf(event: ICAL.Component, start: ICAL.Time, { timeZone, officeHours }: Places): Span[] {
  const end = timeIn(event, 'dtend')
  const first = timeIn(event, 'dtstart') ?? start
  const days = end === undefined ? 1 : Math.max(1, dateOf(first).until(dateOf(end)).days)
  const at = (date: Temporal.PlainDate, minutes: number) =>
    date.toPlainDateTime().add({ minutes }).toZonedDateTime(timeZone).toInstant()
  return Array.from({ length: Math.min(days, mostSessions + 1) }, (_, index) => {
    const date = dateOf(start).add({ days: index })
    return { from: at(date, officeHours.from), to: at(date, officeHours.to) }
  })
}

/** How long it lasts, in milliseconds; undefined: it does not say. */
function durationOf(event: ICAL.Component, start: ICAL.Time, zone: Zone, around: Places): number | undefined {
  const end = timeIn(event, 'dtend')
  if (end !== undefined) {
    const endZone = zoneOf(event, 'dtend', end, around)
    if (endZone === undefined) return undefined
    return instantOf(end, endZone).epochMilliseconds - instantOf(start, zone).epochMilliseconds
  }
  const duration: unknown = event.getFirstPropertyValue('duration')
  return duration instanceof ICAL.Duration ? duration.toSeconds() * 1000 : undefined
}

/** A zone by its name, or the one that the calendar describes, or Greenwich itself. */
type Zone = { name: string } | { own: ICAL.Timezone }

/** Its zone as the calendar describes it, else by its name; the city's where it has none. */
function zoneOf(event: ICAL.Component, property: string, time: ICAL.Time, { timeZone }: Places): Zone | undefined {
  const tzid = tzidOf(event, property)
  if (tzid === '') return { name: time.zone === ICAL.Timezone.utcTimezone ? 'UTC' : timeZone }
  if (time.zone !== ICAL.Timezone.localTimezone) return { own: time.zone }
  return isZone(tzid) ? { name: tzid } : undefined
}

function instantOf(time: ICAL.Time, zone: Zone): Temporal.Instant {
  if ('own' in zone) return Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000)
  const { hour, minute, second } = time
  return dateOf(time).toPlainDateTime({ hour, minute, second }).toZonedDateTime(zone.name).toInstant()
}

const dateOf = ({ year, month, day }: ICAL.Time) => Temporal.PlainDate.from({ year, month, day })

function timeIn(event: ICAL.Component, property: string): ICAL.Time | undefined {
  const value: unknown = event.getFirstPropertyValue(property)
  return value instanceof ICAL.Time ? value : undefined
}

function tzidOf(event: ICAL.Component, property: string): string {
  const tzid: unknown = event.getFirstProperty(property)?.getParameter('tzid')
  return typeof tzid === 'string' ? tzid : ''
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
