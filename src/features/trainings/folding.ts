import { Prisma } from '../../generated/prisma/client.ts'

/** A position or a competence as it is compared: small letters, single spaces. */
export function fold(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

/** The same of a column. */
export function folded(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`lower(regexp_replace(btrim(${column}), '[[:space:]]+', ' ', 'g'))`
}
