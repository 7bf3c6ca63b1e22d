import { createHash } from 'node:crypto'
import { GrammyError } from 'grammy'
import type { Api } from 'grammy'
import type { Clock } from '../clock.ts'
import type { Database, Db } from '../database/database.ts'
import { download, Unfetchable } from './download.ts'
import { addChunk, claim, fail, finish, release } from './fetches.ts'
import type { Fetch } from './fetches.ts'
import type { Log } from '../log.ts'
import { openPump } from '../pump.ts'
import { asSignal } from '../telegram/telegram.ts'

/** Telegram's limit for files that bots fetch, in bytes. */
export const maxFileSize = 20 * 1024 * 1024

/** Somebody sent a file that bots cannot fetch; the caller tells them so. */
export class FileTooLarge extends Error {
  override name = 'FileTooLarge'
}

/** A file as Telegram describes it; the name is the sender's and only ever data. */
export interface SentFile {
  telegramFileId: string
  botId: bigint
  name: string | null
  /** Bytes; Telegram does not always tell. */
  size: number | null
}

/** Fetches the files people sent while it is open. */
export interface Files {
  /** There may be files to fetch; also done by waking `filesChannel`. */
  wake: () => void
  /** Resolves when every file that is due has been tried. */
  idle: () => Promise<void>
  /** Interrupts what is being fetched; it goes on at the next start. */
  stop: () => Promise<void>
}

/** The channel to wake once a transaction that kept a file has been committed. */
export const filesChannel = 'files'

/** Bytes of a chunk of a file that was made here. */
const madeChunk = 1024 * 1024
/** Chunks that are read by one query. */
const atATime = 4
const poll = 5000
const atOnce = 3
/** Pauses before each attempt after the first, in milliseconds of real time. */
const pauses = [5000, 30_000, 120_000, 600_000]

/** Notes a file that somebody sent, to be fetched; gives its number. Throws FileTooLarge over 20 MB. */
export async function keep(tx: Db, file: SentFile, now: Date): Promise<bigint> {
  if (file.size !== null && file.size > maxFileSize) throw new FileTooLarge()
  const { telegramFileId, botId: telegramBotId, size } = file
  // PostgreSQL takes no zero characters in text, and nobody can read the other control characters.
  const name = file.name?.replaceAll(/\p{Cc}/gu, '').slice(0, 255) || null
  const data = { telegramFileId, telegramBotId, size, name, createdAt: now }
  return (await tx.file.create({ data, select: { id: true } })).id
}

/** Keeps a file that was made here, to be sent; gives its number. Gone a day after nothing refers to it any more. */
export async function keepBytes(
  tx: Db,
  { name, type, bytes }: { name: string; type: string; bytes: Uint8Array<ArrayBuffer> },
  now: Date,
): Promise<bigint> {
  const sha256 = new Uint8Array(createHash('sha256').update(bytes).digest())
  const data = { name, type, size: bytes.length, sha256, state: 'stored', createdAt: now } as const
  const { id } = await tx.file.create({ data, select: { id: true } })
  // As text: the embedded engine takes bytes one by one, and nothing else happens meanwhile.
  const text = (from: number) => Buffer.from(bytes.subarray(from, from + madeChunk)).toString('base64')
  for (let index = 0; index === 0 || index * madeChunk < bytes.length; index++)
    await tx.$executeRaw`
      INSERT INTO file_chunk (file_id, index, bytes) VALUES (${id}, ${index}, decode(${text(index * madeChunk)}, 'base64'))`
  return id
}

