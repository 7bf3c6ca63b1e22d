import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'

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
      ask: (turn) => turn.t('people:askErase'),
      options: (turn) => [
        [{ id: 'yes', label: turn.label('people:erase'), value: true }],
        [{ id: 'no', label: turn.label('people:keep'), value: false }],
      ],
    },
  ],
  async done(turn, { sure }) {
    if (sure) await turn.erase()
    turn.replace({ text: turn.t(sure ? 'people:erased' : 'people:kept') })
  },
})
