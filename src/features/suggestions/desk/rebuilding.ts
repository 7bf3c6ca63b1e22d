import { z } from 'zod'
import type { TicketEvent } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { on } from '../../../platform/events/events.ts'
import { begin, task } from '../../../platform/tasks/tasks.ts'
import { readReckoning } from '../../../shared/tickets/log.ts'
import { standingOf } from '../../../shared/tickets/standing.ts'
import type { Reckoning, Standing } from '../../../shared/tickets/standing.ts'
import { holidaysChanged } from '../../../shared/workdays/events.ts'

/** Tickets in one transaction, and after how many of these a restart goes on. */
const batch = 300
const batches = 4

const Progress = z.object({
  /** The last ticket that is done; absent: none is. */
  after: z.string().regex(/^\d+$/).optional(),
})

/** Everything that follows from a ticket's events. */
const consequences = [
  'state',
  'unitId',
  'holderId',
  'mergedIntoId',
  'isInspected',
  'limitDays',
  'openedAt',
  'spent',
  'runningSince',
  'responded',
  'firstDueAt',
  'dueAt',
  'remindAt',
  'reminders',
  'reopenings',
  'endedAt',
  'closedAt',
  'rating',
  'lastEventId',
] as const satisfies (keyof Standing)[]

/**
 * Reckons all tickets anew from their events, by the calendar of now, and writes what is different. Goes on where it was
 * after a restart.
 */
export const rebuilding = task({
  name: 'tickets.rebuilding',
  payload: Progress,
  async run({ database, clock, settings }, { after }, signal) {
    let last = BigInt(after ?? 0)
    if (last === 0n) await database.client.$transaction(awaitSubmissions)
    for (let n = 0; n < batches; n++) {
      signal.throwIfAborted()
      const now = clock.now()
      const reached = await database.client.$transaction(async (tx) =>
        rebuildSome(tx, last, await readReckoning(tx, settings, now)),
      )
      if (reached === null) return async () => []
      last = reached
    }
    return async (tx, now) => {
      await begin(tx, rebuilding, { after: String(last) }, now)
      return []
    }
  },
  // Nobody waits for it; what it was to change is changed by what happens next, or by the next import.
  failed: () => async () => [],
})

/** Other holidays move every limit. */
export const onHolidays = on(holidaysChanged, 'tickets.rebuilding', async (tx, _, now) => {
  // One that has not begun yet will see these, too.
  const waiting = await tx.task.count({ where: { name: rebuilding.name, attempts: 0, payload: { equals: {} } } })
  if (waiting === 0) await begin(tx, rebuilding, {}, now)
})

/**
 * Waits for what is being submitted by the calendar from before, and cannot be seen yet: each takes its number before it
 * reads the calendar (see shared/tickets/submission.ts). What comes after sees the new one.
 */
async function awaitSubmissions(tx: Db): Promise<void> {
  await tx.$executeRaw`LOCK TABLE ticket_year IN SHARE MODE`
}

/** The next tickets after one; gives the last of them, null: there are no more. */
export async function rebuildSome(tx: Db, after: bigint, reckoning: Reckoning): Promise<bigint | null> {
  await tx.$queryRaw`
    SELECT id FROM ticket WHERE id > ${after} ORDER BY id LIMIT ${batch} FOR UPDATE`
  const tickets = await tx.ticket.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: batch })
  const events = await tx.ticketEvent.findMany({
    where: { ticketId: { in: tickets.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
  })
  const byTicket = new Map<bigint, TicketEvent[]>(tickets.map(({ id }) => [id, []]))
  for (const event of events) byTicket.get(event.ticketId)?.push(event)
  const changed = tickets.flatMap((ticket) => {
    const standing = standingOf(byTicket.get(ticket.id) ?? [], reckoning)
    const isSame = consequences.every((name) => isEqual(ticket[name], standing[name]))
    return isSame ? [] : [{ id: ticket.id, ...standing }]
  })
  await write(tx, changed)
  return tickets.at(-1)?.id ?? null
}

/** All rows in one statement: after an import there are as many as there are open tickets. */
async function write(tx: Db, rows: (Standing & { id: bigint })[]): Promise<void> {
  if (rows.length === 0) return
  const json = JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  await tx.$executeRaw`
    UPDATE ticket SET state = new.state::ticket_state, unit_id = new."unitId", holder_id = new."holderId",
      merged_into_id = new."mergedIntoId", is_inspected = new."isInspected", limit_days = new."limitDays",
      opened_at = new."openedAt", spent = new.spent, running_since = new."runningSince", responded = new.responded,
      first_due_at = new."firstDueAt", due_at = new."dueAt", remind_at = new."remindAt", reminders = new.reminders,
      reopenings = new.reopenings, ended_at = new."endedAt", closed_at = new."closedAt", rating = new.rating,
      last_event_id = new."lastEventId"
    FROM json_to_recordset(${json}::json) AS new
      (id bigint, state text, "unitId" bigint, "holderId" bigint, "mergedIntoId" bigint, "isInspected" boolean,
       "limitDays" int, "openedAt" timestamptz, spent bigint, "runningSince" bigint, responded bigint,
       "firstDueAt" timestamptz, "dueAt" timestamptz, "remindAt" timestamptz, reminders int, reopenings int,
       "endedAt" timestamptz, "closedAt" timestamptz, rating int, "lastEventId" bigint)
    WHERE ticket.id = new.id`
}

function isEqual(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b
}
