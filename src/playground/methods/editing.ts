import { chatId, integer, string } from '../scalars.ts'
import { ignored, list } from '../objects.ts'
import { optional, required } from '../parameters.ts'
import { repost, unpost, type Content } from '../posting.ts'
import { badRequest } from '../refusal.ts'
import type { State } from '../state/index.ts'
import type { Kept, Posted } from '../state/messages.ts'
import { inlineMarkup } from './inlineKeyboards.ts'
import { checkPlace, type ReplyMarkup } from './keyboards.ts'
import { entities } from './entities.ts'
import { linkPreviewOptions } from './kinds.ts'
import { hasMedia, mediaContent, mediaKind, sameMarkup } from './media.ts'
import { method } from './method.ts'
import { captioned, messageCaption, messageText, textContent } from './wording.ts'

/** Which message is edited. */
const target = {
  business_connection_id: optional(string),
  chat_id: optional(chatId),
  message_id: optional(integer),
  inline_message_id: optional(string),
}

const markup = { reply_markup: optional(inlineMarkup) }

const secondsToDelete = 48 * 3600

export const editMessageText = method(
  {
    ...target,
    text: optional(string),
    parse_mode: optional(string),
    entities: optional(entities),
    link_preview_options: optional(linkPreviewOptions),
    rich_message: optional(ignored('InputRichMessage')),
    ...markup,
  },
  (state, values) => {
    if (values.rich_message) throw badRequest('rich messages are not served by the playground')
    const kept = editable(state, values, values.reply_markup)
    const content = textContent(messageText(state, values.text ?? '', values.parse_mode, values.entities))
    if (kept.message.text === undefined) throw badRequest('there is no text in the message to edit')
    const cleared = { entities: undefined, link_preview_options: values.link_preview_options }
    return edited(state, kept, { ...cleared, ...content }, values.reply_markup)
  },
)

export const editMessageCaption = method({ ...target, ...captioned, ...markup }, (state, values) => {
  const kept = editable(state, values, values.reply_markup)
  if (!hasMedia(kept.message)) throw badRequest('there is no caption in the message to edit')
  const content = messageCaption(state, values)
  return edited(state, kept, { caption: undefined, caption_entities: undefined, ...content }, values.reply_markup)
})

export const editMessageMedia = method(
  { ...target, media: required(mediaKind('InputMedia')), ...markup },
  (state, values) => {
    const kept = editable(state, values, values.reply_markup)
    if (!hasMedia(kept.message) && kept.message.text === undefined)
      throw badRequest('there is no media in the message to edit')
    // A text may be replaced with media as well.
    const cleared = {
      text: undefined,
      entities: undefined,
      link_preview_options: undefined,
      photo: undefined,
      document: undefined,
      video: undefined,
      animation: undefined,
      audio: undefined,
      caption: undefined,
      caption_entities: undefined,
    }
    return edited(state, kept, { ...cleared, ...mediaContent(state, values.media) }, values.reply_markup)
  },
)

export const editMessageReplyMarkup = method({ ...target, ...markup }, (state, values) =>
  edited(state, editable(state, values, values.reply_markup), {}, values.reply_markup),
)

export const deleteMessage = method(
  {
    chat_id: required(chatId, 'chat_id is empty'),
    message_id: required(integer, 'message identifier is not specified'),
  },
  (state, { chat_id, message_id }) => {
    const room = state.chats.reachable(chat_id)
    const kept = state.messages.find(room.id, message_id)
    if (!kept || kept.deleted) throw badRequest('message to delete not found')
    const reason = whyNotDeleted(state, kept)
    if (reason) throw badRequest(reason)
    unpost(state, kept)
    return true
  },
)

export const deleteMessages = method(
  {
    chat_id: required(chatId, 'chat_id is empty'),
    message_ids: required(list(integer), 'message identifiers are not specified'),
  },
  (state, { chat_id, message_ids }) => {
    const room = state.chats.reachable(chat_id)
    if (message_ids.length === 0) throw badRequest('message identifiers are not specified')
    if (message_ids.length > 100) throw badRequest('too many message identifiers specified')
    for (const id of message_ids) {
      const kept = state.messages.find(room.id, id)
      if (kept && !kept.deleted && !whyNotDeleted(state, kept)) unpost(state, kept)
    }
    return true
  },
)

/** The bot's own message named by the request; refuses one that is gone or not the bot's. */
function editable(
  state: State,
  values: {
    chat_id?: number | string | undefined
    message_id?: number | undefined
    inline_message_id?: string | undefined
  },
  newMarkup: ReplyMarkup | undefined,
): Kept {
  if (values.inline_message_id !== undefined) throw badRequest('MESSAGE_ID_INVALID')
  if (values.chat_id === undefined) throw badRequest('chat_id is empty')
  if (values.message_id === undefined) throw badRequest('message identifier is not specified')
  const room = state.chats.reachable(values.chat_id)
  const kept = state.messages.find(room.id, values.message_id)
  if (!kept || kept.deleted) throw badRequest('message to edit not found')
  if (!kept.fromBot || kept.hasReplyKeyboard) throw badRequest("message can't be edited")
  checkPlace(newMarkup, room.type === 'private')
  return kept
}

function edited(state: State, kept: Kept, content: Content, newMarkup: Posted['reply_markup']): Posted {
  const before = kept.message
  const after: Posted = { ...before, ...content, reply_markup: newMarkup }
  if (comparable(before) === comparable(after) && sameMarkup(before.reply_markup, newMarkup)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  }
  return repost(state, kept, { ...after, edit_date: Math.max(state.seconds(), before.date) }).message
}

/** JSON of the fields an edit may change: what it is compared by. */
function comparable({
  text,
  entities: own,
  caption,
  caption_entities,
  photo,
  document,
  video,
  audio,
  link_preview_options,
}: Posted): string {
  return JSON.stringify([text, own, caption, caption_entities, photo, document, video, audio, link_preview_options])
}

function whyNotDeleted(state: State, kept: Kept): string | undefined {
  if (state.seconds() - kept.message.date > secondsToDelete) return "message can't be deleted for everyone"
  return kept.fromBot || kept.message.chat.type === 'private' ? undefined : "message can't be deleted"
}
