import { toColumn } from '../../platform/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { emit } from '../../platform/events/events.ts'
import { record } from '../../shared/audit/record.ts'
import { holidaysChanged } from '../../shared/workdays/events.ts'
import type { Day } from '../../shared/workdays/holidays.ts'

/** Nobody else changes holidays until the transaction ends; reading them goes on. */
export async function holdHolidays(db: Db): Promise<void> {
  await db.$executeRaw`LOCK TABLE holiday_year IN SHARE ROW EXCLUSIVE MODE`
}

/** Makes these days the holidays of a year, in the place of all that were known of it; wake `eventsChannel` after the commit. */
export async function replaceYear(
  db: Db,
  { year, days }: { year: number; days: Day[] },
  telegramId: bigint,
  now: Date,
): Promise<void> {
  await db.holiday.deleteMany({ where: within(year) })
  await db.holiday.createMany({ data: days.map(({ day, ...rest }) => ({ ...rest, day: toColumn(day) })) })
  await db.holidayYear.upsert({ where: { year }, create: { year, importedAt: now }, update: { importedAt: now } })
  await record(db, telegramId, { action: 'importedHolidays', object: `year:${year}` }, now)
  await emit(db, holidaysChanged, { year }, now)
}

/** Goes back to what the package knows of a year; false: nothing was imported of it. Wake `eventsChannel` after the commit. */
export async function removeYear(db: Db, year: number, telegramId: bigint, now: Date): Promise<boolean> {
  const { count } = await db.holidayYear.deleteMany({ where: { year } })
  if (count === 0) return false
  await db.holiday.deleteMany({ where: within(year) })
  await record(db, telegramId, { action: 'removedHolidays', object: `year:${year}` }, now)
  await emit(db, holidaysChanged, { year }, now)
  return true
}

function within(year: number) {
  return { day: { gte: toColumn(`${year}-01-01`), lte: toColumn(`${year}-12-31`) } }
}
