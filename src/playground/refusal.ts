import type { ResponseParameters } from '@grammyjs/types'

/** Telegram's "no": the code and words it answers with, and sometimes how long to wait. */
export class Refused extends Error {
  readonly code: number
  readonly parameters: ResponseParameters | undefined

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description)
    this.name = 'Refused'
    this.code = code
    this.parameters = parameters
  }
}

/** A 400 in Telegram's form; `reason` follows "Bad Request: ". */
export function badRequest(reason: string): Refused {
  return new Refused(400, `Bad Request: ${reason}`)
}

/** A 400 that names the supergroup which the chat has become. */
export function upgraded(chatId: number): Refused {
  const words = 'Bad Request: group chat was upgraded to a supergroup chat'
  return new Refused(400, words, { migrate_to_chat_id: chatId })
}

/** A 403 in Telegram's form; `reason` follows "Forbidden: ". */
export function forbidden(reason: string): Refused {
  return new Refused(403, `Forbidden: ${reason}`)
}

/** A 409 in Telegram's form; `reason` follows "Conflict: ". */
export function conflict(reason: string): Refused {
  return new Refused(409, `Conflict: ${reason}`)
}

/** A 429 that asks to wait `seconds`, rounded up and at least one. */
export function tooMany(seconds: number): Refused {
  const wait = Math.max(1, Math.ceil(seconds))
  return new Refused(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait })
}
