import { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { ownOf, partedUnits } from '../../../shared/units/parted.ts'
import type { Scope } from '../../../shared/units/parted.ts'
import { folded } from '../folding.ts'

/** Of how many people something is wanted, and how many of them have it. */
interface Count {
  people: number
  done: number
}

/** People of a part of what is looked at whose position has a path, and who of them has done all that is required. */
export interface PartGap extends Count {
  id: bigint
  name: string
  /** Directly in the unit that is looked into. */
  isOwn: boolean
}

/** The same of a position. */
export interface PositionGap extends Count {
  title: string
}

/** Of how many people a required step is wanted. */
export interface StepGap extends Count {
  label: string
}

/** What is missing on the career paths of a unit's people. */
export interface Gaps extends Count {
  parts: PartGap[]
  positions: PositionGap[]
  steps: StepGap[]
}

/** What is missing on the paths of everyone in the scope: counts that run the work, of all who are on the roster. */
export async function gapsOf(db: Db, scope: Scope): Promise<Gaps> {
  const rows = await db.$queryRaw<{ part: bigint; name: string; title: string; people: number; done: number }[]>`
    ${walked(scope)}
    SELECT part, unit.name, title, count(*)::int AS people, (count(*) FILTER (WHERE has_all))::int AS done
    FROM (
      SELECT entry_id, part, min(title) AS title, bool_and(is_done) AS has_all FROM walked GROUP BY entry_id, part
    ) walker JOIN unit ON unit.id = part
    GROUP BY part, unit.name, title`
  const steps = await db.$queryRaw<StepGap[]>`
    ${walked(scope)}
    SELECT min(label) AS label, count(*)::int AS people, (count(*) FILTER (WHERE is_done))::int AS done
    FROM walked GROUP BY competence ORDER BY count(*) FILTER (WHERE NOT is_done) DESC, min(label)`
  const own = ownOf(scope)
  const parts = new Map<bigint, PartGap>()
  const positions = new Map<string, PositionGap>()
  const all = { people: 0, done: 0 }
  for (const { part, name, title, ...count } of rows) {
    const unit = parts.get(part) ?? { id: part, name, isOwn: part === own, people: 0, done: 0 }
    const position = positions.get(title) ?? { title, people: 0, done: 0 }
    for (const one of [unit, position, all]) add(one, count)
    parts.set(part, unit)
    positions.set(title, position)
  }
  const byMissing = <Gap extends Count>(gaps: Iterable<Gap>) =>
    [...gaps].toSorted((a, b) => b.people - b.done - (a.people - a.done))
  return { ...all, parts: byMissing(parts.values()), positions: byMissing(positions.values()), steps }
}

/** The query `walked`: a row for each required step of each person, and whether it is done. */
function walked(scope: Scope): Prisma.Sql {
  const taught = Prisma.sql`(${folded(Prisma.sql`training.title`)}), (${folded(Prisma.sql`training.competence`)})`
  return Prisma.sql`
    WITH RECURSIVE ${partedUnits(scope)}, achieved AS MATERIALIZED (
      SELECT DISTINCT attendance.person_id, taught.competence
      FROM attendance
      JOIN training_session session ON session.id = attendance.session_id
      JOIN training ON training.id = session.training_id
      CROSS JOIN LATERAL (VALUES ${taught}) AS taught (competence)
    ), walked AS (
      SELECT entry.id AS entry_id, parted.part, step.title, step.competence, step.label,
        achieved.person_id IS NOT NULL AS is_done
      FROM roster_entry entry
      JOIN parted ON parted.id = entry.unit_id AND parted.part IS NOT NULL
      JOIN career_step step ON step.is_required AND step.position = ${folded(Prisma.sql`entry.position`)}
      LEFT JOIN achieved ON achieved.person_id = entry.person_id AND achieved.competence = step.competence
      WHERE entry.left_at IS NULL
    )`
}

function add(to: Count, { people, done }: Count) {
  to.people += people
  to.done += done
}
