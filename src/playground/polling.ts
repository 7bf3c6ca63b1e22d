import type { Update } from '@grammyjs/types'
import type { Refused } from './refusal.ts'
import type { Queue } from './state/queue.ts'

/** The one poll that may be waiting. */
export interface Polls {
  /** Ends the waiting poll, if any, with this refusal, or as if its time was up. */
  end(refusal?: Refused): void
  /** At most `most` updates from `offset` on, as soon as there are any; none after `milliseconds` or when hung up. */
  wait(offset: number, most: number, milliseconds: number, signal: AbortSignal): Promise<Update[]>
}

/** Polls of the queue. */
export function openPolls(queue: Queue): Polls {
  let endWaiting: ((refusal?: Refused) => void) | undefined

  function batch(offset: number, most: number): Update[] {
    return queue
      .pending()
      .filter((update) => update.update_id >= offset)
      .slice(0, most)
  }

  return {
    end: (refusal) => endWaiting?.(refusal),
    wait(offset, most, milliseconds, signal) {
      const ready = batch(offset, most)
      if (ready.length > 0 || milliseconds === 0 || signal.aborted) return Promise.resolve(ready)
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => finish([]), milliseconds)
        // One turn later, so that updates queued together arrive together.
        const stopListening = queue.onPush(() => setImmediate(() => finish(batch(offset, most))))
        const hangUp = () => finish([])
        signal.addEventListener('abort', hangUp)
        const end = (refusal?: Refused) => {
          release()
          if (refusal) reject(refusal)
          else resolve([])
        }
        endWaiting = end

        function finish(updates: Update[]): void {
          release()
          resolve(updates)
        }
        function release(): void {
          clearTimeout(timer)
          stopListening()
          signal.removeEventListener('abort', hangUp)
          if (endWaiting === end) endWaiting = undefined
        }
      })
    },
  }
}
