import type { Update } from '@grammyjs/types'
import type { Api } from 'grammy'
import { GrammyError } from 'grammy'
import type { Log } from '../log.ts'

/** Ends the "loading" of pressed buttons after the commit, with a box that says why not where one is refused. */
export interface Acknowledgements {
  /** The press has come in: at the latest after 250 ms it is acknowledged. */
  expect(update: Update): void
  /** True while a box can still be shown. */
  open(queryId: string): boolean
  finish(queryId: string, alert: string | undefined): void
}

const patience = 250
/** Telegram shows at most so many characters. */
const longest = 200

export function openAcknowledgements(api: Api, log: Log): Acknowledgements {
  const waiting = new Map<string, NodeJS.Timeout>()
  const done = new Set<string>()

  const send = (queryId: string, alert?: string) => {
    clearTimeout(waiting.get(queryId))
    waiting.delete(queryId)
    if (done.has(queryId)) return
    done.add(queryId)
    // Remembered for as long as Telegram would take an answer.
    setTimeout(() => done.delete(queryId), 60_000).unref()
    const options = alert === undefined ? undefined : { text: alert.slice(0, longest), show_alert: true }
    api.answerCallbackQuery(queryId, options).catch((error: unknown) => {
      // A press from before a restart: the person sees the answer, only the box comes too late.
      if (error instanceof GrammyError && error.error_code === 400) return
      log.warn({ err: error }, 'A press was not acknowledged')
    })
  }
  return {
    expect({ callback_query: query }) {
      if (query === undefined || waiting.has(query.id) || done.has(query.id)) return
      waiting.set(
        query.id,
        setTimeout(() => send(query.id), patience),
      )
    },
    open: (queryId) => !done.has(queryId),
    finish: send,
  }
}
