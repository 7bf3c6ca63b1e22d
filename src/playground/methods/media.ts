import type { InlineKeyboardMarkup } from '@grammyjs/types'
import { attachment, inputFile } from '../uploads.ts'
import { boolean, string } from '../scalars.ts'
import { custom, isRecord, list, shape } from '../objects.ts'
import { optional, required, type Kind } from '../parameters.ts'
import { post, type Content } from '../posting.ts'
import { badRequest } from '../refusal.ts'
import type { State } from '../state/index.ts'
import type { Recording, SentFile } from '../types.ts'
import { entities } from './entities.ts'
import { method } from './method.ts'
import { attachments, countSends, delivery, place, placed, send, suggestion } from './placing.ts'
import { inputAnimation, inputAudio, inputVideo, recordingContent } from './recordings.ts'
import { captioned, messageCaption } from './wording.ts'

const { reply_parameters } = attachments

/** Whether a message carries a file, below which a caption stands. */
export function hasMedia({ photo, document, video, animation, audio }: Content): boolean {
  return (photo ?? document ?? video ?? animation ?? audio) !== undefined
}

/** The content of a photo message; the file may be one Telegram already has. */
function photoContent(state: State, file: SentFile | string): Content {
  return { photo: typeof file === 'string' ? state.files.photo(file) : state.files.addPhoto(file) }
}

/** The content of a document message; the file may be one Telegram already has. */
function documentContent(state: State, file: SentFile | string): Content {
  return { document: typeof file === 'string' ? state.files.document(file) : state.files.addDocument(file) }
}

export const sendPhoto = method(
  {
    ...place,
    photo: required(inputFile, 'there is no photo in the request'),
    ...captioned,
    has_spoiler: optional(boolean),
    ...delivery,
    ...suggestion,
    ...attachments,
  },
  (state, values) => {
    const { room, standing } = placed(state, values.chat_id, values)
    const caption = messageCaption(state, values)
    const spoiler = values.has_spoiler ? { has_media_spoiler: true as const } : {}
    const content = { ...photoContent(state, values.photo), ...caption, ...spoiler }
    return send(state, room, content, standing, values.protect_content)
  },
)

export const sendDocument = method(
  {
    ...place,
    document: required(inputFile, 'there is no document in the request'),
    thumbnail: optional(inputFile),
    caption: captioned.caption,
    parse_mode: captioned.parse_mode,
    caption_entities: captioned.caption_entities,
    disable_content_type_detection: optional(boolean),
    ...delivery,
    ...suggestion,
    ...attachments,
  },
  (state, values) => {
    const { room, standing } = placed(state, values.chat_id, values)
    const caption = messageCaption(state, { ...values, show_caption_above_media: undefined })
    return send(
      state,
      room,
      { ...documentContent(state, values.document), ...caption },
      standing,
      values.protect_content,
    )
  },
)

/** InputMediaPhoto */
export const inputPhoto = shape(
  'InputMediaPhoto',
  { type: required(string), media: required(attachment), ...captioned, has_spoiler: optional(boolean) },
  "can't parse InputMedia",
)

/** InputMediaDocument */
export const inputDocument = shape(
  'InputMediaDocument',
  {
    type: required(string),
    media: required(attachment),
    thumbnail: optional(attachment),
    caption: optional(string),
    parse_mode: optional(string),
    caption_entities: optional(entities),
    disable_content_type_detection: optional(boolean),
  },
  "can't parse InputMedia",
)

/** A file with its caption, read but not stored yet. */
export interface Media {
  type: 'photo' | 'document' | Recording
  file: SentFile | string
  caption: (state: State) => Content
}

/** The kinds of media that are served, under the name the caller gives. */
export function mediaKind(...types: string[]): Kind<Media> {
  return custom(types, (value, source, name) => {
    const type = isRecord(value) ? value['type'] : undefined
    if (type === 'photo') {
      const photo = inputPhoto.read(value, source, name)
      return { type, file: photo.media, caption: (state) => messageCaption(state, photo) }
    }
    if (type === 'document') {
      const document = inputDocument.read(value, source, name)
      const caption = (state: State) => messageCaption(state, { ...document, show_caption_above_media: undefined })
      return { type, file: document.media, caption }
    }
    if (type === 'video' || type === 'animation') {
      const film = (type === 'video' ? inputVideo : inputAnimation).read(value, source, name)
      return { type, file: film.media, caption: (state) => messageCaption(state, film) }
    }
    if (type === 'audio') {
      const audio = inputAudio.read(value, source, name)
      const caption = (state: State) => messageCaption(state, { ...audio, show_caption_above_media: undefined })
      return { type, file: audio.media, caption }
    }
    if (typeof type !== 'string') throw badRequest(`can't parse InputMedia: Can't find field "type"`)
    throw badRequest(`can't parse InputMedia: type "${type}" is not served by the playground`)
  })
}

/** Stores the file and gives the content of its message. */
export function mediaContent(state: State, media: Media): Content {
  const caption = media.caption(state)
  const { type, file } = media
  if (type === 'photo') return { ...photoContent(state, file), ...caption }
  if (type === 'document') return { ...documentContent(state, file), ...caption }
  return { ...recordingContent(state, type, file), ...caption }
}

const album = list(
  mediaKind('InputMediaAudio', 'InputMediaDocument', 'InputMediaLivePhoto', 'InputMediaPhoto', 'InputMediaVideo'),
)

export const sendMediaGroup = method(
  { ...place, media: required(album), ...delivery, reply_parameters },
  (state, values) => {
    const { media } = values
    if (media.length === 0) throw badRequest('there are no messages to send')
    if (media.length > 10) throw badRequest('too many messages to send as an album')
    if (media.some(({ type }) => type === 'animation')) throw badRequest("animation can't be used in media groups")
    const types = new Set(media.map(({ type }) => type))
    if (types.size > 1 && (types.has('document') || types.has('audio')))
      throw badRequest("document can't be mixed with other media types")
    const { room, standing } = placed(state, values.chat_id, values)
    const contents = media.map((item) => mediaContent(state, item))
    countSends(state, room, media.length)
    const media_group_id = String(state.counters.next('album', 13_000_000_000))
    const protect = values.protect_content ? { has_protected_content: true as const } : {}
    const bot = state.people.bot
    return contents.map(
      (content) => post(state, room, bot, { ...content, ...protect, media_group_id }, standing).message,
    )
  },
)

/** True when two inline keyboards show and do the same. */
export function sameMarkup(a: InlineKeyboardMarkup | undefined, b: InlineKeyboardMarkup | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
