import { z } from 'zod'
import type { Db } from '../../../platform/database/database.ts'
import { on } from '../../../platform/events/events.ts'
import { begin, task } from '../../../platform/tasks/tasks.ts'
import type { Settings } from '../../../platform/work.ts'
import { spreadsOf } from '../../../shared/questionnaires/distribution.ts'
import { roundClosed } from '../../../shared/questionnaires/events.ts'
import { unitFigures } from '../../../shared/questionnaires/published.ts'
import { definitionOf } from '../../../shared/questionnaires/versions.ts'
import { topicsOf } from './choosing.ts'

/** Notes what units need, as soon as a survey of needs is closed. */
export const gathering = task({
  name: 'trainings.needs',
  payload: z.object({ round: z.string() }),
  async run({ settings }, { round }) {
    return async (tx, now) => {
      await gather(tx, BigInt(round), settings, now)
      return []
    }
  },
  failed: () => async () => [],
})

export const onNeedsClosed = on(roundClosed, 'trainings.needs', (tx, payload, now) =>
  begin(tx, gathering, payload, now),
)

async function gather(tx: Db, roundId: bigint, settings: Pick<Settings, 'minGroup'>, now: Date) {
  const round = await tx.round.findUnique({ where: { id: roundId } })
  if (round === null) return
  const definition = await definitionOf(tx, round.versionId)
  if (definition.use !== 'needs') return
  const units = await unitFigures(tx, round, definition, null, settings)
  const all = await spreadsOf(tx, round, definition, settings, now)
  const topics = topicsOf(definition, { units, all }, settings.minGroup)
  await tx.trainingNeed.createMany({
    data: topics.map((topic) => ({ ...topic, roundId, createdAt: now })),
    skipDuplicates: true,
  })
}
