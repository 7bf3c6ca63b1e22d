// When rounds come back and when those who have not finished are reminded: on working days, in office hours.
import { describe, expect, test } from 'vitest'
import { onWorkingDay, reminderTimes } from '../../src/shared/questionnaires/times.ts'
import { openOffice } from '../../src/shared/workdays/office.ts'

const timeZone = 'Asia/Jakarta'
const office = openOffice({
  timeZone,
  hours: { from: 8 * 60, to: 16 * 60 },
  // A Friday, and the Monday after it.
  holidays: new Set(['2026-12-25', '2026-12-28']),
  firstYear: 2026,
  lastYear: 2027,
})
const at = (day: string, time = '15:00') => new Date(`2026-${day}T${time}:00+07:00`)

describe('what falls on a day off', () => {
  test.each([
    ['12-18', '12-18'],
    ['12-19', '12-21'],
    ['12-25', '12-29'],
    ['12-27', '12-29'],
  ])('of %s comes on %s at the same time', (day, wanted) => {
    expect(onWorkingDay(office, at(day), timeZone)).toEqual(at(wanted))
  })
})

describe('reminders', () => {
  test('are spread over the office time in which a round is open', () => {
    const week = { opensAt: at('12-18'), closesAt: at('12-23'), reminders: 2 }
    expect(reminderTimes(office, week)).toEqual([at('12-21'), at('12-22')])
    expect(reminderTimes(office, { ...week, reminders: 0 })).toEqual([])
  })

  test('come on no holiday, and not at all where nobody works', () => {
    const holidays = { opensAt: at('12-24', '16:00'), closesAt: at('12-29', '12:00'), reminders: 1 }
    expect(reminderTimes(office, holidays)).toEqual([at('12-29', '10:00')])
    expect(reminderTimes(office, { ...holidays, closesAt: at('12-28') })).toEqual([])
  })
})
