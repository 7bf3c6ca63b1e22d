import { z } from 'zod'
import { dayOf } from '../../platform/calendar.ts'
import { press } from '../../platform/dialog/button.ts'
import type { Press } from '../../platform/dialog/button.ts'
import { dialog } from '../../platform/dialog/dialog.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { readDay, writeDay } from '../../platform/moments.ts'
import { withheldChannel } from '../../platform/outbox/holding.ts'
import { Refusal } from '../../platform/refusal.ts'
import { isOnLeave } from '../../shared/people/leave.ts'
import { endLeave, readLeave, takeLeave } from './leave.ts'
import { bareDay, judgeDay, offerDays } from './leaveRules.ts'
import { leaveView, offerLabel } from './leaveViews.ts'
import type { returnButton, changeButton } from './leaveViews.ts'

/** The last day of one's own leave: from the buttons, or typed. */
export const leaving = dialog({
  name: 'people.leave',
  title: 'people:leaving',
  right: 'employee',
  brief: true,
  // The day on which it is asked, for the buttons go on saying it; the message in whose place, if in any.
  opening: z.object({ asked: z.iso.date(), shown: z.number().nullable() }),
  answers: z.object({ until: z.iso.date().or(z.literal('back')) }),
  steps: [
    {
      key: 'until',
      ask: (turn) => turn.t('people:askLeave'),
      options: (turn, _sofar, { asked }) => [
        ...offerDays(asked).map((offer) => [{ id: offer.name, value: offer.day, label: offerLabel(turn, offer) }]),
        [{ id: 'back', value: 'back', label: turn.label('people:leaveNot') }],
      ],
      read: (turn, { text = '' }) => readUntil(turn, text),
      heard: (turn, until) => (until === 'back' ? undefined : refuseDay(turn, until)),
    },
  ],
  async done(turn, { until = 'back' }, { shown }) {
    const { db, now, who } = turn
    if (until !== 'back') {
      await takeLeave(db, who.telegramId, until, now)
      turn.wake(withheldChannel)
    }
    if (!turn.pressed && shown !== null)
      await turn.post({ method: 'editMessageReplyMarkup', payload: { message_id: shown } })
    turn.replace(leaveView(turn, await readLeave(db, who.telegramId)))
  },
})

/** "/cuti": until when, with what changes it; who is not on leave is asked at once. */
export async function showLeave(turn: Turn): Promise<void> {
  const { db, now, settings, who } = turn
  const leaveUntil = await readLeave(db, who.telegramId)
  if (isOnLeave(leaveUntil, now, settings.timeZone)) return turn.answer(leaveView(turn, leaveUntil))
  await turn.open(leaving, { asked: dayOf(now, settings.timeZone), shown: null })
}

/** "Sudah kembali". */
export function onReturn(kind: typeof returnButton): Press {
  return press(kind, 'employee', async (turn) => {
    await endLeave(turn.db, turn.who.telegramId)
    turn.replace(leaveView(turn, null))
  })
}

/** "Ubah tanggal": asks in the place of the state. */
export function onChange(kind: typeof changeButton): Press {
  return press(kind, 'employee', ({ now, settings, pressed, open }) =>
    open(leaving, { asked: dayOf(now, settings.timeZone), shown: pressed?.message?.message_id ?? null }),
  )
}

/** Reads the last day that was typed, as '2027-01-04'; a refusal says what was understood. */
function readUntil({ now, settings, voice }: Turn, text: string): string {
  const reading = readDay(bareDay(text), now, settings.timeZone)
  switch (reading.kind) {
    case 'day':
    case 'past':
      return reading.day
    case 'otherDay':
      throw new Refusal('people:leaveOtherDay', { day: writeDay(reading.day, voice.language) })
    case 'noSuchDate':
      throw new Refusal('people:leaveNoSuchDate')
    case 'unknown':
      throw new Refusal('people:leaveUnknown')
  }
}

/** Also of what was offered, for midnight may have passed since. */
function refuseDay({ now, settings, voice }: Turn, until: string): void {
  const fault = judgeDay(until, dayOf(now, settings.timeZone))
  if (fault === undefined) return
  const day = writeDay(until, voice.language)
  throw new Refusal(fault === 'past' ? 'people:leavePast' : 'people:leaveFar', { day })
}
