import { parameters } from '../../platform/inbox/turn.ts'
import { revise } from '../../platform/outbox/outbox.ts'
import type { Job } from '../../platform/scheduler/scheduler.ts'
import type { Work } from '../../platform/work.ts'
import { spoken } from '../../shared/people/admins.ts'
import { end } from './imports.ts'

const patience = 7 * 86_400_000

/** Ends lists that nobody has applied within a week: they hold names. Hourly, to be there before the purge of their messages. */
export const dropping: Job<Work> = {
  name: 'roster.dropping',
  cron: '20 * * * *',
  async run({ database, clock, voice, handOver }) {
    const now = clock.now()
    const createdAt = { lt: new Date(now.getTime() - patience) }
    const posted = await database.client.$transaction(async (tx) => {
      const old = await tx.rosterImport.findMany({ where: { state: { in: ['reading', 'ready'] }, createdAt } })
      const changes = []
      for (const { id, shownId, language } of old) {
        await end(tx, [id], 'dropped', now)
        const payload = parameters({ text: voice(spoken(language)).t('roster:droppedLate') })
        if (shownId !== null) changes.push(...(await revise(tx, { target: shownId, payload }, now)))
      }
      return changes
    })
    handOver(posted)
  },
}
