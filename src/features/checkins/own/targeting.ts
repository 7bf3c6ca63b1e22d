import { z } from 'zod'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import { targetOf } from '../../../shared/questionnaires/context.ts'
import { homeButton, targetButton } from '../buttons.ts'
import { ownIdOf } from '../people.ts'

/** One's own target, in one's own words. */
export const targeting = dialog({
  name: 'checkins.targeting',
  title: 'checkins:targeting',
  right: 'employee',
  apart: true,
  opening: z.object({}),
  // Empty: there shall be none.
  answers: z.object({ text: z.string() }),
  steps: [
    {
      key: 'text',
      async ask({ db, who, t }) {
        const text = await targetOf(db, await ownIdOf(db, who))
        return text === null ? t('checkins:askTarget') : t('checkins:askNewTarget', { text })
      },
      async options({ db, who, label }) {
        const text = await targetOf(db, await ownIdOf(db, who))
        return text === null ? [] : [[{ id: 'none', label: label('checkins:dropTarget'), value: '' }]]
      },
      read: words(3, 300),
    },
  ],
  async done(turn, { text = '' }) {
    const { db, who, now } = turn
    const personId = await ownIdOf(db, who)
    if (text === '') await db.checkinTarget.deleteMany({ where: { personId } })
    else {
      const set = { text, updatedAt: now }
      await db.checkinTarget.upsert({ where: { personId }, create: { personId, ...set }, update: set })
    }
    turn.answer({
      text: text === '' ? turn.t('checkins:targetDropped') : turn.t('checkins:targetSet', { text }),
      buttons: [[homeButton.with(turn.label('checkins:toHome'), {})]],
    })
  },
})

/** "Tulis target", "Ubah target". */
export const onTarget: Press = press(targetButton, 'employee', (turn) => turn.open(targeting, {}))
