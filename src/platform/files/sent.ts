import type { Message } from '@grammyjs/types'
import type { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../database/database.ts'
import type { Turn } from '../inbox/turn.ts'
import { Refusal } from '../refusal.ts'
import type { MadeFile } from './documents.ts'
import { FileTooLarge, keep, keepBytes, maxFileSize, read } from './files.ts'
import { cleanPicture } from './pictures.ts'
import { endingOf, isPicture, provenEnding, takenKinds } from './sentKinds.ts'

/** A picture or document that somebody sent, as a dialog keeps it until it is sent off. */
export interface Sent {
  /** Number of the file's row. */
  fileId: string
  isPhoto: boolean
}

/** What becomes of a file that is cleaned: another takes its place, or it stays under another name. */
export type Cleaned = MadeFile | { name: string }

/** A file's row, as far as cleaning asks. */
type FileRow = Prisma.FileGetPayload<{ select: { id: true; state: true; type: true; name: true } }>

/** Longest sides in pixels: of what is shown in the chat, and of a plan or a letter that was sent as a document. */
const sides = { photo: 2560, document: 5000 }

/**
 * Notes a picture or document that was sent, to be fetched; refused, in words, when it is something else or too large.
 * What it is called is not kept: a name may say whose it is.
 */
export async function keepSent(turn: Turn, message: Message): Promise<Sent> {
  const album = message.media_group_id
  const once = album === undefined ? undefined : `enclosure:${album}`
  const photo = message.photo?.at(-1)
  // A moving picture comes as a document as well.
  const document = message.animation === undefined ? message.document : undefined
  const ending = document && endingOf(document)
  const sent = photo ?? document
  if (sent === undefined || (photo === undefined && ending === undefined))
    throw new Refusal('platform:fileOther', { kinds: takenKinds }, once)
  const file = {
    telegramFileId: sent.file_id,
    botId: turn.botId,
    name: `lampiran.${ending ?? 'jpg'}`,
    size: sent.file_size ?? null,
  }
  const fileId = await keep(turn.db, file, turn.now).catch((error: unknown) => {
    if (error instanceof FileTooLarge) throw new Refusal('platform:fileLarge', { max: maxFileSize / 2 ** 20 }, once)
    throw error
  })
  return { fileId: String(fileId), isPhoto: photo !== undefined }
}

/** What is to be kept of a file, called `name`; undefined: it could not be fetched, or is nothing that can be kept. */
export async function cleanSent(
  db: Db,
  file: FileRow | null,
  { isPhoto, name }: { isPhoto: boolean; name: string },
): Promise<Cleaned | undefined> {
  if (file?.state !== 'stored') return undefined
  if (!isPhoto && !isPicture(file.type)) {
    const ending = provenEnding(file.type, file.name?.split('.').at(-1) ?? '')
    return ending === undefined ? undefined : { name: `${name}.${ending}` }
  }
  const sent = await read(db, file.id)
  const side = isPhoto ? sides.photo : sides.document
  const picture = sent && (await cleanPicture(sent.bytes, { side, isPhoto }))
  return picture && { ...picture, name: `${name}.${picture.type === 'image/png' ? 'png' : 'jpg'}` }
}

/**
 * Keeps what is clean, and gives the number of its file: another one, or the same of which Telegram's handle does not stay.
 */
export async function keepCleaned(tx: Db, fileId: bigint, cleaned: Cleaned, createdAt: Date): Promise<bigint> {
  if ('bytes' in cleaned) return keepBytes(tx, cleaned, createdAt)
  const data = { name: cleaned.name, telegramFileId: null, telegramBotId: null, createdAt }
  await tx.file.update({ where: { id: fileId }, data })
  return fileId
}
