import type { InlineKeyboardButton, InlineKeyboardMarkup } from '@grammyjs/types'
import { custom, ignored, isRecord, list, shape } from '../objects.ts'
import { optional, required, type Kind } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { boolean, string } from '../scalars.ts'
import { checkedAddress, secure, styleOf, webApp } from './buttons.ts'

const mostInlineButtons = 100

const mostDataBytes = 64

/** Fields of InlineKeyboardButton in Telegram's table. */
export const inlineButtonFields = {
  text: required(string),
  icon_custom_emoji_id: optional(string),
  style: optional(string),
  url: optional(string),
  callback_data: optional(string),
  web_app: optional(webApp),
  login_url: optional(
    shape('LoginUrl', {
      url: required(string),
      forward_text: optional(string),
      bot_username: optional(string),
      request_write_access: optional(boolean),
    }),
  ),
  switch_inline_query: optional(string),
  switch_inline_query_current_chat: optional(string),
  switch_inline_query_chosen_chat: optional(
    shape('SwitchInlineQueryChosenChat', {
      query: optional(string),
      allow_user_chats: optional(boolean),
      allow_bot_chats: optional(boolean),
      allow_group_chats: optional(boolean),
      allow_channel_chats: optional(boolean),
    }),
  ),
  copy_text: optional(shape('CopyTextButton', { text: required(string) })),
  callback_game: optional(ignored('CallbackGame')),
  pay: optional(boolean),
}

const inlineButton = shape('InlineKeyboardButton', inlineButtonFields, "can't parse inline keyboard button")

const inlineKeyboard = shape(
  'InlineKeyboardMarkup',
  { inline_keyboard: required(list(list(inlineButton))) },
  "can't parse inline keyboard button",
)

/** An inline keyboard, all that an edited message may carry. */
export const inlineMarkup: Kind<InlineKeyboardMarkup | undefined> = custom(
  ['InlineKeyboardMarkup'],
  (value, source, name) => {
    if (!isRecord(value)) throw badRequest('object expected as reply markup')
    if (Object.keys(value).length === 0) return undefined
    if (!('inline_keyboard' in value)) throw badRequest('inline keyboard expected')
    const rows = inlineKeyboard.read(value, source, name).inline_keyboard.filter((row) => row.length > 0)
    if (rows.flat().length > mostInlineButtons) throw badRequest('reply markup is too long')
    return rows.length === 0 ? undefined : { inline_keyboard: rows.map((row) => row.map(checkedButton)) }
  },
)

type InlineFields = ReturnType<typeof inlineButton.read>

function checkedButton(fields: InlineFields): InlineKeyboardButton {
  const { text, icon_custom_emoji_id, ...action } = fields
  if (text === '') throw badRequest('inline keyboard button text must be non-empty')
  const base = { text, icon_custom_emoji_id, style: styleOf(fields.style) }
  const actions = Object.entries(action).filter(
    ([name, value]) => name !== 'style' && value !== undefined && value !== false,
  )
  if (actions.length === 0) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
  }
  if (actions.length > 1) {
    const names = actions.map(([name]) => name).join(' and ')
    throw badRequest(`can't parse inline keyboard button: a button has one action, not ${names}`)
  }
  if (action.url !== undefined) return { ...base, url: checkedAddress('inline keyboard button URL', action.url) }
  if (action.callback_data !== undefined) {
    const bytes = Buffer.byteLength(action.callback_data)
    if (bytes === 0 || bytes > mostDataBytes) throw badRequest('BUTTON_DATA_INVALID')
    return { ...base, callback_data: action.callback_data }
  }
  if (action.web_app)
    return { ...base, web_app: { url: secure('inline keyboard button Web App URL', action.web_app.url) } }
  if (action.login_url) {
    return {
      ...base,
      login_url: { ...action.login_url, url: secure('inline keyboard button login URL', action.login_url.url) },
    }
  }
  if (action.switch_inline_query !== undefined) return { ...base, switch_inline_query: action.switch_inline_query }
  if (action.switch_inline_query_current_chat !== undefined) {
    return { ...base, switch_inline_query_current_chat: action.switch_inline_query_current_chat }
  }
  if (action.switch_inline_query_chosen_chat) {
    return { ...base, switch_inline_query_chosen_chat: action.switch_inline_query_chosen_chat }
  }
  if (action.copy_text) {
    if (action.copy_text.text === '' || action.copy_text.text.length > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID')
    return { ...base, copy_text: action.copy_text }
  }
  throw badRequest('BUTTON_TYPE_INVALID')
}
