import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { locatedUnits } from '../../shared/units/located.ts'

/** Employees of a unit with its sub-units. */
interface Counts {
  employees: number
  /** Linked with a person who has agreed to be stored. */
  joined: number
  /** Of these, those whom Telegram cannot reach. */
  lost: number
}

/** A unit in the list of those below another. */
interface Part extends Counts {
  id: bigint
  name: string
}

/** How far the roster has joined: all of it, or a unit with its sub-units. */
export interface Cover extends Counts {
  unit: { id: bigint; name: string; parentId: bigint | null } | null
  parts: Part[]
  /** People who say that they are employees and are linked with nobody on the roster. */
  claimed: number
}

/** Somebody on the roster who has not joined; `unit` from the top, as in "Dinas Kesehatan / Bidang P2P". */
interface Absent {
  nip: string
  name: string
  unit: string
  position: string | null
}

const hasJoined = Prisma.sql`person.consent_at IS NOT NULL`

/** The coverage of a unit and of those directly below it; null: of all. Refused when the unit is gone. */
export async function findCover(db: Db, unitId: bigint | null): Promise<Cover> {
  const unit =
    unitId === null
      ? null
      : await db.unit.findUnique({ where: { id: unitId }, select: { id: true, name: true, parentId: true } })
  if (unitId !== null && unit === null) throw new Refusal('roster:unitGone')
  const rows = await db.$queryRaw<(Part & { isWhole: boolean })[]>`
    WITH RECURSIVE branch AS (
      SELECT id, id AS top FROM unit WHERE parent_id IS NOT DISTINCT FROM ${unitId}::bigint OR id = ${unitId}::bigint
      UNION ALL
      SELECT unit.id, branch.top FROM unit JOIN branch ON unit.parent_id = branch.id
    )
    SELECT top.id, top.name, top.id IS NOT DISTINCT FROM ${unitId}::bigint AS "isWhole",
      count(entry.id)::int AS employees,
      count(entry.id) FILTER (WHERE ${hasJoined})::int AS joined,
      count(entry.id) FILTER (WHERE ${hasJoined} AND person.lost_at IS NOT NULL)::int AS lost
    FROM branch JOIN unit top ON top.id = branch.top
    LEFT JOIN roster_entry entry ON entry.unit_id = branch.id AND entry.left_at IS NULL
    LEFT JOIN person ON person.id = entry.person_id
    GROUP BY top.id, top.name ORDER BY top.name, top.id`
  const parts = rows.filter(({ isWhole }) => !isWhole)
  const whole = unit === null ? parts : rows.filter(({ isWhole }) => isWhole)
  const sum = (count: keyof Counts) => whole.reduce((total, row) => total + row[count], 0)
  return {
    unit,
    parts,
    employees: sum('employees'),
    joined: sum('joined'),
    lost: sum('lost'),
    claimed: await countClaimed(db),
  }
}

/** Who has not joined of a unit with its sub-units, or of all, by unit and name. */
export async function listAbsent(db: Db, unitId: bigint | null): Promise<Absent[]> {
  return db.$queryRaw<Absent[]>`
    WITH RECURSIVE ${locatedUnits(unitId === null ? null : [unitId])}
    SELECT entry.nip, entry.name, located.name AS unit, entry.position
    FROM roster_entry entry JOIN located ON located.id = entry.unit_id
    LEFT JOIN person ON person.id = entry.person_id
    WHERE entry.left_at IS NULL AND located.inside AND (${hasJoined}) IS NOT TRUE
    ORDER BY located.name, entry.name, entry.nip`
}

async function countClaimed(db: Db): Promise<number> {
  return db.person.count({
    where: {
      kind: 'employee',
      consentAt: { not: null },
      OR: [{ rosterEntry: null }, { rosterEntry: { leftAt: { not: null } } }],
    },
  })
}
