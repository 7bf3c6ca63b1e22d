import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../database/database.ts'

/** A column that holds the number of a row of another table. */
interface Reference {
  table: string
  column: string
}

/**
 * Removes at most `count` contents that no row has referred to for a day; gives how many. A content does not know its age, so
 * one that is found unused is noted with the time, and removed when it still is a day later.
 */
export async function removeContents(db: Db, before: Date, now: Date, count: number): Promise<number> {
  const unused = await isUnused(db, 'content')
  await db.$executeRaw`UPDATE content x SET unused_at = NULL WHERE unused_at IS NOT NULL AND NOT ${unused}`
  await db.$executeRaw`UPDATE content x SET unused_at = ${now}::timestamptz WHERE unused_at IS NULL AND ${unused}`
  return db.$executeRaw`
    DELETE FROM content WHERE id IN (
      SELECT id FROM content x WHERE unused_at <= ${before}::timestamptz AND ${unused} ORDER BY id LIMIT ${count}
      FOR UPDATE SKIP LOCKED)`
}

/** Removes at most `count` files from before `before` that no row refers to, with their bytes; gives how many. */
export async function removeFiles(db: Db, before: Date, count: number): Promise<number> {
  const unused = await isUnused(db, 'file')
  return db.$executeRaw`
    DELETE FROM file WHERE id IN (
      SELECT id FROM file x WHERE created_at < ${before}::timestamptz AND ${unused} ORDER BY id LIMIT ${count}
      FOR UPDATE SKIP LOCKED)`
}

/** Removes those of these contents and files, and the contents' own files, that no row refers to by now. */
export async function removeFreed(db: Db, contents: bigint[], files: bigint[]): Promise<void> {
  const emptied = await db.$queryRaw<{ fileId: bigint | null }[]>`
    DELETE FROM content x WHERE id = ANY(${`{${contents.join(',')}}`}::bigint[]) AND ${await isFree(db, 'content')}
    RETURNING file_id AS "fileId"`
  const freed = [...files, ...emptied.flatMap(({ fileId }) => fileId ?? [])]
  await db.$executeRaw`
    DELETE FROM file x WHERE id = ANY(${`{${freed.join(',')}}`}::bigint[]) AND ${await isFree(db, 'file')}`
}

/** The condition that nothing refers to row x of the table: no row, and no open dialog or task, which are JSON, by the same number. */
async function isUnused(db: Db, table: 'content' | 'file'): Promise<Prisma.Sql> {
  return Prisma.sql`(${await isFree(db, table)} AND x.id::text NOT IN (
    SELECT said #>> '{}' FROM (
      SELECT jsonb_build_array(opening, answers) AS kept FROM dialog UNION ALL SELECT payload FROM task
    ) open, jsonb_path_query(kept, '$.**') said
    WHERE jsonb_typeof(said) IN ('number', 'string')))`
}

/**
 * The condition that no row refers to row x of the table: no foreign key, no column named after the table. So every
 * reference needs one or the other: a relation, or that name.
 */
async function isFree(db: Db, table: 'content' | 'file'): Promise<Prisma.Sql> {
  const references = await db.$queryRaw<Reference[]>`
    WITH keys AS (
      SELECT conrelid AS relation, attname AS name, confdeltype = 'c' AS "isPart"
      FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
      WHERE contype = 'f' AND confrelid = to_regclass(${`public.${table}`})
    ), named AS (
      SELECT attrelid AS relation, attname AS name
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND attname = ${`${table}_id`}
    )
    SELECT relname::text AS "table", name::text AS "column"
    FROM (SELECT relation, name FROM keys UNION SELECT relation, name FROM named) r
    JOIN pg_class ON pg_class.oid = relation
    -- What goes with the row is a part of it, as the bytes of a file are.
    WHERE NOT EXISTS (SELECT 1 FROM keys k WHERE k.relation = r.relation AND k.name = r.name AND k."isPart")`
  const conditions = references.map(
    (reference) =>
      Prisma.sql`NOT EXISTS (SELECT 1 FROM ${quoted(reference.table)} r WHERE r.${quoted(reference.column)} = x.id)`,
  )
  return Prisma.sql`(${Prisma.join(conditions, ' AND ')})`
}

function quoted(name: string): Prisma.Sql {
  return Prisma.raw(`"${name.replaceAll('"', '""')}"`)
}
