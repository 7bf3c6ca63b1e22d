import type { Message as TelegramMessage } from '@grammyjs/types'
import { z } from 'zod'
import { FileTooLarge, keep, maxFileSize } from '../../platform/files/files.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Turn } from '../../platform/inbox/turn.ts'

/** What is announced, as it was sent: the text with its formatting, and the file by its row. */
export const Content = z.object({
  method: z.enum(['sendMessage', 'sendPhoto', 'sendDocument']),
  payload: z.record(z.string(), z.json()),
  fileId: z.string().nullable(),
})
export type Content = z.infer<typeof Content>

/** Reads an announcement's content from a message; refuses what cannot be sent to each recipient one by one. */
export async function readContent(turn: Turn, message: TelegramMessage): Promise<Content> {
  const album = message.media_group_id
  if (album !== undefined) throw new Refusal('broadcasts:contentAlbum', {}, `album:${album}`)
  const photo = message.photo?.at(-1)
  if (photo !== undefined) return withFile(turn, message, 'sendPhoto', photo)
  if (message.document !== undefined) return withFile(turn, message, 'sendDocument', message.document)
  if (message.text === undefined) throw new Refusal('broadcasts:contentUnknown')
  return { method: 'sendMessage', payload: plain({ text: message.text, entities: message.entities }), fileId: null }
}

async function withFile(
  turn: Turn,
  { caption, caption_entities }: TelegramMessage,
  method: Content['method'],
  file: { file_id: string; file_size?: number; file_name?: string },
): Promise<Content> {
  const sent = {
    telegramFileId: file.file_id,
    botId: turn.botId,
    name: file.file_name ?? null,
    size: file.file_size ?? null,
  }
  const fileId = await keep(turn.db, sent, turn.now).catch((error: unknown) => {
    if (error instanceof FileTooLarge) throw new Refusal('broadcasts:fileTooLarge', { max: maxFileSize / 2 ** 20 })
    throw error
  })
  return { method, payload: plain({ caption, caption_entities }), fileId: String(fileId) }
}

/** Parameters as JSON, without those that are not there. */
function plain(parameters: object): Content['payload'] {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return z.record(z.string(), z.json()).parse(structuredClone(Object.fromEntries(given)))
}
