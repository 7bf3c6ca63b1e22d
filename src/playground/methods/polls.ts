import type { Poll, PollOption } from '@grammyjs/types'
import { boolean, chatId, integer, string } from '../scalars.ts'
import { custom, ignored, isRecord, list } from '../objects.ts'
import { optional, required, type Kind } from '../parameters.ts'
import { repost } from '../posting.ts'
import { badRequest } from '../refusal.ts'
import type { State } from '../state/index.ts'
import { formatted } from '../text/formatted.ts'
import { inlineMarkup } from './inlineKeyboards.ts'
import { entities } from './entities.ts'
import { inputPollOption } from './kinds.ts'
import { method } from './method.ts'
import { attachments, delivery, placed, send } from './placing.ts'

/** An option may be given as its bare text. */
const option: Kind<ReturnType<typeof inputPollOption.read>> = custom(['InputPollOption'], (value, source, name) =>
  inputPollOption.read(isRecord(value) ? value : { text: value }, source, name),
)

const bareOption: typeof option = {
  types: option.types,
  read: (value, source, name) =>
    typeof value === 'string' && !value.startsWith('{')
      ? inputPollOption.read({ text: value }, source, name)
      : option.read(value, source, name),
}

export const sendPoll = method(
  {
    business_connection_id: optional(string),
    chat_id: required(chatId, 'chat_id is empty'),
    message_thread_id: optional(integer),
    question: required(string, 'poll question must be non-empty'),
    question_parse_mode: optional(string),
    question_entities: optional(entities),
    options: required(list(bareOption)),
    is_anonymous: optional(boolean),
    type: optional(string),
    allows_multiple_answers: optional(boolean),
    allows_revoting: optional(boolean),
    shuffle_options: optional(boolean),
    allow_adding_options: optional(boolean),
    hide_results_until_closes: optional(boolean),
    members_only: optional(boolean),
    country_codes: optional(list(string)),
    correct_option_ids: optional(list(integer)),
    explanation: optional(string),
    explanation_parse_mode: optional(string),
    explanation_entities: optional(entities),
    explanation_media: optional(ignored('InputPollMedia')),
    open_period: optional(integer),
    close_date: optional(integer),
    is_closed: optional(boolean),
    description: optional(string),
    description_parse_mode: optional(string),
    description_entities: optional(entities),
    media: optional(ignored('InputPollMedia')),
    ...delivery,
    ...attachments,
  },
  (state, values) => {
    const { room, standing } = placed(state, values.chat_id, values)
    const type = values.type === 'quiz' ? 'quiz' : 'regular'
    if (values.type !== undefined && values.type !== '' && values.type !== type)
      throw badRequest('unsupported poll type specified')
    const question = part(
      state,
      'poll question',
      300,
      values.question,
      values.question_parse_mode,
      values.question_entities,
    )
    const correct = values.correct_option_ids ?? []
    if (type === 'quiz' && correct.length === 0) throw badRequest('wrong correct option ID specified')
    if (values.options.length < 1) throw badRequest('poll must have at least 1 option')
    if (values.options.length > 12) throw badRequest("poll can't have more than 12 options")
    if (correct.some((id) => id < 0 || id >= values.options.length))
      throw badRequest('wrong correct option ID specified')
    const explanation =
      values.explanation === undefined || values.explanation === ''
        ? undefined
        : part(
            state,
            'poll explanation',
            200,
            values.explanation,
            values.explanation_parse_mode,
            values.explanation_entities,
          )
    const options = values.options.map((given, index): PollOption => {
      const { text, entities: marks } = part(
        state,
        'poll option',
        100,
        given.text,
        given.text_parse_mode,
        given.text_entities,
      )
      return { persistent_id: String(index), text, text_entities: marks, voter_count: 0 }
    })
    const poll: Poll = {
      id: String(state.counters.next('poll', 5_400_000_000)),
      question: question.text,
      question_entities: question.entities,
      options,
      total_voter_count: 0,
      is_closed: values.is_closed ?? false,
      is_anonymous: values.is_anonymous ?? true,
      type,
      allows_multiple_answers: values.allows_multiple_answers ?? false,
      allows_revoting: values.allows_revoting ?? type === 'regular',
      members_only: values.members_only ?? false,
      ...(type === 'quiz' ? { correct_option_ids: correct } : {}),
      ...(explanation ? { explanation: explanation.text, explanation_entities: explanation.entities } : {}),
      ...(values.open_period === undefined ? {} : { open_period: values.open_period }),
      ...(values.close_date === undefined ? {} : { close_date: values.close_date }),
    }
    const message = send(state, room, { poll }, standing, values.protect_content)
    state.votes.put(poll.id, { chatId: room.id, messageId: message.message_id, choices: {} })
    return message
  },
)

export const stopPoll = method(
  {
    business_connection_id: optional(string),
    chat_id: required(chatId, 'chat_id is empty'),
    message_id: required(integer, 'message identifier is not specified'),
    reply_markup: optional(inlineMarkup),
  },
  (state, values): Poll => {
    const room = state.chats.reachable(values.chat_id)
    const kept = state.messages.find(room.id, values.message_id)
    const poll = kept?.message.poll
    if (!kept || kept.deleted || !poll) throw badRequest('message with poll to stop not found')
    if (!kept.fromBot) throw badRequest("poll can't be stopped")
    if (poll.is_closed) throw badRequest('poll has already been closed')
    const closed = { ...poll, is_closed: true }
    repost(state, kept, { ...kept.message, poll: closed, reply_markup: values.reply_markup })
    return closed
  },
)

function part(
  state: State,
  what: string,
  longest: number,
  text: string,
  parseMode?: string,
  given?: Parameters<typeof formatted>[0]['entities'],
) {
  const result = formatted({ text, parseMode, entities: given }, (id) => state.people.find(id)?.user)
  if (result.text === '') throw badRequest(`${what} must be non-empty`)
  if (result.text.length > longest) throw badRequest(`${what} length must not exceed ${longest}`)
  // Telegram recognises nothing here by itself.
  return { text: result.text, entities: parseMode || given ? result.entities : undefined }
}
