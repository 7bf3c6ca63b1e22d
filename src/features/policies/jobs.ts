import type { Job } from '../../platform/scheduler/scheduler.ts'
import type { Work } from '../../platform/work.ts'
import { dropForgotten } from './drafts.ts'
import { escalate } from './escalating.ts'
import { noteDue, tellNoted } from './notices.ts'
import { isInForce, keepEdition, listEditions } from '../../shared/policies/versions.ts'
import type { Edition } from '../../shared/policies/versions.ts'

/**
 * Every morning: tells those of policies who have come into their audience meanwhile, reminds those who have not acknowledged
 * them, and tells the heads on the day from which they hold. Each in transactions of its own, so that none holds up another.
 */
export const reminding: Job<Work> = {
  name: 'policies.reminding',
  cron: '0 9 * * *',
  async run(work) {
    const { database, clock, handOver } = work
    const now = clock.now()
    const editions = (await listEditions(database.client)).filter(isInForce)
    const faults: unknown[] = []
    const attempt = (what: () => Promise<void>) => what().catch((error: unknown) => void faults.push(error))
    const follow = (edition: Edition) =>
      database.client.$transaction(async (tx) => {
        // It may have been overtaken or withdrawn since it was listed.
        if (isInForce(await keepEdition(tx, edition))) await noteDue(work, tx, edition, now)
      })
    for (const edition of editions) await attempt(() => follow(edition))
    await attempt(() => database.client.$transaction((tx) => tellNoted(work, tx, editions, now)))
    for (const edition of editions) await attempt(async () => handOver(await escalate(work, edition, now)))
    database.wake('outbox')
    if (faults.length > 0) throw new AggregateError(faults, 'Policies could not be followed')
  },
}

/** Ends drafts that nobody has published within a week. */
export const dropping: Job<Work> = {
  name: 'policies.dropping',
  cron: '40 * * * *',
  async run({ database, clock, voice, handOver }) {
    handOver(await database.client.$transaction((tx) => dropForgotten(tx, voice, clock.now())))
  },
}
