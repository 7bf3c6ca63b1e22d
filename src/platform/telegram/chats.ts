import { z } from 'zod'
import type { Db } from '../database/database.ts'
import { event } from '../events/events.ts'

/** Telegram says that these chats cannot be reached: blocked, deactivated, left, or never there. Numbers as text. */
export const chatLost = event('chat.lost', z.object({ chatIds: z.array(z.string()) }))

/** The bot may write to this chat again. */
export const chatBack = event('chat.back', z.object({ chatId: z.string() }))

/** A group has become another chat, with a number of its own and none of the messages it had. Numbers as text. */
export const chatMoved = event('chat.moved', z.object({ from: z.string(), to: z.string() }))

/** Takes a chat out of what has been told of chats and not yet heard by all. */
export async function forgetChat(db: Db, chatId: bigint): Promise<void> {
  const id = String(chatId)
  await db.$executeRaw`
    UPDATE event SET payload = jsonb_set(payload, '{chatIds}', (payload->'chatIds') - ${id}::text)
    WHERE kind = ${chatLost.kind} AND payload->'chatIds' @> to_jsonb(${id}::text)`
  await db.event.deleteMany({ where: { kind: chatBack.kind, payload: { path: ['chatId'], equals: id } } })
}
