import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { approve, approveButton, refuse, refuseButton, takeAsked } from './asking.ts'
import { titleOf } from './detailViews.ts'
import { nameOf } from './names.ts'

/** "Setujui". */
export const onApprove = press(approveButton, 'overseer', async (turn, { id }) => {
  const { enrolment, training } = await takeAsked(turn.db, id, officerOf(turn))
  const state = await approve(turn.db, id, officerOf(turn), turn, turn.now)
  const name = (await nameOf(turn.db, enrolment.personId))(turn.voice)
  turn.wake('outbox')
  const values = { name, title: titleOf(training) }
  turn.replace({
    text: turn.t(state === 'enrolled' ? 'trainings:youApproved' : 'trainings:youApprovedWaiting', values),
  })
})

/** "Tidak setujui": asks why. */
export const onRefuse = press(refuseButton, 'overseer', async (turn, { id }) => {
  await takeAsked(turn.db, id, officerOf(turn))
  await turn.open(refusing, { enrolment: String(id) })
})

/** Why somebody's head says no. */
export const refusing = dialog({
  name: 'trainings.refusing',
  title: 'trainings:refusing',
  right: 'overseer',
  brief: true,
  apart: true,
  opening: z.object({ enrolment: z.string() }),
  answers: z.object({ reason: z.string() }),
  steps: [{ key: 'reason', ask: (turn) => turn.t('trainings:askRefusal'), read: words(3, 300) }],
  async done(turn, { reason }, { enrolment }) {
    if (reason === undefined) throw new Refusal('platform:dialogGone')
    await refuse(turn.db, BigInt(enrolment), { ...officerOf(turn), reason }, turn, turn.now)
    turn.wake('outbox')
    turn.replace({ text: turn.t('trainings:youRefused') })
  },
})

function officerOf({ who, may }: Turn) {
  return { telegramId: who.telegramId, isPlanner: may('planner') }
}
