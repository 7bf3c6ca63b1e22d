import { z } from 'zod'
import { dayIn } from '../../platform/calendar.ts'
import { dialog } from '../../platform/dialog/dialog.ts'
import { maxFileSize } from '../../platform/files/files.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { takeSheet } from '../../shared/sheets/receiving.ts'
import { reading, waiting } from './reading.ts'
import { templating } from './template.ts'

/** Asks for a list of holidays, and has it read. */
export const importing = dialog({
  name: waiting.name,
  title: 'holidays:importing',
  right: 'admin',
  brief: true,
  // The days that are known stay on view.
  apart: true,
  opening: z.object({}),
  answers: z.object({ [waiting.step]: z.string() }),
  steps: [
    {
      key: waiting.step,
      ask: (turn) => turn.t('holidays:askFile', { max: maxFileSize / 2 ** 20 }),
      options(turn) {
        const { year } = dayIn(turn.now, turn.settings.timeZone)
        return [
          [year, year + 1].map((one) => ({
            id: String(one),
            label: turn.label('holidays:template', { year: String(one) }),
            act: (pressed: Turn) => beginTemplate(pressed, one),
          })),
        ]
      },
      read: takeSheet,
    },
  ],
  async done(turn, { file }) {
    if (file === undefined) throw new Refusal('platform:dialogGone')
    const { db, now, voice, chatId } = turn
    const payload = parameters({ text: turn.t('holidays:reading') })
    const shownId = await turn.post({ method: 'sendMessage', payload })
    const data = { authorChat: chatId, language: voice.language, fileId: BigInt(file), shownId, createdAt: now }
    const { id } = await db.holidayImport.create({ data, select: { id: true } })
    await turn.begin(reading, { id: String(id) })
  },
})

/** Has the days that are known of a year written into a file, to be completed. */
export async function beginTemplate(turn: Turn, year: number): Promise<void> {
  await turn.begin(templating, { chatId: String(turn.chatId), language: turn.voice.language, year })
}
