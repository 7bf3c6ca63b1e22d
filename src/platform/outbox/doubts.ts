import type { MessageLane } from '../../generated/prisma/client.ts'
import type { StillClaimed } from './claims.ts'
import type { Parcel, ParcelContent, SendQueue } from './sendQueue.ts'

/** Keeps what is in hand in step with its rows, which may be held, withdrawn, erased or changed meanwhile. */
export interface Doubts {
  /** Reads the rows of what is in hand, if that is due, and lets go what is no longer claimed. */
  check(): Promise<void>
  /** The next check has something to find. */
  raise(): void
  /** Whether a parcel that was not sent must wait for the next check, which then decides about it. */
  park(parcel: Parcel): boolean
  /** It has met its fate. */
  forget(id: bigint): void
}

interface DoubtOptions {
  inHand: Map<bigint, Parcel>
  queues: Record<MessageLane, SendQueue>
  /** Which of these are still claimed, with what they are to say by now. */
  readClaimed(ids: bigint[]): Promise<(StillClaimed & { content: ParcelContent | null })[]>
}

/** Nothing is in doubt yet. Checks and claims must take turns, so that neither loses what the other has just read. */
export function openDoubts({ inHand, queues, readClaimed }: DoubtOptions): Doubts {
  /** Under way, though they were held or withdrawn since. */
  const doubtful = new Set<bigint>()
  /** Of those, the ones that were not sent: they wait until it is known whether they may be tried again. */
  const parked = new Set<bigint>()
  let isRaised = false

  const settle = (id: bigint, row: (StillClaimed & { content: ParcelContent | null }) | undefined) => {
    const parcel = inHand.get(id)
    if (parcel === undefined) return
    const isParked = parked.delete(id)
    const queue = queues[parcel.lane]
    if (row !== undefined) {
      doubtful.delete(id)
      Object.assign(parcel, row)
      if (isParked) queue.putBack(parcel)
    } else if (isParked || queue.remove(parcel)) {
      if (isParked) queue.free(parcel)
      inHand.delete(id)
    } else doubtful.add(id)
  }
  return {
    async check() {
      if (!isRaised) return
      isRaised = false
      // An answer is in hand before it is claimed, and nobody holds it back.
      const ids = [...inHand.values()].filter(({ lane }) => lane !== 'answer').map(({ id }) => id)
      if (ids.length === 0) return
      try {
        const rows = new Map((await readClaimed(ids)).map((row) => [row.id, row]))
        for (const id of ids) settle(id, rows.get(id))
      } catch (error) {
        isRaised = true
        throw error
      }
    },
    raise: () => void (isRaised = true),
    park(parcel) {
      if (!doubtful.delete(parcel.id)) return false
      parked.add(parcel.id)
      isRaised = true
      return true
    },
    forget: (id) => void doubtful.delete(id),
  }
}
