import { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { survivalOf } from '../../../shared/statistics/survival.ts'
import type { Moment, Survival } from '../../../shared/statistics/survival.ts'
import { ownOf, partedUnits } from '../../../shared/units/parted.ts'
import type { Scope } from '../../../shared/units/parted.ts'
import type { Office } from '../../../shared/workdays/office.ts'

/** How some tickets are answered, without those that are followed in another one. */
export interface Tally {
  n: number
  /** Not answered, rejected or withdrawn. */
  open: number
  /** Of these, whose limit has passed. */
  overdue: number
  /** Answered or rejected. */
  ended: number
  /** Of these, within their limit. */
  inTime: number
  reopened: number
  /** Of the kind that has an outcome. */
  suggestions: number
  /** Of these, whose authors were told what became of it. */
  withOutcome: number
  /** The longest limit in working days, but for those that need an inspection; 0: none. */
  limit: number
  /** Working days until the answer, in tenths; what is open, or was withdrawn, is censored. */
  survival: Survival
}

/** A unit with its sub-units; `isOwn`: only what is directly in the unit that is looked at; without a unit: null. */
export interface Part extends Tally {
  id: bigint | null
  name: string
  isOwn: boolean
}

/** How tickets are answered in all, and in the units of which the scope consists; in the order of their names. */
export interface Tallies {
  total: Tally
  parts: Part[]
}

/** What is looked at, by what time is reckoned, and when. */
interface Question {
  scope: Scope
  /** Submitted from this moment on; null: whenever. */
  since: Date | null
  office: Office
  now: Date
}

type Sums = Omit<Tally, 'survival'>
interface Row extends Sums {
  part: bigint | null
  /** In tenths of a working day, and how many tickets have ended and have not ended at it. */
  times: number[]
  ends: number[]
  rests: number[]
}
interface PartedUnit {
  id: bigint
  part: bigint
  name: string
}

const tenths = 10

/** How tickets are answered: one statement finds the units, and another one goes once through the tickets. */
export async function readTallies(db: Db, question: Question): Promise<Tallies> {
  const { scope } = question
  const own = ownOf(scope)
  const units = await db.$queryRaw<PartedUnit[]>`
    WITH RECURSIVE ${partedUnits(scope)}
    SELECT unit.id, parted.part, unit.name FROM parted JOIN unit ON unit.id = parted.id WHERE parted.part IS NOT NULL
    ORDER BY unit.id = ${own}::bigint IS TRUE, unit.name, unit.id`
  const rows = await readRows(db, units, question)
  const found = new Map(rows.map((row) => [row.part, row]))
  const partOf = (id: bigint | null, name: string): Part[] => {
    const row = found.get(id)
    return row === undefined ? [] : [{ id, name, isOwn: id !== null && id === own, ...tallyOf([row]) }]
  }
  return {
    total: tallyOf(rows),
    parts: [...units.flatMap(({ id, part, name }) => (id === part ? partOf(id, name) : [])), ...partOf(null, '')],
  }
}

/**
 * What PostgreSQL guesses wrongly makes it sort all tickets on the disk. So the units go in as they are known rather than
 * by the query that finds them, and OFFSET 0 keeps it from taking each moment of a ticket for a group of its own.
 */
function readRows(db: Db, units: PartedUnit[], { scope, since, office, now }: Question): Promise<Row[]> {
  const [ids, parts] = [units.map(({ id }) => id), units.map(({ part }) => part)].map((all) => `{${all.join(',')}}`)
  return db.$queryRaw<Row[]>`
    WITH followed AS (
      SELECT parted.part, ticket.state NOT IN ('answered', 'closed', 'rejected') AS is_open,
        ticket.due_at < ${now} AS is_overdue, ticket.ended_at IS NOT NULL AS has_ended,
        ticket.ended_at IS NOT NULL AND ticket.spent <= ticket.limit_days * ${office.day}::bigint AS is_in_time,
        CASE WHEN NOT ticket.is_inspected THEN ticket.limit_days END AS usual_limit,
        ticket.reopenings > 0 AS is_reopened, ticket.kind = 'suggestion' AS is_suggestion,
        ticket.kind = 'suggestion' AND ticket.id IN (
          SELECT source.ticket_id FROM outcome_source source JOIN outcome ON outcome.id = source.outcome_id
          WHERE outcome.told_at IS NOT NULL AND source.ticket_id IS NOT NULL
        ) AS has_outcome,
        (2 * ${tenths}::bigint * (ticket.spent + CASE WHEN ticket.running_since IS NULL THEN 0
          ELSE greatest(0, ${office.timeAt(now)}::bigint - ticket.running_since) END) + ${office.day}::bigint)
          / (2 * ${office.day}::bigint) AS time
      FROM ticket LEFT JOIN unnest(${ids}::bigint[], ${parts}::bigint[]) AS parted (id, part) ON parted.id = ticket.unit_id
      WHERE ticket.merged_into_id IS NULL
        AND ${scope === null ? Prisma.sql`TRUE` : Prisma.sql`ticket.unit_id = ANY(${ids}::bigint[])`}
        AND ${since === null ? Prisma.sql`TRUE` : Prisma.sql`ticket.opened_at >= ${since}`}
      OFFSET 0
    ), timed AS (
      SELECT part, time, count(*) AS n, count(*) FILTER (WHERE is_open) AS open,
        count(*) FILTER (WHERE is_overdue) AS overdue, count(*) FILTER (WHERE has_ended) AS ended,
        count(*) FILTER (WHERE is_in_time) AS in_time, count(*) FILTER (WHERE is_reopened) AS reopened,
        count(*) FILTER (WHERE is_suggestion) AS suggestions, count(*) FILTER (WHERE has_outcome) AS with_outcome,
        max(usual_limit) AS usual_limit
      FROM followed GROUP BY part, time
    )
    SELECT part, sum(n)::int AS n, sum(open)::int AS open, sum(overdue)::int AS overdue, sum(ended)::int AS ended,
      sum(in_time)::int AS "inTime", sum(reopened)::int AS reopened, sum(suggestions)::int AS suggestions,
      sum(with_outcome)::int AS "withOutcome", coalesce(max(usual_limit), 0)::int AS "limit", array_agg(time::int) AS times, array_agg(ended::int) AS ends,
      array_agg((n - ended)::int) AS rests
    FROM timed GROUP BY part`
}

function tallyOf(rows: Row[]): Tally {
  const sum = (field: keyof Sums) => rows.reduce((sofar, row) => sofar + row[field], 0)
  return {
    n: sum('n'),
    open: sum('open'),
    overdue: sum('overdue'),
    ended: sum('ended'),
    inTime: sum('inTime'),
    reopened: sum('reopened'),
    suggestions: sum('suggestions'),
    withOutcome: sum('withOutcome'),
    limit: Math.max(0, ...rows.map(({ limit }) => limit)),
    survival: survivalOf(rows.flatMap(momentsOf)),
  }
}

function momentsOf({ times, ends, rests }: Row): Moment[] {
  return times.map((time, index) => ({
    time: time / tenths,
    ended: ends[index] ?? 0,
    censored: rests[index] ?? 0,
  }))
}
