import type { MessageEntity } from '@grammyjs/types'
import {
  boolean,
  chatId,
  custom,
  ignored,
  integer,
  isRecord,
  list,
  optional,
  read,
  required,
  shape,
  string,
  type Kind,
} from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { cannotParse, dateFormat } from '../text/html.ts'
import { checkedLink } from '../text/links.ts'

/** Fields of MessageEntity in Telegram's table. */
export const entityFields = {
  type: required(string),
  offset: required(integer),
  length: required(integer),
  url: optional(string),
  user: optional(ignored('User')),
  language: optional(string),
  custom_emoji_id: optional(string),
  unix_time: optional(integer),
  date_time_format: optional(string),
}

const rawEntity = shape('MessageEntity', entityFields, "can't parse entities")

/** MessageEntity; one whose type nobody may give by hand (a link that is recognised anyway) is taken and dropped. */
const entity: Kind<MessageEntity[]> = {
  types: ['MessageEntity'],
  read(value, source, name) {
    const { type, offset, length, ...rest } = rawEntity.read(value, source, name)
    switch (type) {
      case 'bold':
      case 'italic':
      case 'underline':
      case 'strikethrough':
      case 'spoiler':
      case 'blockquote':
      case 'expandable_blockquote':
      case 'code':
        return [{ type, offset, length }]
      case 'mention':
      case 'hashtag':
      case 'cashtag':
      case 'bot_command':
      case 'url':
      case 'email':
      case 'phone_number':
        return []
      case 'pre':
        return [rest.language ? { type, offset, length, language: rest.language } : { type, offset, length }]
      case 'text_link': {
        if (rest.url === undefined) throw cannotParse(`Can't find field "url"`)
        const url = checkedLink(rest.url)
        return url === undefined ? [] : [{ type, offset, length, url }]
      }
      case 'text_mention': {
        const user = isRecord(rest.user) ? rest.user : {}
        if (typeof user['id'] !== 'number') throw cannotParse(`Can't find field "user"`)
        return [
          {
            type,
            offset,
            length,
            user: {
              id: user['id'],
              is_bot: false,
              first_name: typeof user['first_name'] === 'string' ? user['first_name'] : '',
            },
          },
        ]
      }
      case 'custom_emoji': {
        if (!/^\d{1,19}$/.test(rest.custom_emoji_id ?? ''))
          throw cannotParse('Invalid custom emoji identifier specified')
        return [{ type, offset, length, custom_emoji_id: rest.custom_emoji_id ?? '' }]
      }
      case 'date_time': {
        const format = dateFormat(rest.date_time_format ?? '')
        if (format === undefined || rest.unix_time === undefined) throw cannotParse('Invalid date format used')
        return [{ type, offset, length, unix_time: rest.unix_time, date_time_format: format }]
      }
      default:
        throw cannotParse(`Unsupported type "${type}" specified`)
    }
  },
}

const entityLists = list(entity)

/** Array of MessageEntity */
export const entities: Kind<MessageEntity[]> = {
  types: entityLists.types,
  read: (value, source, name) => entityLists.read(value, source, name).flat(),
}

/** ReplyParameters */
export const replyParameters = shape('ReplyParameters', {
  message_id: required(integer),
  chat_id: optional(chatId),
  allow_sending_without_reply: optional(boolean),
  quote: optional(string),
  quote_parse_mode: optional(string),
  quote_entities: optional(entities),
  quote_position: optional(integer),
  checklist_task_id: optional(integer),
  poll_option_id: optional(string),
})

/** LinkPreviewOptions */
export const linkPreviewOptions = shape('LinkPreviewOptions', {
  is_disabled: optional(boolean),
  url: optional(string),
  prefer_small_media: optional(boolean),
  prefer_large_media: optional(boolean),
  show_above_text: optional(boolean),
})

/** BotCommand */
export const botCommand = shape('BotCommand', { command: required(string), description: required(string) })

/** InputPollOption, which may also be given as a bare string. */
export const inputPollOption = shape('InputPollOption', {
  text: required(string),
  text_parse_mode: optional(string),
  text_entities: optional(entities),
  media: optional(ignored('InputPollOptionMedia')),
})

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
