import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Given } from './comparing.ts'
import { placing } from './places.ts'

/** Somebody whom a list has made an employee again, or no longer one. */
export interface Affected {
  telegramId: bigint
  language: string | null
}

/** Nobody else changes the roster until the transaction ends; reading and linking up to here are seen. */
export async function holdRoster(db: Db): Promise<void> {
  await db.$executeRaw`LOCK TABLE roster_entry IN SHARE ROW EXCLUSIVE MODE`
}

/** Makes the roster what the staged rows say, and takes them away; gives those who can be told that it concerns them. */
export async function apply(
  db: Db,
  importId: bigint,
  given: Given,
  now: Date,
): Promise<{ left: Affected[]; back: Affected[] }> {
  const left = await markLeft(db, importId, now)
  await addUnits(db, importId)
  const back = await welcomeBack(db, importId)
  if (given.hasPhone) await freePhones(db, importId)
  await changeEntries(db, importId, given)
  await addEntries(db, importId)
  await db.rosterImportRow.deleteMany({ where: { importId } })
  // The embedded engine never does it by itself, and plans badly for a roster that has grown from nothing.
  await db.$executeRaw`ANALYZE roster_entry, unit`
  return { left, back }
}

/** Whoever is told has agreed to be stored and can be reached. */
const told = Prisma.sql`person.consent_at IS NOT NULL AND person.lost_at IS NULL`

/** They stay on the roster, without a phone by which somebody could be taken for them. */
async function markLeft(db: Db, importId: bigint, now: Date): Promise<Affected[]> {
  return db.$queryRaw<Affected[]>`
    ${placing(importId)}, marked AS (
      UPDATE roster_entry SET left_at = ${now}::timestamptz, phone = NULL
      WHERE id IN (SELECT id FROM leaving) RETURNING person_id
    ), changed AS (
      UPDATE person SET kind = 'citizen' FROM marked WHERE person.id = marked.person_id
      RETURNING telegram_id AS "telegramId", language, ${told} AS is_told
    )
    SELECT "telegramId", language FROM changed WHERE is_told`
}

/** One statement for each level, from the top: a sub-unit needs the number of its unit. */
async function addUnits(db: Db, importId: bigint): Promise<void> {
  const [row] = await db.$queryRaw<{ depth: number | null }[]>`
    SELECT max(cardinality(units)) AS depth FROM roster_import_row WHERE import_id = ${importId}`
  for (let level = 1; level <= (row?.depth ?? 0); level++)
    await db.$executeRaw`
      ${placing(importId)}
      INSERT INTO unit (name, parent_id)
      SELECT DISTINCT ON (part.path) part.name, parent.id
      FROM (
        SELECT path[1:${level}::int] AS path, path[1:${level - 1}::int] AS above, units[${level}::int] AS name
        FROM wanted WHERE cardinality(path) >= ${level}
      ) part
      LEFT JOIN tree parent ON parent.path = part.above
      WHERE NOT EXISTS (SELECT 1 FROM tree WHERE tree.path = part.path)
      ORDER BY part.path, part.name
      ON CONFLICT DO NOTHING`
}

async function welcomeBack(db: Db, importId: bigint): Promise<Affected[]> {
  return db.$queryRaw<Affected[]>`
    WITH changed AS (
      UPDATE person SET kind = 'employee' FROM roster_entry entry
      JOIN roster_import_row listed ON listed.nip = entry.nip AND listed.import_id = ${importId}
      WHERE entry.person_id = person.id AND entry.left_at IS NOT NULL
      RETURNING telegram_id AS "telegramId", language, ${told} AS is_told
    )
    SELECT "telegramId", language FROM changed WHERE is_told`
}

/** A phone is one employee's at every moment: two who swap theirs give them up first. */
async function freePhones(db: Db, importId: bigint): Promise<void> {
  await db.$executeRaw`
    UPDATE roster_entry entry SET phone = NULL FROM roster_import_row listed
    WHERE listed.import_id = ${importId} AND listed.nip = entry.nip AND entry.phone <> coalesce(listed.phone, '')`
}

async function changeEntries(db: Db, importId: bigint, { hasPosition, hasPhone }: Given): Promise<void> {
  const position = hasPosition ? Prisma.sql`listed.position` : Prisma.sql`entry.position`
  const phone = hasPhone ? Prisma.sql`listed.phone` : Prisma.sql`entry.phone`
  await db.$executeRaw`
    ${placing(importId)}
    UPDATE roster_entry entry
    SET name = listed.name, position = ${position}, phone = ${phone}, unit_id = place.unit_id, left_at = NULL
    FROM listed JOIN place ON place.units = listed.units
    WHERE entry.nip = listed.nip AND (
      entry.left_at IS NOT NULL OR entry.name <> listed.name OR entry.unit_id <> place.unit_id
      OR entry.position IS DISTINCT FROM ${position} OR entry.phone IS DISTINCT FROM ${phone})`
}

async function addEntries(db: Db, importId: bigint): Promise<void> {
  await db.$executeRaw`
    ${placing(importId)}
    INSERT INTO roster_entry (nip, name, position, phone, unit_id)
    SELECT listed.nip, listed.name, listed.position, listed.phone, place.unit_id
    FROM listed JOIN place ON place.units = listed.units
    WHERE NOT EXISTS (SELECT 1 FROM roster_entry entry WHERE entry.nip = listed.nip)`
}
