import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { readHours, writeHours } from '../../platform/outbox/quietHours.ts'
import { Refusal } from '../../platform/refusal.ts'
import { hoursText } from '../../shared/people/quiet.ts'
import { readTypedHours } from './hoursRules.ts'
import { readCard, setHours } from './profile.ts'
import { hoursWords, profileView } from './profileViews.ts'

const offered = ['20:00-07:00', '22:00-05:00']

/** One's own quiet hours: from the buttons, or typed. */
export const asking = dialog({
  name: 'people.quiet',
  title: 'people:quietHours',
  right: 'member',
  brief: true,
  // The profile's message, which goes on standing where it stood.
  opening: z.object({ shown: z.number().nullable() }),
  answers: z.object({ hours: z.string() }),
  steps: [
    {
      key: 'hours',
      async ask(turn) {
        const card = await readCard(turn.db, turn.who.telegramId)
        return turn.t('people:askHours', { hours: hoursWords(turn, card?.quietHours ?? null) })
      },
      options: (turn) => [
        [{ id: 'city', value: 'city', label: turn.label('people:followCity') }],
        offered.map((hours) => ({ id: hours, value: hours, label: spanText(turn, hours) })),
        [{ id: 'none', value: 'none', label: turn.label('people:noHours') }],
        [{ id: 'back', value: 'back', label: turn.label('platform:back') }],
      ],
      read(_turn, { text = '' }) {
        const hours = readTypedHours(text)
        if (hours === 'unclear') throw new Refusal('people:hoursUnclear')
        if (hours === undefined) throw new Refusal('people:hoursUnknown')
        return writeHours(hours)
      },
    },
  ],
  async done(turn, { hours = 'back' }, { shown }) {
    const { db, settings } = turn
    const { telegramId } = turn.who
    if (hours !== 'back') await setHours(db, telegramId, hours === 'city' ? null : hours, settings)
    const card = await readCard(db, telegramId)
    const view = profileView(turn, card, await turn.profile())
    if (turn.pressed) return turn.replace(view)
    if (shown !== null)
      await turn.post({ method: 'editMessageText', payload: { ...parameters(view), message_id: shown } })
    turn.answer({ text: turn.t('people:hoursSet', { hours: hoursWords(turn, card?.quietHours ?? null) }) })
  },
})

function spanText(turn: Turn, text: string): string {
  const hours = readHours(text)
  return hours === undefined ? text : hoursText(turn.voice, hours)
}
