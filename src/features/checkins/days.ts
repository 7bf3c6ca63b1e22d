import { dayIn } from '../../platform/calendar.ts'

/** A day below a chart: "20/11". */
export function shortDay(at: Date, timeZone: string): string {
  const { day, month } = dayIn(at, timeZone)
  return `${day}/${month}`
}
