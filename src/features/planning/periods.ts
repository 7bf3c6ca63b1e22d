import { z } from 'zod'
import { dayIn, startOf } from '../../platform/calendar.ts'
import { readDay } from '../../platform/moments.ts'
import type { DayReading } from '../../platform/moments.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Voice } from '../../platform/texts.ts'

/** Days of the calendar such as '2027-01-04', both of them with it; `from` null: from the beginning. */
export const Period = z.object({ from: z.iso.date().nullable(), until: z.iso.date() })
export type Period = z.infer<typeof Period>

/** The periods that are chosen by a tap. */
export type Offered = 'month' | 'lastMonth' | 'year' | 'all'

/** A period that is offered, as it is today: it ends today, or with the last month. */
export function periodOf(offered: Offered, now: Date, timeZone: string): Period {
  const today = dayIn(now, timeZone)
  const until = today.toString()
  const first = today.with({ day: 1 })
  switch (offered) {
    case 'month':
      return { from: first.toString(), until }
    case 'lastMonth':
      return { from: first.subtract({ months: 1 }).toString(), until: first.subtract({ days: 1 }).toString() }
    case 'year':
      return { from: first.with({ month: 1 }).toString(), until }
    case 'all':
      return { from: null, until }
  }
}

/** Between two days: a dash with space around it, or a word. */
const between = /\s+(?:[-–—]|sampai(?:\s+dengan)?|hingga|s\.?\s?d\.?|s\/d|to|until|through)\s+|\s*[–—]\s*/i
const beginning = /^(?:dari|mulai|from)\s+/i

/** Reads "1 Januari 2026 - 31 Maret 2026", or one day; refused, with what was understood, where it cannot be a period. */
export function readPeriod(text: string, now: Date, timeZone: string): Period {
  const [first = '', last = first, ...more] = text.trim().replace(beginning, '').split(between)
  if (more.length > 0) throw new Refusal('planning:periodUnknown')
  const until = dayFrom(readDay(last, now, timeZone))
  // "1 Januari - 31 Maret 2026" is meant of one year.
  const isYearless = /\D(?:19|20)\d\d\s*$/.test(last) && !/(?:19|20)\d\d/.test(first)
  const from = dayFrom(readDay(isYearless ? `${first} ${until.slice(0, 4)}` : first, now, timeZone))
  if (from > dayIn(now, timeZone).toString()) throw new Refusal('planning:periodAhead')
  if (from > until) throw new Refusal('planning:periodBackwards')
  return { from, until }
}

function dayFrom(reading: DayReading): string {
  switch (reading.kind) {
    case 'day':
    case 'past':
      return reading.day
    case 'otherDay':
    case 'noSuchDate':
      throw new Refusal('planning:periodNoDate')
    case 'unknown':
      throw new Refusal('planning:periodUnknown')
  }
}

/** The moments between which it lies where the zone is; the second one is no longer in it. */
export function momentsOf({ from, until }: Period, timeZone: string): { from: Date; until: Date } {
  return { from: from === null ? new Date(0) : startOf(from, timeZone), until: startOf(until, timeZone, 1) }
}

/** A period in words: "1–23 November 2026". */
export function periodText(voice: Voice, { from, until }: Period): string {
  const locale = voice.language === 'id' ? 'id-ID' : 'en-GB'
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const at = (day: string) => new Date(`${day}T00:00:00Z`)
  if (from === null) return voice.label('planning:periodAll', { day: format.format(at(until)) })
  return from === until ? format.format(at(until)) : format.formatRange(at(from), at(until))
}
