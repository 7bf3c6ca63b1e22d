import { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { hasPlace } from '../../../shared/trainings/trainings.ts'
import type { Sitting } from './sessions.ts'

/** Somebody on the list at the door. */
export interface Row {
  personId: bigint
  /** By the roster; null: they are on none. */
  name: string | null
  unit: string | null
  isPresent: boolean
}

/**
 * Those who have a place or were there, or others whom the training knows and who may still come; by name. Who has said no,
 * or whose head has, is named to nobody at the door.
 */
export async function readRoll(
  db: Db,
  { session, training }: Sitting,
  which: 'placed' | 'others',
  { skip, take }: { skip: number; take: number },
): Promise<{ rows: Row[]; total: number }> {
  const isHere = Prisma.sql`(${hasPlace} OR attendance.person_id IS NOT NULL)`
  const wanted =
    which === 'placed' ? isHere : Prisma.sql`NOT ${isHere} AND enrolment.state NOT IN ('declined', 'refused')`
  const from = Prisma.sql`
    FROM enrolment
    LEFT JOIN attendance ON attendance.session_id = ${session.id} AND attendance.person_id = enrolment.person_id
    LEFT JOIN roster_entry ON roster_entry.person_id = enrolment.person_id
    LEFT JOIN unit ON unit.id = roster_entry.unit_id
    WHERE enrolment.training_id = ${training.id} AND ${wanted}`
  const rows = await db.$queryRaw<Row[]>`
    SELECT enrolment.person_id AS "personId", roster_entry.name, unit.name AS unit,  attendance.person_id IS NOT NULL AS "isPresent"
    ${from} ORDER BY roster_entry.name, enrolment.person_id OFFSET ${skip} LIMIT ${take}`
  const [count] = await db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${from}`
  return { rows, total: count?.total ?? 0 }
}

/** How many have a place, and how many of those and of others are there. */
export async function countPresent(
  db: Db,
  { session, training }: Sitting,
): Promise<{ placed: number; present: number }> {
  const placed = await db.enrolment.count({
    where: { trainingId: training.id, state: { in: ['enrolled', 'confirmed'] } },
  })
  const present = await db.attendance.count({ where: { sessionId: session.id } })
  return { placed, present }
}
