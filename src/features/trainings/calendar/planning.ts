import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { trainingButton } from '../../../shared/trainings/buttons.ts'
import { findTraining } from '../../../shared/trainings/trainings.ts'
import { titleOf } from '../enrolling/detailViews.ts'
import { cancelTraining, openTraining, readOpening } from '../enrolling/opening.ts'
import { cancelButton, changeButton, inviteButton, openButton } from './buttons.ts'
import { changing } from './changing.ts'
import { readCard } from './cards.ts'
import { cardView } from './cardViews.ts'
import { showCard } from './showing.ts'
import { wakeAll } from './waking.ts'

/** "Buka pendaftaran": asks first where that invites people. */
export const onOpen = press(openButton, 'planner', async (turn, { id }) => {
  const { training, people } = await readOpening(turn.db, id, turn, turn.now)
  if (!training.invites) return open(turn, id)
  turn.replace({
    text: turn.t('trainings:askOpening', { title: titleOf(training), people }),
    buttons: [
      [
        inviteButton.with(turn.label('trainings:openingYes'), { id }),
        trainingButton.with(turn.label('platform:cancel'), { id }),
      ],
    ],
  })
})

/** "Ya, undang". */
export const onInvite = press(inviteButton, 'planner', (turn, { id }) => open(turn, id))

async function open(turn: Turn, id: bigint): Promise<void> {
  const { db, who, now } = turn
  const { training, invited } = await openTraining(db, id, { around: turn, telegramId: who.telegramId }, now)
  wakeAll(turn)
  const note = training.invites ? turn.t('trainings:openedInvited', { count: invited }) : turn.t('trainings:opened')
  await showCard(turn, id, note)
}

/** "Ubah". */
export const onChange = press(changeButton, 'planner', async (turn, { id }) => {
  const { state } = await findTraining(turn.db, id)
  if (state === 'held') throw new Refusal('trainings:over')
  if (state === 'cancelled') throw new Refusal('trainings:wasCancelled')
  await turn.open(changing, { training: String(id) })
})

/** "Batalkan pelatihan": asks why. */
export const onCancel = press(cancelButton, 'planner', (turn, { id }) =>
  turn.open(cancelling, { training: String(id) }),
)

/** Why a training is cancelled. */
export const cancelling = dialog({
  name: 'trainings.cancelling',
  title: 'trainings:cancelling',
  right: 'planner',
  brief: true,
  apart: true,
  opening: z.object({ training: z.string() }),
  answers: z.object({ reason: z.string() }),
  steps: [
    {
      key: 'reason',
      async ask(turn, _sofar, { training }) {
        const found = await findTraining(turn.db, BigInt(training))
        return turn.t('trainings:askCancelReason', { title: titleOf(found) })
      },
      read: words(3, 300),
    },
  ],
  async done(turn, { reason }, { training }) {
    if (reason === undefined) throw new Refusal('platform:dialogGone')
    const { db, who, now } = turn
    const id = BigInt(training)
    await cancelTraining(db, { id, reason }, { around: turn, telegramId: who.telegramId }, now)
    wakeAll(turn)
    turn.replace(cardView(turn, await readCard(turn, id)))
  },
})
