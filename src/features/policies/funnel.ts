import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { Audience } from '../../shared/audiences/audience.ts'
import { ownOf, partedUnits } from '../../shared/units/parted.ts'
import type { Scope } from '../../shared/units/parted.ts'
import { isCovered, isOutside, outsidersOf, staffOf, toldOf } from './covering.ts'
import type { Admins } from './covering.ts'

/** How many have got how far with a version; each is a number of people by itself. */
export interface Stages {
  /** On the roster and in the audience. */
  roster: number
  joined: number
  /** Got the message about it, or had acknowledged all of it with the version before. */
  told: number
  opened: number
  /** To the end. */
  read: number
  /** Every question right. */
  passed: number
  acknowledged: number
}

/** A unit with its sub-units; `isOwn`: only who is directly in the unit that is looked at. */
export interface Part extends Stages {
  id: bigint
  name: string
  isOwn: boolean
}

/** How far a version has got. */
export interface Funnel {
  total: Stages
  /**
   * Of everyone the units of the top level, of one unit those directly below it and its own people, of several units they
   * themselves: by name, without those of which nobody is in the audience.
   */
  parts: Part[]
  /** People of the audience who are on no roster; null: there can be none, or a scope is looked at. */
  outside: Stages | null
  /** Whether it has a quiz. */
  hasQuiz: boolean
}

/** Counts how far people have got with a version, in one statement. Refused when there is no such version. */
export async function funnelOf(db: Db, versionId: bigint, scope: Scope, admins: Admins): Promise<Funnel> {
  const { audience, hasQuiz } = await audienceOf(db, versionId)
  const hasOutside = scope === null && audience.kind !== 'units'
  const rows = await db.$queryRaw<(Stages & { id: bigint | null; name: string | null; isOwn: boolean })[]>`
    WITH RECURSIVE ${partedUnits(scope)}, ${toldOf(versionId)}, staff AS (
      SELECT entry.unit_id, count(*) AS roster, ${stages}
      FROM ${staffOf(versionId)}
      WHERE ${isCovered(audience, admins)} AND entry.unit_id IN (SELECT id FROM parted WHERE part IS NOT NULL)
      GROUP BY entry.unit_id
    ), outside AS (
      SELECT 0 AS roster, ${stages} FROM ${outsidersOf(versionId)} WHERE ${hasOutside} AND ${isOutside(audience, admins)}
    )
    SELECT unit.id, unit.name, unit.id = ${ownOf(scope)}::bigint IS TRUE AS "isOwn", sum(roster)::int AS roster,
      sum(joined)::int AS joined, sum(told)::int AS told, sum(opened)::int AS opened, sum(read)::int AS read,
      sum(passed)::int AS passed, sum(acknowledged)::int AS acknowledged
    FROM parted JOIN staff ON staff.unit_id = parted.id JOIN unit ON unit.id = parted.part
    GROUP BY unit.id, unit.name
    UNION ALL
    SELECT NULL, NULL, FALSE, roster, joined::int, told::int, opened::int, read::int, passed::int, acknowledged::int
    FROM outside
    ORDER BY "isOwn", name, id`
  const parts: Part[] = []
  let outside: Stages | null = null
  for (const { id, name, ...row } of rows)
    if (id !== null && name !== null) parts.push({ id, name, ...row })
    else if (hasOutside) outside = stagesOf(row)
  return { total: sumOf(parts), parts, outside, hasQuiz }
}

/** Whom a version is for, and whether it has a quiz; refused when there is no such version. */
export async function audienceOf(db: Db, versionId: bigint): Promise<{ audience: Audience; hasQuiz: boolean }> {
  const found = await db.policyVersion.findUnique({
    where: { id: versionId },
    select: { audience: true, quizId: true },
  })
  if (found === null) throw new Refusal('policies:unknown')
  return { audience: Audience.parse(found.audience), hasQuiz: found.quizId !== null }
}

/** How many of `staffOf` or `outsidersOf` have got how far, as columns. */
export const stages = Prisma.sql`
  count(*) FILTER (WHERE person.consent_at IS NOT NULL) AS joined,
  count(*) FILTER (WHERE told.chat_id IS NOT NULL OR reading.is_carried) AS told,
  count(reading.person_id) AS opened,
  count(reading.read_at) AS read,
  count(reading.passed_at) AS passed,
  count(reading.acknowledged_at) AS acknowledged`

const nobody: Stages = { roster: 0, joined: 0, told: 0, opened: 0, read: 0, passed: 0, acknowledged: 0 }

function sumOf(parts: Stages[]): Stages {
  return parts.reduce<Stages>((sum, part) => addStages(sum, part), nobody)
}

function addStages(a: Stages, b: Stages): Stages {
  return {
    roster: a.roster + b.roster,
    joined: a.joined + b.joined,
    told: a.told + b.told,
    opened: a.opened + b.opened,
    read: a.read + b.read,
    passed: a.passed + b.passed,
    acknowledged: a.acknowledged + b.acknowledged,
  }
}

function stagesOf(row: Stages): Stages {
  return addStages(nobody, row)
}
