import { fromColumn } from '../../platform/calendar.ts'
import { button } from '../../platform/dialog/button.ts'
import type { Turn, View } from '../../platform/inbox/turn.ts'
import { writeDay } from '../../platform/moments.ts'
import type { TextKey } from '../../platform/texts.ts'
import { isOnLeave } from '../../shared/people/leave.ts'
import type { OfferedDay } from './leaveRules.ts'

export const returnButton = button('people.return', {})
export const changeButton = button('people.leave', {})

/** Until when they are on leave, or that they are not. */
export function leaveView(turn: Turn, leaveUntil: Date | null): View {
  const day = leaveDay(turn, leaveUntil)
  if (day === undefined) return { text: turn.t('people:leaveNone') }
  return {
    text: turn.t('people:leaveState', { day }),
    buttons: [
      [returnButton.with(turn.label('people:leaveBack'), {})],
      [changeButton.with(turn.label('people:leaveChange'), {})],
    ],
  }
}

/** The last day of leave in words; undefined: they are not on leave. */
export function leaveDay({ now, settings, voice }: Turn, leaveUntil: Date | null): string | undefined {
  if (leaveUntil === null || !isOnLeave(leaveUntil, now, settings.timeZone)) return undefined
  return writeDay(fromColumn(leaveUntil), voice.language)
}

/** An offered last day, on its button. */
export function offerLabel({ voice }: Turn, { name, day }: OfferedDay): string {
  return voice.label(offerKeys[name], { day: writeDay(day, voice.language) })
}

const offerKeys: Record<OfferedDay['name'], TextKey> = {
  today: 'people:leaveToday',
  friday: 'people:leaveFriday',
  week: 'people:leaveWeek',
  fortnight: 'people:leaveFortnight',
}
