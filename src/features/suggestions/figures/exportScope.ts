import type { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { ExportOrder } from '../../../platform/feature.ts'
import { readLocated } from '../../../shared/units/located.ts'

/** Which tickets somebody may have: all, or those of their units with their sub-units; and what each unit is called from the top. */
export interface ExportScope {
  tickets: Prisma.TicketWhereInput
  unitName(id: bigint | null): string | null
}

/** Rows that are read at once. */
export const batch = 1000

export async function scopeOf(db: Db, { units }: Pick<ExportOrder, 'units'>): Promise<ExportScope> {
  const { inside, nameOf } = await readLocated(db, units)
  return { tickets: units === null ? {} : { unitId: { in: inside } }, unitName: nameOf }
}

/** Working days in so much office time, in hundredths. */
export function inDays(time: number, day: number): number {
  return Math.round((100 * time) / day) / 100
}
