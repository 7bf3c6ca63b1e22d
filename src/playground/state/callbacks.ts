import { badRequest } from '../refusal.ts'

/** Presses of buttons that wait for the bot's answer. */
export interface Callbacks {
  wait(id: string, userId: number): void
  /** Who pressed; afterwards the press is answered. Throws for one that is unknown, answered or too old. */
  answer(id: string): number
}

const lifetime = 60_000

/** No presses yet; time is monotonic milliseconds, for a person does not wait by the product's clock. */
export function openCallbacks(monotonic: () => number): Callbacks {
  const waiting = new Map<string, { userId: number; until: number }>()
  return {
    wait(id, userId) {
      const now = monotonic()
      for (const [old, { until }] of waiting) {
        if (until > now) break
        waiting.delete(old)
      }
      waiting.set(id, { userId, until: now + lifetime })
    },
    answer(id) {
      const press = waiting.get(id)
      waiting.delete(id)
      if (!press || press.until <= monotonic()) {
        throw badRequest('query is too old and response timeout expired or query ID is invalid')
      }
      return press.userId
    },
  }
}
