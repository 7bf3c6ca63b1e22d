import { z } from 'zod'
import { on } from '../../../platform/events/events.ts'
import { begin, task } from '../../../platform/tasks/tasks.ts'
import { trainingScheduled } from '../../../shared/trainings/events.ts'
import { arrangeRounds } from './rounds.ts'

/** Plans a training's rounds anew. */
export const arranging = task({
  name: 'trainings.measuring',
  payload: z.object({ training: z.string() }),
  async run(work, { training }) {
    const around = { ...work, voiceIn: work.voice }
    return async (tx, now) => {
      await arrangeRounds(tx, BigInt(training), around, now)
      return []
    }
  },
  failed: () => async () => [],
})

/** What is asked goes by when a training takes place. */
export const onScheduled = on(trainingScheduled, 'trainings.measuring', (tx, payload, now) =>
  begin(tx, arranging, payload, now),
)
