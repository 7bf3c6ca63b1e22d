import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { leavesAdmin } from '../../shared/people/admins.ts'

/** "/hapusdata": says what goes and what stays, and does it when confirmed. */
export const erasing = dialog({
  name: 'people.erasing',
  title: 'people:erasing',
  right: 'all',
  brief: true,
  opening: z.object({}),
  answers: z.object({ sure: z.boolean() }),
  steps: [
    {
      key: 'sure',
      async ask(turn) {
        await refuseLastAdmin(turn)
        return turn.t('people:askErase')
      },
      options: (turn) => [
        [{ id: 'yes', label: turn.label('people:erase'), value: true }],
        [{ id: 'no', label: turn.label('people:keep'), value: false }],
      ],
    },
  ],
  async done(turn, { sure }) {
    if (sure) {
      await refuseLastAdmin(turn)
      await turn.erase()
    }
    turn.replace({ text: turn.t(sure ? 'people:erased' : 'people:kept') })
  },
})

/** Without an admin nobody could ever become one again. */
async function refuseLastAdmin({ db, who, settings }: Turn) {
  if (!who.rights.has('admin') || settings.adminIds.length > 0) return
  if (!(await leavesAdmin(db, { telegramId: who.telegramId }))) throw new Refusal('people:lastAdmin')
}
