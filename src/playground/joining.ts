import type { Chat, ChatMember, Message, User } from '@grammyjs/types'
import { roomOf, says } from './doing.ts'
import { post } from './posting.ts'
import type { Room } from './state/chats.ts'
import type { State } from './state/index.ts'

/** Opens the bot's link: sends /start with its payload, after unblocking the bot if it was blocked. */
export function opens(state: State, userId: number, payload = ''): Message {
  if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) throw new Error('a start payload has at most 64 of A-Z a-z 0-9 _ -')
  if (state.people.get(userId).blocked) unblocks(state, userId)
  return says(state, userId, payload === '' ? '/start' : `/start ${payload}`)
}

/** Blocks the bot. */
export function blocks(state: State, userId: number): void {
  setBlocked(state, userId, true)
}

/** Unblocks the bot. */
export function unblocks(state: State, userId: number): void {
  setBlocked(state, userId, false)
}

/** Makes a group of these people (the first is its creator) with the bot: with topics, or a basic one, when asked. */
export function createsGroup(
  state: State,
  title: string,
  members: number[],
  options: { topics?: string[]; isBasic?: boolean } = {},
): Chat {
  const [creator] = members
  if (creator === undefined) throw new Error('a group has at least one member')
  for (const id of members) state.people.get(id)
  const { user } = state.people.get(creator)
  const kind = options.isBasic ? 'basic' : options.topics === undefined ? 'super' : 'forum'
  const group = state.chats.addGroup(title, creator, members, kind)
  memberUpdate(state, group.chat, user, 'left', 'member')
  const joined = post(state, group.chat, user, { new_chat_members: [state.people.bot] })
  state.queue.push({ message: joined.message })
  for (const name of options.topics ?? []) opensTopic(state, group.chat.id, user, name)
  state.announce({ kind: 'people' })
  return group.chat
}

/** Opens a topic in a forum group; its id is that of the message that says so. */
export function opensTopic(state: State, chatId: number, by: User, name: string): { id: number; color: number } {
  const group = state.chats.group(chatId)
  if (group?.chat.type !== 'supergroup' || !group.chat.is_forum) throw new Error('only a forum has topics')
  const color = 7322096
  const { message } = post(state, group.chat, by, {
    forum_topic_created: { name, icon_color: color },
    is_topic_message: true,
  })
  const id = message.message_id
  state.messages.keep({ message: { ...message, message_thread_id: id }, fromBot: by.is_bot, deleted: false, edits: 0 })
  state.chats.putGroup({ ...group, topics: [...group.topics, { id, name }] })
  return { id, color }
}

/** Leaves a group; nobody is told but the bot, as Telegram does. */
export function leavesGroup(state: State, userId: number, chatId: number): void {
  roomOf(state, userId, chatId)
  const group = state.chats.group(chatId)
  if (!group) throw new Error('only a group can be left')
  const { user } = state.people.get(userId)
  state.chats.putGroup({ ...group, members: group.members.filter((id) => id !== userId) })
  const { message } = post(state, group.chat, user, { left_chat_member: user })
  if (group.hasBot) state.queue.push({ message })
  state.announce({ kind: 'people' })
}

/** Takes the bot out of a group, of which it is told. */
export function removesBot(state: State, userId: number, chatId: number): void {
  changesBot(state, userId, chatId, false)
}

/** Takes the bot back into a group. */
export function addsBot(state: State, userId: number, chatId: number): void {
  changesBot(state, userId, chatId, true)
}

/** Makes a supergroup of a basic group: another chat with the same people, of which the bot is told in both. */
export function upgradesGroup(state: State, userId: number, chatId: number): Chat {
  roomOf(state, userId, chatId)
  const group = state.chats.group(chatId)
  if (group?.chat.type !== 'group') throw new Error('only a basic group becomes a supergroup')
  const { user } = state.people.get(userId)
  const { chat, members, creator, hasBot } = group
  const made = state.chats.addGroup(chat.title, creator, members, 'super')
  state.chats.putGroup({ ...made, hasBot })
  const gone = post(state, chat, user, { migrate_to_chat_id: made.chat.id })
  state.chats.putGroup({ ...group, upgradedTo: made.chat.id })
  const come = post(state, made.chat, user, { migrate_from_chat_id: chatId })
  if (hasBot) for (const { message } of [gone, come]) state.queue.push({ message })
  state.announce({ kind: 'people' })
  return made.chat
}

/** Chooses options of a poll the bot sent, none to take one's vote back. */
export function answersPoll(state: State, userId: number, chatId: number, messageId: number, options: number[]): void {
  roomOf(state, userId, chatId)
  const kept = state.messages.find(chatId, messageId)
  const poll = kept?.message.poll
  const ballot = poll && state.votes.find(poll.id)
  if (!kept || !poll || !ballot) throw new Error(`there is no poll in message ${messageId}`)
  if (poll.is_closed) throw new Error('the poll is closed')
  if (options.length > 1 && !poll.allows_multiple_answers) throw new Error('the poll takes one answer')
  if (options.some((option) => !poll.options[option])) throw new Error('the poll has no such option')
  const choices: Record<string, number[]> = { ...ballot.choices, [userId]: options }
  state.votes.put(poll.id, { ...ballot, choices })
  const counted = {
    ...poll,
    options: poll.options.map((option, index) => ({ ...option, voter_count: votesFor(choices, index) })),
    total_voter_count: Object.values(choices).filter((chosen) => chosen.length > 0).length,
  }
  state.messages.keep({ ...kept, message: { ...kept.message, poll: counted } })
  state.announce({ kind: 'message', chatId, messageId })
  state.queue.push({ poll: counted })
  if (poll.is_anonymous) return
  const option_persistent_ids = options.map((option) => poll.options[option]?.persistent_id ?? '')
  const user = state.people.get(userId).user
  state.queue.push({ poll_answer: { poll_id: poll.id, user, option_ids: options, option_persistent_ids } })
}

function votesFor(choices: Record<string, number[]>, index: number): number {
  return Object.values(choices).filter((chosen) => chosen.includes(index)).length
}

function changesBot(state: State, userId: number, chatId: number, hasBot: boolean): void {
  roomOf(state, userId, chatId)
  const group = state.chats.group(chatId)
  if (!group) throw new Error('the bot is in groups only')
  if (group.hasBot === hasBot) return
  const { user } = state.people.get(userId)
  state.chats.putGroup({ ...group, hasBot })
  memberUpdate(state, group.chat, user, hasBot ? 'kicked' : 'member', hasBot ? 'member' : 'kicked')
  state.announce({ kind: 'people' })
}

function setBlocked(state: State, userId: number, blocked: boolean): void {
  const person = state.people.get(userId)
  if (person.blocked === blocked) return
  state.people.change(userId, { blocked })
  const room = roomOf(state, userId, userId)
  if (person.started)
    memberUpdate(state, room, person.user, blocked ? 'member' : 'kicked', blocked ? 'kicked' : 'member')
  state.announce({ kind: 'people' })
}

function memberUpdate(state: State, chat: Room, from: User, before: Status, after: Status): void {
  const date = state.seconds()
  const member = (status: Status) => membership(state.people.bot, status)
  state.queue.push({
    my_chat_member: { chat, from, date, old_chat_member: member(before), new_chat_member: member(after) },
  })
}

type Status = 'member' | 'left' | 'kicked'

function membership(user: User, status: Status): ChatMember {
  return status === 'kicked' ? { user, status, until_date: 0 } : { user, status }
}
