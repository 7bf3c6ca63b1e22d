import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { ProfilePart } from '../../../platform/feature.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { pathButton } from './buttons.ts'
import { pathOf } from './own.ts'
import { pathView, progressOf } from './ownViews.ts'

/** What "/profil" says of somebody's career path. */
export async function pathProfile(turn: Turn): Promise<ProfilePart> {
  const { db, who, now } = turn
  const path = turn.may('employee') ? await pathOf(db, who.telegramId, turn, now) : null
  if (path === null) return { lines: [], buttons: [] }
  const { required } = progressOf(path)
  return {
    lines: path.steps.length === 0 ? [] : [turn.t('trainings:profilePath', required)],
    buttons: [[pathButton.with(turn.label('trainings:myPath'), {})]],
  }
}

/** "Jalur saya". */
export const onPath: Press = press(pathButton, 'employee', async (turn) => {
  const path = await pathOf(turn.db, turn.who.telegramId, turn, turn.now)
  if (path === null) throw new Refusal('platform:notAllowed')
  turn.answer(pathView(turn, path))
})
