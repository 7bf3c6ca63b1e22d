import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'
import { maxFileSize } from '../../platform/files/files.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { takeSheet } from '../../shared/sheets/receiving.ts'
import { reading, waiting } from './reading.ts'
import { templating } from './template.ts'

/** "/impor": asks for the list, and has it read. */
export const importing = dialog({
  name: waiting.name,
  title: 'roster:importing',
  right: 'admin',
  brief: true,
  opening: z.object({}),
  answers: z.object({ [waiting.step]: z.string() }),
  steps: [
    {
      key: waiting.step,
      ask: (turn) => turn.t('roster:askFile', { max: maxFileSize / 2 ** 20 }),
      options: (turn) => [
        [{ id: 'template', label: turn.label('roster:template'), act: (pressed) => beginTemplate(pressed) }],
      ],
      read: takeSheet,
    },
  ],
  async done(turn, { file }) {
    if (file === undefined) throw new Refusal('platform:dialogGone')
    const { db, now, voice, chatId } = turn
    const shownId = await turn.post({
      method: 'sendMessage',
      payload: parameters({ text: turn.t('roster:reading') }),
    })
    const data = { authorChat: chatId, language: voice.language, fileId: BigInt(file), shownId, createdAt: now }
    const { id } = await db.rosterImport.create({ data, select: { id: true } })
    await turn.begin(reading, { id: String(id) })
  },
})

async function beginTemplate(turn: Turn) {
  await turn.begin(templating, { chatId: String(turn.chatId), language: turn.voice.language })
}
