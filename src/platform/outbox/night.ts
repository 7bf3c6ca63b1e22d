import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { isQuiet, quietEnd } from './quietHours.ts'
import type { QuietHours } from './quietHours.ts'
import type { Parcel } from './sendQueue.ts'

/** Holds back what must not go out in the quiet hours of its zone. */
export interface Night {
  /** Whether the parcel has to wait until morning; then it is put off. */
  holds(parcel: Parcel): boolean
  /** Puts off what could not be written before. */
  retry(): Promise<void>
  isEmpty(): boolean
}

interface NightOptions {
  clock: Clock
  quietHours: QuietHours | null
  /** Writes that these messages, and all others of the zone, are due later. */
  putOff: (zone: string, ids: bigint[], until: Date) => Promise<void>
  log: Log
}

const minute = 60_000

/** Nothing is held back yet. */
export function openNight({ clock, quietHours, putOff, log }: NightOptions): Night {
  /** Whether a zone was quiet in the minute last asked about. */
  const asked = new Map<string, { minute: number; quiet: boolean }>()
  const held = new Map<string, bigint[]>()
  let writing: Promise<void> | undefined

  const isNight = (zone: string): boolean => {
    const now = clock.now()
    const thisMinute = Math.floor(now.getTime() / minute)
    const known = asked.get(zone)
    if (known?.minute === thisMinute) return known.quiet
    const quiet = isQuietOrUnknown(now, zone)
    asked.set(zone, { minute: thisMinute, quiet })
    return quiet
  }
  const isQuietOrUnknown = (now: Date, zone: string) => {
    try {
      return isQuiet(now, zone, quietHours)
    } catch (error) {
      log.error({ err: error, zone }, 'A message names a time zone that does not exist: it is sent at any hour')
      return false
    }
  }
  const writeOne = async (zone: string, hours: QuietHours) => {
    const ids = held.get(zone) ?? []
    await putOff(zone, ids, quietEnd(clock.now(), zone, hours))
    const since = (held.get(zone) ?? []).slice(ids.length)
    if (since.length > 0) held.set(zone, since)
    else held.delete(zone)
  }
  const write = async () => {
    // What is held in one go is put off in one statement.
    await new Promise(setImmediate)
    if (quietHours === null) return
    while (held.size > 0) for (const zone of held.keys()) await writeOne(zone, quietHours)
  }
  const retry = (): Promise<void> => {
    if (held.size === 0) return writing ?? Promise.resolve()
    return (writing ??= write()
      .catch((error: unknown) => log.warn({ err: error }, 'Messages could not be put off; it is tried again'))
      .finally(() => (writing = undefined)))
  }
  return {
    holds({ id, lane, quiet }) {
      if (quietHours === null || quiet === null || lane === 'answer' || lane === 'urgent') return false
      if (!isNight(quiet)) return false
      held.set(quiet, [...(held.get(quiet) ?? []), id])
      void retry()
      return true
    },
    retry,
    isEmpty: () => held.size === 0,
  }
}
