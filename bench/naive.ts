import { Prisma } from '../src/generated/prisma/client.ts'
import type { Db } from '../src/platform/database/database.ts'
import type { QueueFilter } from '../src/features/suggestions/desk/buttons.ts'
import { queuePage } from '../src/features/suggestions/desk/queueRows.ts'
import type { Tally } from '../src/features/suggestions/figures/tallies.ts'
import { survivalOf } from '../src/shared/statistics/survival.ts'
import { isOpen, spentBy, standingOf } from '../src/shared/tickets/standing.ts'
import type { Office } from '../src/shared/workdays/office.ts'
import { settings } from './cases.ts'

interface Top {
  id: bigint
  children: { id: bigint }[]
}

/** The figures that both ways have to agree about: n, open, overdue, ended, in time, re-opened, the median. */
export function figuresOf({
  n,
  open,
  overdue,
  ended,
  inTime,
  reopened,
  survival,
}: Omit<Tally, 'suggestions' | 'withOutcome' | 'limit'>) {
  return [n, open, overdue, ended, inTime, reopened, survival.median ?? null]
}

/** The figures of each unit from the events of each of its tickets. */
export async function tallyEach(db: Db, tops: Top[], office: Office, now: Date) {
  const figures: (number | null)[][] = []
  const reckoning = { office, firstDays: settings.responseDays.first }
  const time = office.timeAt(now)
  for (const { id, children } of tops) {
    const tickets = await db.ticket.findMany({
      where: { unitId: { in: [id, ...children.map((child) => child.id)] } },
      include: { events: { orderBy: { id: 'asc' } } },
    })
    const standings = tickets
      .map(({ events }) => standingOf(events, reckoning))
      .filter(({ mergedIntoId }) => mergedIntoId === null)
    const ended = standings.filter(({ endedAt }) => endedAt !== null)
    const survival = survivalOf(
      standings.map((standing) => ({
        time: Math.floor((20 * spentBy(standing, time) + office.day) / (2 * office.day)) / 10,
        ended: standing.endedAt === null ? 0 : 1,
        censored: standing.endedAt === null ? 1 : 0,
      })),
    )
    figures.push(
      figuresOf({
        n: standings.length,
        open: standings.filter(isOpen).length,
        overdue: standings.filter(({ dueAt }) => dueAt !== null && dueAt < now).length,
        ended: ended.length,
        inTime: ended.filter(({ spent, limitDays }) => Number(spent) <= limitDays * office.day).length,
        reopened: standings.filter(({ reopenings }) => reopenings > 0).length,
        survival,
      }),
    )
  }
  return figures
}

/** A page of the queue: all of it is read and sorted, and what is beside each ticket is counted one by one. */
export async function sortAll(db: Db, filter: QueueFilter, page: number, now: Date) {
  const all = await db.ticket.findMany({
    where: {
      state:
        filter === 'answered'
          ? { in: ['answered', 'closed', 'rejected'] }
          : { in: ['new', 'verified', 'forwarded', 'working', 'waiting', 'reopened'] },
    },
    include: { unit: true },
  })
  const never = Infinity
  const due = ({ firstDueAt, dueAt }: (typeof all)[number]) =>
    Math.min(firstDueAt?.getTime() ?? never, dueAt?.getTime() ?? never)
  const order = (a: (typeof all)[number], b: (typeof all)[number]) =>
    filter === 'answered'
      ? (b.endedAt?.getTime() ?? 0) - (a.endedAt?.getTime() ?? 0) || Number(b.id - a.id)
      : compare(due(a), due(b)) || Number(a.id - b.id)
  const shown = all.toSorted(order).slice(page * queuePage, (page + 1) * queuePage)
  const rows = []
  for (const ticket of shown)
    rows.push({
      ...ticket,
      isLate: ticket.dueAt !== null && ticket.dueAt < now,
      files: await db.ticketFile.count({ where: { ticketId: ticket.id, state: { not: 'failed' } } }),
      supporters: await db.ticketSupport.count({ where: { ticketId: ticket.id } }),
    })
  return rows
}

/** Public tickets that are about the same: each of them is asked for each word. */
export async function compareEach(db: Db, text: string, limit: number) {
  const words = text.split(/\W+/).filter((word) => word.length > 3)
  const has = words.map((word) => Prisma.sql`(public_text ILIKE ${`%${word}%`})::int`)
  return db.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM ticket
    WHERE public_text IS NOT NULL AND merged_into_id IS NULL AND state NOT IN ('closed', 'rejected')
    ORDER BY ${Prisma.join(has, ' + ')} DESC, id DESC LIMIT ${limit}::int`
}

/** Infinite both times: the same. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b
}
