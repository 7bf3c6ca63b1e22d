import { z } from 'zod'
import { on } from '../../../platform/events/events.ts'
import { begin, task } from '../../../platform/tasks/tasks.ts'
import { roundClosed } from '../../../shared/questionnaires/events.ts'
import { keepEffect, laters } from './effects.ts'

/** Works out what a training changed, as soon as the last of its tests is closed. */
export const keeping = task({
  name: 'trainings.effects',
  payload: z.object({ round: z.string() }),
  async run({ settings }, { round }) {
    return async (tx, now) => {
      const found = await tx.trainingRound.findUnique({ where: { roundId: BigInt(round) } })
      if (found === null) return []
      for (const later of laters) await keepEffect(tx, found.trainingId, later, settings, now)
      return []
    }
  },
  failed: () => async () => [],
})

export const onClosed = on(roundClosed, 'trainings.effects', (tx, payload, now) => begin(tx, keeping, payload, now))
