import { setMaxListeners } from 'node:events'
import type { Update } from '@grammyjs/types'
import type { State } from './state/index.ts'

/** Where updates are delivered. */
interface WebhookSettings {
  url: string
  secret: string | undefined
  connections: number
}

/** Delivery of updates to the bot's address. */
export interface Webhook {
  /** Begins delivery there, or ends it; what is not confirmed stays in the queue. */
  set(settings: WebhookSettings | undefined): Promise<void>
  info(): WebhookSettings | undefined
  lastError(): { last_error_date?: number; last_error_message?: string }
  close(): Promise<void>
}

const patience = 60_000
const firstPause = 250
const longestPause = 30_000

/**
 * Delivers each update until the bot answers 2xx, pausing longer after each failure. Updates of one chat go one after
 * the other, those of different chats side by side, at most `connections` at once.
 */
export function openWebhook(state: State): Webhook {
  const shelf = state.ledger.shelf<WebhookSettings>('webhook')
  let lastError: { last_error_date?: number; last_error_message?: string } = {}
  let running = abortable()
  let busy = new Set<string>()
  let inFlight = new Set<Promise<void>>()
  let stopListening: (() => unknown) | undefined
  begin()

  function begin(): void {
    const settings = shelf.get('settings')
    if (!settings) return
    stopListening = state.queue.onPush(() => deliverNext(settings))
    deliverNext(settings)
  }

  async function end(): Promise<void> {
    stopListening?.()
    stopListening = undefined
    running.abort()
    await Promise.all(inFlight)
    running = abortable()
    busy = new Set()
    inFlight = new Set()
  }

  function deliverNext(settings: WebhookSettings): void {
    if (running.signal.aborted) return
    for (const update of state.queue.pending()) {
      if (inFlight.size >= settings.connections) return
      if (busy.has(orderKey(update))) continue
      busy.add(orderKey(update))
      const delivery = deliver(settings, update, running.signal).finally(() => inFlight.delete(delivery))
      inFlight.add(delivery)
    }
  }

  async function deliver(settings: WebhookSettings, update: Update, signal: AbortSignal): Promise<void> {
    const isDone = await untilTaken(settings, update, signal)
    busy.delete(orderKey(update))
    if (!isDone) return
    state.queue.confirm(update.update_id)
    // After this delivery has left `inFlight`: its place is free then.
    setImmediate(() => deliverNext(settings))
  }

  async function untilTaken(settings: WebhookSettings, update: Update, signal: AbortSignal): Promise<boolean> {
    for (let pause = firstPause; !signal.aborted; pause = Math.min(2 * pause, longestPause)) {
      const problem = await attempt(settings, update, signal)
      if (problem === undefined) return true
      lastError = { last_error_date: state.seconds(), last_error_message: problem }
      if (!signal.aborted) await rest(pause, signal)
    }
    return false
  }

  return {
    async set(settings) {
      await end()
      lastError = {}
      if (settings) shelf.put('settings', settings)
      else shelf.remove('settings')
      begin()
    },
    info: () => shelf.get('settings'),
    lastError: () => lastError,
    close: end,
  }
}

/** Every delivery under way listens to it: Node takes more than ten for a leak. */
function abortable(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

/** What went wrong, in Telegram's words, or undefined. */
async function attempt(
  { url, secret }: WebhookSettings,
  update: Update,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
      },
      body: JSON.stringify(update),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    })
    await response.arrayBuffer()
    return response.ok ? undefined : `Wrong response from the webhook: ${response.status} ${response.statusText}`
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'Read timeout expired' : 'Connection failed'
  }
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}

/** Updates of one chat, or of one person where there is no chat, keep their order. */
function orderKey(update: Update): string {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message
  const chat = message?.chat ?? update.my_chat_member?.chat
  return String(chat?.id ?? update.poll_answer?.user?.id ?? update.callback_query?.from.id ?? 'other')
}
