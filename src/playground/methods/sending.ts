import { optional, required } from '../parameters.ts'
import { checkThread } from '../posting.ts'
import { badRequest } from '../refusal.ts'
import { chatId, float, integer, string } from '../scalars.ts'
import { entities } from './entities.ts'
import { linkPreviewOptions } from './kinds.ts'
import { method } from './method.ts'
import { attachments, delivery, place, placed, send, suggestion } from './placing.ts'
import { messageText, textContent } from './wording.ts'

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
