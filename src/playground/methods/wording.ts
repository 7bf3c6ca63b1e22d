import type { MessageEntity } from '@grammyjs/types'
import { optional, type Values } from '../parameters.ts'
import type { Content } from '../posting.ts'
import { badRequest } from '../refusal.ts'
import { boolean, string } from '../scalars.ts'
import type { State } from '../state/index.ts'
import { formatted, type Formatted } from '../text/formatted.ts'
import { entities } from './entities.ts'

/** A caption with its formatting. */
export const captioned = {
  caption: optional(string),
  parse_mode: optional(string),
  caption_entities: optional(entities),
  show_caption_above_media: optional(boolean),
}

const longestText = 4096

const longestCaption = 1024

/** Reads the text of a message; refuses an empty or too long one. */
export function messageText(state: State, text: string, parseMode?: string, given?: MessageEntity[]): Formatted {
  if (text === '') throw badRequest('message text is empty')
  const result = formatted({ text, parseMode, entities: given }, (id) => state.people.find(id)?.user)
  if (result.text === '') throw badRequest('text must be non-empty')
  if (result.text.length > longestText) throw badRequest('message is too long')
  return result
}

/** Reads a caption, which may be absent; refuses a too long one. */
export function messageCaption(state: State, values: Values<typeof captioned>): Content {
  const { caption, parse_mode, caption_entities, show_caption_above_media } = values
  if (caption === undefined || caption === '') return {}
  const result = formatted(
    { text: caption, parseMode: parse_mode, entities: caption_entities },
    (id) => state.people.find(id)?.user,
  )
  if (result.text.length > longestCaption) throw badRequest('message caption is too long')
  if (result.text === '') return {}
  return {
    caption: result.text,
    ...(result.entities.length > 0 ? { caption_entities: result.entities } : {}),
    ...(show_caption_above_media ? { show_caption_above_media: true } : {}),
  }
}

/** The content of a text message. */
export function textContent({ text, entities: found }: Formatted): Content {
  return found.length > 0 ? { text, entities: found } : { text }
}
