import type { MessageLane } from '../../generated/prisma/client.ts'
import { overtakes } from './overtaking.ts'

/** What the sender has in hand of one message row. */
export interface Parcel {
  id: bigint
  lane: MessageLane
  chatId: bigint
  method: string
  payload: object | null
  contentId: bigint | null
  content: ParcelContent | null
  targetId: bigint | null
  /** Of a change: the message that it changes. */
  messageId: number | null
  quiet: string | null
  attempts: number
  /** Its place in its chat: when it was due, in milliseconds; then the id decides. */
  order: number
  /** Not before this moment of the monotonic clock. */
  notBefore: number
}

/** What many parcels have in common. */
export interface ParcelContent {
  payload: object
  file: ParcelFile | null
}

export interface ParcelFile {
  id: bigint
  /** Telegram's file_id, once it has the file. */
  handle: string | null
  isUploading: boolean
}

/** Parcels of one lane to one chat, one after the other: ready, asleep, or in neither list while one is under way. */
interface Line {
  parcels: Parcel[]
}

/** The parcels in hand of one lane, in the order in which they may go. All times are of the monotonic clock. */
export interface SendQueue {
  add(parcel: Parcel): void
  /** Whether a parcel may go now. */
  isReady(now: number): boolean
  /** Takes that parcel; nothing else goes to its chat in this lane until `free` or `putBack`. */
  take(now: number): Parcel | undefined
  free(parcel: Parcel): void
  /** Not sent: it goes first again. */
  putBack(parcel: Parcel): void
  /** Whether one that waits behind it makes it pointless. */
  isOvertaken(parcel: Parcel): boolean
  /** Takes it out wherever it waits; false: it does not wait here, for it is under way. */
  remove(parcel: Parcel): boolean
  /** Asks again about those whose wait had no known end. */
  rouse(): void
  /** When the next waiting parcel wants to be asked about again; Infinity: none. */
  nextWake(): number
  size(): number
}

/** A queue whose parcels wait as long as `wait` says (milliseconds; Infinity: until roused). */
export function openSendQueue(wait: (parcel: Parcel, now: number) => number): SendQueue {
  const lines = new Map<bigint, Line>()
  let ready: Line[] = []
  const asleep = new Map<Line, number>()
  let wakeAt = Number.POSITIVE_INFINITY
  let count = 0

  const wake = (now: number) => {
    if (now < wakeAt) return
    wakeAt = Number.POSITIVE_INFINITY
    for (const [line, until] of asleep)
      if (until <= now) {
        asleep.delete(line)
        ready.push(line)
      } else wakeAt = Math.min(wakeAt, until)
  }
  const head = (now: number): Line | undefined => {
    wake(now)
    for (;;) {
      const line = ready[0]
      const parcel = line?.parcels[0]
      if (line === undefined || parcel === undefined) return undefined
      const milliseconds = Math.max(parcel.notBefore - now, wait(parcel, now))
      if (milliseconds <= 0) return line
      ready.shift()
      asleep.set(line, now + milliseconds)
      wakeAt = Math.min(wakeAt, now + milliseconds)
    }
  }
  const settle = (parcel: Parcel) => {
    const line = lines.get(parcel.chatId)
    if (line === undefined) return
    if (line.parcels.length > 0) ready.push(line)
    else lines.delete(parcel.chatId)
  }

  return {
    add(parcel) {
      count++
      const line = lines.get(parcel.chatId)
      if (line === undefined) {
        const fresh = { parcels: [parcel] }
        lines.set(parcel.chatId, fresh)
        ready.push(fresh)
      } else insert(line.parcels, parcel)
    },
    isReady: (now) => head(now) !== undefined,
    take(now) {
      const line = head(now)
      if (line === undefined) return undefined
      ready.shift()
      count--
      return line.parcels.shift()
    },
    free: settle,
    putBack(parcel) {
      count++
      lines.get(parcel.chatId)?.parcels.unshift(parcel)
      settle(parcel)
    },
    isOvertaken: (parcel) => lines.get(parcel.chatId)?.parcels.some((later) => overtakes(later, parcel)) ?? false,
    remove({ id, chatId }) {
      const line = lines.get(chatId)
      const at = line?.parcels.findIndex((parcel) => parcel.id === id) ?? -1
      if (line === undefined || at < 0) return false
      count--
      line.parcels.splice(at, 1)
      // While one of its parcels is under way, the line stands in neither list and stays.
      const waits = asleep.delete(line) || ready.includes(line)
      ready = ready.filter((other) => other !== line)
      if (waits && line.parcels.length > 0) ready.push(line)
      else if (waits) lines.delete(chatId)
      return true
    },
    rouse() {
      ready = [...asleep.keys(), ...ready]
      asleep.clear()
      wakeAt = Number.POSITIVE_INFINITY
    },
    nextWake: () => wakeAt,
    size: () => count,
  }
}

/** Nearly always at the end; earlier when another instance's message is read late. */
function insert(parcels: Parcel[], parcel: Parcel) {
  let at = parcels.length
  for (let before = parcels[at - 1]; before !== undefined && isAfter(before, parcel); before = parcels[at - 1]) at--
  parcels.splice(at, 0, parcel)
}

function isAfter(a: Parcel, b: Parcel) {
  return a.order > b.order || (a.order === b.order && a.id > b.id)
}
