import { Prisma } from '../../../generated/prisma/client.ts'
import type { TicketKind, TicketState } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { locatedUnits } from '../../../shared/units/located.ts'
import { noUnit } from './buttons.ts'
import type { QueueFilter } from './buttons.ts'

/** A ticket as it stands in a queue. */
export interface QueueRow {
  id: bigint
  year: number
  number: number
  kind: TicketKind
  state: TicketState
  /** The name of the unit that it was forwarded to. */
  unit: string | null
  /** Until when something has to be done; null: the clock stands still. */
  dueAt: Date | null
  /** The beginning of its text. */
  words: string
  isFlagged: boolean
  reopenings: number
  files: number
  supporters: number
}

/** The units of which one sees the tickets, each with its sub-units; null: everything; none: what has no unit yet. */
export type QueueScope = bigint[] | null | 'none'

/** How many are on a page. */
export const queuePage = 6

const isOpen = Prisma.sql`state IN ('new', 'verified', 'forwarded', 'working', 'waiting', 'reopened')`
const runs = Prisma.sql`state IN ('new', 'verified', 'forwarded', 'working', 'reopened')`
const due = Prisma.sql`LEAST(ticket.first_due_at, ticket.due_at)`
const firstDue = Prisma.sql`${due} ASC NULLS LAST, ticket.id`
const lastEnded = Prisma.sql`ticket.ended_at DESC NULLS LAST, ticket.id DESC`

/**
 * A page of what somebody works on, what is due first, and how many there are. What was answered is listed from the
 * newest.
 */
export async function readQueue(
  db: Db,
  scope: QueueScope,
  { filter, page }: { filter: QueueFilter; page: number },
  now: Date,
): Promise<{ rows: QueueRow[]; total: number }> {
  const where = Prisma.sql`${belongs(filter, now)} AND ${isInside(scope)}`
  const order = filter === 'answered' ? lastEnded : firstDue
  const located = locatedUnits(scope === 'none' ? null : scope)
  const [counted] = await db.$queryRaw<{ total: number }[]>`
    WITH RECURSIVE ${located} SELECT count(*)::int AS total FROM ticket WHERE ${where}`
  const rows = await db.$queryRaw<QueueRow[]>`
    WITH RECURSIVE ${located}, chosen AS (
      SELECT id FROM ticket WHERE ${where} ORDER BY ${order} LIMIT ${queuePage} OFFSET ${page * queuePage}
    )
    SELECT ticket.id, year, number, kind::text, state::text, unit.name AS unit, ${due} AS "dueAt",
      left(text, 200) AS words, is_flagged AS "isFlagged", reopenings,
      (SELECT count(*)::int FROM ticket_file file WHERE file.ticket_id = ticket.id AND file.state <> 'failed') AS files,
      (SELECT count(*)::int FROM ticket_support support WHERE support.ticket_id = ticket.id) AS supporters
    FROM chosen JOIN ticket ON ticket.id = chosen.id LEFT JOIN unit ON unit.id = ticket.unit_id ORDER BY ${order}`
  return { rows, total: counted?.total ?? 0 }
}

/** How many tickets wait at each unit itself, without those of its sub-units, and under `noUnit` those that have none. */
export async function countByUnit(db: Db, scope: bigint[] | null): Promise<Map<bigint, number>> {
  const rows = await db.$queryRaw<{ id: bigint; count: number }[]>`
    WITH RECURSIVE ${locatedUnits(scope)}
    SELECT coalesce(unit_id, ${noUnit}::bigint) AS id, count(*)::int AS count FROM ticket
    WHERE ${isOpen} AND ${isInside(scope)} GROUP BY unit_id`
  return new Map(rows.map(({ id, count }) => [id, count]))
}

function isInside(scope: QueueScope): Prisma.Sql {
  if (scope === 'none') return Prisma.sql`unit_id IS NULL`
  return scope === null ? Prisma.sql`TRUE` : Prisma.sql`unit_id IN (SELECT id FROM located WHERE inside)`
}

function belongs(filter: QueueFilter, now: Date): Prisma.Sql {
  switch (filter) {
    case 'all':
      return isOpen
    case 'new':
      return Prisma.sql`state = 'new'`
    case 'late':
      return Prisma.sql`${runs} AND ${due} <= ${now.toISOString()}::timestamptz`
    case 'waiting':
      return Prisma.sql`state = 'waiting'`
    case 'answered':
      return Prisma.sql`state IN ('answered', 'closed', 'rejected')`
  }
}
