import { Prisma } from '../../generated/prisma/client.ts'

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
