import type { Ticket } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import { post } from '../../../platform/outbox/outbox.ts'
import type { Posted } from '../../../platform/outbox/outbox.ts'
import type { Job } from '../../../platform/scheduler/scheduler.ts'
import type { Work } from '../../../platform/work.ts'
import { quietOf } from '../../../shared/people/quiet.ts'
import { happen } from '../../../shared/tickets/log.ts'
import { mayHappen, reminderShares } from '../../../shared/tickets/standing.ts'
import { openLists } from './reminderLists.ts'
import { reminderView } from './reminderViews.ts'

/** Tickets in one transaction, and so in the messages that it writes. */
const batch = 100

/**
 * Reminds the units of what they have had for 50 and 80 % of its time, and at its limit, when the planners are told, too;
 * and the planners of what nobody has responded to in time. Each officer gets one message, whatever the number of tickets.
 */
export const reminding: Job<Work> = {
  name: 'tickets.reminding',
  cron: '*/10 * * * *',
  async run(work) {
    const { database, clock } = work
    for (let after: bigint | null = 0n; after !== null;) {
      const [last, now]: [bigint, Date] = [after, clock.now()]
      const done: Reminded = await database.client.$transaction((tx) => remind(work, tx, last, now))
      work.handOver(done.posted)
      after = done.last
    }
  },
}

/** When the next reminder of a ticket is due, as the job gets to it; null: none is. */
export async function nextReminder(db: Db): Promise<Date | null> {
  const { _min: next } = await db.ticket.aggregate({ _min: { remindAt: true } })
  const { _min: silent } = await db.ticket.aggregate({ where: { firstToldAt: null }, _min: { firstDueAt: true } })
  const times = [next.remindAt, silent.firstDueAt].flatMap((at) => (at === null ? [] : [at.getTime()]))
  return times.length === 0 ? null : new Date(Math.ceil(Math.min(...times) / interval) * interval)
}

const interval = 600_000

interface Reminded {
  posted: Posted[]
  /** The last ticket that was looked at; null: there are no more. */
  last: bigint | null
}

/** Reminds of the next tickets after one. */
async function remind(work: Work, tx: Db, after: bigint, now: Date): Promise<Reminded> {
  const { settings } = work
  const lists = openLists(tx, settings, now)
  const taken = await takeDue(tx, after, now)
  for (const ticket of taken) {
    const reminded = await remindOf(work, tx, ticket, now)
    if (reminded === null) continue
    await lists.add(reminded, reminded.reminders < reminderShares.length ? 'soon' : 'late')
  }
  const silent = taken.filter((ticket) => isSilent(ticket, now)).toSorted((a, b) => byTime(a.firstDueAt, b.firstDueAt))
  for (const ticket of silent) await lists.add(ticket, 'silent')
  const told = { id: { in: silent.map(({ id }) => id) } }
  await tx.ticket.updateMany({ where: told, data: { firstToldAt: now } })

  const envelopes = []
  for (const { officer, items } of lists.all()) {
    const { telegramId: chatId, language } = officer
    const view = await reminderView(tx, work.voice(language), items, settings, now)
    // Who has stopped reminders, or is on leave, hears of what went wrong all the same where nobody else would.
    const lane: 'reminder' | 'notice' = items.every(({ why }) => why === 'soon') ? 'reminder' : 'notice'
    const quiet = await quietOf(tx, chatId, settings)
    envelopes.push({ lane, chatId, method: 'sendMessage', payload: parameters(view), quiet, subject: 'ticketReminder' })
  }
  return { posted: await post(tx, envelopes, now), last: lastOf(taken) }
}

/**
 * The next tickets of which something has to be said, what is due first, that nobody else changes meanwhile: what somebody is
 * at is left to the next time, for they may be answering it. All are taken at once, and in the order of rebuilding.ts.
 */
async function takeDue(tx: Db, after: bigint, now: Date): Promise<Ticket[]> {
  const time = now.toISOString()
  const taken = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM ticket
    WHERE id > ${after} AND (remind_at <= ${time}::timestamptz
      OR (first_due_at <= ${time}::timestamptz AND first_told_at IS NULL))
    ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED`
  const where = { id: { in: taken.map(({ id }) => id) } }
  return tx.ticket.findMany({ where, orderBy: [{ remindAt: 'asc' }, { id: 'asc' }] })
}

/** Writes down all reminders of a ticket that are due by now, for the clock may have stood; null: it needs none. */
async function remindOf({ settings }: Work, tx: Db, ticket: Ticket, now: Date): Promise<Ticket | null> {
  let reminded = ticket
  while (reminded.remindAt !== null && reminded.remindAt <= now && mayHappen(reminded, 'reminded')) {
    const number = BigInt(reminded.reminders + 1)
    reminded = (await happen(tx, ticket.id, { kind: 'reminded', by: 'clock', number }, settings, now)).ticket
  }
  return reminded === ticket ? null : reminded
}

/** Whether nobody has responded to it in time, and the planners have not been told so. */
function isSilent({ firstDueAt, firstToldAt }: Ticket, now: Date): boolean {
  return firstDueAt !== null && firstDueAt <= now && firstToldAt === null
}

/** The last of a full batch; null: it was not full. */
function lastOf(taken: Ticket[]): bigint | null {
  if (taken.length < batch) return null
  return taken.reduce((last, { id }) => (id > last ? id : last), 0n)
}

const byTime = (a: Date | null, b: Date | null) => (a?.getTime() ?? 0) - (b?.getTime() ?? 0)
