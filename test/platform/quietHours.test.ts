import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isQuiet, quietEnd, readQuiet } from '../../src/platform/outbox/quietHours.ts'

const night = { from: 21 * 60, to: 6 * 60 }
const siesta = { from: 13 * 60, to: 14 * 60 + 30 }

test.each([
  ['2026-03-02T13:59:59Z', false], // 20:59 in Jakarta
  ['2026-03-02T14:00:00Z', true],
  ['2026-03-02T17:30:00Z', true],
  ['2026-03-02T22:59:59Z', true],
  ['2026-03-02T23:00:00Z', false],
])('the night in Jakarta at %s: %s', (at, quiet) => {
  expect(isQuiet(new Date(at), 'Asia/Jakarta', night)).toBe(quiet)
})

test('the same instant is night in Jayapura and not in Jakarta', () => {
  const at = new Date('2026-03-02T13:00:00Z')
  expect(isQuiet(at, 'Asia/Jayapura', night)).toBe(true)
  expect(isQuiet(at, 'Asia/Jakarta', night)).toBe(false)
})

test('hours within one day, and none at all', () => {
  expect(isQuiet(new Date('2026-03-02T07:29:00Z'), 'Asia/Jakarta', siesta)).toBe(true)
  expect(isQuiet(new Date('2026-03-02T07:30:00Z'), 'Asia/Jakarta', siesta)).toBe(false)
  expect(isQuiet(new Date('2026-03-02T07:00:00Z'), 'Asia/Jakarta', null)).toBe(false)
  expect(isQuiet(new Date('2026-03-02T07:00:00Z'), 'Asia/Jakarta', { from: 0, to: 0 })).toBe(false)
})

test('the night ends at six, also a short or a long one', () => {
  expect(quietEnd(new Date('2026-03-02T14:00:07Z'), 'Asia/Jakarta', night)).toEqual(new Date('2026-03-02T23:00:00Z'))
  expect(quietEnd(new Date('2026-03-28T21:30:00Z'), 'Europe/Berlin', night)).toEqual(new Date('2026-03-29T04:00:00Z'))
  expect(quietEnd(new Date('2026-10-24T20:30:00Z'), 'Europe/Berlin', night)).toEqual(new Date('2026-10-25T05:00:00Z'))
})

test('outside the quiet hours there is nothing to wait for', () => {
  const noon = new Date('2026-03-02T05:00:00Z')
  expect(quietEnd(noon, 'Asia/Jakarta', night)).toEqual(noon)
})

test.each([
  ['Asia/Jakarta', { zone: 'Asia/Jakarta', hours: undefined }],
  ['Asia/Jakarta 20:00-07:00', { zone: 'Asia/Jakarta', hours: { from: 20 * 60, to: 7 * 60 } }],
  ['Asia/Atlantis', undefined],
  ['', undefined],
  ['20:00-07:00', undefined],
  ['Asia/Jakarta 20-7', undefined],
  ['Asia/Jakarta 20:00-24:00', undefined],
  ['Asia/Jakarta 20:00-07:00 ', undefined],
])('"%s" on a message', (text, quiet) => {
  expect(readQuiet(text)).toEqual(quiet)
})

test('property: the end is not quiet, the minute before it is', () => {
  const zones = ['Asia/Jakarta', 'Asia/Jayapura', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu']
  const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 })
  const instant = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2027-01-01T00:00:00Z') })
  fc.assert(
    fc.property(instant, fc.constantFrom(...zones), minutes, minutes, (now, zone, from, to) => {
      const hours = { from, to }
      if (!isQuiet(now, zone, hours)) return
      const end = quietEnd(now, zone, hours)
      expect(end.getTime()).toBeGreaterThan(now.getTime())
      expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000)
      expect(isQuiet(end, zone, hours)).toBe(false)
      expect(isQuiet(new Date(end.getTime() - 60_000), zone, hours)).toBe(true)
    }),
    { seed: 1, numRuns: 300 },
  )
})
