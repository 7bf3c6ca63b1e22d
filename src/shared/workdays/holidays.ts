import { createHash } from 'node:crypto'
import type { Db } from '../../platform/database/database.ts'
import { dayIn, fromColumn, toColumn } from '../../platform/calendar.ts'
import type { Settings } from '../../platform/work.ts'
import { openOffice } from './office.ts'
import type { Office } from './office.ts'

/** A day on which nobody works. */
export interface Day {
  /** Such as '2026-12-25'. */
  day: string
  name: string
  /** Joint leave (cuti bersama) rather than a national holiday. */
  isJoint: boolean
}

/** The holidays of a year in their order, and when an admin imported them; null: they are those that the package knows. */
export interface Year {
  year: number
  importedAt: Date | null
  days: Day[]
}

/** What office time depends on beside the holidays. */
type Known = Pick<Settings, 'timeZone' | 'officeHours'>

/** Before this, no ticket was taken. */
export const firstYear = 2025
/** Years after this one in which something may be due. */
const ahead = 2
/** A clock that was turned a thousand years ahead is one of the playground's: then the office stands still. */
const mostYears = 200
/** From then on the package knows the days of one calendar only, and takes seconds for a thousand years of them. */
const lastKnown = 2099
const offices = new Map<string, Office>()
const mostOffices = 8
const known = new Map<number, Day[]>()

/** The holidays of these years, in their order. */
export async function readYears(db: Db, years: number[]): Promise<Year[]> {
  const imported = await db.holidayYear.findMany({ where: { year: { in: years } } })
  const own = imported.length === 0 ? [] : await readDays(db, Math.min(...years), Math.max(...years))
  const found: Year[] = []
  for (const year of years) {
    const importedAt = imported.find((one) => one.year === year)?.importedAt ?? null
    const days = importedAt === null ? await knownDays(year) : own.filter(({ day }) => day.startsWith(`${year}-`))
    found.push({ year, importedAt, days })
  }
  return found
}

/** The holidays of a year. */
export async function readYear(db: Db, year: number): Promise<Year> {
  const [found] = await readYears(db, [year])
  return found ?? { year, importedAt: null, days: [] }
}

/**
 * The office as it is known now: by the settings, the imported years, and the package for the others. Made anew only when
 * something of that has changed, or a year has begun; office time up to then stays the same when one has.
 */
export async function readOffice(db: Db, settings: Known, now: Date): Promise<Office> {
  const rules = await readRules(db, settings, now)
  // By what they say, not by when they were imported: a transaction that is rolled back leaves nothing false here.
  const key = JSON.stringify(rules)
  const found = offices.get(key)
  if (found !== undefined) return found
  const office = openOffice({ ...rules, holidays: new Set(rules.holidays) })
  const [oldest] = offices.keys()
  if (offices.size >= mostOffices && oldest !== undefined) offices.delete(oldest)
  offices.set(key, office)
  return office
}

/** Notes the office as it is known now; true: office time is another than when this was last done. */
export async function noteOffice(db: Db, settings: Known, now: Date): Promise<boolean> {
  const digest = createHash('sha256')
    .update(JSON.stringify(await readRules(db, settings, now)))
    .digest('base64url')
  const before = await db.officeTime.findUnique({ where: { id: 1 } })
  if (before?.digest === digest) return false
  await db.officeTime.upsert({ where: { id: 1 }, create: { id: 1, digest }, update: { digest } })
  return before !== null
}

async function readRules(db: Db, { timeZone, officeHours: hours }: Known, now: Date) {
  const lastYear = Math.min(Math.max(dayIn(now, timeZone).year, firstYear) + ahead, firstYear + mostYears)
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, n) => firstYear + n)
  const holidays = (await readYears(db, years)).flatMap((one) => one.days.map(({ day }) => day))
  return { timeZone, hours, firstYear, lastYear, holidays }
}

async function readDays(db: Db, first: number, last: number): Promise<Day[]> {
  const rows = await db.holiday.findMany({
    where: { day: { gte: toColumn(`${first}-01-01`), lte: toColumn(`${last}-12-31`) } },
    orderBy: { day: 'asc' },
  })
  return rows.map(({ day, ...rest }): Day => ({ ...rest, day: fromColumn(day) }))
}

/** Loads the package before somebody waits for it, in a transaction. */
export async function loadKnownDays(): Promise<void> {
  await import('date-holidays')
}

/** What the package date-holidays knows of a year: national holidays, no joint leave. */
async function knownDays(year: number): Promise<Day[]> {
  if (year > lastKnown) return []
  const found = known.get(year)
  if (found !== undefined) return found
  const { default: Holidays } = await import('date-holidays')
  const days = new Holidays('ID')
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .map(({ date, name }): Day => ({ day: date.slice(0, 10), name, isJoint: false }))
    .toSorted((one, other) => (one.day < other.day ? -1 : 1))
  const single = days.filter(({ day }, index) => days.findIndex((one) => one.day === day) === index)
  known.set(year, single)
  return single
}
