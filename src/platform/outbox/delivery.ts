import { GrammyError, HttpError } from 'grammy'
import type { Api } from 'grammy'
import { z } from 'zod'
import { withoutToken } from '../log.ts'

/** How one call of Telegram ended. */
export type Outcome =
  | { kind: 'sent'; messageId: number | null; handle: string | null }
  /** The person is not there any more. */
  | { kind: 'gone'; reason: string }
  /** Telegram will never take it. */
  | { kind: 'refused'; reason: string }
  /** Too many: not before so many seconds. */
  | { kind: 'flood'; seconds: number; reason: string }
  /** Telegram does not know the file_id any more. */
  | { kind: 'fileForgotten'; reason: string }
  /** It may work later: no connection, a timeout, an error on Telegram's side. */
  | { kind: 'fault'; reason: string }
  /** Broken off because this instance stops. */
  | { kind: 'aborted' }

/** Calls a method of the Bot API by its name. */
export type Deliver = (method: string, parameters: object, signal: AbortSignal) => Promise<Outcome>

/** Which parameter of a method carries the file, and which field of the sent message names it. */
export const fileFields: Record<string, string> = {
  sendPhoto: 'photo',
  sendDocument: 'document',
  sendVideo: 'video',
  sendAnimation: 'animation',
  sendAudio: 'audio',
  sendVoice: 'voice',
  sendSticker: 'sticker',
}

/** Puts another file in the place of the one in a message, whatever kind it is of: its content's media has no file yet. */
export const editMedia = 'editMessageMedia'

const sentFile = z.object({ file_id: z.string() })
const sentMessage = z.looseObject({ message_id: z.number() })

/** Delivers through grammY. */
export function openDelivery(api: Api): Deliver {
  const calls = new Map<string, (...args: unknown[]) => unknown>()
  const find = (method: string) => {
    const known = calls.get(method)
    if (known !== undefined) return known
    const found: unknown = Reflect.get(api.raw, method)
    if (typeof found !== 'function') throw new TypeError(`No method ${method}`)
    const call = (...args: unknown[]): unknown => Reflect.apply(found, undefined, args)
    calls.set(method, call)
    return call
  }
  return async (method, parameters, signal) => {
    try {
      return read(method, await find(method)(parameters, signal))
    } catch (error) {
      return signal.aborted ? { kind: 'aborted' } : judge(method, error)
    }
  }
}

function read(method: string, result: unknown): Outcome {
  const message = sentMessage.safeParse(Array.isArray(result) ? result[0] : result)
  if (!message.success) return { kind: 'sent', messageId: null, handle: null }
  const fields = method === editMedia ? Object.values(fileFields) : [fileFields[method] ?? '']
  const sizes: unknown = fields.map((field) => message.data[field]).find((found) => found !== undefined)
  // A photo comes in several sizes, the largest last.
  const file = sentFile.safeParse(Array.isArray(sizes) ? sizes.at(-1) : sizes)
  return { kind: 'sent', messageId: message.data.message_id, handle: file.success ? file.data.file_id : null }
}

function judge(method: string, error: unknown): Outcome {
  if (!(error instanceof GrammyError)) return { kind: 'fault', reason: explain(error) }
  const { error_code: code, description, parameters } = error
  const reason = `${code}: ${description}`
  if (code === 429) return { kind: 'flood', seconds: Math.max(1, parameters.retry_after ?? 1), reason }
  if (code >= 500 || code === 401 || code === 409) return { kind: 'fault', reason }
  if (code === 403 || isGone(description)) return { kind: 'gone', reason }
  if (isAsWanted(method, description)) return { kind: 'sent', messageId: null, handle: null }
  if (/wrong (?:remote )?file|wrong type of file|file reference/i.test(description))
    return { kind: 'fileForgotten', reason }
  return { kind: 'refused', reason }
}

function isGone(description: string) {
  return /chat not found|user not found|user is deactivated|PEER_ID_INVALID|group chat was deactivated/i.test(
    description,
  )
}

/** The message already is what the change would have made of it. */
function isAsWanted(method: string, description: string) {
  return (
    /message is not modified/i.test(description) ||
    (method === 'deleteMessage' && /message to delete not found/i.test(description))
  )
}

/** grammY's error says that there was no connection, the one inside it says why; addresses in it carry the token. */
function explain(error: unknown): string {
  const inner = error instanceof HttpError ? error.error : error
  if (!(inner instanceof Error)) return withoutToken(String(inner))
  const code = 'code' in inner && typeof inner.code === 'string' ? `${inner.code}: ` : ''
  return withoutToken(`${code}${inner.message}`)
}
