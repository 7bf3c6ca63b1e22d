import type { Document, Message } from '@grammyjs/types'
import { z } from 'zod'
import { dialog } from '../../platform/dialog/dialog.ts'
import { FileTooLarge, keep, maxFileSize } from '../../platform/files/files.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
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
      read: readFile,
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

/** Notes the list; refuses what cannot be one by its name or type, before anything is fetched. */
async function readFile(turn: Turn, { document, media_group_id: album }: Message): Promise<string> {
  if (album !== undefined) throw new Refusal('roster:oneByOne', {}, `album:${album}`)
  if (document === undefined) throw new Refusal('roster:documentWanted')
  const kind = kindOf(document)
  if (kind !== 'list') throw new Refusal(kind === 'old' ? 'roster:oldExcel' : 'roster:otherType')
  const { file_id: telegramFileId, file_name: name = null, file_size: size = null } = document
  const fileId = await keep(turn.db, { telegramFileId, botId: turn.botId, name, size }, turn.now).catch(
    (error: unknown) => {
      if (error instanceof FileTooLarge) throw new Refusal('roster:fileTooLarge', { max: maxFileSize / 2 ** 20 })
      throw error
    },
  )
  return String(fileId)
}

function kindOf({ file_name: name = '', mime_type: type = '' }: Document): 'list' | 'old' | 'other' {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (ending === 'xls' || ending === 'xlsb') return 'old'
  if (ending !== undefined) return ['csv', 'tsv', 'txt', 'xlsx'].includes(ending) ? 'list' : 'other'
  return /^text\/|spreadsheetml/.test(type) ? 'list' : 'other'
}
