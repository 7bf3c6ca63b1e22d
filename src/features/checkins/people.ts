import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { leads, unitsLedBy } from '../../shared/people/leading.ts'
import { locatedUnits } from '../../shared/units/located.ts'

/** Somebody of the staff who has joined. */
export interface Colleague {
  id: bigint
  telegramId: bigint
  name: string
  unitId: bigint
  /** The unit's name from the top. */
  unit: string
}

/** The number of the person who speaks. */
export async function ownIdOf(db: Db, { telegramId }: { telegramId: bigint }): Promise<bigint> {
  const { id } = await db.person.findUniqueOrThrow({ where: { telegramId }, select: { id: true } })
  return id
}

/** What somebody is called by the roster; null: it does not know them. */
export async function nameOf(db: Db, telegramId: bigint): Promise<string | null> {
  const entry = await db.rosterEntry.findFirst({ where: { person: { telegramId } }, select: { name: true } })
  return entry?.name ?? null
}

/** Those of these people who are employees now, by their names. */
export async function colleaguesOf(db: Db, ids: bigint[]): Promise<Colleague[]> {
  return db.$queryRaw<Colleague[]>`
    WITH RECURSIVE ${locatedUnits(null)}
    SELECT person.id, person.telegram_id AS "telegramId", entry.name, entry.unit_id AS "unitId", located.name AS unit
    FROM roster_entry entry
    JOIN person ON person.id = entry.person_id
    JOIN located ON located.id = entry.unit_id
    WHERE person.id = ANY(${`{${ids.join(',')}}`}::bigint[]) AND entry.left_at IS NULL AND person.consent_at IS NOT NULL
    ORDER BY entry.name, entry.id`
}

/** Those who have joined of the roster entries that were found. */
export async function joinedOf(db: Db, entries: bigint[]): Promise<Colleague[]> {
  const rows = await db.rosterEntry.findMany({ where: { id: { in: entries } }, select: { personId: true } })
  return colleaguesOf(
    db,
    rows.flatMap(({ personId }) => personId ?? []),
  )
}

/** Everyone who has joined of the units that somebody leads, but for themselves, by their names. */
export async function teamOf(db: Db, head: bigint): Promise<Colleague[]> {
  const led = await unitsLedBy(db, head)
  return db.$queryRaw<Colleague[]>`
    WITH RECURSIVE ${locatedUnits(led)}
    SELECT person.id, person.telegram_id AS "telegramId", entry.name, entry.unit_id AS "unitId", located.name AS unit
    FROM located
    JOIN roster_entry entry ON entry.unit_id = located.id AND entry.left_at IS NULL
    JOIN person ON person.id = entry.person_id
    WHERE located.inside AND person.consent_at IS NOT NULL AND person.telegram_id <> ${head}
    ORDER BY entry.name, entry.id`
}

/** The same for one of them; refused where somebody does not lead the unit in which they are now. */
export async function demandLed(db: Db, head: bigint, personId: bigint): Promise<Colleague> {
  const [found] = await colleaguesOf(db, [personId])
  if (found === undefined || found.telegramId === head || !(await leads(db, head, found.unitId)))
    throw new Refusal('checkins:notYours')
  return found
}
