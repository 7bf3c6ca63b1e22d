import { Temporal } from 'temporal-polyfill'
import type { Day, Year } from '../../shared/workdays/holidays.ts'

/** What a list makes of a year: all of it is replaced. */
export interface Change {
  year: number
  /** As it would be. */
  days: Day[]
  /** As it is. */
  before: Year
  added: Day[]
  removed: Day[]
  /** Called otherwise, or joint leave rather than a national holiday. */
  changed: Day[]
}

/** The years of which a list speaks. */
export function yearsOf(days: Day[]): number[] {
  return [...new Set(days.map(yearOf))].toSorted((one, other) => one - other)
}

/** What a list changes in the years of which it speaks, given as they are. */
export function compare(days: Day[], years: Year[]): Change[] {
  return years.map((before) => {
    const wanted = days.filter((day) => yearOf(day) === before.year)
    const [then, now] = [byDay(wanted), byDay(before.days)]
    return {
      year: before.year,
      days: wanted,
      before,
      added: wanted.filter(({ day }) => !now.has(day)),
      removed: before.days.filter(({ day }) => !then.has(day)),
      changed: wanted.filter((one) => {
        const known = now.get(one.day)
        return known !== undefined && (known.name !== one.name || known.isJoint !== one.isJoint)
      }),
    }
  })
}

/** Whether the year has been imported as the list has it. */
export function isSame({ before, added, removed, changed }: Change): boolean {
  return before.importedAt !== null && added.length + removed.length + changed.length === 0
}

/** Days on which nobody would have worked anyway. */
export function onWeekends(days: Day[]): Day[] {
  return days.filter(({ day }) => Temporal.PlainDate.from(day).dayOfWeek > 5)
}

function byDay(days: Day[]): Map<string, Day> {
  return new Map(days.map((day) => [day.day, day]))
}

function yearOf({ day }: Day): number {
  return Number(day.slice(0, 4))
}
