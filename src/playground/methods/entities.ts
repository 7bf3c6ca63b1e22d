import type { MessageEntity } from '@grammyjs/types'
import { ignored, isRecord, list, shape } from '../objects.ts'
import { optional, required, type Kind } from '../parameters.ts'
import { integer, string } from '../scalars.ts'
import { checkedLink } from '../text/links.ts'
import { cannotParse, dateFormat } from '../text/markup.ts'

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
