import type { Message, User } from '@grammyjs/types'
import type { KeptMessage } from '../types.ts'
import type { Room } from './chats.ts'
import type { Counters } from './counters.ts'
import type { Ledger } from './ledger.ts'

/** A message of a person or the bot; never of a channel. */
export type Posted = Message & { chat: Room; from: User }

/** A message as kept, and whether it carries a keyboard that is not inline, which makes it uneditable. */
export interface Kept extends KeptMessage {
  message: Posted
  hasReplyKeyboard?: boolean | undefined
}

/** All messages of all chats. */
export interface Messages {
  /** The id the chat's next message gets: private chats count together, each group by itself. */
  nextId(room: Room): number
  keep(kept: Kept): void
  find(chatId: number, messageId: number): Kept | undefined
  ofChat(chatId: number): Kept[]
}

/** Opens the messages kept in the ledger. */
export function openMessages(ledger: Ledger, counters: Counters): Messages {
  const shelf = ledger.shelf<Kept>('message')
  const chats = new Map<number, Map<number, Kept>>()
  for (const kept of shelf.values()) place(kept)

  function place(kept: Kept): void {
    const { chat, message_id } = kept.message
    let messages = chats.get(chat.id)
    if (!messages) chats.set(chat.id, (messages = new Map()))
    messages.set(message_id, kept)
  }

  return {
    nextId: (room) => counters.next(room.type === 'private' ? 'message' : `message:${room.id}`),
    keep(kept) {
      place(kept)
      shelf.put(`${kept.message.chat.id}:${kept.message.message_id}`, kept)
    },
    find: (chatId, messageId) => chats.get(chatId)?.get(messageId),
    ofChat: (chatId) =>
      [...(chats.get(chatId)?.values() ?? [])].toSorted((a, b) => a.message.message_id - b.message.message_id),
  }
}
