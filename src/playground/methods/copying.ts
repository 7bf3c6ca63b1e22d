import type { MessageId } from '@grammyjs/types'
import { boolean, chatId, integer, string } from '../scalars.ts'
import { optional, required } from '../parameters.ts'
import type { Content } from '../posting.ts'
import { badRequest } from '../refusal.ts'
import type { State } from '../state/index.ts'
import type { Kept, Posted } from '../state/messages.ts'
import { hasMedia } from './media.ts'
import { method } from './method.ts'
import { attachments, placed, send, suggestion } from './placing.ts'
import { captioned, messageCaption } from './wording.ts'

const { caption, parse_mode, caption_entities, show_caption_above_media } = captioned

export const copyMessage = method(
  {
    chat_id: required(chatId, 'chat_id is empty'),
    message_thread_id: optional(integer),
    direct_messages_topic_id: optional(integer),
    from_chat_id: required(chatId, 'chat_id is empty'),
    message_id: required(integer, 'message identifier is not specified'),
    video_start_timestamp: optional(integer),
    caption,
    parse_mode,
    caption_entities,
    show_caption_above_media,
    disable_notification: optional(boolean),
    protect_content: optional(boolean),
    allow_paid_broadcast: optional(boolean),
    message_effect_id: optional(string),
    ...suggestion,
    ...attachments,
  },
  (state, values): MessageId => {
    const source = original(state, values.from_chat_id, values.message_id, 'copy')
    const { room, standing } = placed(state, values.chat_id, values)
    const content = contentOf(source)
    if (values.caption !== undefined && hasMedia(content)) {
      const cleared = { caption: undefined, caption_entities: undefined }
      Object.assign(content, cleared, messageCaption(state, values))
    }
    const { message_id } = send(state, room, content, standing, values.protect_content)
    return { message_id }
  },
)

export const forwardMessage = method(
  {
    chat_id: required(chatId, 'chat_id is empty'),
    message_thread_id: optional(integer),
    direct_messages_topic_id: optional(integer),
    from_chat_id: required(chatId, 'chat_id is empty'),
    video_start_timestamp: optional(integer),
    disable_notification: optional(boolean),
    protect_content: optional(boolean),
    message_effect_id: optional(string),
    ...suggestion,
    message_id: required(integer, 'message identifier is not specified'),
  },
  (state, values): Posted => {
    const source = original(state, values.from_chat_id, values.message_id, 'forward')
    const { room, standing } = placed(state, values.chat_id, values)
    const { from, date, forward_origin } = source.message
    const origin = forward_origin ?? { type: 'user' as const, sender_user: from, date }
    return send(state, room, { ...contentOf(source), forward_origin: origin }, standing, values.protect_content)
  },
)

/** The message to take over; refuses one that is gone, says only something about the chat, or is protected. */
function original(state: State, chat: number | string, messageId: number, verb: 'copy' | 'forward'): Kept {
  const room = state.chats.known(chat)
  const kept = state.messages.find(room.id, messageId)
  if (!kept || kept.deleted) throw badRequest(`message to ${verb} not found`)
  const isProtected = kept.message.has_protected_content && !kept.fromBot
  if (isProtected || Object.keys(contentOf(kept)).length === 0) {
    throw badRequest(verb === 'copy' ? "message can't be copied" : "message can't be forwarded")
  }
  return kept
}

/** What the message says, without where it stood. Recognised entities are recognised again, mentions stay. */
function contentOf({ message }: Kept): Content {
  const { text, entities, caption: words, caption_entities: marks, photo, document, contact, location, poll } = message
  const content = { text, entities, caption: words, caption_entities: marks, photo, document, contact, location, poll }
  const kept: Content = {}
  for (const [name, value] of Object.entries(content)) {
    if (value !== undefined) Object.assign(kept, { [name]: value })
  }
  return kept
}
