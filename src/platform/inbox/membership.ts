import type { ChatMember, Update } from '@grammyjs/types'
import type { Db } from '../database/database.ts'
import { emit } from '../events/events.ts'
import { chatBack, chatLost, chatMoved } from '../telegram/chats.ts'

/** Tells all parts what an update says of a chat itself; false: it says nothing of the kind. Wake `eventsChannel` after the commit. */
export async function noteChat(db: Db, { my_chat_member: member, message }: Update, now: Date): Promise<boolean> {
  if (message?.migrate_to_chat_id !== undefined) {
    await emit(db, chatMoved, { from: String(message.chat.id), to: String(message.migrate_to_chat_id) }, now)
    return true
  }
  if (member === undefined) return false
  const chatId = String(member.chat.id)
  if (isOutside(member.new_chat_member)) await emit(db, chatLost, { chatIds: [chatId] }, now)
  else if (member.chat.type === 'private') await emit(db, chatBack, { chatId }, now)
  return true
}

/** Whether the bot may not write there any more. */
function isOutside(own: ChatMember): boolean {
  return own.status === 'left' || own.status === 'kicked' || (own.status === 'restricted' && !own.is_member)
}
