import { dayIn, startOf } from '../../../platform/calendar.ts'
import type { TextKey } from '../../../platform/texts.ts'

/** From when on tickets are looked at, by when they were submitted. */
export const periods = ['all', 'year', 'quarter'] as const
export type Period = (typeof periods)[number]

export const periodKey: Record<Period, TextKey> = {
  all: 'suggestions:periodAll',
  year: 'suggestions:periodYear',
  quarter: 'suggestions:periodQuarter',
}

const quarterDays = 90

/** The moment with which a period begins; null: there is none. */
export function beginningOf(period: Period, timeZone: string, now: Date): Date | null {
  const today = dayIn(now, timeZone)
  switch (period) {
    case 'all':
      return null
    case 'year':
      return startOf(`${today.year}-01-01`, timeZone)
    case 'quarter':
      return startOf(today.toString(), timeZone, -quarterDays)
  }
}
