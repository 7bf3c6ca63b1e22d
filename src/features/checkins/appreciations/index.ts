import { press } from '../../../platform/dialog/button.ts'
import type { Feature } from '../../../platform/feature.ts'
import { appreciateButton, receivedButton, showButton, wallButton } from '../buttons.ts'
import { ownIdOf } from '../people.ts'
import { receivedBy, receivedOne, setShown, shownOnes } from './appreciations.ts'
import { appreciate, appreciating } from './appreciating.ts'
import { decidedView, receivedView, wallView } from './views.ts'

const onShow = press(showButton, 'employee', async (turn, { id, isShown, page }) => {
  const { db, who, voice } = turn
  const personId = await ownIdOf(db, who)
  await setShown(db, { personId, id, isShown: isShown === 'y' })
  if (page === 'm') return turn.replace(decidedView(voice, await receivedOne(db, personId, id)))
  turn.replace(receivedView(turn, await receivedBy(db, personId, page), page))
})

const onReceived = press(receivedButton, 'employee', async (turn, { page }) =>
  turn.replace(receivedView(turn, await receivedBy(turn.db, await ownIdOf(turn.db, turn.who), page), page)),
)

const onWall = press(wallButton, 'employee', async (turn, { of, page }) => {
  const within = of === 'unit' ? await ownIdOf(turn.db, turn.who) : null
  turn.replace(wallView(turn, of, await shownOnes(turn.db, within, page), page))
})

/** Thanks among colleagues, shown to others only if who got them wants that. */
export const appreciations = {
  commands: [
    {
      name: 'apresiasi',
      alias: 'appreciate',
      right: 'employee',
      summary: 'checkins:appreciateSummary',
      run: appreciate,
    },
  ],
  buttons: [press(appreciateButton, 'employee', appreciate), onShow, onReceived, onWall],
  dialogs: [appreciating],
} satisfies Partial<Feature>
