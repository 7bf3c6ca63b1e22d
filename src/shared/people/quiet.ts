import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { writeHours } from '../../platform/outbox/quietHours.ts'
import type { QuietHours } from '../../platform/outbox/quietHours.ts'
import type { Voice } from '../../platform/texts.ts'

/** Hours as the language writes them: 21.00–06.00 in Indonesian, 21:00–06:00 in English. */
export function hoursText({ language }: Voice, hours: QuietHours): string {
  const text = writeHours(hours).replace('-', '–')
  return language === 'id' ? text.replaceAll(':', '.') : text
}

/** The query `zoned` for WITH RECURSIVE: each unit's id, and the zone of its own or of the nearest unit above it; null: none. */
export const zonedUnits = Prisma.sql`
  zoned AS (
    SELECT id, zone FROM unit WHERE parent_id IS NULL
    UNION ALL
    SELECT unit.id, COALESCE(unit.zone, zoned.zone) FROM unit JOIN zoned ON unit.parent_id = zoned.id
  )`

/**
 * What Message.quiet of an unprompted message holds for a row of `person`, beside the row of `zoned` of their unit: their
 * own hours, else the city's, in the unit's zone, else `timeZone`; null for those whom any hour suits.
 */
export function quietOfRow(timeZone: string): Prisma.Sql {
  const zone = Prisma.sql`COALESCE(zoned.zone, ${timeZone}::text)`
  return Prisma.sql`
    CASE WHEN person.quiet_hours IS NULL THEN ${zone}
      WHEN person.quiet_hours <> 'none' THEN ${zone} || ' ' || person.quiet_hours
    END`
}

/** The same for one chat; of somebody who is not known, the city's. */
export async function quietOf(
  db: Db,
  telegramId: bigint,
  { timeZone }: { timeZone: string },
): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ quiet: string | null }[]>`
    WITH RECURSIVE ${zonedUnits}
    SELECT ${quietOfRow(timeZone)} AS quiet FROM person
    LEFT JOIN roster_entry ON roster_entry.person_id = person.id
    LEFT JOIN zoned ON zoned.id = roster_entry.unit_id
    WHERE person.telegram_id = ${telegramId}`
  return row === undefined ? timeZone : (row.quiet ?? undefined)
}
