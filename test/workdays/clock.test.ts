// A ticket's clock: what it has taken is the office time between the moments at which the clock ran.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TicketEventKind } from '../../src/generated/prisma/client.ts'
import { mayHappen, spentBy, standingOf } from '../../src/shared/tickets/standing.ts'
import type { Happening } from '../../src/shared/tickets/standing.ts'
import { addWorkingDays, openOffice } from '../../src/shared/workdays/office.ts'

const hour = 3_600_000
const office = openOffice({
  timeZone: 'Asia/Jakarta',
  hours: { from: 7 * 60 + 30, to: 16 * 60 },
  // Joint leave and Christmas, on a Thursday and a Friday.
  holidays: new Set(['2026-12-24', '2026-12-25']),
  firstYear: 2025,
  lastYear: 2029,
})
const reckoning = { office, firstDays: 3 }

/** What happened, in its order; a limit of ten working days. */
function history(steps: (readonly [kind: TicketEventKind, at: string | Date])[]): Happening[] {
  return steps.map(([kind, at], index) => ({
    id: BigInt(index + 1),
    kind,
    at: new Date(at),
    byAuthor: kind === 'replied' || kind === 'reopened',
    officerId: kind === 'taken' ? 7n : null,
    unitId: kind === 'forwarded' ? 3n : null,
    number: kind === 'submitted' ? 10n : null,
  }))
}

const standing = (...steps: (readonly [TicketEventKind, string | Date])[]) => standingOf(history(steps), reckoning)
const hoursSpent = (...steps: Parameters<typeof standing>) => Number(standing(...steps).spent) / hour

describe('by hand', () => {
  const begun = [
    ['submitted', '2026-12-22T10:00+07:00'],
    ['taken', '2026-12-22T12:00+07:00'],
  ] as const

  it('waiting for the author costs nothing, and the clock goes on where it was', () => {
    const asked = ['asked', '2026-12-22T14:00+07:00'] as const
    expect(standing(...begun, asked)).toMatchObject({ state: 'waiting', runningSince: null, dueAt: null })
    expect(hoursSpent(...begun, asked)).toBe(4)
    // A night, a working day and the days off later.
    const replied = standing(...begun, asked, ['replied', '2026-12-28T09:30+07:00'])
    expect(replied).toMatchObject({ state: 'working', spent: BigInt(4 * hour) })
    expect(replied.dueAt).toEqual(addWorkingDays(office, new Date('2026-12-28T09:30+07:00'), 10 - 4 / 8.5))
    expect(
      hoursSpent(...begun, asked, ['replied', '2026-12-28T09:30+07:00'], ['answered', '2026-12-28T11:00+07:00']),
    ).toBe(5.5)
  })

  it('days off cost nothing while it runs', () => {
    // 6 hours of Tuesday, 8.5 of Wednesday, and an hour and a half of the Monday after.
    expect(hoursSpent(...begun, ['answered', '2026-12-28T09:00+07:00'])).toBe(16)
    expect(hoursSpent(...begun, ['answered', '2026-12-26T09:00+07:00'])).toBe(14.5)
    expect(spentBy(standing(...begun), office.timeAt(new Date('2026-12-25T12:00+07:00')))).toBe(14.5 * hour)
  })

  it('"not solved yet" lets it run on from what it had taken, without what lay between', () => {
    const answered = ['answered', '2026-12-23T08:30+07:00'] as const
    const reopened = ['reopened', '2026-12-29T15:00+07:00'] as const
    expect(hoursSpent(...begun, answered)).toBe(7)
    expect(standing(...begun, answered, reopened)).toMatchObject({
      state: 'reopened',
      spent: BigInt(7 * hour),
      reopenings: 1,
      dueAt: addWorkingDays(office, new Date('2026-12-29T15:00+07:00'), 10 - 7 / 8.5),
    })
    expect(hoursSpent(...begun, answered, reopened, ['answered', '2026-12-30T08:30+07:00'])).toBe(9)
  })

  it('what was said on a day off counts from when the office opens', () => {
    expect(hoursSpent(['submitted', '2026-12-24T20:00+07:00'], ['rejected', '2026-12-28T08:00+07:00'])).toBe(0.5)
  })
})

describe('whatever happens', () => {
  const kinds = [
    'verified',
    'forwarded',
    'taken',
    'asked',
    'replied',
    'answered',
    'rejected',
    'reopened',
    'closed',
    'rated',
  ] as const
  const standingStill = ['waiting', 'answered', 'closed', 'rejected']
  const begin = new Date('2026-12-07T08:00+07:00').getTime()
  const steps = fc.array(
    fc.record({ kind: fc.constantFrom(...kinds), after: fc.integer({ min: 0, max: 4 * 86_400_000 }) }),
    { minLength: 1, maxLength: 25 },
  )

  it('it has taken the sum of the office time during which the clock ran', () => {
    fc.assert(
      fc.property(steps, (given) => {
        let at = begin
        const sofar: [TicketEventKind, Date][] = [['submitted', new Date(at)]]
        let ran = 0
        for (const { kind, after } of given) {
          const before = standing(...sofar)
          const [from, to] = [new Date(at), new Date(at + after)]
          // Added up by the state alone, before anything is reckoned.
          if (!standingStill.includes(before.state)) ran += office.timeAt(to) - office.timeAt(from)
          at += after
          if (mayHappen(before, kind)) sofar.push([kind, to])
          const now = standing(...sofar)
          expect(spentBy(now, office.timeAt(to))).toBe(ran)
          expect(now.runningSince === null).toBe(standingStill.includes(now.state))
          // What is left of the limit is what lies between now and when it is due.
          const left = 10 * office.day - ran
          if (now.dueAt !== null && left > 0) expect(office.timeAt(now.dueAt) - office.timeAt(to)).toBe(left)
        }
      }),
      { numRuns: 200 },
    )
  })
})
