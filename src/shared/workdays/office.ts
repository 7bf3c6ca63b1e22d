import { Temporal } from 'temporal-polyfill'

/** When a government works: on which days, and during which hours of them. */
export interface OfficeRules {
  timeZone: string
  /** Minutes after midnight, the same on every working day. */
  hours: { from: number; to: number }
  /** Days such as '2026-12-25' on which nobody works though they are no weekend. */
  holidays: ReadonlySet<string>
  /** The years that are known: before the first one and after the last one it is never at work. */
  firstYear: number
  lastYear: number
}

/** Office time: how long a government has been at work, in milliseconds since the beginning of the first year. */
export interface Office {
  /** Of one working day. */
  day: number
  /** Office time at a moment; the same all through a night, a weekend or a holiday, and never less at a later moment. */
  timeAt(at: Date): number
  /** The first moment at which it is so much; the end of what is known when it is more than that. */
  momentAt(time: number): Date
}

const minute = 60_000
const wholeDay = 86_400_000
const saturday = 6
/** Of 1 January 1970, where Monday is 1. */
const firstWeekday = 4

/** Makes office time out of the rules. Throws a RangeError when they leave nothing to work in. */
export function openOffice(rules: OfficeRules): Office {
  const day = (rules.hours.to - rules.hours.from) * minute
  const openings = openingsOf(rules)
  const [first, last] = [openings[0], openings.at(-1)]
  if (first === undefined || last === undefined || day <= 0) throw new RangeError('An office without a working day')
  return {
    day,
    timeAt(at) {
      const moment = at.getTime()
      const index = lastOpened(openings, moment)
      const opened = openings[index]
      return opened === undefined ? 0 : index * day + Math.min(moment - opened, day)
    },
    momentAt(time) {
      if (time <= 0) return new Date(first)
      // A whole number of days is reached when the last of them ends, not when the next one begins.
      const index = Math.ceil(time / day) - 1
      const opened = openings[index]
      return new Date(opened === undefined ? last + day : opened + (time - index * day))
    },
  }
}

/** The moment that so many working days after another one; from outside the hours it counts from when they begin. */
export function addWorkingDays(office: Office, from: Date, days: number): Date {
  return office.momentAt(office.timeAt(from) + Math.round(days * office.day))
}

/** How many working days lie between two moments, as a fraction; negative when the second is the earlier one. */
export function workingDaysBetween(office: Office, from: Date, to: Date): number {
  return (office.timeAt(to) - office.timeAt(from)) / office.day
}

/** The place of the last day that has opened by a moment; -1: none has. */
function lastOpened(openings: number[], moment: number): number {
  let [low, high] = [0, openings.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((openings[middle] ?? Infinity) <= moment) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** When each working day begins, in milliseconds. Reckoned in numbers, for a calendar takes twenty times as long. */
function openingsOf({ timeZone, hours, holidays, firstYear, lastYear }: OfficeRules): number[] {
  const found: number[] = []
  const free = new Set([...holidays].map((day) => numberOf(Temporal.PlainDate.from(day))))
  const from = numberOf(Temporal.PlainDate.from({ year: firstYear, month: 1, day: 1 }))
  const end = numberOf(Temporal.PlainDate.from({ year: lastYear + 1, month: 1, day: 1 }))
  const shifts = shiftsOf(timeZone, from * wholeDay, end * wholeDay)
  let shift = 0
  for (let number = from; number < end; number++) {
    const weekday = ((number + firstWeekday - 1) % 7) + 1
    if (weekday >= saturday || free.has(number)) continue
    const local = number * wholeDay + hours.from * minute
    const opensBy = () => local - (shifts[shift]?.offset ?? 0)
    while (opensBy() >= (shifts[shift + 1]?.at ?? Infinity)) shift++
    found.push(opensBy())
  }
  return found
}

/** How far a zone is ahead of Greenwich, from when on, in milliseconds: the first from before `from`, the others until `end`. */
function shiftsOf(timeZone: string, from: number, end: number): { at: number; offset: number }[] {
  // Local midnight may be earlier than that of Greenwich.
  let at = Temporal.Instant.fromEpochMilliseconds(from - wholeDay).toZonedDateTimeISO(timeZone)
  const found = [{ at: at.epochMilliseconds, offset: at.offsetNanoseconds / 1e6 }]
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds > end + wholeDay) return found
    at = next
    found.push({ at: at.epochMilliseconds, offset: at.offsetNanoseconds / 1e6 })
  }
}

/** Days since 1 January 1970. */
function numberOf(date: Temporal.PlainDate): number {
  return date.toZonedDateTime('UTC').epochMilliseconds / wholeDay
}
