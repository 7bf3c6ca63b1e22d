import type { Job } from '../../../platform/scheduler/scheduler.ts'
import type { Work } from '../../../platform/work.ts'
import { dropForgotten } from './drafts.ts'

/** Ends drafts that nobody has published within a week. */
export const dropping: Job<Work> = {
  name: 'questionnaires.dropping',
  cron: '45 * * * *',
  async run({ database, clock, voice, handOver }) {
    handOver(await database.client.$transaction((tx) => dropForgotten(tx, voice, clock.now())))
  },
}
