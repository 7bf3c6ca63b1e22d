import type { Db } from '../../platform/database/database.ts'

/** Where somebody works: the unit at the top above theirs, null for the public and employees of no unit. */
export async function topUnitOf(db: Db, telegramId: bigint): Promise<{ unitId: bigint | null; isEmployee: boolean }> {
  const [row] = await db.$queryRaw<{ unitId: bigint | null; isEmployee: boolean }[]>`
    WITH RECURSIVE above AS (
      SELECT unit.id, unit.parent_id FROM unit JOIN roster_entry entry ON entry.unit_id = unit.id AND entry.left_at IS NULL
      JOIN person ON person.id = entry.person_id WHERE person.telegram_id = ${telegramId}
      UNION ALL SELECT unit.id, unit.parent_id FROM unit JOIN above ON unit.id = above.parent_id
    )
    SELECT (SELECT id FROM above WHERE parent_id IS NULL) AS "unitId",
      (SELECT CASE WHEN entry.id IS NULL THEN person.kind = 'employee' ELSE entry.left_at IS NULL END
        FROM person LEFT JOIN roster_entry entry ON entry.person_id = person.id
        WHERE person.telegram_id = ${telegramId}) IS TRUE AS "isEmployee"`
  return row ?? { unitId: null, isEmployee: false }
}
