import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { quietOfRow, zonedUnits } from './quiet.ts'

/** Somebody who is told something. */
export interface Recipient {
  telegramId: bigint
  language: string | null
  /** Whose quiet hours hold it back; null: none do. */
  quiet: string | null
  /** They may read what it is about. */
  mayRead: boolean
}

/**
 * Those of these accounts that have agreed to be stored, in one statement, in any order; `mayRead`: the condition that they
 * may read what they are told of, over rows of `person` and `roster_entry`.
 */
export async function recipientsOf(
  db: Db,
  accounts: bigint[],
  { timeZone }: { timeZone: string },
  mayRead: Prisma.Sql = Prisma.sql`FALSE`,
): Promise<Recipient[]> {
  return db.$queryRaw<Recipient[]>`
    WITH RECURSIVE ${zonedUnits}
    SELECT person.telegram_id AS "telegramId", person.language, ${quietOfRow(timeZone)} AS quiet,
      (${mayRead}) IS TRUE AS "mayRead"
    FROM person
    LEFT JOIN roster_entry ON roster_entry.person_id = person.id
    LEFT JOIN zoned ON zoned.id = roster_entry.unit_id
    WHERE person.telegram_id = ANY(${`{${accounts.join(',')}}`}::bigint[]) AND person.consent_at IS NOT NULL`
}
