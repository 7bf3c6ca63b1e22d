import type { ChatMember, ForumTopic } from '@grammyjs/types'
import { boolean, chatId, integer, string } from '../scalars.ts'
import { optional, required } from '../parameters.ts'
import { opensTopic } from '../joining.ts'
import { post } from '../posting.ts'
import { badRequest } from '../refusal.ts'
import type { Room } from '../state/chats.ts'
import type { State } from '../state/index.ts'
import { method } from './method.ts'

const chat = { chat_id: required(chatId, 'chat_id is empty') }

export const getFile = method({ file_id: required(string, 'file_id not specified') }, (state, values) => {
  const file = state.files.find(values.file_id)
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
  if (file.size > 20 * 1024 * 1024) throw badRequest('file is too big')
  return { file_id: file.id, file_unique_id: file.unique, file_size: file.size, file_path: file.path }
})

export const getChat = method(chat, (state, values) => {
  const room = state.chats.known(values.chat_id)
  const pinned = state.chats.pinned(room.id).at(-1)
  const pinned_message = pinned === undefined ? undefined : state.messages.find(room.id, pinned)?.message
  const both = { accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: noGifts }
  return { ...room, ...both, ...(pinned_message ? { pinned_message } : {}) }
})

const noGifts = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
}

export const getChatMember = method({ ...chat, user_id: required(integer) }, (state, values): ChatMember => {
  const room = state.chats.known(values.chat_id)
  return memberOf(state, room, values.user_id)
})

export const getChatMemberCount = method(chat, (state, values) => {
  const room = state.chats.known(values.chat_id)
  const group = state.chats.group(room.id)
  return group ? group.members.length + (group.hasBot ? 1 : 0) : 2
})

export const pinChatMessage = method(
  {
    business_connection_id: optional(string),
    ...chat,
    message_id: required(integer, 'message identifier is not specified'),
    disable_notification: optional(boolean),
  },
  (state, values) => {
    const room = state.chats.reachable(values.chat_id)
    const kept = state.messages.find(room.id, values.message_id)
    if (!kept || kept.deleted) throw badRequest('message to pin not found')
    const others = state.chats.pinned(room.id).filter((id) => id !== values.message_id)
    state.chats.setPinned(room.id, [...others, values.message_id])
    post(state, room, state.people.bot, { pinned_message: { ...kept.message, reply_to_message: undefined } })
    return true
  },
)

export const unpinChatMessage = method(
  { business_connection_id: optional(string), ...chat, message_id: optional(integer) },
  (state, values) => {
    const room = state.chats.reachable(values.chat_id)
    const pinned = state.chats.pinned(room.id)
    const gone = values.message_id ?? pinned.at(-1)
    if (gone === undefined || !pinned.includes(gone)) throw badRequest('message to unpin not found')
    state.chats.setPinned(
      room.id,
      pinned.filter((id) => id !== gone),
    )
    return true
  },
)

export const unpinAllChatMessages = method(chat, (state, values) => {
  state.chats.setPinned(state.chats.reachable(values.chat_id).id, [])
  return true
})

export const createForumTopic = method(
  { ...chat, name: required(string), icon_color: optional(integer), icon_custom_emoji_id: optional(string) },
  (state, values): ForumTopic => {
    const room = state.chats.reachable(values.chat_id)
    if (room.type !== 'supergroup' || !room.is_forum) throw badRequest('the chat is not a forum')
    if (values.name === '' || values.name.length > 128) throw badRequest('TOPIC_TITLE_EMPTY')
    const { id, color } = opensTopic(state, room.id, state.people.bot, values.name)
    return { message_thread_id: id, name: values.name, icon_color: color }
  },
)

function memberOf(state: State, room: Room, userId: number): ChatMember {
  const group = state.chats.group(room.id)
  const { bot } = state.people
  if (userId === bot.id) {
    const isBlocked = room.type === 'private' && state.people.get(room.id).blocked
    if (isBlocked) return { user: bot, status: 'kicked', until_date: 0 }
    return { user: bot, status: !group || group.hasBot ? 'member' : 'left' }
  }
  const user = state.people.find(userId)?.user
  if (!user || (!group && room.id !== userId)) throw badRequest('PARTICIPANT_ID_INVALID')
  if (!group) return { user, status: 'member' }
  if (!group.members.includes(userId)) return { user, status: 'left' }
  return group.creator === userId ? { user, status: 'creator', is_anonymous: false } : { user, status: 'member' }
}
