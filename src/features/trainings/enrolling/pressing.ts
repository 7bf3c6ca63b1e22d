import { z } from 'zod'
import { enclose } from '../../../platform/files/documents.ts'
import { press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { trainingButton } from '../../../shared/trainings/buttons.ts'
import { readCard } from '../calendar/cards.ts'
import { calendarFile } from '../calendar/invite.ts'
import { showCard } from '../calendar/showing.ts'
import { wakeAll } from '../calendar/waking.ts'
import { approversOf } from './asking.ts'
import { comeButton, declineButton, enrolButton, fileButton, leaveButton, titleOf } from './detailViews.ts'
import { decline, enrol } from './enrolling.ts'
import type { Standing } from './enrolling.ts'

export const onEnrol = press(enrolButton, 'member', (turn, { id }) => takePlace(turn, id, 'enrolled'))
export const onCome = press(comeButton, 'member', (turn, { id }) => takePlace(turn, id, 'confirmed'))

/** "Berhalangan": asks why. */
export const onDecline = press(declineButton, 'member', (turn, { id }) =>
  turn.open(declining, { training: String(id) }),
)

export const onLeave = press(leaveButton, 'member', async (turn, { id }) => {
  const { db, who, now } = turn
  await decline(db, { trainingId: id, telegramId: who.telegramId, reason: null, waits: true }, turn, now)
  wakeAll(turn)
  await showCard(turn, id, turn.t('trainings:left'))
})

export const onFile = press(fileButton, 'member', async (turn, { id }) => {
  const { training } = await readCard(turn, id)
  const caption = turn.t('trainings:fileCaption', { title: titleOf(training) })
  await turn.post(await enclose(turn.db, { ...calendarFile(turn.voice, training, turn.now), caption }, turn.now))
})

const reasons = { duty: 'trainings:reasonDuty', leave: 'trainings:reasonLeave', sick: 'trainings:reasonSick' } as const

/** Why somebody cannot come. */
export const declining = dialog({
  name: 'trainings.declining',
  title: 'trainings:declining',
  right: 'member',
  brief: true,
  // What it is about stays on view.
  apart: true,
  opening: z.object({ training: z.string() }),
  answers: z.object({ reason: z.string() }),
  steps: [
    {
      key: 'reason',
      async ask(turn, _sofar, { training }) {
        const { own, training: found } = await readCard(turn, BigInt(training))
        if (own === null) throw new Refusal('trainings:notKnown')
        return turn.t('trainings:askReason', { title: titleOf(found) })
      },
      options: (turn) =>
        Object.entries(reasons).map(([id, key]) => {
          const label = turn.label(key)
          return [{ id, label, value: label }]
        }),
      read: words(3, 300),
    },
  ],
  async done(turn, { reason }, { training }) {
    if (reason === undefined) throw new Refusal('platform:dialogGone')
    const { db, who, now, t, label } = turn
    const trainingId = BigInt(training)
    const standing = await decline(db, { trainingId, telegramId: who.telegramId, reason }, turn, now)
    wakeAll(turn)
    turn.replace({
      text: t('trainings:declinedNote', { title: titleOf(standing.training) }),
      buttons: [[trainingButton.with(label('trainings:showCard'), { id: trainingId })]],
    })
  },
})

async function takePlace(turn: Turn, trainingId: bigint, will: 'enrolled' | 'confirmed') {
  const { db, who, now } = turn
  const standing = await enrol(db, { trainingId, telegramId: who.telegramId, will }, turn, now)
  wakeAll(turn)
  await showCard(turn, trainingId, turn.t(await noteOf(turn, standing)))
}

async function noteOf(turn: Turn, { enrolment }: Standing): Promise<TextKey> {
  switch (enrolment.state) {
    case 'confirmed':
      return 'trainings:nowConfirmed'
    case 'enrolled':
      return 'trainings:nowEnrolled'
    case 'asked':
      return (await approversOf(turn.db, enrolment, turn)).areHeads
        ? 'trainings:nowAsked'
        : 'trainings:nowAskedPlanners'
    case 'waiting':
      return 'trainings:nowWaiting'
    case 'invited':
    case 'declined':
    case 'refused':
      return 'trainings:decided'
  }
}
