import type { InlineKeyboardButton, InlineKeyboardMarkup } from '@grammyjs/types'
import { deepLink } from './formatted.tsx'
import type { Place } from './showing.ts'
import { placeValues, verbOf, type View } from './view.ts'

interface Props {
  view: View
  place: Place
  messageId: number
  keyboard: InlineKeyboardMarkup
}

/** The keyboard below a message. */
export function InlineKeyboard({ view, place, messageId, keyboard }: Props) {
  return (
    <span class="inline-keyboard">
      {keyboard.inline_keyboard.map((row, rowNumber) => (
        <span class="row">
          {row.map((button, number) => (
            // The id lets the focus survive when the bot edits the message.
            <button
              type="button"
              id={`b-${place.person}-${messageId}-${rowNumber}-${number}`}
              class={button.style ? `key ${button.style}` : 'key'}
              {...actionOf(button, view, place, messageId)}
            >
              {button.text}
            </button>
          ))}
        </span>
      ))}
    </span>
  )
}

function actionOf(
  button: InlineKeyboardButton,
  view: View,
  place: Place,
  messageId: number,
): Record<string, string | boolean> {
  if ('callback_data' in button)
    return {
      'hx-post': verbOf(place.person, 'press'),
      'hx-swap': 'none',
      'hx-vals': JSON.stringify({ ...placeValues(place), message: messageId, data: button.callback_data }),
    }
  if ('copy_text' in button) return { 'data-copy': button.copy_text.text, 'data-kind': 'copy' }
  if ('switch_inline_query_current_chat' in button)
    return { 'data-insert': `@${view.world.bot.username} ${button.switch_inline_query_current_chat}` }
  if ('switch_inline_query' in button)
    return { 'data-insert': `@${view.world.bot.username} ${button.switch_inline_query}` }
  const address = addressOf(button)
  if (address === undefined) return { disabled: true, title: view.words.unavailable }
  const payload = deepLink(address, view.world.bot.username)
  if (payload === undefined) return { 'data-open': address, 'data-kind': 'url', title: address }
  return {
    'hx-post': verbOf(place.person, 'open'),
    'hx-swap': 'none',
    'hx-vals': JSON.stringify({ payload }),
  }
}

function addressOf(button: InlineKeyboardButton): string | undefined {
  const address =
    'url' in button
      ? button.url
      : 'login_url' in button
        ? button.login_url.url
        : 'web_app' in button
          ? button.web_app.url
          : undefined
  return address !== undefined && /^https?:\/\//i.test(address) ? address : undefined
}
