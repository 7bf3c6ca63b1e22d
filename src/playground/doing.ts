import { randomBytes } from 'node:crypto'
import type { Message, MessageEntity } from '@grammyjs/types'
import { hideKeyboard, post, repost, unpost, type Content } from './posting.ts'
import type { Room } from './state/chats.ts'
import type { State } from './state/index.ts'
import type { Kept, Posted } from './state/messages.ts'
import { formatted } from './text/formatted.ts'
import type { Recording, SayOptions, SentFile } from './types.ts'

/** What people do in chats; each puts a message and queues the bot's update. */

/** Says text, with the entities given or recognised. */
export function says(state: State, userId: number, text: string, options: SayOptions = {}): Message {
  return put(state, userId, textOf(text, options.entities), options)
}

/** Sends a photo; throws when the bytes are not a picture Telegram takes. */
export function sendsPhoto(
  state: State,
  userId: number,
  file: SentFile,
  options: SayOptions & { caption?: string } = {},
): Message {
  return put(
    state,
    userId,
    { photo: state.files.addPhoto(file), ...captionOf(options.caption, options.entities) },
    options,
  )
}

/** Sends any file as a document. */
export function sendsDocument(
  state: State,
  userId: number,
  file: SentFile,
  options: SayOptions & { caption?: string } = {},
): Message {
  return put(
    state,
    userId,
    { document: state.files.addDocument(file), ...captionOf(options.caption, options.entities) },
    options,
  )
}

/** Sends something to be played. */
export function sendsRecording(
  state: State,
  userId: number,
  kind: Recording,
  file: SentFile,
  options: SayOptions & { caption?: string } = {},
): Message {
  const recording = state.files.addRecording(kind, file)
  return put(state, userId, { ...recording, ...captionOf(options.caption, options.entities) }, options)
}

/** Sends 2 to 10 files as an album: photos if all are pictures, else documents. The caption stands under the first. */
export function sendsAlbum(
  state: State,
  userId: number,
  files: SentFile[],
  options: SayOptions & { caption?: string } = {},
): Message[] {
  if (files.length < 2 || files.length > 10) throw new Error('an album has 2 to 10 files')
  const media_group_id = String(state.counters.next('album', 13_000_000_000))
  const arePhotos = files.every((file) => file.type.startsWith('image/'))
  return files.map((file, index) => {
    const media = arePhotos ? { photo: state.files.addPhoto(file) } : { document: state.files.addDocument(file) }
    const caption = index === 0 ? captionOf(options.caption, options.entities) : {}
    return put(state, userId, { media_group_id, ...media, ...caption }, options)
  })
}

/** Shares a contact, the person's own unless another is given. */
export function sharesContact(
  state: State,
  userId: number,
  contact?: { phone: string; firstName: string; userId?: number },
  options: SayOptions = {},
): Message {
  const { user, phone } = state.people.get(userId)
  const own = { phone_number: phone, first_name: user.first_name, last_name: user.last_name, user_id: user.id }
  const shared = contact ? { phone_number: contact.phone, first_name: contact.firstName, user_id: contact.userId } : own
  return put(state, userId, { contact: shared }, options)
}

/** Shares a place. */
export function sharesLocation(
  state: State,
  userId: number,
  latitude: number,
  longitude: number,
  options: SayOptions = {},
): Message {
  return put(state, userId, { location: { latitude, longitude } }, options)
}

/** Changes the text or caption of one's own message, and its formatting: without entities it has none. */
export function edits(
  state: State,
  userId: number,
  chatId: number,
  messageId: number,
  text: string,
  entities?: MessageEntity[],
): Message {
  const kept = shown(state, chatId, messageId)
  if (kept.message.from.id !== userId) throw new Error('people edit only their own messages')
  const content = kept.message.text === undefined ? captionOf(text, entities) : textOf(text, entities)
  const cleared = { entities: undefined, caption_entities: undefined }
  const message = { ...kept.message, ...cleared, ...content, edit_date: Math.max(state.seconds(), kept.message.date) }
  repost(state, kept, message)
  if (botSees(state, message)) state.queue.push({ edited_message: message })
  return message
}

