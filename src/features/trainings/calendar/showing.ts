import type { Command } from '../../../platform/feature.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Html } from '../../../platform/html.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { trainingButton } from '../../../shared/trainings/buttons.ts'
import { listButton } from './buttons.ts'
import { readCard } from './cards.ts'
import { cardView } from './cardViews.ts'
import { listView } from './listing.ts'

/** "/pelatihan". */
export const command: Command = {
  name: 'pelatihan',
  alias: 'trainings',
  right: 'member',
  summary: 'trainings:summary',
  run: async (turn) => turn.answer(await listView(turn, 'open', 0)),
}

/** Turns to a list. */
export const onList = press(listButton, 'member', async (turn, { which, page }) => {
  if (which === 'all' && !turn.may('planner')) throw new Refusal('platform:notAllowed')
  showInPlace(turn, await listView(turn, which, page))
})

/** Shows a training. */
export const onCard = press(trainingButton, 'member', (turn, { id }) => showCard(turn, id))

/** A training in the place of what was pressed. */
export async function showCard(turn: Turn, id: bigint, note?: Html): Promise<void> {
  showInPlace(turn, cardView(turn, await readCard(turn, id), note))
}

/** In the place of what was pressed, or below it where it is a file, which words cannot take the place of. */
function showInPlace(turn: Turn, view: View): void {
  if (turn.pressed !== undefined && turn.message?.text === undefined) return turn.answer(view)
  turn.replace(view)
}
