import { z } from 'zod'
import { event } from '../events/events.ts'

/** Telegram says that these chats cannot be reached: blocked, deactivated, or never there. Numbers as text. */
export const chatLost = event('chat.lost', z.object({ chatIds: z.array(z.string()) }))

/** The bot may write to this chat again. */
export const chatBack = event('chat.back', z.object({ chatId: z.string() }))
