import type { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'

/** The outcomes of a policy that are public, or of one of its paragraphs in whatever version. */
export function toldOf(policyId: bigint, identity?: number) {
  return {
    policyId,
    toldAt: { not: null },
    ...(identity !== undefined && { identity }),
  } satisfies Prisma.OutcomeWhereInput
}

/** How many they are. */
export async function countTold(db: Db, policyId: bigint, identity?: number): Promise<number> {
  return db.outcome.count({ where: toldOf(policyId, identity) })
}
