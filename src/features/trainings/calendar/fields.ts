import { Temporal } from 'temporal-polyfill'
import { openScan, takeDay, takeTime, takeZone } from '../../../platform/momentGrammar.ts'
import { clean } from '../../../platform/sheets/lines.ts'
import type { Cell } from '../../../platform/sheets/lines.ts'
import type { Reason } from './written.ts'

/** A value that was read, or why it cannot be taken. */
export type Field<Value> = { value: Value } | { reason: Reason; other?: string }

/** The moment before the first day that a spreadsheet counts, as it counts: it takes 1900 for a leap year. */
const spreadsheetStart = Temporal.PlainDateTime.from('1899-12-30T00:00')
const yes = /^(ya|y|yes|true|benar|perlu|wajib|1|x|✓)$/i
const no = /^(tidak|tdk|t|n|no|false|salah|0)$/i

/**
 * Reads a moment with its year as people and spreadsheets write it: "2027-03-01 09:00", "1 Maret 2027 pukul 09.00 WITA",
 * "Monday, 1 March 2027 at 9 am", or the number behind a date of Excel. `day`: on which it is when only a time is written.
 */
export function readMoment(cell: Cell, timeZone: string, day?: Temporal.PlainDate): Field<Date> {
  const text = typeof cell === 'number' ? numberText(cell) : clean(cell).replace(/(?<=\d)T(?=\d)/, ' ')
  if (text === '') return { reason: 'empty' }
  const scan = openScan(text.replace(/^1899-12-3[01] /, ''))
  const zone = takeZone(scan) ?? timeZone
  const found = takeDay(scan, undefined)
  const time = takeTime(scan, found === undefined)
  if (time === 'wrong' || !scan.isEmpty() || found?.weeks !== undefined || found?.offset !== undefined)
    return { reason: 'timeWrong' }
  const date = found === undefined ? day : dateOf(found)
  if (date === undefined) return { reason: found === undefined ? 'timeWrong' : 'dayMissing' }
  if (date === 'yearless') return { reason: 'yearMissing' }
  if (time?.hour === undefined) return { reason: 'timeMissing' }
  if (found?.weekday !== undefined && found.weekday !== date.dayOfWeek)
    return { reason: 'dayOther', other: date.toString() }
  const shown = date.toPlainDateTime({ hour: time.hour % 24, minute: time.minute })
  const at = shown.add({ days: Math.floor(time.hour / 24) }).toZonedDateTime(zone)
  return { value: new Date(at.epochMilliseconds) }
}

/** The zone that is written with a moment. */
export function zoneIn(cell: Cell): string | undefined {
  return typeof cell === 'number' ? undefined : (takeZone(openScan(clean(cell))) ?? undefined)
}

/** How many places there are; null: as many as come. */
export function readSeats(cell: Cell): Field<number | null> {
  const text = clean(cell)
  if (text === '' || /^(tanpa batas|tidak terbatas|tidak dibatasi|bebas|unlimited|no limit)$/i.test(text))
    return { value: null }
  const [, figures] = /^(\d{1,5})(?:[.,]0+)?\s*(?:orang|peserta|kursi|people|seats|places)?$/i.exec(text) ?? []
  const seats = Number(figures)
  return figures === undefined || seats < 1 ? { reason: 'seatsWrong' } : { value: seats }
}

/** Whether something is so. */
export function readYesNo(cell: Cell, usual: boolean): Field<boolean> {
  const text = clean(cell)
  if (text === '') return { value: usual }
  if (yes.test(text)) return { value: true }
  return no.test(text) ? { value: false } : { reason: 'yesNoWrong' }
}

/** A spreadsheet's number as a moment, or as a time of day where it is a part of a day only. */
function numberText(days: number): string {
  const at = spreadsheetStart.add({ minutes: Math.round(days * 1440) })
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' })
  if (days < 1) return time
  return Number.isInteger(days) ? at.toPlainDate().toString() : `${at.toPlainDate().toString()} ${time}`
}

function dateOf({ date }: NonNullable<ReturnType<typeof takeDay>>): Temporal.PlainDate | 'yearless' | undefined {
  if (date === undefined || date.year === undefined || date.month === undefined) return 'yearless'
  const { year, month, day } = date
  if (month < 1 || month > 12 || day < 1 || year < 2000 || year > 2199) return undefined
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month })
  return day > daysInMonth ? undefined : Temporal.PlainDate.from({ year, month, day })
}
