import type { Update, WebhookInfo } from '@grammyjs/types'
import { boolean, integer, string } from '../scalars.ts'
import { list } from '../objects.ts'
import { optional, required } from '../parameters.ts'
import { upload } from '../uploads.ts'
import { badRequest, conflict } from '../refusal.ts'
import type { State } from '../state/index.ts'
import { openPolls, type Polls } from '../polling.ts'
import { openWebhook, type Webhook } from '../webhook.ts'
import { method, type Method } from './method.ts'

const otherPoll = 'terminated by other getUpdates request; make sure that only one bot instance is running'
const webhookActive =
  "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"

/** How the bot gets its updates: asked for, or delivered to its address. */
export interface Feed {
  methods: Record<'getUpdates' | 'setWebhook' | 'deleteWebhook' | 'getWebhookInfo', Method>
  close(): Promise<void>
}

/** Opens both ways of getting updates, of which one is used at a time. */
export function openFeed(state: State): Feed {
  const polls: Polls = openPolls(state.queue)
  const webhook: Webhook = openWebhook(state)

  const getUpdates = method(
    {
      offset: optional(integer),
      limit: optional(integer),
      timeout: optional(integer),
      allowed_updates: optional(list(string)),
    },
    async (_state, { offset = 0, limit = 100, timeout = 0, allowed_updates }, { signal }): Promise<Update[]> => {
      if (webhook.info()) throw conflict(webhookActive)
      if (allowed_updates) state.queue.allow(allowed_updates)
      polls.end(conflict(otherPoll))
      if (offset < 0) {
        const last = state.queue.pending().at(offset) ?? state.queue.pending()[0]
        if (last) state.queue.confirmBelow(last.update_id)
      } else {
        state.queue.confirmBelow(offset)
      }
      const most = Math.min(Math.max(limit, 1), 100)
      return polls.wait(Math.max(offset, 0), most, Math.min(Math.max(timeout, 0), 50) * 1000, signal)
    },
  )

  const setWebhook = method(
    {
      url: required(string, 'bad webhook: URL is not specified'),
      certificate: optional(upload),
      ip_address: optional(string),
      max_connections: optional(integer),
      allowed_updates: optional(list(string)),
      drop_pending_updates: optional(boolean),
      secret_token: optional(string),
    },
    async (_state, values) => {
      const { url, secret_token: secret, max_connections = 40 } = values
      if (url !== '') checkWebhook(url, secret)
      polls.end(conflict('terminated by setWebhook request'))
      if (values.allowed_updates) state.queue.allow(values.allowed_updates)
      if (values.drop_pending_updates) state.queue.clear()
      const settings = { url, secret, connections: Math.min(Math.max(max_connections, 1), 100) }
      await webhook.set(url === '' ? undefined : settings)
      return true
    },
  )

  const deleteWebhook = method({ drop_pending_updates: optional(boolean) }, async (_state, values) => {
    if (values.drop_pending_updates) state.queue.clear()
    await webhook.set(undefined)
    return true
  })

  const getWebhookInfo = method({}, (): Omit<WebhookInfo, 'allowed_updates'> & { allowed_updates?: string[] } => {
    const info = webhook.info()
    const allowed = state.queue.allowed()
    return {
      url: info?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: state.queue.pending().length,
      ...(info ? { max_connections: info.connections } : {}),
      ...webhook.lastError(),
      ...(allowed ? { allowed_updates: allowed } : {}),
    }
  })

  return {
    methods: { getUpdates, setWebhook, deleteWebhook, getWebhookInfo },
    async close() {
      polls.end()
      await webhook.close()
    },
  }
}

/** Telegram takes only HTTPS; a stand-in on this machine also takes plain HTTP to this machine. */
function checkWebhook(url: string, secret: string | undefined): void {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw badRequest('bad webhook: invalid webhook URL specified')
  }
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname)
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && isHere)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  }
  if (secret !== undefined && secret.length > 256) throw badRequest('secret token is too long')
  if (secret !== undefined && !/^[\w-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters')
}
