import type { Db } from '../../../platform/database/database.ts'
import { post } from '../../../platform/outbox/outbox.ts'
import type { Posted } from '../../../platform/outbox/outbox.ts'
import type { Job } from '../../../platform/scheduler/scheduler.ts'
import { begin, tasksChannel } from '../../../platform/tasks/tasks.ts'
import type { Work } from '../../../platform/work.ts'
import { happen } from '../../../shared/tickets/log.ts'
import { readOffice } from '../../../shared/workdays/holidays.ts'
import { addWorkingDays } from '../../../shared/workdays/office.ts'
import { supporterTelling, tellingOf } from './supporterTelling.ts'
import { newsOf } from './telling.ts'

/** Working days without a word after an answer, by which a ticket is settled. */
const patience = 10
const batch = 50

/** Closes what was answered, where its author wrote nothing since; every morning. */
export const closing: Job<Work> = {
  name: 'tickets.closing',
  cron: '0 8 * * *',
  async run(work) {
    const { database, clock } = work
    for (let isMore = true; isMore;) {
      const now = clock.now()
      const { posted, count } = await database.client.$transaction((tx) => close(work, tx, now))
      work.handOver(posted)
      isMore = count === batch
    }
    database.wake(tasksChannel)
  },
}

async function close({ settings, voice }: Work, tx: Db, now: Date): Promise<{ posted: Posted[]; count: number }> {
  const before = addWorkingDays(await readOffice(tx, settings, now), now, -patience).toISOString()
  const silent = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT ticket.id FROM ticket
    WHERE ticket.state = 'answered' AND ticket.ended_at <= ${before}::timestamptz AND (
      SELECT kind FROM ticket_event WHERE ticket_id = ticket.id AND kind IN ('answered', 'replied') ORDER BY id DESC LIMIT 1
    ) = 'answered'
    ORDER BY ticket.id LIMIT ${batch} FOR UPDATE OF ticket`
  const envelopes = []
  for (const { id } of silent) {
    const done = await happen(tx, id, { kind: 'closed', by: 'clock' }, settings, now)
    const news = { ...done, unit: null }
    envelopes.push(...(await newsOf(tx, news, { settings, voiceIn: voice })))
    const telling = await tellingOf(tx, news)
    if (telling !== null) await begin(tx, supporterTelling, telling, now)
  }
  return { posted: await post(tx, envelopes, now), count: silent.length }
}
