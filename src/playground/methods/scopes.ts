import { custom, isRecord } from '../objects.ts'
import { optional, read, required, type Kind } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { chatId, integer, string } from '../scalars.ts'

/** Where a list of commands holds. */
export interface Scope {
  type: string
  chatId?: number | string | undefined
  userId?: number | undefined
}

const scopeFields: Record<string, readonly string[]> = {
  default: [],
  all_private_chats: [],
  all_group_chats: [],
  all_chat_administrators: [],
  chat: ['chat_id'],
  chat_administrators: ['chat_id'],
  chat_member: ['chat_id', 'user_id'],
}

/** BotCommandScope */
export const commandScope: Kind<Scope> = custom(['BotCommandScope'], (value, source) => {
  if (!isRecord(value)) throw badRequest("can't parse BotCommandScope: expected an Object")
  const table = { type: required(string), chat_id: optional(chatId), user_id: optional(integer) }
  const scope = read(table, { ...source, values: value }, 'BotCommandScope')
  const needed = Object.hasOwn(scopeFields, scope.type) ? scopeFields[scope.type] : undefined
  if (!needed) throw badRequest("can't parse BotCommandScope: Unsupported type specified")
  for (const name of needed) {
    if (value[name] === undefined) throw badRequest(`can't parse BotCommandScope: Can't find field "${name}"`)
  }
  return { type: scope.type, chatId: scope.chat_id, userId: scope.user_id }
})
