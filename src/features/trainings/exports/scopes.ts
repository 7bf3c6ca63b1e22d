import type { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { ExportOrder } from '../../../platform/feature.ts'
import { readLocated } from '../../../shared/units/located.ts'

/** Which people somebody may have rows of, and what each unit is called from the top. */
export interface ExportScope {
  enrolments: Prisma.EnrolmentWhereInput
  unitName(id: bigint | null): string | null
}

/** Trainings that are read at once, each with counts of its own. */
export const fewAtOnce = 100
/** Enrolments that are read at once, each with its sessions. */
export const manyAtOnce = 500

export async function scopeOf(db: Db, { units }: Pick<ExportOrder, 'units'>): Promise<ExportScope> {
  const { inside, nameOf } = await readLocated(db, units)
  return { enrolments: units === null ? {} : { unitId: { in: inside } }, unitName: nameOf }
}

/** Trainings with a session in the period, but no drafts; of a head those to which people of their units were asked. */
export function chosen({ units, from, until }: ExportOrder, { enrolments }: ExportScope): Prisma.TrainingWhereInput {
  return {
    state: { not: 'draft' },
    sessions: { some: { startsAt: { gte: from, lt: until } } },
    ...(units !== null && { enrolments: { some: enrolments } }),
  }
}
