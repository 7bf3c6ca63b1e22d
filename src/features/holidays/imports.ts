import type { HolidayImport } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Portion } from '../../platform/feature.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Voice } from '../../platform/texts.ts'
import type { Day } from '../../shared/workdays/holidays.ts'
import { Days } from './findings.ts'

/** The days of the author's list, which nobody else takes meanwhile; refused when it does not wait for a word any more. */
export async function takeReady(db: Db, id: bigint, authorChat: bigint): Promise<Day[]> {
  await db.$queryRaw`SELECT id FROM holiday_import WHERE id = ${id} FOR UPDATE`
  const days = Days.safeParse((await db.holidayImport.findFirst({ where: { id, authorChat } }))?.days).data
  if (days === undefined) throw new Refusal('holidays:importGone')
  return days
}

/** The list while it is being read, which nobody else ends meanwhile; null: somebody has. */
export async function takeUnread(db: Db, id: bigint): Promise<HolidayImport | null> {
  await db.$queryRaw`SELECT id FROM holiday_import WHERE id = ${id} FOR UPDATE`
  const found = await db.holidayImport.findUnique({ where: { id } })
  return found?.days === null ? found : null
}

/** Ends lists: nothing is left of them. */
export async function end(db: Db, ids: bigint[]): Promise<void> {
  await db.file.deleteMany({ where: { holidayImports: { some: { id: { in: ids } } } } })
  await db.holidayImport.deleteMany({ where: { id: { in: ids } } })
}

/** Removes the lists that somebody has sent and not applied. */
export async function forget(db: Db, telegramId: bigint): Promise<void> {
  const found = await db.holidayImport.findMany({ where: { authorChat: telegramId }, select: { id: true } })
  await end(
    db,
    found.map(({ id }) => id),
  )
}

/** The lists that somebody has sent, and that wait. */
export async function collect(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  const found = await db.holidayImport.findMany({ where: { authorChat: telegramId }, orderBy: { id: 'asc' } })
  const rows = found.map(({ createdAt, days }) => [
    { name: 'sent', label: voice.label('holidays:importSent'), value: createdAt },
    {
      name: 'days',
      label: voice.label('holidays:importDays'),
      value:
        Days.safeParse(days)
          .data?.map(({ day }) => day)
          .join(' ') ?? null,
    },
  ])
  return [{ name: 'holidayImports', title: voice.label('holidays:imports'), rows }]
}