/** A fetched file in memory; undefined: unknown, or not (yet) fetched. `type` is sniffed, null: unknown. */
export async function read(
  db: Db,
  id: bigint,
): Promise<{ name: string | null; type: string | null; bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const file = await db.file.findUnique({
    where: { id, state: 'stored' },
    select: { name: true, type: true, size: true },
  })
  if (file === null) return undefined
  const { name, type, size } = file
  const parts: Buffer[] = []
  for (;;) {
    // Some at a time, and as text, for the same reason as above.
    const chunks = await db.$queryRaw<{ text: string }[]>`
      SELECT encode(bytes, 'base64') AS text FROM file_chunk
      WHERE file_id = ${id} ORDER BY index OFFSET ${parts.length} LIMIT ${atATime}`
    parts.push(...chunks.map(({ text }) => Buffer.from(text, 'base64')))
    if (chunks.length < atATime) break
  }
  const bytes = Buffer.concat(parts)
  // It was removed meanwhile.
  return bytes.length === size ? { name, type, bytes } : undefined
}

/** Opens the fetcher for the bot with this token. Several instances may fetch; each file is fetched by one at a time. */
export function openFiles(options: {
  database: Database
  clock: Clock
  log: Log
  api: Api
  apiRoot: string
  token: string
}): Files {
  const { database, clock, log, api, apiRoot, token } = options
  const db = database.client
  const botId = BigInt(token.split(':')[0] ?? 0)
  const stopping = new AbortController()

  async function fetchNext(): Promise<boolean> {
    const next = await claim(db, clock.wall())
    if (next === null) return false
    try {
      await store(next)
    } catch (error) {
      if (stopping.signal.aborted) await release(db, next)
      else await settle(next, error)
    }
    return true
  }

  async function store(fetch: Fetch) {
    if (fetch.attempt > pauses.length + 1) throw new Unfetchable('crashed')
    if (fetch.telegramFileId === null || fetch.telegramBotId !== botId) throw new Unfetchable('sent to another bot')
    const { file_path: path } = await api.getFile(fetch.telegramFileId, asSignal(stopping.signal))
    if (path === undefined) throw new Error('no path')
    const hash = createHash('sha256')
    let size = 0
    let index = 0
    // Never in a log or an error: the address holds the token.
    for await (const bytes of download(`${apiRoot}/file/bot${token}/${path}`, maxFileSize, stopping.signal)) {
      if (!(await addChunk(db, fetch, index++, bytes, clock.wall()))) return
      hash.update(bytes)
      size += bytes.length
    }
    await finish(db, fetch, { size, sha256: new Uint8Array(hash.digest()) })
  }

  async function settle(fetch: Fetch, error: unknown) {
    const pause = isFinal(error) ? undefined : pauses[fetch.attempt - 1]
    const asked = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0
    const reason = reasonOf(error)
    log.warn(
      { reference: `file-${fetch.id}`, attempt: fetch.attempt, reason, final: pause === undefined },
      'A file could not be fetched',
    )
    const again = pause === undefined ? null : new Date(clock.wall().getTime() + Math.max(pause, asked))
    await fail(db, fetch, reason, again)
  }

  const broke = (error: unknown) => log.error({ err: error }, 'Files could not be looked at; tried again in 5 s')
  const pumps = Array.from({ length: atOnce }, () => openPump(fetchNext, broke))
  const wake = () => {
    for (const pump of pumps) pump.wake()
  }
  const timer = setInterval(wake, poll).unref()
  const leave = database.onWake(filesChannel, wake)
  wake()
  return {
    wake,
    async idle() {
      if ((await db.file.count({ where: { state: 'pending' } })) > 0)
        await Promise.all(pumps.map((pump) => pump.idle()))
    },
    async stop() {
      clearInterval(timer)
      leave()
      const ended = Promise.all(pumps.map((pump) => pump.stop()))
      stopping.abort()
      await ended
    },
  }
}

/** Telegram answers 400 when it does not know the file or does not give it out: the same will be said again. */
function isFinal(error: unknown): boolean {
  return error instanceof Unfetchable || (error instanceof GrammyError && error.error_code === 400)
}

/** A few words without address or token. */
function reasonOf(error: unknown): string {
  if (error instanceof Unfetchable) return error.message
  if (error instanceof GrammyError) return error.description
  if (!(error instanceof Error)) return 'unknown'
  return /^HTTP \d+$/.test(error.message) ? error.message : error.name
}
