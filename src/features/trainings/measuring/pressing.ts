import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { record } from '../../../shared/audit/record.ts'
import { measuringButton } from '../../../shared/trainings/buttons.ts'
import { findTraining, holdTraining } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { chooseButton, planButton } from './buttons.ts'
import { candidatesFor, measurementsOf, setPlan } from './plans.ts'
import { arrangeRounds } from './rounds.ts'
import { choiceView, measuringView } from './views.ts'

/** "Pengukuran" on a training's card. */
export const onMeasuring: Press = press(measuringButton, 'planner', async (turn, { id }) =>
  show(turn, await findTraining(turn.db, id)),
)

export const onChoose: Press = press(chooseButton, 'planner', async (turn, { id, purpose }) => {
  const { db, settings, now } = turn
  const training = await findTraining(db, id)
  const all = await measurementsOf(db, training, settings.timeZone)
  const one = all.find((measurement) => measurement.purpose === purpose)
  if (one === undefined) throw new Refusal('platform:buttonOld')
  turn.replace(choiceView(turn, training, one, await candidatesFor(db, purpose, now)))
})

export const onPlan: Press = press(planButton, 'planner', async (turn, { id, purpose, version }) => {
  const { db, who, now } = turn
  const training = await holdTraining(db, id)
  if (training.state === 'cancelled') throw new Refusal('trainings:measureCancelled')
  await setPlan(db, { trainingId: id, purpose, versionId: version === 0n ? null : version }, now)
  await arrangeRounds(db, id, turn, now)
  await record(db, who.telegramId, { action: 'changedTraining', object: `training:${id}` }, now)
  await show(turn, training)
})

async function show(turn: Turn, training: Whole) {
  turn.replace(measuringView(turn, training, await measurementsOf(turn.db, training, turn.settings.timeZone)))
}
