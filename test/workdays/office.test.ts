// Office time: what lies between two moments of a government's work.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorkingDays, openOffice, workingDaysBetween } from '../../src/shared/workdays/office.ts'
import type { OfficeRules } from '../../src/shared/workdays/office.ts'

const wholeDay = 86_400_000
const hours = { from: 7 * 60 + 30, to: 16 * 60 }
/** How far the zones of Indonesia are ahead of Greenwich, in hours. */
const zones = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 } as const
const years = { firstYear: 2025, lastYear: 2029 }
const beginning = Date.UTC(2025, 0, 1)
const end = Date.UTC(2030, 0, 1)

const dayText = (number: number) => new Date(beginning + number * wholeDay).toISOString().slice(0, 10)
/** Some days of the five years, weekends among them. */
const holidays = fc
  .uniqueArray(fc.integer({ min: 0, max: 1825 }), { maxLength: 120 })
  .map((days) => new Set(days.map(dayText)))
const zone = fc.constantFrom(...Object.keys(zones)).map((name) => name as keyof typeof zones)
const span = fc
  .tuple(fc.integer({ min: 0, max: 23 * 60 }), fc.integer({ min: 1, max: 14 * 60 }))
  .map(([from, length]) => ({ from, to: Math.min(from + length, 24 * 60 - 1) }))
const rules: fc.Arbitrary<OfficeRules & { timeZone: keyof typeof zones }> = fc.record({
  timeZone: zone,
  hours: span,
  holidays,
  firstYear: fc.constant(years.firstYear),
  lastYear: fc.constant(years.lastYear),
})
/** Any moment of some years more than are known. */
const moment = fc
  .integer({ min: beginning - 400 * wholeDay, max: end + 400 * wholeDay })
  .map((milliseconds) => new Date(milliseconds))
/** A moment after which many working days are known. */
const early = fc.integer({ min: beginning - wholeDay, max: end - 900 * wholeDay }).map((at) => new Date(at))

/** The same by walking from day to day. */
function walked({ timeZone, hours: { from, to }, holidays: free }: OfficeRules & { timeZone: keyof typeof zones }) {
  const opened: number[] = []
  for (let midnight = beginning; midnight < end; midnight += wholeDay) {
    const isWeekend = [0, 6].includes(new Date(midnight).getUTCDay())
    if (isWeekend || free.has(new Date(midnight).toISOString().slice(0, 10))) continue
    opened.push(midnight - zones[timeZone] * 3_600_000 + from * 60_000)
  }
  const day = (to - from) * 60_000
  return (at: Date) => opened.reduce((sum, opens) => sum + Math.min(Math.max(at.getTime() - opens, 0), day), 0)
}

describe('office time', () => {
  it('is what is found by walking from day to day', () => {
    fc.assert(
      fc.property(rules, fc.array(moment, { minLength: 1, maxLength: 5 }), (given, moments) => {
        const [office, slow] = [openOffice(given), walked(given)]
        for (const at of moments) expect(office.timeAt(at)).toBe(slow(at))
      }),
      { numRuns: 40 },
    )
  })

  it('never runs back, and is never more than the time that passes', () => {
    fc.assert(
      fc.property(rules, moment, moment, (given, one, other) => {
        const office = openOffice(given)
        const [before, after] = one <= other ? [one, other] : [other, one]
        const gone = office.timeAt(after) - office.timeAt(before)
        expect(gone).toBeGreaterThanOrEqual(0)
        expect(gone).toBeLessThanOrEqual(after.getTime() - before.getTime())
      }),
    )
  })

  it('stands still on weekends, holidays and joint leave', () => {
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 1825 }), (given, number) => {
        const office = openOffice(given)
        const midnight = beginning + number * wholeDay - zones[given.timeZone] * 3_600_000
        const isFree =
          given.holidays.has(dayText(number)) || [0, 6].includes(new Date(beginning + number * wholeDay).getUTCDay())
        const gone = office.timeAt(new Date(midnight + wholeDay)) - office.timeAt(new Date(midnight))
        expect(gone).toBe(isFree ? 0 : office.day)
      }),
    )
  })

  it('after so many working days, also parts of them, has grown by so many, from whichever moment', () => {
    const days = fc.oneof(fc.integer({ min: 0, max: 365 }), fc.double({ min: 0, max: 365, noNaN: true }))
    fc.assert(
      fc.property(rules, early, days, (given, from, count) => {
        const office = openOffice(given)
        const reached = addWorkingDays(office, from, count)
        // To the millisecond, which is the smallest part of a day.
        expect(Math.round(workingDaysBetween(office, from, reached) * office.day)).toBe(Math.round(count * office.day))
        if (Number.isInteger(count)) expect(workingDaysBetween(office, from, reached)).toBeCloseTo(count, 9)
        // And it is the first such moment.
        if (count > 1 / office.day)
          expect(office.timeAt(new Date(reached.getTime() - 1))).toBeLessThan(office.timeAt(reached))
        // A day off more can only make it later; after no time at all it is the end of the day before, from within that day.
        const freer = openOffice({ ...given, holidays: new Set([...given.holidays, dayText(700)]) })
        const later = addWorkingDays(freer, from, count)
        if (Math.round(count * office.day) > 0) expect(later.getTime()).toBeGreaterThanOrEqual(reached.getTime())
        else expect(freer.timeAt(later)).toBe(freer.timeAt(from))
      }),
    )
  })

  it('in another zone is the same, earlier or later by what lies between them', () => {
    fc.assert(
      fc.property(rules, zone, early, fc.integer({ min: 0, max: 100 }), (given, there, at, count) => {
        const apart = (zones[given.timeZone] - zones[there]) * 3_600_000
        const shifted = (date: Date) => new Date(date.getTime() + apart)
        const [here, elsewhere] = [openOffice(given), openOffice({ ...given, timeZone: there })]
        expect(elsewhere.timeAt(shifted(at))).toBe(here.timeAt(at))
        expect(addWorkingDays(elsewhere, shifted(at), count)).toEqual(shifted(addWorkingDays(here, at, count)))
      }),
    )
  })

  it('follows the clocks of a zone that changes them', () => {
    const office = openOffice({ timeZone: 'Europe/Berlin', hours, holidays: new Set(), ...years })
    const opensAt = (midnight: string) => office.momentAt(office.timeAt(new Date(midnight)) + 1).getTime() - 1
    // On the Monday after the night in which they change, in spring and in autumn.
    expect(new Date(opensAt('2026-03-27T07:30+01:00'))).toEqual(new Date('2026-03-27T07:30+01:00'))
    expect(new Date(opensAt('2026-03-30T00:00+02:00'))).toEqual(new Date('2026-03-30T07:30+02:00'))
    expect(new Date(opensAt('2026-10-26T00:00+01:00'))).toEqual(new Date('2026-10-26T07:30+01:00'))
  })
})

