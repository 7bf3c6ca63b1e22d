import { Temporal } from 'temporal-polyfill'

/** A last day of leave that is offered. */
export interface OfferedDay {
  name: 'today' | 'friday' | 'week' | 'fortnight'
  /** As '2027-01-04'. */
  day: string
}

/** The last days of leave that are offered to somebody whose leave begins on `today`, each day once. */
export function offerDays(today: string): OfferedDay[] {
  const first = Temporal.PlainDate.from(today)
  const after = (name: OfferedDay['name'], days: number) => ({ name, day: first.add({ days }).toString() })
  const friday = after('friday', (5 - first.dayOfWeek + 7) % 7)
  // A week of leave from a Saturday ends on that Friday.
  const others = [after('today', 0), after('week', 6), after('fortnight', 13)]
  const isNew = others.every(({ day }) => day !== friday.day)
  return [...others, ...(isNew ? [friday] : [])].toSorted((one, other) => (one.day < other.day ? -1 : 1))
}

/** What is wrong with a last day of leave: it has passed, or is more than a year ahead. */
export function judgeDay(day: string, today: string): 'past' | 'far' | undefined {
  if (day < today) return 'past'
  return day > Temporal.PlainDate.from(today).add({ years: 1 }).toString() ? 'far' : undefined
}

const before = /^\s*(?:(?:cuti|sampai(?:\s+dengan)?|hingga|s\s?[./]?\s?d\b\.?|leave|until|till?|through)\s+)+/i

/** What was typed, without the words in which people answer until when. */
export function bareDay(text: string): string {
  return text.replace(before, '')
}
