import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { placeOf } from '../../../shared/units/overseeing.ts'
import { gapsButton } from './buttons.ts'
import { gapsOf } from './gaps.ts'
import { gapsView } from './gapViews.ts'

/** "Kesenjangan", of a unit with its sub-units. */
export const onGaps: Press = press(gapsButton, 'overseer', async (turn, { unit, page }) => {
  const place = await placeOf(turn, unit)
  turn.replace(gapsView(turn, place, await gapsOf(turn.db, place.scope), page))
})
