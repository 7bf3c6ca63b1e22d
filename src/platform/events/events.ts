import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Database, Db } from '../database/database.ts'
import type { Log } from '../log.ts'
import { openPump } from '../pump.ts'
import { fanOut, handleNext, isWaiting, waiting } from './receipts.ts'

/** A kind of thing that one part tells the others; the schema's input is JSON. */
export interface EventKind<Schema extends z.ZodType> {
  kind: string
  schema: Schema
}

/** What a part does when it is told something: in one transaction with the note that it has been done. */
export interface Listener {
  kind: string
  /** Unique among all listeners, and for ever: what has been done is noted under it. */
  name: string
  handle(tx: Db, payload: unknown, now: Date): Promise<void>
}

/** Hands events to listeners while it is open. */
export interface Events {
  /** Resolves when every listener has been tried with every event that is due. */
  idle: () => Promise<void>
  /** Hands out nothing more, and resolves when what is in hand has ended. */
  stop: () => Promise<void>
}

/** The channel to wake once a transaction that emitted has been committed. */
export const eventsChannel = 'events'

const poll = 2000

/** Declares a kind of event, once. No texts or names in the payload: it is kept in the open. */
export function event<Schema extends z.ZodType>(kind: string, schema: Schema): EventKind<Schema> {
  return { kind, schema }
}

/** Tells all listeners, if and when the transaction is committed. Wake `eventsChannel` then, or they hear it within 2 s. */
export async function emit<Schema extends z.ZodType>(
  tx: Db,
  what: EventKind<Schema>,
  payload: z.output<Schema>,
  now: Date,
) {
  const json = JSON.stringify(z.encode(what.schema, payload))
  await tx.$executeRaw`
    INSERT INTO event (kind, payload, created_at) VALUES (${what.kind}, ${json}::jsonb, ${now}::timestamptz)`
}

/**
 * A listener called `name`. Its handler may be tried more than once, but its effects are committed once; one that throws is
 * tried again after growing pauses, while later events go ahead.
 */
export function on<Schema extends z.ZodType>(
  what: EventKind<Schema>,
  name: string,
  handler: (tx: Db, payload: z.output<Schema>, now: Date) => Promise<void>,
): Listener {
  return { kind: what.kind, name, handle: (tx, payload, now) => handler(tx, z.parse(what.schema, payload), now) }
}

/**
 * Hands events to `listeners`, each event to each listener once, in order but for those that failed. `handled` is called
 * after each commit, to wake what a listener may have given something to do.
 */
export function openEvents(options: {
  database: Database
  clock: Clock
  log: Log
  listeners: readonly Listener[]
  handled?: () => void
}): Events {
  const { database, clock, log, listeners, handled } = options
  const byName = new Map(listeners.map((listener) => [listener.name, listener]))
  if (byName.size < listeners.length) throw new Error('Two listeners have the same name')
  const stopping = new AbortController()

  const pump = openPump(pass, (error) => log.error({ err: error }, 'Events could not be read; tried again in 2 s'))

  async function pass(): Promise<boolean> {
    const fanned = await fanOut(database.client, listeners, clock.now())
    const names = await waiting(database.client, clock.now())
    const counts = await Promise.all(names.flatMap((name) => byName.get(name) ?? []).map(hand))
    return fanned > 0 || counts.some((count) => count > 0)
  }

  /** Hands one listener what waits for it; gives how many events it took. */
  async function hand(listener: Listener): Promise<number> {
    let count = 0
    while (!stopping.signal.aborted && (await handleNext(database.client, listener, clock, log))) {
      count++
      handled?.()
    }
    return count
  }

  const timer = setInterval(pump.wake, poll).unref()
  const leave = [database.onWake(eventsChannel, pump.wake), clock.onTurn(pump.wake)]
  pump.wake()
  return {
    async idle() {
      if (await isWaiting(database.client, clock.now())) await pump.idle()
    },
    async stop() {
      stopping.abort()
      clearInterval(timer)
      for (const go of leave) go()
      await pump.stop()
    },
  }
}
