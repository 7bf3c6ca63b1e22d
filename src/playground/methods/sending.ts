import type { MessageEntity } from '@grammyjs/types'
import { boolean, chatId, float, ignored, integer, optional, required, string, type Values } from '../parameters.ts'
import { post, checkThread, type Content, type Standing } from '../posting.ts'
import { badRequest, tooMany } from '../refusal.ts'
import type { Room } from '../state/chats.ts'
import type { State } from '../state/index.ts'
import type { Kept } from '../state/messages.ts'
import { formatted, type Formatted } from '../text/formatted.ts'
import { checkPlace, replyMarkup, type ReplyMarkup } from './keyboards.ts'
import { entities, linkPreviewOptions, replyParameters } from './kinds.ts'
import { method } from './method.ts'

/** Where a message goes. */
export const place = {
  business_connection_id: optional(string),
  chat_id: required(chatId, 'chat_id is empty'),
  message_thread_id: optional(integer),
  direct_messages_topic_id: optional(integer),
}

/** How a message is delivered. */
export const delivery = {
  disable_notification: optional(boolean),
  protect_content: optional(boolean),
  allow_paid_broadcast: optional(boolean),
  message_effect_id: optional(string),
}

/** A message as a paid suggestion; taken and ignored. */
export const suggestion = { suggested_post_parameters: optional(ignored('SuggestedPostParameters')) }

/** What a message answers and what hangs on it. */
export const attachments = { reply_parameters: optional(replyParameters), reply_markup: optional(replyMarkup) }

/** A caption with its formatting. */
export const captioned = {
  caption: optional(string),
  parse_mode: optional(string),
  caption_entities: optional(entities),
  show_caption_above_media: optional(boolean),
}

const longestText = 4096
const longestCaption = 1024

/** What every sending method is told about where the message stands. */
export interface Placing {
  message_thread_id?: number | undefined
  protect_content?: boolean | undefined
  reply_parameters?: Values<(typeof replyParameters)['table']> | undefined
  reply_markup?: ReplyMarkup | undefined
}

/** The room the bot may write to and how the message stands there; refuses what Telegram refuses before sending. */
export function placed(state: State, chat: number | string, values: Placing): { room: Room; standing: Standing } {
  const room = state.chats.reachable(chat)
  checkThread(state, room, values.message_thread_id)
  checkPlace(values.reply_markup, room.type === 'private')
  const replyTo = answered(state, room, values.reply_parameters)
  return { room, standing: { threadId: values.message_thread_id, replyTo, markup: values.reply_markup } }
}

/** Sends as the bot, counting against the limits: everything has been checked before. */
export function send(
  state: State,
  room: Room,
  content: Content,
  standing: Standing,
  protect?: boolean,
): Kept['message'] {
  countSends(state, room, 1)
  return post(state, room, state.people.bot, protect ? { ...content, has_protected_content: true } : content, standing)
    .message
}

/** Counts sends against the limits and the 429 that may be switched on. */
export function countSends(state: State, room: Room, sends: number): void {
  const fault = state.faults.take('too-many')
  if (fault) throw tooMany(fault.retryAfter)
  state.limiter.take(room, sends)
}

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

function answered(state: State, room: Room, reply: Placing['reply_parameters']): Kept | undefined {
  if (!reply) return undefined
  const elsewhere = reply.chat_id !== undefined && reply.chat_id !== room.id
  const kept = elsewhere ? undefined : state.messages.find(room.id, reply.message_id)
  if (kept && !kept.deleted) return kept
  if (reply.allow_sending_without_reply) return undefined
  throw badRequest('message to be replied not found')
}

export const sendMessage = method(
  {
    ...place,
    text: required(string, 'message text is empty'),
    parse_mode: optional(string),
    entities: optional(entities),
    link_preview_options: optional(linkPreviewOptions),
    ...delivery,
    ...suggestion,
    ...attachments,
  },
  (state, values) => {
    const { room, standing } = placed(state, values.chat_id, values)
    const content = textContent(messageText(state, values.text, values.parse_mode, values.entities))
    const preview = values.link_preview_options
    return send(
      state,
      room,
      preview ? { ...content, link_preview_options: preview } : content,
      standing,
      values.protect_content,
    )
  },
)

export const sendLocation = method(
  {
    ...place,
    latitude: required(float),
    longitude: required(float),
    horizontal_accuracy: optional(float),
    live_period: optional(integer),
    heading: optional(integer),
    proximity_alert_radius: optional(integer),
    ...delivery,
    ...suggestion,
    ...attachments,
  },
  (state, values) => {
    const { room, standing } = placed(state, values.chat_id, values)
    const { latitude, longitude, horizontal_accuracy } = values
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest('wrong location specified')
    return send(
      state,
      room,
      { location: { latitude, longitude, horizontal_accuracy } },
      standing,
      values.protect_content,
    )
  },
)

export const sendContact = method(
  {
    ...place,
    phone_number: required(string),
    first_name: required(string),
    last_name: optional(string),
    vcard: optional(string),
    ...delivery,
    ...suggestion,
    ...attachments,
  },
  (state, values) => {
    const { room, standing } = placed(state, values.chat_id, values)
    const { phone_number, first_name, last_name, vcard } = values
    if (phone_number === '') throw badRequest('PHONE_NUMBER_INVALID')
    if (first_name === '') throw badRequest('first_name must be non-empty')
    return send(
      state,
      room,
      { contact: { phone_number, first_name, last_name, vcard } },
      standing,
      values.protect_content,
    )
  },
)

const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
])

export const sendChatAction = method(
  {
    business_connection_id: optional(string),
    chat_id: required(chatId, 'chat_id is empty'),
    message_thread_id: optional(integer),
    action: required(string),
  },
  (state, values) => {
    if (!actions.has(values.action)) throw badRequest('wrong parameter action in request')
    const room = state.chats.reachable(values.chat_id)
    checkThread(state, room, values.message_thread_id)
    state.announce({ kind: 'typing', chatId: room.id })
    return true
  },
)
