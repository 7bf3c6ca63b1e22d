import type { Message as TelegramMessage } from '@grammyjs/types'
import { z } from 'zod'
import { FileTooLarge, keep, maxFileSize } from '../../platform/files/files.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Turn } from '../../platform/inbox/turn.ts'

/** What is announced, as it was sent: the text with its formatting, and the file by its row. */
export const Content = z.object({
  method: z.enum(['sendMessage', 'sendPhoto', 'sendVideo', 'sendAnimation', 'sendAudio', 'sendDocument']),
  payload: z.record(z.string(), z.json()),
  fileId: z.string().nullable(),
})
export type Content = z.infer<typeof Content>

/** Telegram's limit for bots; people who pay for Telegram may write longer ones. */
export const longestCaption = 1024

/** Reads an announcement's content from a message; refuses what cannot be sent to each recipient one by one. */
export async function readContent(turn: Turn, message: TelegramMessage): Promise<Content> {
  const album = message.media_group_id
  if (album !== undefined) throw new Refusal('broadcasts:contentAlbum', {}, `album:${album}`)
  const sent = fileIn(message)
  if (sent !== undefined) return withFile(turn, message, sent)
  const { text, entities, link_preview_options } = message
  if (text === undefined) throw new Refusal('broadcasts:contentUnknown')
  return { method: 'sendMessage', payload: plain({ text, entities, link_preview_options }), fileId: null }
}

interface Sent {
  method: Content['method']
  file: { file_id: string; file_size?: number; file_name?: string }
}

function fileIn({ photo, video, animation, audio, document }: TelegramMessage): Sent | undefined {
  const largest = photo?.at(-1)
  if (largest !== undefined) return { method: 'sendPhoto', file: largest }
  if (video !== undefined) return { method: 'sendVideo', file: video }
  // It comes as a document as well.
  if (animation !== undefined) return { method: 'sendAnimation', file: animation }
  if (audio !== undefined) return { method: 'sendAudio', file: audio }
  return document && { method: 'sendDocument', file: document }
}

async function withFile(turn: Turn, message: TelegramMessage, { method, file }: Sent): Promise<Content> {
  const { caption, caption_entities, show_caption_above_media } = message
  if ((caption?.length ?? 0) > longestCaption) throw new Refusal('broadcasts:captionLong', { max: longestCaption })
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
  const payload = plain({ caption, caption_entities, show_caption_above_media })
  return { method, payload, fileId: String(fileId) }
}

/** Parameters as JSON, without those that are not there. */
function plain(parameters: object): Content['payload'] {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return z.record(z.string(), z.json()).parse(structuredClone(Object.fromEntries(given)))
}
