import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Audience, recipients } from '../../shared/audiences/audience.ts'
import type { Scope } from '../../shared/audiences/audience.ts'

/**
 * The condition that somebody may read the newest version of a policy, over rows of `person` and `roster_entry`; as in
 * shared/policies/access.ts, for many at once.
 */
export async function readersOf(db: Db, policyId: bigint | null, scope: Scope): Promise<Prisma.Sql> {
  if (policyId === null) return Prisma.sql`FALSE`
  const version = await db.policyVersion.findFirst({ where: { policyId }, orderBy: { number: 'desc' } })
  if (version === null) return Prisma.sql`FALSE`
  if (version.isPublic) return Prisma.sql`TRUE`
  const audience = recipients(Audience.parse(version.audience), scope, null)
  return Prisma.sql`
    (roster_entry.id IS NOT NULL AND roster_entry.left_at IS NULL)
    OR person.telegram_id IN (SELECT chat_id FROM (${audience}) audience)`
}
