import { shape } from '../objects.ts'
import { optional, required } from '../parameters.ts'
import type { Content } from '../posting.ts'
import { boolean, integer, string } from '../scalars.ts'
import type { State } from '../state/index.ts'
import type { Recording, SentFile } from '../types.ts'
import { attachment, inputFile } from '../uploads.ts'
import { entities } from './entities.ts'
import { method } from './method.ts'
import { attachments, delivery, place, placed, send, suggestion } from './placing.ts'
import { captioned, messageCaption } from './wording.ts'

const plainCaption = { caption: optional(string), parse_mode: optional(string), caption_entities: optional(entities) }
const size = { duration: optional(integer), width: optional(integer), height: optional(integer) }
const song = { duration: optional(integer), performer: optional(string), title: optional(string) }

/** The content of a message with something to be played; the file may be one Telegram already has. */
export function recordingContent(state: State, kind: Recording, file: SentFile | string): Content {
  const { files } = state
  return typeof file === 'string' ? files.recording(kind, file) : files.addRecording(kind, file)
}

export const sendVideo = method(
  {
    ...place,
    video: required(inputFile, 'there is no video in the request'),
    ...size,
    thumbnail: optional(inputFile),
    cover: optional(inputFile),
    start_timestamp: optional(integer),
    ...captioned,
    has_spoiler: optional(boolean),
    supports_streaming: optional(boolean),
    ...delivery,
    ...suggestion,
    ...attachments,
  },
  (state, values) => {
    const { room, standing } = placed(state, values.chat_id, values)
    const spoiler = values.has_spoiler ? { has_media_spoiler: true as const } : {}
    const content = { ...recordingContent(state, 'video', values.video), ...messageCaption(state, values), ...spoiler }
    return send(state, room, content, standing, values.protect_content)
  },
)

export const sendAnimation = method(
  {
    ...place,
    animation: required(inputFile, 'there is no animation in the request'),
    ...size,
    thumbnail: optional(inputFile),
    ...captioned,
    has_spoiler: optional(boolean),
    ...delivery,
    ...suggestion,
    ...attachments,
  },
  (state, values) => {
    const { room, standing } = placed(state, values.chat_id, values)
    const spoiler = values.has_spoiler ? { has_media_spoiler: true as const } : {}
    const file = recordingContent(state, 'animation', values.animation)
    return send(
      state,
      room,
      { ...file, ...messageCaption(state, values), ...spoiler },
      standing,
      values.protect_content,
    )
  },
)

export const sendAudio = method(
  {
    ...place,
    audio: required(inputFile, 'there is no audio in the request'),
    ...plainCaption,
    ...song,
    thumbnail: optional(inputFile),
    ...delivery,
    ...suggestion,
    ...attachments,
  },
  (state, values) => {
    const { room, standing } = placed(state, values.chat_id, values)
    const caption = messageCaption(state, { ...values, show_caption_above_media: undefined })
    const content = { ...recordingContent(state, 'audio', values.audio), ...caption }
    return send(state, room, content, standing, values.protect_content)
  },
)

const media = { type: required(string), media: required(attachment), thumbnail: optional(attachment) }

/** InputMediaVideo */
export const inputVideo = shape(
  'InputMediaVideo',
  {
    ...media,
    cover: optional(attachment),
    start_timestamp: optional(integer),
    ...captioned,
    ...size,
    supports_streaming: optional(boolean),
    has_spoiler: optional(boolean),
  },
  "can't parse InputMedia",
)

/** InputMediaAnimation */
export const inputAnimation = shape(
  'InputMediaAnimation',
  { ...media, ...captioned, ...size, has_spoiler: optional(boolean) },
  "can't parse InputMedia",
)

/** InputMediaAudio */
export const inputAudio = shape('InputMediaAudio', { ...media, ...plainCaption, ...song }, "can't parse InputMedia")
