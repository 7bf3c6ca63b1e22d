import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'
import { Refusal } from '../../platform/refusal.ts'
import { ask, findByNip } from './links.ts'
import { sayOutcome } from './outcome.ts'

/** Whose number is not on the roster says who they are, for an admin to judge. */
export const claiming = dialog({
  name: 'people.claiming',
  title: 'people:claiming',
  right: 'member',
  brief: true,
  opening: z.object({}),
  answers: z.object({ entry: z.string() }),
  steps: [
    {
      key: 'entry',
      optional: true,
      ask: (turn) => turn.t('people:askNip'),
      async read({ db }, { text = '' }) {
        const entry = await findByNip(db, text.replaceAll(/[\s.-]/g, ''))
        if (entry === undefined) throw new Refusal('people:nipUnknown')
        return String(entry)
      },
    },
  ],
  async done(turn, { entry }) {
    if (entry === undefined) return turn.replace({ text: turn.t('people:contactSkipped') })
    await sayOutcome(turn, await ask(turn.db, turn.who.telegramId, BigInt(entry), turn.now))
  },
})
