import type { Round } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { eventsChannel } from '../../../platform/events/events.ts'
import { withheldChannel } from '../../../platform/outbox/holding.ts'
import type { Job } from '../../../platform/scheduler/scheduler.ts'
import type { Work } from '../../../platform/work.ts'
import { closeRound } from '../../../shared/questionnaires/closing.ts'
import { openRound, remind } from '../../../shared/questionnaires/opening.ts'
import { fireSeries } from './firing.ts'

/** Every minute: series give rise to rounds, and rounds open, remind and close; each in a transaction of its own. */
export const rounding: Job<Work> = {
  name: 'questionnaires.rounds',
  cron: '* * * * *',
  async run(work) {
    const { client } = work.database
    const now = work.clock.now()
    const faults: unknown[] = []
    const each = async (rows: { id: bigint }[], act: (tx: Db, id: bigint) => Promise<void>) => {
      for (const { id } of rows)
        await client.$transaction((tx) => act(tx, id)).catch((error: unknown) => void faults.push(error))
    }
    const series = await client.roundSeries.findMany({ where: { nextAt: { lte: now } }, select: { id: true } })
    await each(series, (tx, id) => fireSeries(work, tx, id, now))
    const waits = { select: { id: true }, orderBy: { id: 'asc' } } as const
    const over = await client.round.findMany({ where: { state: 'open', closesAt: { lte: now } }, ...waits })
    await each(over, async (tx, id) => {
      const round = await take(tx, id, 'open')
      if (round !== null) await closeRound(tx, round, work.settings, now)
    })
    const due = await client.round.findMany({ where: { state: 'planned', opensAt: { lte: now } }, ...waits })
    await each(due, async (tx, id) => {
      const round = await take(tx, id, 'planned')
      if (round === null) return
      // Nobody was there to open it while it was to be answered.
      if (round.closesAt <= now) await tx.round.update({ where: { id }, data: { state: 'cancelled' } })
      else await openRound(work, tx, round, now)
    })
    const reminding = await client.round.findMany({ where: { state: 'open', nextReminderAt: { lte: now } }, ...waits })
    await each(reminding, async (tx, id) => {
      const round = await take(tx, id, 'open')
      if (round?.nextReminderAt !== null && round !== null && round.nextReminderAt <= now)
        await remind(work, tx, round, now)
    })
    if (series.length + over.length + due.length + reminding.length > 0)
      for (const channel of ['outbox', eventsChannel, withheldChannel]) work.database.wake(channel)
    if (faults.length > 0) throw new AggregateError(faults, 'Not all rounds could be followed')
  },
}

/** When a round next opens, reminds or closes, or a series gives rise to one; null: none will. */
export async function dueOfRounds(db: Db): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT LEAST(
      (SELECT min(opens_at) FROM round WHERE state = 'planned'),
      (SELECT min(closes_at) FROM round WHERE state = 'open'),
      (SELECT min(next_reminder_at) FROM round WHERE state = 'open'),
      (SELECT min(next_at) FROM round_series)) AS at`
  return row?.at ?? null
}

/** The round while it is so, which nobody else changes meanwhile. */
async function take(tx: Db, id: bigint, state: 'open' | 'planned'): Promise<Round | null> {
  await tx.$queryRaw`SELECT id FROM round WHERE id = ${id} FOR UPDATE`
  return tx.round.findUnique({ where: { id, state } })
}
