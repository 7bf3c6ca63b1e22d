import { expect, test } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { openLog } from '../../src/platform/log.ts'
import { openNight } from '../../src/platform/outbox/night.ts'
import type { QuietHours } from '../../src/platform/outbox/quietHours.ts'
import type { Parcel } from '../../src/platform/outbox/sendQueue.ts'

const city = { from: 21 * 60, to: 6 * 60 }

/** A night that begins at an hour of 23 November in Jakarta, and what it puts off. */
function open(quietHours: QuietHours | null, hour: number) {
  const time = { now: at(hour) }
  const off: { quiet: string; ids: bigint[]; until: Date }[] = []
  const night = openNight({
    clock: { ...systemClock(), now: () => time.now },
    quietHours,
    putOff: async (quiet, ids, until) => void off.push({ quiet, ids, until }),
    log: openLog('silent'),
  })
  return { night, off, time }
}

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour - 7, (hour % 1) * 60))

const parcel = (id: bigint, quiet: string | null, lane: Parcel['lane'] = 'broadcast'): Parcel => ({
  id,
  lane,
  chatId: id,
  method: 'sendMessage',
  payload: {},
  contentId: null,
  content: null,
  targetId: null,
  messageId: null,
  quiet,
  attempts: 0,
  order: 0,
  notBefore: 0,
})

test.each<[string, QuietHours | null]>([
  ['the city has others', city],
  ['the city has none', null],
])('hours of one’s own hold, also when %s', async (_, quietHours) => {
  const { night, off } = open(quietHours, 20.5)
  expect(night.holds(parcel(1n, 'Asia/Jakarta 20:00-07:00'))).toBe(true)
  expect(night.holds(parcel(2n, 'Asia/Jakarta'))).toBe(false)
  expect(night.holds(parcel(3n, 'Asia/Makassar 22:00-07:00'))).toBe(false)
  expect(night.holds(parcel(4n, 'Asia/Jakarta 20:00-07:00', 'urgent'))).toBe(false)
  expect(night.isEmpty()).toBe(false)
  await night.retry()
  expect(night.isEmpty()).toBe(true)
  expect(off).toEqual([{ quiet: 'Asia/Jakarta 20:00-07:00', ids: [1n], until: at(31) }])
})

test('the city’s hours hold those who follow it, in their zone, and not those with hours of their own', async () => {
  const { night, off, time } = open(city, 20.5)
  expect(night.holds(parcel(1n, 'Asia/Jakarta'))).toBe(false)
  expect(night.holds(parcel(2n, 'Asia/Jayapura'))).toBe(true)
  time.now = at(23.5)
  expect(night.holds(parcel(3n, 'Asia/Jakarta'))).toBe(true)
  expect(night.holds(parcel(4n, 'Asia/Jakarta 00:00-04:00'))).toBe(false)
  expect(night.holds(parcel(5n, null))).toBe(false)
  await night.retry()
  expect(off.map(({ quiet, until }) => [quiet, until])).toEqual([
    ['Asia/Jayapura', at(28)],
    ['Asia/Jakarta', at(30)],
  ])
})

test('what nobody can read is sent at any hour', () => {
  const { night } = open(city, 23)
  for (const quiet of ['Asia/Atlantis', 'Asia/Jakarta 9-5', '', 'none'])
    expect(night.holds(parcel(1n, quiet))).toBe(false)
})
