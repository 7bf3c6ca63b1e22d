import { ignored, shape } from '../objects.ts'
import { optional, required } from '../parameters.ts'
import { boolean, chatId, integer, string } from '../scalars.ts'
import { entities } from './entities.ts'

/** ReplyParameters */
export const replyParameters = shape('ReplyParameters', {
  message_id: required(integer),
  chat_id: optional(chatId),
  allow_sending_without_reply: optional(boolean),
  quote: optional(string),
  quote_parse_mode: optional(string),
  quote_entities: optional(entities),
  quote_position: optional(integer),
  checklist_task_id: optional(integer),
  poll_option_id: optional(string),
})

/** LinkPreviewOptions */
export const linkPreviewOptions = shape('LinkPreviewOptions', {
  is_disabled: optional(boolean),
  url: optional(string),
  prefer_small_media: optional(boolean),
  prefer_large_media: optional(boolean),
  show_above_text: optional(boolean),
})

/** BotCommand */
export const botCommand = shape('BotCommand', { command: required(string), description: required(string) })

/** InputPollOption, which may also be given as a bare string. */
export const inputPollOption = shape('InputPollOption', {
  text: required(string),
  text_parse_mode: optional(string),
  text_entities: optional(entities),
  media: optional(ignored('InputPollOptionMedia')),
})