/** Deletes one's own message, or any in a group that one has created. The bot is not told. */
export function deletes(state: State, userId: number, chatId: number, messageId: number): void {
  const kept = shown(state, chatId, messageId)
  roomOf(state, userId, chatId)
  const mayAny = state.chats.group(chatId)?.creator === userId
  if (kept.message.from.id !== userId && !mayAny) throw new Error('people delete only their own messages')
  unpost(state, kept)
}

/** Presses a button by its data; the id of the press is what the bot answers to. */
export function presses(state: State, userId: number, chatId: number, messageId: number, data: string): string {
  const { user, blocked } = state.people.get(userId)
  if (blocked) throw new Error(`${user.first_name} has blocked the bot`)
  const { message } = shown(state, chatId, messageId)
  const id = `${state.counters.next('press', 4_300_000_000)}${randomBytes(4).readUInt32BE()}`
  state.callbacks.wait(id, userId)
  state.queue.push({
    callback_query: { id, from: user, message, chat_instance: String(-7_000_000_000_000 - chatId), data },
  })
  return id
}

/** A message people can see; throws for one that is not there. */
function shown(state: State, chatId: number, messageId: number): Kept {
  const kept = state.messages.find(chatId, messageId)
  if (!kept || kept.deleted) throw new Error(`there is no message ${messageId} in chat ${chatId}`)
  return kept
}

/** Puts a person's message and queues it for the bot, if the bot gets to see it. */
function put(state: State, userId: number, content: Content, options: SayOptions): Posted {
  const person = state.people.get(userId)
  const room = roomOf(state, userId, options.chatId ?? userId)
  if (room.type === 'private') {
    if (person.blocked) throw new Error(`${person.user.first_name} has blocked the bot`)
    if (!person.started) state.people.change(userId, { started: true })
  }
  const replyTo = options.replyTo === undefined ? undefined : shown(state, room.id, options.replyTo)
  const { message } = post(state, room, person.user, content, { threadId: options.threadId, replyTo })
  spendKeyboard(state, room.id)
  if (botSees(state, message, replyTo)) state.queue.push({ message })
  return message
}

/** The chat, if the person is in it. */
export function roomOf(state: State, userId: number, chatId: number): Room {
  const room = state.chats.room(chatId)
  const isIn = chatId === userId || state.chats.group(chatId)?.members.includes(userId)
  if (!room || !isIn) throw new Error(`the person ${userId} is not in chat ${chatId}`)
  return room
}

/** In groups a bot with privacy mode gets commands for it, answers to it, and service messages, nothing else. */
function botSees(state: State, message: Posted, replyTo?: Kept): boolean {
  const group = state.chats.group(message.chat.id)
  if (!group) return true
  if (!group.hasBot) return false
  if (replyTo?.fromBot || (message.reply_to_message?.from?.is_bot && !message.is_topic_message)) return true
  const text = message.text ?? message.caption ?? ''
  const [command] = (message.entities ?? message.caption_entities ?? []).filter(
    (entity) => entity.type === 'bot_command',
  )
  if (!command) return false
  const [, name] = text.slice(command.offset, command.offset + command.length).split('@')
  return name === undefined || name.toLowerCase() === state.people.bot.username.toLowerCase()
}

/** A keyboard for one use, or a forced reply, goes away once something was said. */
function spendKeyboard(state: State, chatId: number): void {
  const markup = state.chats.shown(chatId)?.markup
  if (!markup) return
  if ('force_reply' in markup || markup.one_time_keyboard) hideKeyboard(state, chatId)
}

function textOf(text: string, entities?: MessageEntity[]): Content {
  const result = formatted({ text, entities }, () => undefined)
  if (result.text === '') throw new Error('people cannot send an empty message')
  if (result.text.length > 4096) throw new Error('people cannot send more than 4096 characters')
  return result.entities.length > 0 ? result : { text: result.text }
}

function captionOf(caption: string | undefined, given?: Message['entities']): Content {
  if (caption === undefined) return {}
  const { text, entities } = formatted({ text: caption, entities: given }, () => undefined)
  if (text.length > 1024) throw new Error('people cannot send a caption of more than 1024 characters')
  if (text === '') return {}
  return entities.length > 0 ? { caption: text, caption_entities: entities } : { caption: text }
}
