import * as at from './momentPatterns.ts'
import * as words from './momentWords.ts'

/** A text of which one piece after the other is understood and taken away. */
export interface Scan {
  /** Takes the first place that matches; pieces on both sides of it do not grow together. */
  take(pattern: RegExp): string[] | undefined
  /** Whether a place matches; nothing is taken. */
  has(pattern: RegExp): boolean
  /** Whether nothing is left that would have a meaning. */
  isEmpty(): boolean
}

/** A span from now, such as "dalam 2 jam" or "seminggu lagi". */
export interface Span {
  minutes: number
  days: number
}

/** A day as it was written, as far as it was. */
export interface Day {
  date?: { year: number | undefined; month: number | undefined; day: number }
  /** Days from today. */
  offset?: number
  /** Weeks from this one. */
  weeks?: number
  /** 1: Monday. */
  weekday?: number
  /** "Nanti": whatever comes later today. */
  isSoon?: boolean
}

/** A time of day: `hour` up to 29, for the night goes on after midnight; undefined: only the part of the day is known. */
export interface Time {
  hour: number | undefined
  minute: number
  /** Morning or afternoon was said, or could be told from the figures. */
  isCertain: boolean
}

const separator = ' ; '
const of = <Value>(table: Record<string, Value>, word: string | undefined): Value | undefined =>
  word === undefined || !Object.hasOwn(table, word) ? undefined : table[word]

