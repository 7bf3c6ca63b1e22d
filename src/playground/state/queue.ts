import type { Update } from '@grammyjs/types'
import type { Counters } from './counters.ts'
import type { Ledger } from './ledger.ts'

/** Updates the bot has not confirmed, in order. */
export interface Queue {
  /** Queues an update unless the bot does not want its kind; resolves at once. */
  push(update: Omit<Update, 'update_id'>): void
  pending(): Update[]
  confirm(updateId: number): void
  confirmBelow(updateId: number): void
  clear(): void
  /** The kinds the bot wants, null for Telegram's default (all but chat_member and reactions). */
  allowed(): string[] | null
  allow(kinds: string[]): void
  /** Calls back after each push until the returned function is called. */
  onPush(listener: () => void): () => void
}

const notByDefault = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])
const epoch = Date.UTC(2020, 0, 1)

/**
 * Opens the queue kept in the ledger. Update ids begin at the seconds since 2020 times 100, so that a bot that
 * remembers ids it has seen never meets one again, not even when the playground's folder was deleted.
 */
export function openQueue(ledger: Ledger, counters: Counters, wallClock: () => number): Queue {
  const shelf = ledger.shelf<Update>('update')
  const settings = ledger.shelf<string[]>('allowed')
  const firstId = Math.floor((wallClock() - epoch) / 10)
  const listeners = new Set<() => void>()
  const queue = new Map<number, Update>()
  for (const update of [...shelf.values()].toSorted((a, b) => a.update_id - b.update_id))
    queue.set(update.update_id, update)

  function confirm(updateId: number): void {
    queue.delete(updateId)
    shelf.remove(updateId)
  }

  return {
    push(content) {
      const kinds = settings.get('kinds') ?? null
      const [kind = ''] = Object.keys(content)
      if (kinds ? !kinds.includes(kind) : notByDefault.has(kind)) return
      const update: Update = { update_id: counters.next('update', firstId), ...content }
      queue.set(update.update_id, update)
      shelf.put(update.update_id, update)
      for (const listener of listeners) listener()
    },
    pending: () => [...queue.values()],
    confirm,
    confirmBelow(updateId) {
      for (const id of queue.keys()) {
        if (id >= updateId) break
        confirm(id)
      }
    },
    clear() {
      for (const id of queue.keys()) confirm(id)
    },
    allowed: () => settings.get('kinds') ?? null,
    allow: (kinds) => (kinds.length === 0 ? settings.remove('kinds') : settings.put('kinds', kinds)),
    onPush(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
