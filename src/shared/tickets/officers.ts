import type { Ticket } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Settings } from '../../platform/work.ts'
import { listOfficers, spoken } from '../people/admins.ts'
import type { Officer } from '../people/admins.ts'
import { leads } from '../people/leading.ts'

/** The planners who have joined and can be written to. */
export function plannersOf(db: Db, { adminIds }: Pick<Settings, 'adminIds'>): Promise<Officer[]> {
  return listOfficers(db, ['planner', 'admin'], adminIds)
}

/** The heads of a unit who have joined and can be written to, else those of the nearest unit above it that has some. */
export async function headsOf(db: Db, unitId: bigint): Promise<Officer[]> {
  const found = await db.$queryRaw<{ id: bigint; telegramId: bigint; language: string | null }[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id, 0 AS height FROM unit WHERE id = ${unitId}
      UNION ALL
      SELECT unit.id, unit.parent_id, up.height + 1 FROM unit JOIN up ON unit.id = up.parent_id
    ), heads AS (
      SELECT up.height, person.id, person.telegram_id, person.language FROM up
      JOIN role ON role.unit_id = up.id AND role.name = 'head'
      LEFT JOIN roster_entry entry ON entry.id = role.roster_entry_id AND entry.left_at IS NULL
      JOIN person ON person.telegram_id = role.telegram_id OR person.id = entry.person_id
      WHERE person.consent_at IS NOT NULL AND person.lost_at IS NULL
    )
    SELECT DISTINCT id, telegram_id AS "telegramId", language FROM heads
    WHERE height = (SELECT min(height) FROM heads) ORDER BY id`
  return found.map((head) => ({ ...head, language: spoken(head.language) }))
}

/** Whose business a ticket is now: its unit's heads, or the planners where it has no unit, or the unit nobody. */
export async function officersOf(
  db: Db,
  { unitId }: Pick<Ticket, 'unitId'>,
  settings: Pick<Settings, 'adminIds'>,
): Promise<Officer[]> {
  const heads = unitId === null ? [] : await headsOf(db, unitId)
  return heads.length > 0 ? heads : plannersOf(db, settings)
}

/** Whether somebody may work on a ticket: a planner on any, a head on those of their units and what is below them. */
export async function mayWorkOn(
  db: Db,
  telegramId: bigint,
  isPlanner: boolean,
  { unitId }: Pick<Ticket, 'unitId'>,
): Promise<boolean> {
  return isPlanner || leads(db, telegramId, unitId)
}
