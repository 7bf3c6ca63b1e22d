import type { ForceReply, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove } from '@grammyjs/types'
import { custom, isRecord, shape } from '../objects.ts'
import { optional, required, type Kind } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { boolean, string } from '../scalars.ts'
import { inlineMarkup } from './inlineKeyboards.ts'
import { replyMarkupOf } from './replyKeyboards.ts'

/** What can hang on a message, or under the chat. */
export type ReplyMarkup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply

const removal = shape('ReplyKeyboardRemove', { remove_keyboard: required(boolean), selective: optional(boolean) })

const forcing = shape('ForceReply', {
  force_reply: required(boolean),
  input_field_placeholder: optional(string),
  selective: optional(boolean),
})

/** Any reply markup; an inline keyboard without buttons is none. */
export const replyMarkup: Kind<ReplyMarkup | undefined> = custom(
  ['InlineKeyboardMarkup', 'ReplyKeyboardMarkup', 'ReplyKeyboardRemove', 'ForceReply'],
  (value, source, name) => {
    if (!isRecord(value)) throw badRequest('object expected as reply markup')
    if ('inline_keyboard' in value) return inlineMarkup.read(value, source, name)
    if ('keyboard' in value) return replyMarkupOf(value, source, name)
    if ('remove_keyboard' in value) {
      const { remove_keyboard, selective } = removal.read(value, source, name)
      return remove_keyboard ? { remove_keyboard, selective } : undefined
    }
    if ('force_reply' in value) {
      const { force_reply, ...rest } = forcing.read(value, source, name)
      return force_reply ? { force_reply, ...rest } : undefined
    }
    if (Object.keys(value).length === 0) return undefined
    throw badRequest(`unknown field "${Object.keys(value)[0]}" in reply markup`)
  },
)

/** Refuses what only works between the bot and one person. */
export function checkPlace(markup: ReplyMarkup | undefined, isPrivate: boolean): void {
  if (markup === undefined || isPrivate) return
  if ('inline_keyboard' in markup && markup.inline_keyboard.flat().some((button) => 'web_app' in button)) {
    throw badRequest('BUTTON_TYPE_INVALID')
  }
  if (!('keyboard' in markup)) return
  for (const button of markup.keyboard.flat()) {
    if (typeof button === 'string') continue
    if ('request_contact' in button && button.request_contact) {
      throw badRequest('phone number can be requested in private chats only')
    }
    if ('request_location' in button && button.request_location) {
      throw badRequest('location can be requested in private chats only')
    }
  }
}
