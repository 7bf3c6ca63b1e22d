import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { isQuiet, quietEnd, readQuiet } from './quietHours.ts'
import type { QuietHours } from './quietHours.ts'
import type { Parcel } from './sendQueue.ts'

/** Holds back what must not go out in its quiet hours: the city's in its zone, or those of its own. */
export interface Night {
  /** Whether the parcel has to wait until morning; then it is put off. */
  holds(parcel: Parcel): boolean
  /** Puts off what could not be written before. */
  retry(): Promise<void>
  isEmpty(): boolean
}

interface NightOptions {
  clock: Clock
  /** The city's; null: it has none. */
  quietHours: QuietHours | null
  /** Writes that these messages, and all others that are quiet in the same way, are due later. */
  putOff: (quiet: string, ids: bigint[], until: Date) => Promise<void>
  log: Log
}

const minute = 60_000

/** Nothing is held back yet. */
export function openNight({ clock, quietHours, putOff, log }: NightOptions): Night {
  /** Until when each way to be quiet held in the minute last asked about; undefined: it did not. */
  const asked = new Map<string, { minute: number; until: Date | undefined }>()
  const held = new Map<string, bigint[]>()
  let writing: Promise<void> | undefined

  const nightEnd = (quiet: string): Date | undefined => {
    const now = clock.now()
    const thisMinute = Math.floor(now.getTime() / minute)
    const known = asked.get(quiet)
    if (known?.minute === thisMinute) return known.until
    const until = findEnd(now, quiet)
    asked.set(quiet, { minute: thisMinute, until })
    return until
  }
  const findEnd = (now: Date, quiet: string) => {
    const read = readQuiet(quiet)
    if (read === undefined) log.error({ quiet }, 'The quiet hours of a message cannot be read: it is sent at any hour')
    const hours = read?.hours ?? quietHours
    return read && hours && isQuiet(now, read.zone, hours) ? quietEnd(now, read.zone, hours) : undefined
  }
  const writeOne = async (quiet: string) => {
    const ids = held.get(quiet) ?? []
    // The night may have ended since: then they are due now.
    await putOff(quiet, ids, nightEnd(quiet) ?? clock.now())
    const since = (held.get(quiet) ?? []).slice(ids.length)
    if (since.length > 0) held.set(quiet, since)
    else held.delete(quiet)
  }
  const write = async () => {
    // What is held in one go is put off in one statement.
    await new Promise(setImmediate)
    while (held.size > 0) for (const quiet of held.keys()) await writeOne(quiet)
  }
  const retry = (): Promise<void> => {
    if (held.size === 0) return writing ?? Promise.resolve()
    return (writing ??= write()
      .catch((error: unknown) => log.warn({ err: error }, 'Messages could not be put off; it is tried again'))
      .finally(() => (writing = undefined)))
  }
  return {
    holds({ id, lane, quiet }) {
      if (quiet === null || lane === 'answer' || lane === 'urgent') return false
      if (nightEnd(quiet) === undefined) return false
      held.set(quiet, [...(held.get(quiet) ?? []), id])
      void retry()
      return true
    },
    retry,
    isEmpty: () => held.size === 0,
  }
}
