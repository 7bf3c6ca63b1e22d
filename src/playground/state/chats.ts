import type { Chat, ForceReply, ReplyKeyboardMarkup } from '@grammyjs/types'
import { badRequest, forbidden, upgraded } from '../refusal.ts'
import type { Counters } from './counters.ts'
import type { Ledger } from './ledger.ts'
import type { People } from './people.ts'

/** A chat the stand-in knows: with one person, or a group. */
export type Room = Chat.PrivateChat | Chat.GroupChat | Chat.SupergroupChat

/** A group with its members: a supergroup, as Telegram makes new ones, or a basic one that can become one. */
export interface Group {
  chat: Chat.GroupChat | Chat.SupergroupChat
  creator: number
  members: number[]
  /** False after the bot has left or was removed. */
  hasBot: boolean
  /** The supergroup that a basic one has become. */
  upgradedTo?: number
  topics: { id: number; name: string }[]
}

/** A basic group, a supergroup, or one with topics. */
export type GroupKind = 'basic' | 'super' | 'forum'

/** What stands below a chat's input field, and the message that put it there. */
interface ShownKeyboard {
  messageId: number
  markup: ReplyKeyboardMarkup | ForceReply
}

/** Chats and who is in them. */
export interface Chats {
  groups(): Group[]
  group(chatId: number): Group | undefined
  putGroup(group: Group): void
  addGroup(title: string, creator: number, members: number[], kind: GroupKind): Group
  /** The chat as Telegram shows it; undefined when nobody has it. */
  room(chatId: number): Room | undefined
  /** The chat the bot may write to; throws what Telegram answers when it may not. */
  reachable(chatId: number | string): Room
  /** The chat the bot knows, reachable or not. */
  known(chatId: number | string): Room
  shown(chatId: number): ShownKeyboard | undefined
  show(chatId: number, keyboard: ShownKeyboard | undefined): void
  pinned(chatId: number): number[]
  setPinned(chatId: number, messageIds: number[]): void
}

/** Opens the chats kept in the ledger. */
export function openChats(ledger: Ledger, counters: Counters, people: People): Chats {
  const groups = ledger.shelf<Group>('group')
  const keyboards = ledger.shelf<ShownKeyboard>('keyboard')
  const pins = ledger.shelf<number[]>('pinned')

  function room(chatId: number): Room | undefined {
    if (chatId < 0) return groups.get(chatId)?.chat
    const user = people.find(chatId)?.user
    if (!user) return undefined
    const { id, first_name, last_name, username } = user
    return { id, type: 'private', first_name, last_name, username }
  }

  function known(chatId: number | string): Room {
    if (chatId === '') throw badRequest('chat_id is empty')
    const found = typeof chatId === 'number' ? room(chatId) : undefined
    if (!found) throw badRequest('chat not found')
    if (found.type === 'private' && !people.get(found.id).started && !meets(found.id))
      throw badRequest('chat not found')
    return found
  }

  /** Telegram knows a person to the bot from a common group as well, though the bot may not write to them. */
  function meets(userId: number): boolean {
    for (const group of groups.values()) if (group.hasBot && group.members.includes(userId)) return true
    return false
  }

  return {
    groups: () => [...groups.values()],
    group: (chatId) => groups.get(chatId),
    putGroup: (group) => groups.put(group.chat.id, group),
    addGroup(title, creator, members, kind) {
      const number = counters.next('group')
      const chat = chatOf(kind === 'basic' ? -4_000_000_000 - number : -1_002_000_000_000 - number, title, kind)
      const { id } = chat
      const group = { chat, creator, members, hasBot: true, topics: [] }
      groups.put(id, group)
      return group
    },
    room,
    known,
    reachable(chatId) {
      const found = known(chatId)
      if (found.type === 'private') {
        const person = people.get(found.id)
        if (person.blocked) throw forbidden('bot was blocked by the user')
        if (!person.started) throw forbidden("bot can't initiate conversation with a user")
      } else {
        const group = groups.get(found.id)
        if (group?.upgradedTo !== undefined) throw upgraded(group.upgradedTo)
        if (!group?.hasBot) throw forbidden(`bot is not a member of the ${found.type} chat`)
      }
      return found
    },
    shown: (chatId) => keyboards.get(chatId),
    show: (chatId, keyboard) => (keyboard ? keyboards.put(chatId, keyboard) : keyboards.remove(chatId)),
    pinned: (chatId) => pins.get(chatId) ?? [],
    setPinned: (chatId, messageIds) => pins.put(chatId, messageIds),
  }
}

function chatOf(id: number, title: string, kind: GroupKind): Group['chat'] {
  if (kind === 'basic') return { id, type: 'group', title }
  return { id, type: 'supergroup', title, ...(kind === 'forum' && { is_forum: true }) }
}
