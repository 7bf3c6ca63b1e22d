import type { Db } from '../../platform/database/database.ts'

/** The units that somebody leads, by any of their roles. */
export async function unitsLedBy(db: Db, telegramId: bigint): Promise<bigint[]> {
  const roles = await db.role.findMany({
    where: {
      name: 'head',
      unitId: { not: null },
      OR: [{ telegramId }, { rosterEntry: { leftAt: null, person: { telegramId } } }],
    },
    select: { unitId: true },
  })
  return roles.flatMap(({ unitId }) => unitId ?? [])
}
