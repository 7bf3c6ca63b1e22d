import { expect, it } from 'vitest'
import { readCron } from '../../src/platform/scheduler/cron.ts'

const jakarta = 'Asia/Jakarta'
/** Ten in the morning of a Friday in Jakarta. */
const start = new Date('2026-07-03T03:00:00Z')

it.each([
  ['0 2 * * *', jakarta, '2026-07-03T19:00Z'],
  ['*/15 * * * *', jakarta, '2026-07-03T03:15Z'],
  ['0 15 * * 5', 'Asia/Jayapura', '2026-07-03T06:00Z'],
  ['30 8 29 2 *', jakarta, '2028-02-29T01:30Z'],
  ['0 0 1 1 *', 'Asia/Kathmandu', '2026-12-31T18:15Z'],
  ['59 23 L * *', 'Asia/Makassar', '2026-07-31T15:59Z'],
  ['30 2 * * *', 'Europe/Berlin', '2026-07-04T00:30Z'],
])('%s in %s is next due at %s', (expression, zone, due) => {
  expect(readCron(expression, zone).next(start)).toEqual(new Date(due))
})

it('that never comes is never due', () => expect(readCron('0 0 29 2 1#1', jakarta).next(start)).toBeNull())

it('leaves out an hour that the clocks leave out', () => {
  const cron = readCron('30 2 * * *', 'Europe/Berlin')
  expect(cron.next(new Date('2026-03-28T12:00Z'))).toEqual(new Date('2026-03-30T00:30Z'))
})

it.each(['0 2 * *', '0 0 30 2 *', '* * * * * *', '61 * * * *', 'daily'])('%s is refused', (expression) => {
  expect(() => readCron(expression, jakarta)).toThrow('five fields')
})

it('is latest before a time only if it was due after the other', () => {
  const cron = readCron('0 2 * * *', jakarta)
  const due = new Date('2026-07-03T19:00Z')
  expect(cron.latest(start, due)).toEqual(due)
  expect(cron.latest(due, new Date('2026-07-04T18:59Z'))).toBeNull()
  expect(cron.latest(start, new Date('2026-07-20T00:00Z'))).toEqual(new Date('2026-07-19T19:00Z'))
})
