import { Mark } from '../../platform/formatted.ts'
import type { Formatted } from '../../platform/formatted.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import type { Edition } from '../../shared/policies/versions.ts'

/** Why a version concerns somebody. */
export interface Reason {
  body: Formatted
  /** The role or the unit by which it does. */
  role: string | null
  unit: string | null
}

/** Why a version concerns who speaks: by the roles they hold, and by their unit and all above it, in the order of the file. */
export async function reasonsFor({ db, who }: Turn, { id }: Edition): Promise<Reason[]> {
  const written = await db.policyRelevance.findMany({
    where: { versionId: id },
    orderBy: { position: 'asc' },
    include: { unit: { select: { name: true } } },
  })
  if (written.length === 0) return []
  const units = await unitsAbove(db, who.telegramId)
  const holds = (role: string) => (role === 'citizen' ? !who.rights.has('employee') : who.rights.has(role))
  return written.flatMap(({ role, unit, unitId, text, entities }): Reason[] => {
    const fits = role === null ? unitId !== null && units.has(unitId) : holds(role)
    return fits ? [{ body: { text, entities: Mark.array().parse(entities) }, role, unit: unit?.name ?? null }] : []
  })
}

/** The unit in which somebody works, and all above it. */
async function unitsAbove(db: Turn['db'], telegramId: bigint): Promise<Set<bigint>> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    WITH RECURSIVE up AS (
      SELECT unit.id, unit.parent_id FROM person
      JOIN roster_entry entry ON entry.person_id = person.id AND entry.left_at IS NULL
      JOIN unit ON unit.id = entry.unit_id
      WHERE person.telegram_id = ${telegramId}
      UNION ALL
      SELECT unit.id, unit.parent_id FROM unit JOIN up ON unit.id = up.parent_id
    )
    SELECT id FROM up`
  return new Set(rows.map(({ id }) => id))
}
