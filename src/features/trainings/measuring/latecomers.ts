import type { Job } from '../../../platform/scheduler/scheduler.ts'
import type { Work } from '../../../platform/work.ts'
import { askMore } from '../../../shared/questionnaires/opening.ts'

/** Asks who has got a place since the test before opened, and who was noted as present after the rest did. */
export const askingLatecomers: Job<Work> = {
  name: 'trainings.latecomers',
  cron: '*/5 * * * *',
  async run(work) {
    const { database, clock } = work
    const now = clock.now()
    const open = await database.client.round.findMany({
      where: {
        state: 'open',
        closesAt: { gt: now },
        training: { purpose: { in: ['before', 'reaction', 'after', 'followup'] } },
      },
      select: { id: true },
    })
    let asked = 0
    for (const { id } of open)
      asked += await database.client.$transaction(async (tx) => {
        // It may be closing meanwhile.
        await tx.$queryRaw`SELECT id FROM round WHERE id = ${id} FOR UPDATE`
        const round = await tx.round.findUnique({ where: { id, state: 'open' } })
        return round === null ? 0 : askMore(work, tx, round, now)
      })
    if (asked > 0) database.wake('outbox')
  },
}
