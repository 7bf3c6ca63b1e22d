import type {
  ForceReply,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  KeyboardButton,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from '@grammyjs/types'
import {
  boolean,
  custom,
  ignored,
  isRecord,
  list,
  optional,
  required,
  shape,
  string,
  type Kind,
  type Source,
} from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { checkLink } from '../text/links.ts'

/** What can hang on a message, or under the chat. */
export type ReplyMarkup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply

const mostInlineButtons = 100
const mostReplyButtons = 300
const mostDataBytes = 64

const webApp = shape('WebAppInfo', { url: required(string) })

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

/** Fields of KeyboardButton in Telegram's table. */
export const replyButtonFields = {
  text: required(string),
  icon_custom_emoji_id: optional(string),
  style: optional(string),
  request_users: optional(ignored('KeyboardButtonRequestUsers')),
  request_chat: optional(ignored('KeyboardButtonRequestChat')),
  request_managed_bot: optional(ignored('KeyboardButtonRequestManagedBot')),
  request_contact: optional(boolean),
  request_location: optional(boolean),
  request_poll: optional(ignored('KeyboardButtonPollType')),
  web_app: optional(webApp),
}

const replyButton = shape('KeyboardButton', replyButtonFields, "can't parse keyboard button")

const inlineKeyboard = shape(
  'InlineKeyboardMarkup',
  { inline_keyboard: required(list(list(inlineButton))) },
  "can't parse inline keyboard button",
)

/** A button may be given as its bare text. */
const replyButtonOrText: typeof replyButton = {
  ...replyButton,
  read: (value, source, name) => replyButton.read(typeof value === 'string' ? { text: value } : value, source, name),
}

const replyKeyboard = shape(
  'ReplyKeyboardMarkup',
  {
    keyboard: required(list(list(replyButtonOrText))),
    is_persistent: optional(boolean),
    resize_keyboard: optional(boolean),
    one_time_keyboard: optional(boolean),
    input_field_placeholder: optional(string),
    selective: optional(boolean),
  },
  "can't parse reply keyboard markup JSON object",
)

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

function replyMarkupOf(value: Record<string, unknown>, source: Source, name: string): ReplyKeyboardMarkup | undefined {
  const { keyboard, ...rest } = replyKeyboard.read(value, source, name)
  const rows = keyboard.filter((row) => row.length > 0)
  if (rows.length === 0) return undefined
  if (rows.flat().length > mostReplyButtons) throw badRequest('reply markup is too long')
  if ((rest.input_field_placeholder ?? '').length > 64) throw badRequest('BUTTON_PLACEHOLDER_INVALID')
  return { ...rest, keyboard: rows.map((row) => row.map(checkedReplyButton)) }
}

function checkedReplyButton(fields: ReturnType<typeof replyButton.read>): KeyboardButton {
  const { text, icon_custom_emoji_id, ...action } = fields
  if (text === '') throw badRequest('keyboard button text must be non-empty')
  const base = { text, icon_custom_emoji_id, style: styleOf(fields.style) }
  const actions = Object.entries(action).filter(
    ([name, value]) => name !== 'style' && value !== undefined && value !== false,
  )
  if (actions.length > 1) {
    const names = actions.map(([name]) => name).join(' and ')
    throw badRequest(`can't parse keyboard button: a button has one action, not ${names}`)
  }
  if (action.request_contact) return { ...base, request_contact: true }
  if (action.request_location) return { ...base, request_location: true }
  if (action.web_app) return { ...base, web_app: { url: secure('keyboard button Web App URL', action.web_app.url) } }
  if (actions.length > 0) throw badRequest(`${actions[0]?.[0]} buttons are not served by the playground`)
  return base
}

function styleOf(style: string | undefined): 'danger' | 'success' | 'primary' | undefined {
  if (style === undefined || style === '') return undefined
  if (style === 'danger' || style === 'success' || style === 'primary') return style
  throw badRequest("can't parse keyboard button: Button has invalid style specified")
}

function checkedAddress(what: string, url: string): string {
  const checked = checkLink(url)
  if ('reason' in checked) throw badRequest(`${what} '${url}' is invalid: ${checked.reason}`)
  return checked.url
}

function secure(what: string, url: string): string {
  const checked = checkedAddress(what, url)
  if (!checked.startsWith('https://')) throw badRequest(`${what} '${url}' is invalid: Only HTTPS links are allowed`)
  return checked
}
