import type { ProfilePart } from '../../../platform/feature.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { homeButton, ownChartButton } from '../buttons.ts'
import { readOwn } from './own.ts'
import { lineText } from './words.ts'

/** An employee's check-ins in their profile. */
export async function ownProfile(turn: Turn): Promise<ProfilePart> {
  if (!turn.may('employee')) return { lines: [], buttons: [] }
  const { lines, target, received } = await readOwn(turn)
  return {
    lines: [
      turn.t('checkins:profileTitle'),
      ...(lines.length === 0 ? [turn.t('checkins:profileNone')] : lines.map((line) => lineText(turn.voice, line))),
      ...(target === null ? [] : [turn.t('checkins:profileTarget', { text: target })]),
      turn.t('checkins:profileReceived', { count: received }),
    ],
    buttons: [
      [
        homeButton.with(turn.label('checkins:profileOpen'), {}),
        ...(lines.length > 0 ? [ownChartButton.with(turn.label('checkins:ownChart'), {})] : []),
      ],
    ],
  }
}
