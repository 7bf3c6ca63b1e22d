import type { CallRecord, Change, World } from '../types.ts'

/** What happened since the last look, each message, chat and flag named once however often it changed. */
export interface Changes {
  messages: Map<number, Set<number>>
  typing: Set<number>
  keyboards: Set<number>
  toasts: { userId: number; text: string; alert: boolean }[]
  calls: CallRecord[]
  people: boolean
  commands: boolean
  clock: boolean
  faults: boolean
}

export interface Watcher {
  /** Resolves when something has changed, the watcher was stopped, or after `milliseconds`. */
  change(milliseconds: number): Promise<void>
  /** Hands over what has gathered and starts anew. */
  take(): Changes
  stop(): void
}

// A flood is told by its end: nobody reads more toasts, and the list of calls shows no more.
const toastsKept = 5
const callsKept = 61

/** Gathers the world's changes so that thousands a second cost one drawing. */
export function watchChanges(world: World): Watcher {
  let gathered = nothing()
  let hasChanged = false
  let wake: (() => void) | undefined
  const unwatch = world.watch((change) => {
    gather(gathered, change)
    hasChanged = true
    wake?.()
  })
  return {
    async change(milliseconds) {
      if (hasChanged) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      wake = undefined
    },
    take() {
      const taken = gathered
      gathered = nothing()
      hasChanged = false
      return taken
    },
    stop() {
      unwatch()
      wake?.()
    },
  }
}

function nothing(): Changes {
  return {
    messages: new Map(),
    typing: new Set(),
    keyboards: new Set(),
    toasts: [],
    calls: [],
    people: false,
    commands: false,
    clock: false,
    faults: false,
  }
}

function gather(changes: Changes, change: Change): void {
  switch (change.kind) {
    case 'message': {
      const known = changes.messages.get(change.chatId)
      if (known) known.add(change.messageId)
      else changes.messages.set(change.chatId, new Set([change.messageId]))
      // Writing ends what "typing" announced.
      changes.typing.delete(change.chatId)
      break
    }
    case 'typing':
      changes.typing.add(change.chatId)
      break
    case 'keyboard':
      changes.keyboards.add(change.chatId)
      break
    case 'toast':
      changes.toasts.push(change)
      if (changes.toasts.length > toastsKept) changes.toasts.shift()
      break
    case 'call':
      changes.calls.push(change.call)
      if (changes.calls.length > callsKept) changes.calls.shift()
      break
    case 'people':
      changes.people = true
      break
    case 'commands':
      changes.commands = true
      break
    case 'clock':
      changes.clock = true
      break
    case 'faults':
      changes.faults = true
      break
  }
}
