import { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { locatedUnits } from '../../../shared/units/located.ts'
import type { Scope } from '../../../shared/units/parted.ts'
import { attendedBy } from '../attendances.ts'

/** How many people came how far with a training. */
export interface Funnel {
  invited: number
  /** Wanted to come by themselves. */
  own: number
  /** Have a place, or were there. */
  placed: number
  confirmed: number
  attended: number
  declined: number
  waiting: number
  /** Have answered what was asked at its end; null: nothing was, or too few were asked to say it. */
  evaluated: number | null
}

/** What a training came to, of everyone or of these units with their sub-units. */
export async function funnelOf(db: Db, trainingId: bigint, scope: Scope, minGroup: number): Promise<Funnel> {
  const inside =
    scope === null ? Prisma.sql`TRUE` : Prisma.sql`enrolment.unit_id IN (SELECT id FROM located WHERE inside)`
  const [row] = await db.$queryRaw<(Omit<Funnel, 'evaluated'> & { asked: number; finished: number })[]>`
    WITH RECURSIVE ${locatedUnits(scope)}, standing AS (
      SELECT enrolment.state, enrolment.was_invited, ${attendedBy(Prisma.sql`enrolment.training_id`, Prisma.sql`enrolment.person_id`)} AS attended,
        participation.is_finished
      FROM enrolment
      LEFT JOIN training_round
        ON training_round.training_id = enrolment.training_id AND training_round.purpose = 'reaction'
      LEFT JOIN participation
        ON participation.round_id = training_round.round_id AND participation.person_id = enrolment.person_id
      WHERE enrolment.training_id = ${trainingId} AND ${inside}
    )
    SELECT count(*) FILTER (WHERE was_invited)::int AS invited,
      count(*) FILTER (WHERE NOT was_invited)::int AS own,
      count(*) FILTER (WHERE attended OR state IN ('enrolled', 'confirmed'))::int AS placed,
      count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed,
      count(*) FILTER (WHERE attended)::int AS attended,
      count(*) FILTER (WHERE state IN ('declined', 'refused'))::int AS declined,
      count(*) FILTER (WHERE state IN ('waiting', 'asked'))::int AS waiting,
      count(*) FILTER (WHERE is_finished IS NOT NULL)::int AS asked,
      count(*) FILTER (WHERE is_finished)::int AS finished
    FROM standing`
  if (row === undefined) throw new Error('A count gives a row')
  const { asked, finished, ...counts } = row
  // Of a few people of one unit it would say who has not answered.
  const isTold = asked > 0 && (scope === null || asked >= minGroup)
  return { ...counts, evaluated: isTold ? finished : null }
}
