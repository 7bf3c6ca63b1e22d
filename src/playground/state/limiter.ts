import { tooMany } from '../refusal.ts'
import type { Limits } from '../types.ts'
import type { Room } from './chats.ts'

/** Counts what the bot sends, and says when it must wait. */
export interface Limiter {
  /** Counts `sends` messages to the chat, or throws a 429 with the seconds to wait; then nothing is counted. */
  take(room: Room, sends: number): void
}

const perGroupAndMinute = 20

/** What Telegram allows a bot; time is monotonic milliseconds, so turning the product's clock changes nothing. */
export function openLimiter(limits: Limits, monotonic: () => number): Limiter {
  const overall = slidingWindow(limits.sendsPerSecond, 1000)
  const groups = new Map<number, Window>()
  const buckets = new Map<number, { tokens: number; at: number }>()

  return {
    take(room, sends) {
      const now = monotonic()
      const waits = [overall.wait(now, sends)]
      if (room.type === 'private') {
        const bucket = buckets.get(room.id) ?? { tokens: limits.chatBurst, at: now }
        const tokens = Math.min(limits.chatBurst, bucket.tokens + (now - bucket.at) / 1000)
        waits.push((Math.min(sends, limits.chatBurst) - tokens) * 1000)
        if (Math.max(...waits) > 0) throw tooMany(Math.max(...waits) / 1000)
        buckets.set(room.id, { tokens: tokens - sends, at: now })
      } else {
        const window = groups.get(room.id) ?? slidingWindow(perGroupAndMinute, 60_000)
        groups.set(room.id, window)
        waits.push(window.wait(now, sends))
        if (Math.max(...waits) > 0) throw tooMany(Math.max(...waits) / 1000)
        window.add(now, sends)
      }
      overall.add(now, sends)
    },
  }
}

interface Window {
  /** Milliseconds until `sends` more fit. */
  wait(now: number, sends: number): number
  add(now: number, sends: number): void
}

/** At most `most` in any window of `length` milliseconds, both ends included. */
function slidingWindow(most: number, length: number): Window {
  let times: number[] = []
  let first = 0
  return {
    wait(now, sends) {
      while (first < times.length && (times[first] ?? 0) <= now - length) first += 1
      if (first > 1000) {
        times = times.slice(first)
        first = 0
      }
      const excess = times.length - first + Math.min(sends, most) - most
      if (excess <= 0) return 0
      return (times[first + excess - 1] ?? now) + length - now
    },
    add(now, sends) {
      if (!Number.isFinite(most)) return
      for (let count = 0; count < sends; count += 1) times.push(now)
    },
  }
}