describe('by hand', () => {
  const office = (timeZone: string, ...days: string[]) =>
    openOffice({ timeZone, hours, holidays: new Set(days), ...years })
  const jakarta = office('Asia/Jakarta', '2026-12-24', '2026-12-25')

  it.each([
    ['a Friday afternoon, over the weekend', '2026-11-27T15:00+07:00', 1, '2026-11-30T15:00+07:00'],
    ['a Wednesday, over joint leave, Christmas and the weekend', '2026-12-23T15:00+07:00', 1, '2026-12-28T15:00+07:00'],
    ['a Saturday, as from Monday morning', '2026-11-28T11:00+07:00', 1, '2026-11-30T16:00+07:00'],
    ['an evening, as from the next morning', '2026-11-23T20:00+07:00', 0.5, '2026-11-24T11:45+07:00'],
    ['an early morning, as from when the office opens', '2026-11-23T05:00+07:00', 2, '2026-11-24T16:00+07:00'],
    ['Christmas Eve, as from the Monday after', '2026-12-24T09:00+07:00', 3, '2026-12-30T16:00+07:00'],
    ['within a day', '2026-11-23T10:00+07:00', 0.2, '2026-11-23T11:42+07:00'],
    ['over the end of the year', '2026-12-31T12:00+07:00', 1, '2027-01-01T12:00+07:00'],
  ])('%s', (_, from, days, to) => {
    expect(addWorkingDays(jakarta, new Date(from), days)).toEqual(new Date(to))
  })

  it('the same moment is another time of day in Palu and in Jayapura', () => {
    const at = new Date('2026-11-27T15:00+07:00')
    expect(addWorkingDays(office('Asia/Makassar'), at, 1)).toEqual(new Date('2026-11-30T16:00+08:00'))
    // There it is 17.00: the day is over.
    expect(addWorkingDays(office('Asia/Jayapura'), at, 1)).toEqual(new Date('2026-11-30T16:00+09:00'))
  })

  it('fourteen working days over Nyepi and Idul Fitri with its joint leave are twenty-eight days', () => {
    const off = ['2026-03-18', '2026-03-19', '2026-03-20', '2026-03-23', '2026-03-24', '2026-04-03']
    expect(addWorkingDays(office('Asia/Jakarta', ...off), new Date('2026-03-11T09:00+07:00'), 14)).toEqual(
      new Date('2026-04-08T09:00+07:00'),
    )
  })
})

describe('what is not known', () => {
  const office = openOffice({ timeZone: 'Asia/Jakarta', hours, holidays: new Set(), ...years })
  const last = new Date('2029-12-31T16:00+07:00')

  it('is no time at work: before it is nothing, after it as much as there is', () => {
    expect(office.timeAt(new Date('1999-01-01'))).toBe(0)
    expect(office.timeAt(new Date('2500-01-01'))).toBe(office.timeAt(last))
    expect(office.momentAt(-1)).toEqual(new Date('2025-01-01T07:30+07:00'))
    expect(addWorkingDays(office, new Date('2029-12-28T10:00+07:00'), 60)).toEqual(last)
    expect(addWorkingDays(office, new Date('2500-01-01'), 60)).toEqual(last)
  })

  it('can be more by a year, and what was known stays the same', () => {
    const more = openOffice({ timeZone: 'Asia/Jakarta', hours, holidays: new Set(), firstYear: 2025, lastYear: 2030 })
    fc.assert(
      fc.property(fc.integer({ min: beginning, max: end - wholeDay }), (at) => {
        expect(more.timeAt(new Date(at))).toBe(office.timeAt(new Date(at)))
      }),
    )
  })

  it('nobody works in an office that is never open', () => {
    const all = new Set(Array.from({ length: 1826 }, (_, number) => dayText(number)))
    expect(() => openOffice({ timeZone: 'Asia/Jakarta', hours, holidays: all, ...years })).toThrow('working day')
    expect(() =>
      openOffice({ timeZone: 'Asia/Jakarta', hours: { from: 60, to: 60 }, holidays: new Set(), ...years }),
    ).toThrow('working day')
  })
})
