import { Temporal } from 'temporal-polyfill'
import { openScan, takeDay } from '../../platform/momentGrammar.ts'
import { clean } from '../../platform/sheets/lines.ts'
import type { Cell } from '../../platform/sheets/lines.ts'
import type { Field } from './fields.ts'

/** Years of which a list may speak: in another one somebody has mistyped the date. */
const [firstYear, lastYear] = [2000, 2199]
/** The day before the first one that a spreadsheet counts, as it counts: it takes 1900 for a leap year. */
const spreadsheetStart = Temporal.PlainDate.from('1899-12-30')

/**
 * Reads a day with its year as people and spreadsheets write it: "2026-12-25", "25/12/2026", "Jumat, 25 Desember 2026",
 * "Dec 25, 2026", or the number behind a date of Excel. Figures are day/month/year; a weekday that is named must be right.
 */
export function readDate(cell: Cell): Field<string> {
  if (typeof cell === 'number') return inReach(spreadsheetStart.add({ days: Math.floor(cell) }))
  const text = clean(cell)
    // A day that some program has written as a moment, and a year in two figures behind a month's name.
    .replace(/[T ]0?0[:.]00(?:[:.]00(?:\.0+)?)?Z?$/i, '')
    .replace(/^(\d{1,2}[- ]\p{L}+[- ])(\d{2})$/u, (_, before: string, year: string) => `${before}20${year}`)
  if (text === '') return { reason: 'dayEmpty' }
  const scan = openScan(text)
  const found = takeDay(scan, undefined)
  // Such as "20 dan 23 Maret": more is left than one day.
  if (found?.date === undefined || found.weeks !== undefined || !scan.isEmpty()) return { reason: 'dayWrong' }
  const { year, month, day } = found.date
  if (year === undefined || month === undefined) return { reason: 'dayYearless' }
  const date = dateOf(year, month, day)
  if (date === undefined) return { reason: 'dayMissing' }
  if (found.weekday !== undefined && found.weekday !== date.dayOfWeek)
    return { reason: 'dayOther', other: date.toString() }
  return inReach(date)
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined
  const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month })
  return day > daysInMonth ? undefined : Temporal.PlainDate.from({ year, month, day })
}

function inReach(date: Temporal.PlainDate): Field<string> {
  const isFar = date.year < firstYear || date.year > lastYear
  return isFar ? { reason: 'dayFar', other: String(date.year) } : { value: date.toString() }
}
