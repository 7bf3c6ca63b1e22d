import { boolean, integer, string } from '../scalars.ts'
import { optional, required } from '../parameters.ts'
import { badRequest } from '../refusal.ts'
import { checkLink } from '../text/links.ts'
import { method } from './method.ts'

export const answerCallbackQuery = method(
  {
    callback_query_id: required(string),
    text: optional(string),
    show_alert: optional(boolean),
    url: optional(string),
    cache_time: optional(integer),
  },
  (state, values) => {
    const text = values.text ?? ''
    if (text.length > 200) throw badRequest('MESSAGE_TOO_LONG')
    if (values.url !== undefined && 'reason' in checkLink(values.url)) throw badRequest('URL_INVALID')
    const userId = state.callbacks.answer(values.callback_query_id)
    if (text !== '') state.announce({ kind: 'toast', userId, text, alert: values.show_alert ?? false })
    return true
  },
)