/** Opens a text: in lower case, numbers in figures. */
export function openScan(text: string): Scan {
  let rest = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’‘`]/g, "'")
    .replaceAll("jum'at", 'jumat')
    .replaceAll(/\b([ap])\.\s?m\b\.?/g, '$1m')
    .replaceAll(/[,()"“”!?]|\s[-–—:]+\s/g, ' ')
    .replaceAll(at.numberWord, (word) => String(of(words.numbers, word)))
    .replaceAll(/\s+/g, ' ')
    .trim()
  return {
    take(pattern) {
      const found = pattern.exec(rest)
      if (found === null) return undefined
      rest = `${rest.slice(0, found.index)}${separator}${rest.slice(found.index + found[0].length)}`
      return [...found]
    },
    has: (pattern) => pattern.test(rest),
    isEmpty: () => rest.replaceAll(at.filler, ' ').trim() === '',
  }
}

/** The IANA zone that is named, by its common name or by its distance from Greenwich. */
export function takeZone(scan: Scan): string | undefined {
  const named = scan.take(at.zoneName)
  if (named !== undefined) return of(words.zones, named[1])
  const distance = scan.take(at.zoneDistance)
  if (distance === undefined) return undefined
  const [, sign, hours = '', minutes = '00'] = distance
  return sign === undefined ? 'UTC' : `${sign}${hours.padStart(2, '0')}:${minutes}`
}

/** "dalam 2 jam", "1 jam 30 menit lagi", "in half an hour", "seminggu lagi". */
export function takeSpan(scan: Scan): Span | undefined {
  const [, before, after] = scan.take(at.spanAhead) ?? []
  const list = before ?? after
  if (list === undefined) return undefined
  const total = { minutes: 0, days: 0 }
  for (const [, much = '', unit] of list.matchAll(at.spanAmounts)) {
    const found = of(words.spans, unit)
    const isHalf = words.half.some((word) => much.startsWith(word))
    const count = isHalf ? 0.5 : /^\d/.test(much) ? Number(much) : 1
    if (found === undefined || (isHalf && !('minutes' in found && found.minutes === 60))) return undefined
    if ('minutes' in found) total.minutes += count * found.minutes
    else total.days += count * found.days
  }
  return total
}

/** The day, of which a weekday may be a second mention; undefined: none. */
export function takeDay(scan: Scan, span: Span | undefined): Day | undefined {
  const isSoon = scan.take(at.soon) !== undefined
  const date = takeDate(scan)
  const offset = date === undefined ? takeOffset(scan, span) : undefined
  const weeks = takeWeeks(scan)
  const weekday = takeWeekday(scan)
  const day: Day = {
    ...(date && { date }),
    ...(offset !== undefined && { offset }),
    ...((weeks ?? weekday?.weeks) !== undefined && { weeks: weeks ?? weekday?.weeks ?? 0 }),
    ...(weekday && { weekday: weekday.weekday }),
  }
  if (Object.keys(day).length > 0) return { ...day, isSoon }
  if (isSoon) return { offset: 0, isSoon }
  return undefined
}

/** The time of day; 'wrong': such as 25.00, or 20.00 in the morning. `isBare`: a figure left alone is an hour. */
export function takeTime(scan: Scan, isBare: boolean): Time | 'wrong' | undefined {
  if (scan.take(at.noon) !== undefined) return { hour: 12, minute: 0, isCertain: true }
  const figures = takeFigures(scan)
  const [, part] = scan.take(at.partOfDay) ?? []
  const bare = figures === undefined && isBare ? scan.take(at.bareHour) : undefined
  const { hour, minute, half } = figures ?? { hour: bare && Number(bare[1]), minute: 0, half: undefined }
  if (hour === undefined) return part === undefined ? undefined : { hour, minute, isCertain: false }
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return 'wrong'
  if (half !== undefined && (hour < 1 || hour > 12)) return 'wrong'
  const told = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)
  if (part === undefined) return { hour: told, minute, isCertain: half !== undefined || hour > 12 || hour === 0 }
  const [, , add] = of(words.parts, part)?.find(([from, to]) => from <= told && told <= to) ?? []
  return add === undefined ? 'wrong' : { hour: told + add, minute, isCertain: true }
}

function takeDate(scan: Scan): Day['date'] {
  const named = (day?: string, month?: string, year?: string): NonNullable<Day['date']> => ({
    year: year === undefined ? undefined : Number(year.length === 2 ? `20${year}` : year),
    month: month === undefined ? undefined : (of(words.months, month) ?? Number(month)),
    day: Number(day),
  })
  const ymd = scan.take(at.yearMonthDay)
  if (ymd !== undefined) return named(ymd[3], ymd[2], ymd[1])
  const dmy = scan.take(at.dayMonthYear)
  if (dmy !== undefined) return named(dmy[1], dmy[3], dmy[4])
  const dotted = scan.take(at.dottedDate) ?? scan.take(at.dayMonthName)
  if (dotted !== undefined) return named(dotted[1], dotted[2], dotted[3])
  const english = scan.take(at.monthNameDay)
  if (english !== undefined) return named(english[2], english[1], english[3])
  const alone = scan.take(at.dayOfMonth)
  return alone && named(alone[1] ?? alone[2])
}

/** Days from today: "besok", "in 3 days", and the day of "malam ini" and "tonight", whose part of the day stays. */
function takeOffset(scan: Scan, span: Span | undefined): number | undefined {
  if (span !== undefined && span.minutes === 0) return span.days
  const [, word] = scan.take(at.dayWord) ?? []
  if (word !== undefined) return of(words.days, word)
  return scan.has(at.thisPart) ? 0 : undefined
}

function takeWeeks(scan: Scan): number | undefined {
  const [, before, after] = scan.take(at.someWeek) ?? []
  const found = before ?? after
  return found === undefined ? undefined : weeksOf(found)
}

function takeWeekday(scan: Scan): { weekday: number; weeks: number | undefined } | undefined {
  const [, before, name, after] = scan.take(at.weekdayName) ?? []
  const weekday = of(words.weekdays, name)
  if (weekday === undefined) return undefined
  const found = before ?? after
  return { weekday, weeks: found === undefined ? undefined : weeksOf(found) }
}

const weeksOf = (word: string) => (words.week.next.includes(word) ? 1 : 0)

function takeFigures(scan: Scan): { hour: number; minute: number; half: 'am' | 'pm' | undefined } | undefined {
  const halfOf = (text: string | undefined) => (text === 'am' || text === 'pm' ? text : undefined)
  const full = scan.take(at.hourMinute)
  if (full !== undefined) return { hour: Number(full[1]), minute: Number(full[2]), half: halfOf(full[3]) }
  const [, hourAfter] = scan.take(at.halfTo) ?? []
  // "Setengah sembilan" is half an hour before nine.
  if (hourAfter !== undefined)
    return { hour: Number(hourAfter) === 1 ? 12 : Number(hourAfter) - 1, minute: 30, half: undefined }
  const [, hour, half] = scan.take(at.hourHalf) ?? scan.take(at.clockHour) ?? scan.take(at.hourPart) ?? []
  return hour === undefined ? undefined : { hour: Number(hour), minute: 0, half: halfOf(half) }
}
