import { ignored } from '../objects.ts'
import { optional, required, type Values } from '../parameters.ts'
import { checkThread, post, type Content, type Standing } from '../posting.ts'
import { badRequest, tooMany } from '../refusal.ts'
import { boolean, chatId, integer, string } from '../scalars.ts'
import type { Room } from '../state/chats.ts'
import type { State } from '../state/index.ts'
import type { Kept } from '../state/messages.ts'
import { checkPlace, replyMarkup, type ReplyMarkup } from './keyboards.ts'
import { replyParameters } from './kinds.ts'

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

function answered(state: State, room: Room, reply: Placing['reply_parameters']): Kept | undefined {
  if (!reply) return undefined
  const elsewhere = reply.chat_id !== undefined && reply.chat_id !== room.id
  const kept = elsewhere ? undefined : state.messages.find(room.id, reply.message_id)
  if (kept && !kept.deleted) return kept
  if (reply.allow_sending_without_reply) return undefined
  throw badRequest('message to be replied not found')
}
