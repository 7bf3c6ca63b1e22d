import { dayIn } from '../../platform/calendar.ts'
import { emit } from '../../platform/events/events.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import { revise } from '../../platform/outbox/outbox.ts'
import type { Job } from '../../platform/scheduler/scheduler.ts'
import type { Work } from '../../platform/work.ts'
import { spoken } from '../../shared/people/admins.ts'
import { holidaysChanged } from '../../shared/workdays/events.ts'
import { noteOffice } from '../../shared/workdays/holidays.ts'
import { end } from './imports.ts'

/** A few hours less than a week, after which the messages are gone that show them. */
const patience = 7 * 86_400_000 - 2 * 3_600_000

/** Ends lists that nobody has applied within a week. */
export const dropping: Job<Work> = {
  name: 'holidays.dropping',
  cron: '50 * * * *',
  async run({ database, clock, voice, handOver }) {
    const now = clock.now()
    const createdAt = { lt: new Date(now.getTime() - patience) }
    const posted = await database.client.$transaction(async (tx) => {
      const old = await tx.holidayImport.findMany({ where: { createdAt } })
      const changes = []
      for (const { id, shownId, language } of old) {
        await end(tx, [id])
        const payload = parameters({ text: voice(spoken(language)).t('holidays:droppedLate') })
        if (shownId !== null) changes.push(...(await revise(tx, { target: shownId, payload }, now)))
      }
      return changes
    })
    handOver(posted)
  },
}

/**
 * Tells that office time is another than before when no import has told it: the operator has set other hours or another zone,
 * a new release of the package knows better, or a year has begun.
 */
export const watching: Job<Work> = {
  name: 'holidays.watching',
  cron: '*/5 * * * *',
  async run({ database, clock, settings }) {
    const now = clock.now()
    await database.client.$transaction(async (tx) => {
      if (!(await noteOffice(tx, settings, now))) return
      await emit(tx, holidaysChanged, { year: dayIn(now, settings.timeZone).year }, now)
    })
  },
}
