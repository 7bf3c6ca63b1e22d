import type { KeyboardButton, ReplyKeyboardMarkup } from '@grammyjs/types'
import { ignored, list, shape } from '../objects.ts'
import { optional, required, type Source } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { boolean, string } from '../scalars.ts'
import { secure, styleOf, webApp } from './buttons.ts'

const mostReplyButtons = 300

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

export function replyMarkupOf(
  value: Record<string, unknown>,
  source: Source,
  name: string,
): ReplyKeyboardMarkup | undefined {
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
