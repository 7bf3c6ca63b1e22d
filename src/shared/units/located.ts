import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'

/**
 * The query `located` for WITH RECURSIVE: each unit's id, its name from the top as in "Dinas Kesehatan / Bidang P2P",
 * the id and name of its unit of the top level (`top_id`, `top`), and `inside`: whether it is one of the chosen units or
 * below one; null: all are.
 */
export function locatedUnits(chosen: readonly (bigint | string)[] | null): Prisma.Sql {
  const isChosen = chosen === null ? Prisma.sql`TRUE` : Prisma.sql`unit.id = ANY(${`{${chosen.join(',')}}`}::bigint[])`
  return Prisma.sql`
    located AS (
      SELECT unit.id, unit.name, unit.id AS top_id, unit.name AS top, ${isChosen} AS inside FROM unit WHERE parent_id IS NULL
      UNION ALL
      SELECT unit.id, located.name || ' / ' || unit.name, located.top_id, located.top, located.inside OR ${isChosen}
      FROM unit JOIN located ON unit.parent_id = located.id
    )`
}

/** The condition that a row of a table with a `unit_id` is of people inside of `located`; `chosen`: as it was located with. */
export function concernsInside(chosen: readonly unknown[] | null, people: Prisma.Sql, isOf: Prisma.Sql): Prisma.Sql {
  if (chosen === null) return Prisma.sql`TRUE`
  return Prisma.sql`EXISTS (
    SELECT 1 FROM ${people} concerned JOIN located ON located.id = concerned.unit_id AND located.inside WHERE ${isOf})`
}

/** The chosen units with what is below them, and what each unit is called from the top; null: it is none any more. */
export async function readLocated(
  db: Db,
  chosen: readonly bigint[] | null,
): Promise<{ inside: bigint[]; nameOf(id: bigint | null): string | null }> {
  const located = await db.$queryRaw<{ id: bigint; name: string; inside: boolean }[]>`
    WITH RECURSIVE ${locatedUnits(chosen)} SELECT id, name, inside FROM located`
  const names = new Map(located.map(({ id, name }) => [id, name]))
  return {
    inside: located.flatMap((unit) => (unit.inside ? [unit.id] : [])),
    nameOf: (id) => (id === null ? null : (names.get(id) ?? null)),
  }
}
