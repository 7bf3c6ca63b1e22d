import type { Message } from '@grammyjs/types'
import type { Recording, SayOptions, SentFile, World } from '../types.ts'
import { readMarks } from './marks.ts'

/** What a person sends at once: words with marks, files, or both. */
export interface Sending {
  text: string
  files: SentFile[]
  /** True when pictures are to go as files, unchanged. */
  asFile: boolean
  options: SayOptions
}

/** What Telegram's apps do not let anyone send; `key` names the sentence that says why. */
export class Unsendable extends Error {
  readonly key: 'textTooLong' | 'captionTooLong'

  constructor(key: Unsendable['key']) {
    super(key)
    this.key = key
  }
}

const longestText = 4096
const longestCaption = 1024

// Telegram takes no larger photos, and shows other kinds of pictures as files.
const photoTypes = new Set(['image/jpeg', 'image/png', 'image/webp'])
const largestPhoto = 10 * 1024 * 1024
const largestAlbum = 10

/** Sends as a Telegram app would: one file alone, several as albums, photos and documents apart, words as caption of the first. */
export async function send(world: World, userId: number, sending: Sending): Promise<void> {
  const { text, entities } = readMarks(sending.text)
  if (text.length > longestText) throw new Unsendable('textTooLong')
  if (sending.files.length > 0 && text.length > longestCaption) throw new Unsendable('captionTooLong')
  const formatting: Pick<SayOptions, 'entities'> = entities.length > 0 ? { entities } : {}
  if (sending.files.length === 0) {
    if (text !== '') await world.says(userId, text, { ...sending.options, ...formatting })
    return
  }
  let caption: SayOptions & { caption?: string } = text === '' ? {} : { caption: text, ...formatting }
  const photos = sending.files.filter((file) => !sending.asFile && isPhoto(file))
  const played = sending.files.filter((file) => !sending.asFile && playedAs(file) !== undefined)
  const documents = sending.files.filter((file) => !photos.includes(file) && !played.includes(file))
  const alone = [...played, ...(sending.asFile ? documents : [])].map((file) => [file])
  for (const group of [...albums(photos), ...alone, ...(sending.asFile ? [] : albums(documents))]) {
    await sendGroup(world, userId, group, photos.includes(group[0] ?? emptyFile), {
      ...sending.options,
      ...caption,
      asFile: sending.asFile,
    })
    caption = {}
  }
}

const emptyFile: SentFile = { bytes: new Uint8Array(), name: '', type: '' }

async function sendGroup(
  world: World,
  userId: number,
  group: SentFile[],
  arePhotos: boolean,
  { asFile, ...options }: SayOptions & { caption?: string; asFile: boolean },
): Promise<Message | Message[] | undefined> {
  const [first, ...others] = group
  if (!first) return undefined
  if (others.length > 0) return world.sendsAlbum(userId, group, options)
  if (arePhotos) return world.sendsPhoto(userId, first, options)
  const kind = asFile ? undefined : playedAs(first)
  return kind === undefined
    ? world.sendsDocument(userId, first, options)
    : world.sendsRecording(userId, kind, first, options)
}

/** What an app plays when it is not sent as a file. */
function playedAs({ type }: SentFile): Recording | undefined {
  if (type === 'image/gif') return 'animation'
  if (type === 'video/mp4') return 'video'
  return type === 'audio/mpeg' || type === 'audio/mp4' ? 'audio' : undefined
}

function isPhoto(file: SentFile): boolean {
  return photoTypes.has(file.type) && file.bytes.length <= largestPhoto
}

function albums(files: SentFile[]): SentFile[][] {
  const groups: SentFile[][] = []
  for (let start = 0; start < files.length; start += largestAlbum) groups.push(files.slice(start, start + largestAlbum))
  return groups
}
