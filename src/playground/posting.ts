import type { Message, User } from '@grammyjs/types'
import type { ReplyMarkup } from './methods/keyboards.ts'
import { badRequest } from './refusal.ts'
import type { Room } from './state/chats.ts'
import type { State } from './state/index.ts'
import type { Kept, Posted } from './state/messages.ts'

/** What a message says: everything but where, when and by whom. */
export type Content = Omit<
  Partial<Message>,
  'message_id' | 'from' | 'chat' | 'date' | 'reply_to_message' | 'reply_markup'
>

/** How a message stands in its chat. */
export interface Standing {
  threadId?: number | undefined
  /** The message it answers. */
  replyTo?: Kept | undefined
  markup?: ReplyMarkup | undefined
}

/** Puts a new message into a chat, with the keyboard that comes with it, and tells whoever watches. */
export function post(state: State, room: Room, from: User, content: Content, standing: Standing = {}): Kept {
  const { threadId, replyTo, markup } = standing
  const message: Posted = {
    message_id: state.messages.nextId(room),
    ...(threadId === undefined ? {} : { message_thread_id: threadId }),
    from,
    chat: room,
    date: state.seconds(),
    ...(threadId === undefined ? {} : { is_topic_message: true }),
    ...content,
  }
  // In a topic every message answers something: the one that opened the topic, if nothing else.
  const answered = replyTo ?? (threadId === undefined ? undefined : state.messages.find(room.id, threadId))
  if (answered) message.reply_to_message = { ...answered.message, reply_to_message: undefined }
  if (markup && 'inline_keyboard' in markup) message.reply_markup = markup
  const hasReplyKeyboard = markup !== undefined && !('inline_keyboard' in markup)
  const kept: Kept = {
    message,
    fromBot: from.is_bot,
    deleted: false,
    edits: 0,
    hasReplyKeyboard: hasReplyKeyboard || undefined,
  }
  state.messages.keep(kept)
  if (markup && hasReplyKeyboard) showKeyboard(state, room.id, message.message_id, markup)
  state.announce({ kind: 'message', chatId: room.id, messageId: message.message_id })
  return kept
}

/** Replaces a message by its edited form. */
export function repost(state: State, kept: Kept, message: Posted): Kept {
  const edited: Kept = { ...kept, message, edits: kept.edits + 1 }
  state.messages.keep(edited)
  state.announce({ kind: 'message', chatId: message.chat.id, messageId: message.message_id })
  return edited
}

/** Marks a message as deleted, and takes away the reply keyboard it brought. */
export function unpost(state: State, kept: Kept): void {
  const { chat, message_id } = kept.message
  state.messages.keep({ ...kept, deleted: true })
  if (state.chats.shown(chat.id)?.messageId === message_id) hideKeyboard(state, chat.id)
  state.announce({ kind: 'message', chatId: chat.id, messageId: message_id })
}

/** Takes away what stands below the chat's input field. */
export function hideKeyboard(state: State, chatId: number): void {
  if (!state.chats.shown(chatId)) return
  state.chats.show(chatId, undefined)
  state.announce({ kind: 'keyboard', chatId })
}

/** Refuses a thread that is no topic of the chat. */
export function checkThread(state: State, room: Room, threadId: number | undefined): void {
  if (threadId === undefined) return
  const topics = state.chats.group(room.id)?.topics ?? []
  if (!topics.some((topic) => topic.id === threadId)) throw badRequest('message thread not found')
}

function showKeyboard(state: State, chatId: number, messageId: number, markup: ReplyMarkup): void {
  if ('keyboard' in markup || 'force_reply' in markup) {
    if ('inline_keyboard' in markup) return
    state.chats.show(chatId, { messageId, markup })
    state.announce({ kind: 'keyboard', chatId })
  } else {
    hideKeyboard(state, chatId)
  }
}
