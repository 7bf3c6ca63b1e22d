import type { Db } from '../../platform/database/database.ts'
import { locatedUnits } from '../units/located.ts'

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

/** Whether somebody leads this unit or one above it; none is led by nobody. */
export async function leads(db: Db, telegramId: bigint, unitId: bigint | null): Promise<boolean> {
  if (unitId === null) return false
  const led = await unitsLedBy(db, telegramId)
  const [row] = await db.$queryRaw<{ inside: boolean }[]>`
    WITH RECURSIVE ${locatedUnits(led)} SELECT inside FROM located WHERE id = ${unitId}`
  return row?.inside ?? false
}
