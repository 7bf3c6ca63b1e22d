import type { Update } from '@grammyjs/types'
import type { Api } from 'grammy'
import { GrammyError } from 'grammy'
import type { Log } from '../log.ts'

/** Ends the "loading" of pressed buttons after the commit, with the reason where one is refused. */
export interface Acknowledgements {
  /** The press has come in: it is acknowledged soon, and at once where so many are in hand that a reason would come late. */
  expect(update: Update): void
  /** True while a reason can still be shown: the press then waits for it. */
  open(queryId: string): boolean
  /** A short reason passes by at the top of the screen, a long one waits in a box until it is read. */
  finish(queryId: string, reason: string | undefined): void
}

const patience = 250
/** While no more presses than these are in hand, the reason of one that is refused comes in time. */
const fewInHand = 8
/** For as long Telegram would take an answer. */
const memory = 60_000
/** Telegram shows at most so many characters. */
const longest = 200
const pauses = [100, 1000, 5000]
/** What is read before it passes. */
const glance = 70

export function openAcknowledgements(api: Api, log: Log): Acknowledgements {
  const waiting = new Map<string, NodeJS.Timeout>()
  const done = new Set<string>()
  /** Pressed, and not yet handled. */
  const inHand = new Set<string>()

  const send = (queryId: string, reason?: string) => {
    clearTimeout(waiting.get(queryId))
    waiting.delete(queryId)
    if (done.has(queryId)) return
    done.add(queryId)
    setTimeout(() => done.delete(queryId), memory).unref()
    const options =
      reason === undefined ? undefined : { text: reason.slice(0, longest), show_alert: reason.length > glance }
    void answer(queryId, options, pauses)
  }
  /** A connection that breaks must not leave the button loading: it is tried again after these pauses. */
  const answer = async (queryId: string, options: Parameters<Api['answerCallbackQuery']>[1], left: number[]) => {
    try {
      await api.answerCallbackQuery(queryId, options)
    } catch (error) {
      // A press from before a restart: the person sees the answer, only the reason comes too late.
      if (error instanceof GrammyError && error.error_code === 400) return
      const [pause, ...others] = left
      if (pause === undefined || error instanceof GrammyError)
        return log.warn({ err: error }, 'A press was not acknowledged')
      setTimeout(() => void answer(queryId, options, others), pause).unref()
    }
  }
  return {
    expect({ callback_query: query }) {
      if (query === undefined || waiting.has(query.id) || done.has(query.id)) return
      inHand.add(query.id)
      // One that is handled by another instance, or not at all, ends here.
      setTimeout(() => inHand.delete(query.id), memory).unref()
      if (inHand.size > fewInHand) return send(query.id)
      waiting.set(
        query.id,
        setTimeout(() => send(query.id), patience),
      )
    },
    open(queryId) {
      if (done.has(queryId)) return false
      // What was promised is told, however long its transaction takes.
      clearTimeout(waiting.get(queryId))
      return true
    },
    finish(queryId, reason) {
      inHand.delete(queryId)
      send(queryId, reason)
    },
  }
}
