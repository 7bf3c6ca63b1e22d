import type { Db } from '../database/database.ts'
import type { Html } from '../html.ts'
import { post } from '../outbox/outbox.ts'
import type { Envelope, Posted } from '../outbox/outbox.ts'
import { keepBytes } from './files.ts'

/** A file that was made here, and what is said below it. */
export interface MadeFile {
  name: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
  caption?: Html
  /** Shown as a picture rather than as a file. */
  isPhoto?: boolean
}

/** Posts a made file to a chat, as an answer unless the envelope says otherwise; nothing of it is kept once it is sent. */
export async function postFile(
  tx: Db,
  chatId: bigint,
  made: MadeFile,
  now: Date,
  envelope: Partial<Envelope> = {},
): Promise<Posted[]> {
  return post(tx, [{ lane: 'answer', ...envelope, chatId, ...(await enclose(tx, made, now)) }], now)
}

/** What an envelope holds to carry a made file, which is kept until then. */
export async function enclose(
  tx: Db,
  { caption, isPhoto, ...made }: MadeFile,
  now: Date,
): Promise<Pick<Envelope, 'method' | 'payload' | 'contentId' | 'fleeting'>> {
  const fileId = await keepBytes(tx, made, now)
  const method = isPhoto ? 'sendPhoto' : 'sendDocument'
  const { id: contentId } = await tx.content.create({ data: { method, payload: {}, fileId }, select: { id: true } })
  const payload = caption === undefined ? {} : { caption, parse_mode: 'HTML' }
  return { method, payload, contentId, fleeting: true }
}
