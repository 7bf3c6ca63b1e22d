import type { Change, Limits, TurnableClock } from '../types.ts'
import { openCallbacks, type Callbacks } from './callbacks.ts'
import { openCalls, type Calls } from './calls.ts'
import { openChats, type Chats } from './chats.ts'
import { openCounters, type Counters } from './counters.ts'
import { openFaults, type Faults } from './faults.ts'
import { openFiles, type Files } from './files.ts'
import { openLedger, type Ledger } from './ledger.ts'
import { openLimiter, type Limiter } from './limiter.ts'
import { openMessages, type Messages } from './messages.ts'
import { openPeople, type People } from './people.ts'
import { openProfile, type Profile } from './profile.ts'
import { openQueue, type Queue } from './queue.ts'
import { openVotes, type Votes } from './votes.ts'

/** All that the stand-in knows; the Bot API's methods and what people do both work on it. */
export interface State {
  readonly ledger: Ledger
  readonly counters: Counters
  readonly people: People
  readonly chats: Chats
  readonly messages: Messages
  readonly files: Files
  readonly votes: Votes
  readonly queue: Queue
  readonly profile: Profile
  readonly callbacks: Callbacks
  readonly limiter: Limiter
  readonly faults: Faults
  readonly calls: Calls
  readonly clock: TurnableClock
  readonly log: (line: string) => void
  /** The product's time in Unix seconds. */
  seconds(): number
  announce(change: Change): void
  watch(listener: (change: Change) => void): () => void
}

/** Milliseconds that only ever grow, whatever is done to any clock. */
const monotonic = (): number => performance.now()

/** What a playground is opened with. */
export interface StateOptions {
  dir: string | null
  clock: TurnableClock
  token: string
  limits: Limits
  log: (line: string) => void
}

/** Opens everything kept in `dir`; null keeps nothing. */
export async function openState({ dir, clock, token, limits, log }: StateOptions): Promise<State> {
  const listeners = new Set<(change: Change) => void>()
  function announce(change: Change): void {
    for (const listener of listeners) listener(change)
  }
  const ledger = await openLedger(dir, log)
  const counters = openCounters(ledger)
  const people = openPeople(ledger, counters, token)
  const callbacks = openCallbacks(monotonic)
  const queue = openQueue(ledger, counters, () => Date.now())
  // A press that waited through a restart can still be answered.
  for (const { callback_query: press } of queue.pending()) if (press) callbacks.wait(press.id, press.from.id)
  return {
    ledger,
    counters,
    people,
    chats: openChats(ledger, counters, people),
    messages: openMessages(ledger, counters),
    files: await openFiles(ledger, counters, dir),
    votes: openVotes(ledger),
    queue,
    profile: openProfile(ledger),
    callbacks,
    limiter: openLimiter(limits, monotonic),
    faults: openFaults(() => announce({ kind: 'faults' })),
    calls: openCalls(),
    clock,
    log,
    seconds: () => Math.floor(clock.now().getTime() / 1000),
    announce,
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
