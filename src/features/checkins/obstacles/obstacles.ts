import type { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { leads, unitsLedBy } from '../../../shared/people/leading.ts'
import { locatedUnits } from '../../../shared/units/located.ts'

const shown = {
  unit: { select: { name: true } },
  person: { select: { telegramId: true, rosterEntry: { select: { name: true } } } },
} satisfies Prisma.SharedBlockerInclude

/** What somebody shared with the head of their unit. */
export type Obstacle = Prisma.SharedBlockerGetPayload<{ include: typeof shown }>

/** What is open of what was shared with a head, the newest first; what they shared themselves is for the head above. */
export async function openObstacles(db: Db, head: bigint): Promise<Obstacle[]> {
  const led = await unitsLedBy(db, head)
  const units = await db.$queryRaw<{ id: bigint }[]>`
    WITH RECURSIVE ${locatedUnits(led)} SELECT id FROM located WHERE inside`
  return db.sharedBlocker.findMany({
    where: { resolvedAt: null, unitId: { in: units.map(({ id }) => id) }, person: { telegramId: { not: head } } },
    orderBy: { id: 'desc' },
    include: shown,
  })
}

/** One of them, also when it is dealt with; refused to whom it was not shared with. */
export async function demandObstacle(db: Db, head: bigint, id: bigint): Promise<Obstacle> {
  const found = await db.sharedBlocker.findUnique({ where: { id }, include: shown })
  if (found === null || found.person.telegramId === head || !(await leads(db, head, found.unitId)))
    throw new Refusal('checkins:notYours')
  return found
}
