import { setTimeout as pause } from 'node:timers/promises'
import type { UserFromGetMe } from '@grammyjs/types'
import { Api, GrammyError, HttpError } from 'grammy'
import { Halt } from '../halt.ts'
import { withoutToken } from '../log.ts'
import type { Log } from '../log.ts'

/** Telegram's Bot API, and whether it answered last time. */
export interface Telegram {
  api: Api
  reachable(): boolean
}

/** A client for the Bot API at `apiRoot`. A call is given up after 30 s. */
export function openTelegram(token: string, apiRoot: string): Telegram {
  const api = new Api(token, { apiRoot, timeoutSeconds: 30 })
  let reachable = false
  api.config.use(async (call, method, payload, signal) => {
    try {
      const answer = await call(method, payload, signal)
      reachable = answer.ok || answer.error_code < 500
      return answer
    } catch (error) {
      if (error instanceof HttpError && !signal?.aborted) reachable = false
      throw error
    }
  })
  return { api, reachable: () => reachable }
}

/** An abort signal as grammY declares it: Node's own, whose type its older library does not know. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same thing under two declarations
export const asSignal = (signal: AbortSignal) => signal as NonNullable<Parameters<Api['getMe']>[0]>

/**
 * Who the bot is. Asked until Telegram answers, with growing pauses; Halt when it refuses the token; undefined when the
 * signal ends the waiting.
 */
export async function introduce(
  api: Api,
  root: string,
  log: Log,
  signal: AbortSignal,
): Promise<UserFromGetMe | undefined> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      return await api.getMe(asSignal(signal))
    } catch (error) {
      if (signal.aborted) return undefined
      if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404))
        throw new Halt(
          'BOT_TOKEN: Telegram does not know this token. Copy it again from @BotFather (/mybots, your bot, API Token), ' +
            'for example BOT_TOKEN=123456789:AAExampleExampleExample.',
        )
      log.warn({ reason: withoutToken(String(error)), root }, 'Telegram cannot be reached; trying again')
      await pause(Math.min(1000 * 2 ** attempt, 30_000), undefined, { signal }).catch(() => {})
    }
  }
  return undefined
}
