import type { Update } from '@grammyjs/types'
import type { Clock } from '../clock.ts'

const window = 10_000

/** How many messages and how many presses of one person are taken in 10 s. */
export interface SurgeLimits {
  messages: number
  presses: number
}

export const usualLimits: SurgeLimits = { messages: 20, presses: 60 }

/** take: handle it; tell: the first one too many, to be answered; drop: the ones after it. */
export type Verdict = 'take' | 'tell' | 'drop'

interface Taken {
  id: number
  time: number
}

/**
 * Judges how much one person sends: more than `limits` in 10 s is too much, until there is room again.
 * Messages count by the time at which they were written, so that those of a person who wrote while the bot was away are
 * all taken; presses, which carry no time, by the time at which they came. Counted in this process.
 */
export function surge(clock: Clock, limits = usualLimits): (update: Update) => Verdict {
  const people = new Map<string, { taken: Taken[]; told: boolean; seen: number }>()
  let swept = 0
  return (update) => {
    const one = read(update, clock, limits)
    if (one === undefined) return 'take'
    const seen = clock.monotonic()
    if (seen - swept > window) {
      swept = seen
      for (const [name, person] of people) if (person.seen < seen - window) people.delete(name)
    }
    const person = people.get(one.name) ?? { taken: [], told: false, seen }
    people.set(one.name, person)
    person.seen = seen
    // Deliveries may be late: only what was sent around the same time counts.
    person.taken = person.taken.filter(({ time }) => Math.abs(time - one.time) < window)
    // One that could not be stored is delivered again.
    if (person.taken.some(({ id }) => id === update.update_id)) return 'take'
    if (person.taken.length < one.limit) {
      person.taken.push({ id: update.update_id, time: one.time })
      person.told = false
      return 'take'
    }
    if (person.told) return 'drop'
    person.told = true
    return 'tell'
  }
}

function read(
  update: Update,
  clock: Clock,
  limits: SurgeLimits,
): { name: string; limit: number; time: number } | undefined {
  const { message, callback_query: query } = update
  if (message?.from) return { name: `m${message.from.id}`, limit: limits.messages, time: message.date * 1000 }
  const edited = update.edited_message
  if (edited?.from)
    return { name: `m${edited.from.id}`, limit: limits.messages, time: (edited.edit_date ?? edited.date) * 1000 }
  if (query) return { name: `p${query.from.id}`, limit: limits.presses, time: clock.monotonic() }
  return undefined
}
