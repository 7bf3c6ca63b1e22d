import { z } from 'zod'
import type { Db } from '../../platform/database/database.ts'
import type { Fault } from './findings.ts'
import { placing } from './places.ts'

/** The optional columns that a list has: what it does not speak of stays as it is. */
export interface Given {
  hasPosition: boolean
  hasPhone: boolean
}

/** What a list would change, in numbers and names of units. */
export const Summary = z.object({
  hasPosition: z.boolean(),
  hasPhone: z.boolean(),
  rows: z.number(),
  new: z.number(),
  back: z.number(),
  /** Of those who are employees: another name, position or phone. */
  changed: z.number(),
  /** Of those who are employees: another unit; `both`: changed as well. */
  moved: z.number(),
  both: z.number(),
  unchanged: z.number(),
  left: z.number(),
  /** Employees in the units that it covers, before. */
  employees: z.number(),
  newUnits: z.number(),
  newUnitNames: z.array(z.string()),
  covered: z.number(),
  coveredNames: z.array(z.string()),
  /** Top-level units there are, before. */
  topUnits: z.number(),
})
export type Summary = z.infer<typeof Summary>

/** Names of units that a summary holds. */
const mostNames = 10

/** Puts the rows of a list, as JSON, beside the import: one statement, however many they are. */
export async function stage(db: Db, importId: bigint, rows: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO roster_import_row (import_id, line, nip, name, units, position, phone)
    SELECT ${importId}, line, nip, name, units, position, phone
    FROM json_to_recordset(${rows}::json) AS row
      (line int, nip text, name text, units text[], position text, phone text)`
  // So that the database knows how many there are, before it plans how to compare them.
  await db.$executeRaw`ANALYZE roster_import_row`
}

/** Phones that belong to employees of whom the list does not speak. */
export async function findTaken(db: Db, importId: bigint): Promise<Fault[]> {
  const taken = await db.$queryRaw<{ line: number; value: string; other: string }[]>`
    ${placing(importId)}
    SELECT listed.line, listed.phone AS value, entry.nip AS other
    FROM listed JOIN roster_entry entry ON entry.phone = listed.phone
    WHERE NOT EXISTS (SELECT 1 FROM listed own WHERE own.nip = entry.nip)
      -- Who leaves gives theirs up.
      AND entry.unit_id NOT IN (SELECT tree.id FROM tree JOIN covered ON covered.root = tree.root)
    ORDER BY listed.line`
  return taken.map((fault) => ({ column: 'phone', reason: 'phoneTaken', ...fault }))
}

/** What the staged rows would change in the roster as it is. */
export async function compare(db: Db, importId: bigint, { hasPosition, hasPhone }: Given): Promise<Summary> {
  const [found] = await db.$queryRaw<unknown[]>`
    ${placing(importId)}, compared AS (
      SELECT entry.id IS NULL AS is_new, entry.left_at IS NOT NULL AS is_back,
        entry.name <> listed.name OR (${hasPosition}::boolean AND entry.position IS DISTINCT FROM listed.position)
          OR (${hasPhone}::boolean AND entry.phone IS DISTINCT FROM listed.phone) AS is_changed,
        entry.unit_id IS DISTINCT FROM place.unit_id AS is_moved
      FROM listed JOIN place ON place.units = listed.units LEFT JOIN roster_entry entry ON entry.nip = listed.nip
    ), counted AS (
      SELECT count(*)::int AS rows,
        count(*) FILTER (WHERE is_new)::int AS new,
        count(*) FILTER (WHERE is_back)::int AS back,
        count(*) FILTER (WHERE NOT is_new AND NOT is_back AND is_changed)::int AS changed,
        count(*) FILTER (WHERE NOT is_new AND NOT is_back AND is_moved)::int AS moved,
        count(*) FILTER (WHERE NOT is_new AND NOT is_back AND is_moved AND is_changed)::int AS both,
        count(*) FILTER (WHERE NOT is_new AND NOT is_back AND NOT is_moved AND NOT is_changed)::int AS unchanged
      FROM compared
    ), fresh AS (
      SELECT DISTINCT ON (path) path, name FROM (
        SELECT path[1:n] AS path, array_to_string(units[1:n], ' / ') AS name
        FROM wanted CROSS JOIN generate_series(1, cardinality(path)) n
      ) part
      WHERE NOT EXISTS (SELECT 1 FROM tree WHERE tree.path = part.path)
      ORDER BY path
    )
    SELECT counted.*,
      ${hasPosition}::boolean AS "hasPosition", ${hasPhone}::boolean AS "hasPhone",
      (SELECT count(*)::int FROM leaving) AS left,
      (SELECT count(*)::int FROM roster_entry entry JOIN tree ON tree.id = entry.unit_id
        WHERE entry.left_at IS NULL AND tree.root IN (SELECT root FROM covered)) AS employees,
      (SELECT count(*)::int FROM fresh) AS "newUnits",
      ARRAY(SELECT name FROM fresh ORDER BY path LIMIT ${mostNames}) AS "newUnitNames",
      (SELECT count(*)::int FROM covered) AS covered,
      ARRAY(SELECT name FROM unit WHERE id IN (SELECT root FROM covered) ORDER BY name LIMIT ${mostNames}) AS "coveredNames",
      (SELECT count(*)::int FROM unit WHERE parent_id IS NULL) AS "topUnits"
    FROM counted`
  return Summary.parse(found)
}

/** A digest of all that a list is compared with: another one means that the comparison no longer holds. */
export async function basisOf(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ basis: string }[]>`
    SELECT concat_ws(' ',
      (SELECT concat_ws(' ', count(*),
        sum(hash_record_extended(ROW(id, nip, name, position, phone, unit_id, left_at), 0))) FROM roster_entry),
      (SELECT concat_ws(' ', count(*), sum(hash_record_extended(ROW(id, code, name, parent_id), 0))) FROM unit)
    ) AS basis`
  return row?.basis ?? ''
}
