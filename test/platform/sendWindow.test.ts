import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { openChatAllowance } from '../../src/platform/outbox/chatAllowance.ts'
import { openSendWindow } from '../../src/platform/outbox/sendWindow.ts'

interface Sent {
  start: number
  arrival: number
  isAnswer: boolean
  /** How long it had waited. */
  waited: number
}

interface Trial {
  rate: number
  /** When answers are wanted, in milliseconds. */
  answers: number[]
  broadcasts: number
  /** Milliseconds from the start to the arrival of each send, and from there to the response. */
  way: (n: number) => number
  back: (n: number) => number
}

/** Plays it through in imagined time: answers first, a broadcast always ready. */
function play({ rate, answers, broadcasts, way, back }: Trial): Sent[] {
  const window = openSendWindow(rate)
  const sent: Sent[] = []
  const wanted = answers.toSorted((a, b) => a - b)
  let ends: { at: number; end: () => void }[] = []
  let left = broadcasts
  for (let now = 0; wanted.length > 0 || left > 0; now++) {
    for (const { at, end } of ends) if (at <= now) end()
    ends = ends.filter(({ at }) => at > now)
    for (;;) {
      const since = wanted[0]
      const isAnswer = since !== undefined && since <= now
      if ((!isAnswer && left === 0) || window.wait(!isAnswer, now) > 0) break
      if (isAnswer) wanted.shift()
      else left--
      const started = window.begin(now)
      const arrival = now + way(sent.length)
      const response = Math.ceil(arrival + back(sent.length))
      ends.push({ at: response, end: () => window.end(started, response) })
      sent.push({ start: now, arrival, isAnswer, waited: isAnswer ? now - since : 0 })
    }
  }
  return sent
}

/** The most of these moments that lie in any 1000 ms. */
function most(moments: number[]): number {
  const sorted = moments.toSorted((a, b) => a - b)
  let first = 0
  let most = 0
  for (const [n, at] of sorted.entries()) {
    while ((sorted[first] ?? at) <= at - 1000) first++
    most = Math.max(most, n - first + 1)
  }
  return most
}

const steady = { way: () => 30, back: () => 30 }
const delays = (max: number) => fc.array(fc.integer({ min: 5, max }), { minLength: 40, maxLength: 40 })
const cycle = (values: number[]) => (n: number) => values[n % values.length] ?? 0
const moments = fc.array(fc.integer({ min: 0, max: 6000 }), { maxLength: 60 })

test('property: never more than the rate in any second, whatever the latencies', () => {
  const rates = fc.integer({ min: 1, max: 120 })
  fc.assert(
    fc.property(rates, moments, delays(400), (rate, answers, way) => {
      const sent = play({ rate, answers, broadcasts: rate * 4, way: cycle(way), back: () => 5 })
      expect(most(sent.map(({ start }) => start))).toBeLessThanOrEqual(rate)
    }),
    { seed: 1, numRuns: 60 },
  )
})

test('property: never more than 30 arrive in a second, though some are late', () => {
  fc.assert(
    fc.property(fc.integer({ min: 28, max: 30 }), moments, delays(150), (rate, answers, way) => {
      // The shortest way of all, so that the window can know what a delay is.
      const sent = play({ rate, answers, broadcasts: 120, way: cycle([5, ...way]), back: () => 30 })
      expect(most(sent.map(({ arrival }) => arrival))).toBeLessThanOrEqual(30)
    }),
    { seed: 2, numRuns: 60 },
  )
})

test('property: an answer waits no longer than a gap behind broadcasts', () => {
  const few = fc.uniqueArray(fc.integer({ min: 0, max: 19 }), { maxLength: 10 })
  fc.assert(
    fc.property(fc.constantFrom(10, 20, 28), few, (rate, slots) => {
      // Two answers a second and less, so that the window has room for them.
      const sent = play({ rate, answers: slots.map((slot) => 300 + slot * 500), broadcasts: rate * 10, ...steady })
      const waits = sent.filter(({ isAnswer }) => isAnswer).map(({ waited }) => waited)
      expect(Math.max(0, ...waits)).toBeLessThanOrEqual(Math.ceil(1000 / rate) + 2)
    }),
    { seed: 3, numRuns: 40 },
  )
})

test('29 a second means more than 28', () => {
  const sent = play({ rate: 29, answers: [], broadcasts: 600, ...steady })
  expect((sent.length - 1) / ((sent.at(-1)?.start ?? 0) / 1000)).toBeGreaterThan(28.5)
})

test.each([
  ['a late timer is caught up', 300, 3],
  ['a long pause is not', 60_000, 1],
])('%s', (_, now, expected) => {
  const window = openSendWindow(10)
  window.end(window.begin(0), 1)
  let burst = 0
  while (window.wait(true, now) === 0) {
    window.end(window.begin(now), now + 1)
    burst++
  }
  expect(burst).toBe(expected)
})

test('without a limit nothing waits', () => {
  const window = openSendWindow(1e6)
  for (let n = 0; n < 5000; n++) {
    expect(window.wait(true, n / 100)).toBeLessThan(0.01)
    window.begin(n / 100)
  }
})

test('property: a chat gets 20 at once and one a second on average, a group 20 in a minute', () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(fc.constantFrom(7n, -7n), pauses, (chat, gaps) => {
      const allowance = openChatAllowance()
      const taken: number[] = []
      let now = 0
      for (const gap of gaps) {
        now += gap
        if (allowance.wait(chat, now) > 0) continue
        allowance.take(chat, now)
        taken.push(now)
      }
      for (const [n, from] of taken.entries())
        for (const [m, to] of taken.entries()) {
          if (m < n) continue
          const allowed = chat > 0n ? 20 + (to - from) / 1000 : to - from < 60_000 ? 20 : Number.POSITIVE_INFINITY
          expect(m - n + 1).toBeLessThanOrEqual(allowed)
        }
    }),
    { seed: 4, numRuns: 60 },
  )
})

test('a chat that Telegram wants left alone waits, others do not', () => {
  const allowance = openChatAllowance()
  allowance.hold(7n, 5000)
  expect(allowance.wait(7n, 1000)).toBe(4000)
  expect(allowance.wait(8n, 1000)).toBe(0)
  expect(allowance.wait(7n, 5000)).toBe(0)
})
