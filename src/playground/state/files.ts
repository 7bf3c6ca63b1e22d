import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Animation, Audio, Document, PhotoSize, Video } from '@grammyjs/types'
import { badRequest, Refused } from '../refusal.ts'
import type { Recording, SentFile } from '../types.ts'
import type { Counters } from './counters.ts'
import { imageSize, photoSizes } from './images.ts'
import type { Ledger } from './ledger.ts'

/** A file as kept: the bytes lie apart, under their hash. */
interface KeptFile {
  id: string
  unique: string
  kind: 'photo' | 'document' | Recording
  name: string
  type: string
  size: number
  hash: string
  /** Where getFile says it is, such as `photos/file_7.jpg`. */
  path: string
  width?: number
  height?: number
  /** The sizes of the photo this is one of, smallest first. */
  group?: string[]
}

/** A recording in its field of a message; an animation stands in that of a document as well. */
export interface Played {
  video?: Video
  animation?: Animation
  audio?: Audio
  document?: Document
}

/** Everything that was sent as a file. */
export interface Files {
  addPhoto(file: SentFile): PhotoSize[]
  addDocument(file: SentFile): Document
  addRecording(kind: Recording, file: SentFile): Played
  /** What sending the same file again gives; throws what Telegram answers to a wrong id. */
  photo(fileId: string): PhotoSize[]
  document(fileId: string): Document
  recording(kind: Recording, fileId: string): Played
  find(fileId: string): KeptFile | undefined
  atPath(path: string): KeptFile | undefined
  bytes(file: KeptFile): Promise<Uint8Array>
}

/** How the file_ids of each kind begin. */
const prefixes = { photo: 'AgACAgU', document: 'BQACAgU', video: 'BAACAgU', animation: 'CgACAgU', audio: 'CQACAgU' }
const mostPhotoBytes = 10 * 1024 * 1024
const mostDocumentBytes = 50 * 1024 * 1024

/** Opens the files kept in the ledger; their bytes lie in `dir`/files, or in memory when `dir` is null. */
export async function openFiles(ledger: Ledger, counters: Counters, dir: string | null): Promise<Files> {
  const shelf = ledger.shelf<KeptFile>('file')
  const paths = new Map<string, KeptFile>()
  for (const file of shelf.values()) paths.set(file.path, file)
  const inMemory = new Map<string, Uint8Array>()
  const folder = dir === null ? null : join(dir, 'files')
  if (folder !== null) await mkdir(folder, { recursive: true, mode: 0o700 })

  function store(bytes: Uint8Array): string {
    const hash = createHash('sha256').update(bytes).digest('hex')
    inMemory.set(hash, bytes)
    if (folder !== null) {
      const path = join(folder, hash)
      const partial = `${path}.${counters.next('partial')}`
      const written = writeFile(partial, bytes, { mode: 0o600 }).then(() => rename(partial, path))
      ledger.track(written.then(() => inMemory.delete(hash)))
    }
    return hash
  }

  function add(file: Omit<KeptFile, 'id' | 'unique' | 'path'>): KeptFile {
    const number = counters.next('file')
    const kept: KeptFile = {
      ...file,
      id: `${prefixes[file.kind]}AAxkBAAI${number.toString(36).padStart(6, '0')}${file.hash.slice(0, 40)}`,
      unique: `AQAD${file.hash.slice(0, 10)}${(file.width ?? 0).toString(36)}`,
      path: `${file.kind}s/file_${number}.${extension(file)}`,
    }
    shelf.put(kept.id, kept)
    paths.set(kept.path, kept)
    return kept
  }

  function addWhole(kind: 'document' | Recording, { name, type, bytes }: SentFile): KeptFile {
    if (bytes.length === 0) throw badRequest('file must be non-empty')
    if (bytes.length > mostDocumentBytes) throw new Refused(413, 'Request Entity Too Large')
    return add({ kind, name, type, size: bytes.length, hash: store(bytes) })
  }

  function existing(fileId: string, kind: KeptFile['kind']): KeptFile {
    if (/^https?:\/\//.test(fileId)) throw badRequest('failed to get HTTP URL content')
    const file = shelf.get(fileId)
    if (!file) throw badRequest('wrong file identifier/HTTP URL specified')
    if (file.kind !== kind) {
      throw badRequest(`can't use file of type ${named(file.kind)} as ${named(kind)}`)
    }
    return file
  }

  return {
    addPhoto(file) {
      if (file.bytes.length === 0) throw badRequest('file must be non-empty')
      if (file.bytes.length > mostPhotoBytes) {
        throw badRequest(
          `file of size ${file.bytes.length} bytes is too big for a photo; the maximum size is ${mostPhotoBytes} bytes`,
        )
      }
      const size = imageSize(file.bytes)
      if (!size) throw badRequest('IMAGE_PROCESS_FAILED')
      const { width, height } = size
      if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height)) {
        throw badRequest('PHOTO_INVALID_DIMENSIONS')
      }
      const hash = store(file.bytes)
      const common = { kind: 'photo', name: 'photo.jpg', type: file.type, size: file.bytes.length, hash } as const
      const sizes = photoSizes(width, height).map((side) => add({ ...common, ...side }))
      const group = sizes.map((kept) => kept.id)
      for (const kept of sizes) shelf.put(kept.id, { ...kept, group })
      return sizes.map(asPhotoSize)
    },
    addDocument: (file) => asDocument(addWhole('document', file)),
    addRecording: (kind, file) => asPlayed(kind, addWhole(kind, file)),
    photo(fileId) {
      const group = existing(fileId, 'photo').group ?? []
      return group.flatMap((id) => shelf.get(id) ?? []).map(asPhotoSize)
    },
    document: (fileId) => asDocument(existing(fileId, 'document')),
    recording: (kind, fileId) => asPlayed(kind, existing(fileId, kind)),
    find: (fileId) => shelf.get(fileId),
    atPath: (path) => paths.get(path),
    async bytes(file) {
      const bytes = inMemory.get(file.hash)
      if (bytes) return bytes
      if (folder === null) throw new Error(`the bytes of ${file.path} are gone`)
      return readFile(join(folder, file.hash))
    },
  }
}

function asPhotoSize(file: KeptFile): PhotoSize {
  const { id, unique, size, width = 0, height = 0 } = file
  return { file_id: id, file_unique_id: unique, file_size: size, width, height }
}

function asDocument(file: KeptFile): Document {
  const { id, unique, name, type, size } = file
  return { file_id: id, file_unique_id: unique, file_name: name, mime_type: type, file_size: size }
}

/** What it shows is not looked at: its length and size are made up. */
function asPlayed(kind: Recording, file: KeptFile): Played {
  const document = asDocument(file)
  const film = { ...document, width: 640, height: 360, duration: 1 }
  if (kind === 'animation') return { animation: film, document }
  return kind === 'video' ? { video: film } : { audio: { ...document, duration: 1 } }
}

function named(kind: KeptFile['kind']): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1)
}

/** The ending of the path getFile gives: letters and digits only, for names are what people typed. */
function extension(file: Pick<KeptFile, 'kind' | 'name'>): string {
  if (file.kind === 'photo') return 'jpg'
  return /\.([A-Za-z0-9]{1,8})$/.exec(file.name)?.[1]?.toLowerCase() ?? 'bin'
}
