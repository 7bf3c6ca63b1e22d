import { readFile } from 'node:fs/promises'
import type { Message } from '@grammyjs/types'
import { z } from 'zod'
import { dialog } from '../../../platform/dialog/dialog.ts'
import type { Publishable } from '../../../platform/feature.ts'
import { enclose } from '../../../platform/files/documents.ts'
import { FileTooLarge, keep } from '../../../platform/files/files.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { handOn, kindsOf } from '../../../shared/publishing/routing.ts'
import { making } from './making.ts'
import { reading, waiting } from './reading.ts'
import { templateOf } from './source.ts'

/** More than a forum can hold. */
const largest = 262_144

/** Forums, as "/terbitkan" offers them. */
export const publishable: Publishable = {
  name: 'forum',
  label: 'forums:kind',
  right: 'planner',
  endings: ['yaml', 'yml'],
  open: (turn) => turn.open(submitting, {}),
  take: async (turn, message) => takeSent(turn, await keepSent(turn, message)),
}

/** Asks for a forum's file, and has it read. */
export const submitting = dialog({
  name: waiting.name,
  title: 'forums:publishing',
  right: 'planner',
  brief: true,
  opening: z.object({}),
  answers: z.object({
    [waiting.step]: z.union([z.object({ fileId: z.string() }), z.object({ elsewhere: z.literal(true) })]),
  }),
  steps: [
    {
      key: waiting.step,
      ask: (turn) => turn.t('forums:askSource'),
      options: (turn) => [
        [{ id: 'sample', label: turn.label('forums:sample'), act: sendSample }],
        [{ id: 'write', label: turn.label('forums:writeHere'), act: (pressed) => pressed.open(making, {}) }],
      ],
      read: async (turn, message) => {
        const kinds = message.document === undefined ? [] : kindsOf(turn, message.document)
        const isOther = kinds.length > 0 && !kinds.includes(publishable)
        return isOther ? { elsewhere: true as const } : { fileId: String(await keepSent(turn, message)) }
      },
    },
  ],
  async done(turn, { file }) {
    if (file === undefined) throw new Refusal('platform:dialogGone')
    if ('fileId' in file) return takeSent(turn, BigInt(file.fileId))
    if (turn.message !== undefined) await handOn(turn, turn.message)
  },
})

async function sendSample(turn: Turn): Promise<void> {
  const bytes = new Uint8Array(await readFile(templateOf(turn.voice.language)))
  const caption = turn.t('forums:sampleCaption')
  const made = { name: turn.label('forums:sampleFile'), type: 'application/yaml', bytes, caption }
  await turn.post(await enclose(turn.db, made, turn.now))
}

async function takeSent(turn: Turn, fileId: bigint) {
  const { voice, chatId } = turn
  const shownId = await turn.post({ method: 'sendMessage', payload: parameters({ text: voice.t('forums:reading') }) })
  const payload = { chatId: String(chatId), language: voice.language, fileId: String(fileId), shownId: String(shownId) }
  await turn.begin(reading, { ...payload, botName: turn.botName })
}

/** Notes the file; refuses what cannot be a forum by its name, before anything is fetched. */
async function keepSent(turn: Turn, { document, media_group_id: album }: Message): Promise<bigint> {
  if (album !== undefined) throw new Refusal('sheets:oneByOne', {}, `album:${album}`)
  if (document === undefined || !kindsOf(turn, document).includes(publishable)) throw new Refusal('forums:sourceWanted')
  const { file_id: telegramFileId, file_name: name = null, file_size: size = null } = document
  if (size !== null && size > largest) throw new Refusal('forums:sourceLarge')
  return keep(turn.db, { telegramFileId, botId: turn.botId, name, size }, turn.now).catch((error: unknown) => {
    if (error instanceof FileTooLarge) throw new Refusal('forums:sourceLarge')
    throw error
  })
}
