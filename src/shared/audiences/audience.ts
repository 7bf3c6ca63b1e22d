import { z } from 'zod'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'

/** A rule that selects people. */
export const Audience = z.object({ kind: z.enum(['all', 'employees', 'public']) })
export type Audience = z.infer<typeof Audience>

/** How many people a rule selects now: those who can be written to, and those whom Telegram cannot reach. */
export async function count(db: Db, audience: Audience): Promise<{ reachable: number; lost: number }> {
  const [row] = await db.$queryRaw<{ reachable: number; lost: number }[]>`
    SELECT count(*) FILTER (WHERE lost_at IS NULL)::int AS reachable, count(*) FILTER (WHERE lost_at IS NOT NULL)::int AS lost
    FROM person WHERE ${selects(audience)}`
  return row ?? { reachable: 0, lost: 0 }
}

/**
 * The people a rule selects now and who can be written to, as a SELECT of chat_id, zone (of their unit or the nearest one
 * above it that has one; null: the city's) and person_id.
 */
export function recipients(audience: Audience): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE zoned AS (
      SELECT id, zone FROM unit WHERE parent_id IS NULL
      UNION ALL
      SELECT unit.id, COALESCE(unit.zone, zoned.zone) FROM unit JOIN zoned ON unit.parent_id = zoned.id
    )
    SELECT person.telegram_id AS chat_id, zoned.zone AS zone, person.id AS person_id
    FROM person
    LEFT JOIN roster_entry ON roster_entry.person_id = person.id AND roster_entry.left_at IS NULL
    LEFT JOIN zoned ON zoned.id = roster_entry.unit_id
    WHERE ${selects(audience)} AND person.lost_at IS NULL`
}

function selects({ kind }: Audience): Prisma.Sql {
  const member = Prisma.sql`person.consent_at IS NOT NULL`
  switch (kind) {
    case 'all':
      return member
    case 'employees':
      return Prisma.sql`${member} AND person.kind = 'employee'`
    case 'public':
      return Prisma.sql`${member} AND person.kind IS DISTINCT FROM 'employee'`
  }
}
