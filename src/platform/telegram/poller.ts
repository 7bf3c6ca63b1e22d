import { setTimeout as pause } from 'node:timers/promises'
import type { Update } from '@grammyjs/types'
import { GrammyError } from 'grammy'
import type { Api } from 'grammy'
import type { Log } from '../log.ts'
import { asSignal } from './telegram.ts'

/** The kinds of update Rembuk asks Telegram for. */
export const kinds = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const

/** Asks Telegram for updates for as long as this instance leads; each batch is stored before the next call confirms it. */
export function openPoller(options: { api: Api; log: Log; take(updates: Update[]): Promise<void> }) {
  const { api, log } = options
  let running: { stop: AbortController; ended: Promise<void> } | undefined

  const run = async (signal: AbortSignal) => {
    let offset: number | undefined
    let faults = 0
    let prepared = false
    while (!signal.aborted) {
      try {
        if (!prepared) await api.deleteWebhook({}, asSignal(signal))
        prepared = true
        const updates = await api.getUpdates(
          { offset, limit: 100, timeout: 25, allowed_updates: kinds },
          asSignal(signal),
        )
        if (updates.length > 0) {
          await options.take(updates)
          offset = Math.max(...updates.map(({ update_id }) => update_id)) + 1
        }
        faults = 0
      } catch (error) {
        if (signal.aborted) return
        faults++
        if (error instanceof GrammyError && error.error_code === 409)
          log.warn('Another process polls with this BOT_TOKEN. Stop it: one token, one Rembuk (or UPDATES=webhook).')
        else log.warn({ err: error }, 'Telegram gave no updates; asking again')
        await pause(Math.min(500 * 2 ** faults, 15_000), undefined, { signal }).catch(() => {})
      }
    }
  }
  return {
    start() {
      const stop = new AbortController()
      running ??= { stop, ended: run(stop.signal) }
    },
    async stop() {
      const ending = running
      running = undefined
      ending?.stop.abort()
      await ending?.ended
    },
  }
}
