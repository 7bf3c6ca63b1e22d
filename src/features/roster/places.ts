import { Prisma } from '../../generated/prisma/client.ts'

/** A unit's name as it is compared: whatever its case and its spaces. Those of a list have single spaces. */
const key = Prisma.sql`lower(btrim(regexp_replace(unit.name, '\\s+', ' ', 'g')))`

/**
 * The beginning of a statement over the rows of an import, with: `tree`, the units by their path of names from the top;
 * `wanted`, the paths that the rows name (a top-level unit may be named by its code); `place`, the unit of each, where there
 * is one; `covered`, the top-level units of which the list speaks; `leaving`, the employees there whom it no longer has.
 */
export function placing(importId: bigint): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE tree AS (
      SELECT id, id AS root, ARRAY[${key}] AS path FROM unit WHERE parent_id IS NULL
      UNION ALL
      SELECT unit.id, tree.root, tree.path || ${key} FROM unit JOIN tree ON unit.parent_id = tree.id
    ), listed AS (
      SELECT * FROM roster_import_row WHERE import_id = ${importId}
    ), named AS (
      SELECT units, lower(units::text)::text[] AS path FROM (SELECT DISTINCT units FROM listed) given
    ), head AS (
      SELECT DISTINCT ON (given.name) given.name, ${key} AS top
      FROM (SELECT DISTINCT path[1] AS name FROM named) given
      JOIN unit ON unit.parent_id IS NULL AND given.name IN (${key}, lower(unit.code))
      ORDER BY given.name, given.name <> ${key}, unit.id
    ), wanted AS (
      SELECT units, ARRAY[coalesce(head.top, path[1])] || path[2:] AS path
      FROM named LEFT JOIN head ON head.name = path[1]
    ), place AS (
      SELECT DISTINCT ON (wanted.units) wanted.units, wanted.path, tree.id AS unit_id
      FROM wanted LEFT JOIN tree ON tree.path = wanted.path
      ORDER BY wanted.units, tree.id
    ), covered AS (
      SELECT DISTINCT tree.root FROM wanted JOIN tree ON tree.path = wanted.path[1:1]
    ), leaving AS (
      SELECT entry.id, entry.person_id, entry.unit_id FROM roster_entry entry
      JOIN tree ON tree.id = entry.unit_id JOIN covered ON covered.root = tree.root
      WHERE entry.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM listed WHERE listed.nip = entry.nip)
    )`
}
