import { InputFile } from 'grammy'
import type { Database } from '../database/database.ts'
import { editMedia, fileFields } from './delivery.ts'
import type { Log } from '../log.ts'
import type { Parcel, ParcelContent, ParcelFile } from './sendQueue.ts'

/** The bytes of a kept file; undefined: they are not here. */
export type ReadFile = (
  fileId: bigint,
) => Promise<{ name: string | null; type: string | null; bytes: Uint8Array } | undefined>

/** What messages share, and Telegram's handles of their files: a file is uploaded once, all others go by its handle. */
export interface Attachments {
  /** Loads what is not yet known of these contents. */
  load(contentIds: bigint[]): Promise<void>
  content(contentId: bigint): ParcelContent | undefined
  /** Whether the parcel has to wait for another one's upload. */
  isWaiting(parcel: Parcel): boolean
  /** What to send as the file, and starts the upload when Telegram does not have it; undefined: there are no bytes. */
  prepare(file: ParcelFile): Promise<InputFile | string | undefined>
  /** Ends the upload, with the handle that Telegram gave, if it did. */
  settle(file: ParcelFile, handle: string | null): Promise<void>
}

interface AttachmentOptions {
  database: Database
  botId: bigint
  readFile: ReadFile
  log: Log
}

const manyContents = 200

/** No content is known yet. */
export function openAttachments({ database, botId, readFile, log }: AttachmentOptions): Attachments {
  const contents = new Map<bigint, ParcelContent>()
  const files = new Map<bigint, ParcelFile>()

  return {
    async load(contentIds) {
      const missing = [...new Set(contentIds)].filter((id) => !contents.has(id))
      if (missing.length === 0) return
      if (contents.size > manyContents) contents.clear()
      for (const { id, payload, file } of await readContents(database, missing)) {
        if (typeof payload !== 'object' || payload === null) throw new TypeError(`Content ${id} is not an object`)
        contents.set(id, { payload, file: file === null ? null : know(files, file, botId) })
      }
    },
    content: (contentId) => contents.get(contentId),
    isWaiting: ({ content }) => content?.file?.isUploading === true && content.file.handle === null,
    async prepare(file) {
      if (file.handle !== null) return file.handle
      file.isUploading = true
      const found = await readFile(file.id)
      return found && new InputFile(found.bytes, found.name?.replaceAll(/[\r\n";\\]/g, '_'))
    },
    async settle(file, handle) {
      file.isUploading = false
      file.handle = handle
      if (handle === null) return
      await writeHandle(database, file.id, handle, botId).catch((error: unknown) =>
        log.warn({ err: error }, "Telegram's handle of a file could not be written; the file is uploaded again later"),
      )
    },
  }
}

/** The method's parameters, with the file in its place. */
export function withFile(method: string, parameters: object, file: InputFile | string): object {
  if (method === editMedia && 'media' in parameters && typeof parameters.media === 'object')
    return { ...parameters, media: { ...parameters.media, media: file } }
  const field = fileFields[method]
  return field === undefined ? parameters : { ...parameters, [field]: file }
}

function know(
  files: Map<bigint, ParcelFile>,
  row: { id: bigint; telegramFileId: string | null; telegramBotId: bigint | null },
  botId: bigint,
): ParcelFile {
  const known = files.get(row.id)
  if (known !== undefined) return known
  // A handle belongs to the bot that got it.
  const handle = row.telegramBotId === botId ? row.telegramFileId : null
  const file = { id: row.id, handle, isUploading: false }
  files.set(row.id, file)
  return file
}

function readContents({ client }: Database, ids: bigint[]) {
  const file = { select: { id: true, telegramFileId: true, telegramBotId: true } }
  return client.content.findMany({ where: { id: { in: ids } }, select: { id: true, payload: true, file } })
}

async function writeHandle({ client }: Database, id: bigint, handle: string, botId: bigint) {
  await client.file.updateMany({ where: { id }, data: { telegramFileId: handle, telegramBotId: botId } })
}
