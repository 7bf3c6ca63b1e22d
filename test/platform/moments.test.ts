import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayIn, dayOf } from '../../src/platform/calendar.ts'
import { readDay, readMoment, writeDay, writeMoment } from '../../src/platform/moments.ts'
import { languages } from '../../src/platform/texts.ts'

const jakarta = 'Asia/Jakarta'
/** Ten in the morning of a Monday. */
const now = new Date('2026-11-23T10:00:00+07:00')

/** As "YYYY-MM-DD HH:MM" in Jakarta, or what is wrong. */
function read(text: string, at = now, zone = jakarta): string {
  const reading = readMoment(text, at, zone)
  const shown = 'at' in reading ? clock(reading.at, zone) : ''
  return reading.kind === 'moment' ? shown : [reading.kind, shown].join(' ').trim()
}

function clock(at: Date, timeZone: string): string {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat('sv-SE', options).format(at)
}

describe('in Indonesian', () => {
  test.each([
    ['besok 09.00', '2026-11-24 09:00'],
    ['Besok jam 9 pagi', '2026-11-24 09:00'],
    ['besok pukul 9', '2026-11-24 09:00'],
    ['besok 9', '2026-11-24 09:00'],
    ['besok, pukul 09.00 WIB', '2026-11-24 09:00'],
    ['besok 09.00 WITA', '2026-11-24 08:00'],
    ['jam 9 besok', '2026-11-24 09:00'],
    ['besok jam setengah 9', '2026-11-24 08:30'],
    ['besok jam setengah sembilan malam', '2026-11-24 20:30'],
    ['besok jam delapan pagi', '2026-11-24 08:00'],
    ['besok Selasa jam 8', '2026-11-24 08:00'],
    ['lusa pukul 14', '2026-11-25 14:00'],
    ['lusa jam 2 siang', '2026-11-25 14:00'],
    ['hari ini 16.30', '2026-11-23 16:30'],
    ['hari ini jam 11 siang', '2026-11-23 11:00'],
    ['nanti malam jam 8', '2026-11-23 20:00'],
    ['nanti jam 3', '2026-11-23 15:00'],
    ['nanti sore jam 4', '2026-11-23 16:00'],
    ['malam ini pukul 19.30', '2026-11-23 19:30'],
    ['nanti malam jam 12', '2026-11-24 00:00'],
    ['nanti malam jam 1', '2026-11-24 01:00'],
    ['besok jam 3 dini hari', '2026-11-24 03:00'],
    ['Senin depan jam 8', '2026-11-30 08:00'],
    ['hari Senin depan jam 8 malam', '2026-11-30 20:00'],
    ['Senin jam 11', '2026-11-23 11:00'],
    ['Senin jam 9', '2026-11-30 09:00'],
    ['Jumat 15.00', '2026-11-27 15:00'],
    ["Jum'at pukul 15.00", '2026-11-27 15:00'],
    ['Jumat depan 15.00', '2026-12-04 15:00'],
    ['Jumat ini jam 15.00', '2026-11-27 15:00'],
    ['minggu depan hari Selasa 9.00', '2026-12-01 09:00'],
    ['Selasa minggu depan jam 9', '2026-12-01 09:00'],
    ['hari Minggu jam 7', '2026-11-29 07:00'],
    ['hari minggu depan jam 7', '2026-12-06 07:00'],
    ['minggu depan jam 7', '2026-11-30 07:00'],
    ['23/11 14:30', '2026-11-23 14:30'],
    ['22/11 14:30', '2027-11-22 14:30'],
    ['5/12 pukul 9', '2026-12-05 09:00'],
    ['23-11-2026 14.30', '2026-11-23 14:30'],
    ['24/11/26 14.30', '2026-11-24 14:30'],
    ['24.11.2026 14.30', '2026-11-24 14:30'],
    ['23 November 2026 pukul 14.30', '2026-11-23 14:30'],
    ['Selasa, 24 Nopember 2026, pukul 14.30', '2026-11-24 14:30'],
    ['tanggal 1 Des jam 8', '2026-12-01 08:00'],
    ['tgl 25 jam 8', '2026-11-25 08:00'],
    ['tanggal 5 jam 8', '2026-12-05 08:00'],
    ['2026-11-23 14:30', '2026-11-23 14:30'],
    ['2026-11-23T14:30', '2026-11-23 14:30'],
    ['dalam 2 jam', '2026-11-23 12:00'],
    ['30 menit lagi', '2026-11-23 10:30'],
    ['setengah jam lagi', '2026-11-23 10:30'],
    ['sejam lagi', '2026-11-23 11:00'],
    ['1 jam 30 menit lagi', '2026-11-23 11:30'],
    ['dua hari lagi jam 9', '2026-11-25 09:00'],
    ['seminggu lagi pukul 08.00', '2026-11-30 08:00'],
    ['jam 4 sore', '2026-11-23 16:00'],
    ['pukul 09.00', '2026-11-24 09:00'],
    ['11.15', '2026-11-23 11:15'],
    ['besok tengah hari', '2026-11-24 12:00'],
    ['besok 24.00', '2026-11-25 00:00'],
  ])('%s: %s', (text, moment) => {
    expect(read(text)).toBe(moment)
  })
})

describe('in English', () => {
  test.each([
    ['tomorrow 9am', '2026-11-24 09:00'],
    ['tomorrow at 9 a.m.', '2026-11-24 09:00'],
    ['Tomorrow morning at 9', '2026-11-24 09:00'],
    ['the day after tomorrow at noon', '2026-11-25 12:00'],
    ['today at 4:30 pm', '2026-11-23 16:30'],
    ['tonight at 8', '2026-11-23 20:00'],
    ['this afternoon at 3', '2026-11-23 15:00'],
    ['at 3 in the afternoon', '2026-11-23 15:00'],
    ['next Monday at 8', '2026-11-30 08:00'],
    ['on Friday 3 pm', '2026-11-27 15:00'],
    ['Fri 3pm', '2026-11-27 15:00'],
    ['next week on Tuesday at 9', '2026-12-01 09:00'],
    ['Tuesday next week at 9', '2026-12-01 09:00'],
    ['23 Nov 2:30 pm', '2026-11-23 14:30'],
    ['Nov 24th, 2026 at 2:30 pm', '2026-11-24 14:30'],
    ['the 1st of December at 8', '2026-12-01 08:00'],
    ['in 2 hours', '2026-11-23 12:00'],
    ['in half an hour', '2026-11-23 10:30'],
    ['an hour from now', '2026-11-23 11:00'],
    ['in 3 days at 9am', '2026-11-26 09:00'],
    ['in two weeks at 12 pm', '2026-12-07 12:00'],
    ['tomorrow 12 am', '2026-11-24 00:00'],
  ])('%s: %s', (text, moment) => {
    expect(read(text)).toBe(moment)
  })
})

describe('what is no moment to come is told apart', () => {
  test.each([
    ['besok', 'noTime'],
    ['besok pagi', 'noTime'],
    ['Senin depan', 'noTime'],
    ['23/11', 'noTime'],
    ['23 November 2026', 'noTime'],
    ['tomorrow', 'noTime'],
    ['seminggu lagi', 'noTime'],
    ['23/11 09.00', 'past 2026-11-23 09:00'],
    ['hari ini jam 9', 'past 2026-11-23 09:00'],
    ['hari ini 10.00', 'past 2026-11-23 10:00'],
    ['1 Januari 2026 08.00', 'past 2026-01-01 08:00'],
    ['24/11/2027 08.00', 'far 2027-11-24 08:00'],
    ['dalam 9999 hari jam 9', 'far 2054-04-09 09:00'],
    ['29/2 08.00', 'far 2028-02-29 08:00'],
    ['31/02 09.00', 'noSuchDate'],
    ['31 Februari 2027 09.00', 'noSuchDate'],
    ['29/2/2027 09.00', 'noSuchDate'],
    ['11/23 09.00', 'noSuchDate'],
    ['Selasa, 23 November 2026 14.30', 'otherDay 2026-11-23 14:30'],
    ['besok Rabu 14.30', 'otherDay 2026-11-24 14:30'],
    ['', 'unknown'],
    ['sekarang', 'unknown'],
    ['halo', 'unknown'],
    ['besok 25.00', 'unknown'],
    ['besok 09.75', 'unknown'],
    ['besok jam 20 pagi', 'unknown'],
    ['besok 13 pm', 'unknown'],
    ['besok 09.00 kecuali hujan', 'unknown'],
    ['besok 09.00 atau lusa 10.00', 'unknown'],
    ['09.00-11.00', 'unknown'],
    ['dalam 2 jam besok', 'unknown'],
    ['minggu ini jam 9', 'unknown'],
    [`besok ${' '.repeat(300)}09.00`, 'unknown'],
  ])('%s: %s', (text, what) => {
    expect(read(text)).toBe(what)
  })
})

describe('zones', () => {
  test('"besok" is tomorrow where the city is, also after midnight', () => {
    const late = new Date('2026-11-23T23:30:00+07:00')
    expect(read('besok 09.00', late)).toBe('2026-11-24 09:00')
    expect(read('besok 09.00', late, 'Asia/Jayapura')).toBe('2026-11-25 09:00')
    expect(read('besok 09.00', new Date('2026-11-24T00:30:00+07:00'))).toBe('2026-11-25 09:00')
  })

  test('an hour that is left out comes as much later, one that comes twice is the first still to come', () => {
    const before = new Date('2026-03-28T12:00:00Z')
    expect(read('besok 02.30', before, 'Europe/Berlin')).toBe('2026-03-29 03:30')
    const twice = (at: string) => readMoment('25/10/2026 02.30', new Date(at), 'Europe/Berlin')
    expect(twice('2026-10-24T12:00:00Z')).toEqual({ kind: 'moment', at: new Date('2026-10-25T00:30:00Z') })
    expect(twice('2026-10-25T00:45:00Z')).toEqual({ kind: 'moment', at: new Date('2026-10-25T01:30:00Z') })
  })

  test('are written by their common names', () => {
    const at = new Date('2026-11-24T02:00:00Z')
    expect(writeMoment(at, jakarta, 'id')).toBe('Selasa, 24 November 2026 pukul 09.00 WIB')
    expect(writeMoment(at, 'Asia/Makassar', 'id')).toContain('pukul 10.00 WITA')
    expect(writeMoment(at, 'Asia/Jayapura', 'en')).toMatch(/24 November 2026 at 11:00 WIT$/)
    expect(writeMoment(at, 'Europe/Berlin', 'id')).toContain('03.00 GMT+1')
  })
})

const cities = [jakarta, 'Asia/Makassar', 'Asia/Jayapura', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC']
const minute = 60_000
const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1) / minute, max: Date.UTC(2032, 0, 1) / minute })
  .map((minutes) => new Date(minutes * minute))

describe('properties', () => {
  test('what is written is read as the same minute, also in the hour that comes twice', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 364 * 24 * 60 }),
        fc.constantFrom(...cities),
        fc.constantFrom(...languages),
        (start, ahead, zone, language) => {
          const at = new Date(start.getTime() + ahead * minute)
          expect(readMoment(writeMoment(at, zone, language), start, zone)).toEqual({ kind: 'moment', at })
        },
      ),
      { seed: 1, numRuns: 400 },
    )
  })

  test('so are figures, day before month', () => {
    const figures = fc.constantFrom('d/m/y h:i', 'd-m-y h.i', 'y-m-d h:i', 'd.m.y pukul h.i', 'jam h.i, d/m/y')
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 364 * 24 * 60 }), figures, (start, ahead, figure) => {
        const at = new Date(start.getTime() + ahead * minute)
        const [, y = '', m = '', d = '', h = '', i = ''] =
          /(\d+)-(\d+)-(\d+) (\d+):(\d+)/.exec(clock(at, jakarta)) ?? []
        const parts = new Map(Object.entries({ y, m, d, h, i }))
        const text = figure.replaceAll(/\b[ymdhi]\b/g, (letter) => parts.get(letter) ?? '')
        expect(readMoment(text, start, jakarta), text).toEqual({ kind: 'moment', at })
      }),
      { seed: 2, numRuns: 400 },
    )
  })

  test('every moment is to come, within a year, on a whole minute; a past one is not', () => {
    const words = ['besok', 'lusa', 'nanti', 'malam', 'Senin', 'depan', 'minggu', 'hari', 'jam', '9', '23/11', '14.30']
    const more = ['pagi', 'tanggal', '31', 'Februari', '2027', 'in', '2', 'hours', 'next', 'Friday', 'pm', 'at', 'lagi']
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom(...cities),
        fc.array(fc.constantFrom(...words, ...more), { minLength: 1, maxLength: 5 }),
        (start, zone, said) => {
          const reading = readMoment(said.join(' '), start, zone)
          if (!('at' in reading)) return
          const ahead = reading.at.getTime() - start.getTime()
          if (reading.kind === 'past') expect(ahead).toBeLessThanOrEqual(0)
          expect(reading.at.getTime() % minute).toBe(0)
          if (reading.kind === 'far' || reading.kind === 'moment') expect(ahead).toBeGreaterThan(0)
          if (reading.kind === 'moment') expect(ahead).toBeLessThanOrEqual(366.1 * 86_400_000)
        },
      ),
      { seed: 3, numRuns: 1500 },
    )
  })

  test('whatever is written, nothing breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void readMoment(text, now, jakarta)),
      { seed: 4, numRuns: 500 },
    )
  })
})

describe('days', () => {
  /** The day, or what is wrong. */
  const readOne = (text: string, at = now, zone = jakarta) => {
    const reading = readDay(text, at, zone)
    const day = 'day' in reading ? reading.day : ''
    return reading.kind === 'day' ? day : [reading.kind, day].join(' ').trim()
  }

  test.each([
    ['4 Januari 2027', '2027-01-04'],
    ['Senin, 4 Januari 2027', '2027-01-04'],
    ['4/1/2027', '2027-01-04'],
    ['4-1-2027', '2027-01-04'],
    ['04.01.2027', '2027-01-04'],
    ['4/1/27', '2027-01-04'],
    ['2027-01-04', '2027-01-04'],
    ['tanggal 4/1', '2027-01-04'],
    ['tgl 5', '2026-12-05'],
    ['tanggal 23', '2026-11-23'],
    ['31 Desember', '2026-12-31'],
    ['23 November', '2026-11-23'],
    ['22 November', '2027-11-22'],
    ['29/2', '2028-02-29'],
    ['hari ini', '2026-11-23'],
    ['besok', '2026-11-24'],
    ['Besok saja ya', '2026-11-24'],
    ['besok Selasa', '2026-11-24'],
    ['lusa', '2026-11-25'],
    ['Senin', '2026-11-23'],
    ['hari Jumat', '2026-11-27'],
    ["Jum'at ini", '2026-11-27'],
    ['Jumat depan', '2026-12-04'],
    ['hari Minggu', '2026-11-29'],
    ['minggu depan', '2026-11-30'],
    ['Rabu minggu depan', '2026-12-02'],
    ['dalam 2 minggu', '2026-12-07'],
    ['dua pekan lagi', '2026-12-07'],
    ['seminggu lagi', '2026-11-30'],
    ['10 hari dari sekarang', '2026-12-03'],
    ['dalam 9999 hari', '2054-04-09'],
    ['January 4, 2027', '2027-01-04'],
    ['the 4th of January', '2027-01-04'],
    ['on Friday', '2026-11-27'],
    ['next Friday', '2026-12-04'],
    ['tomorrow', '2026-11-24'],
    ['the day after tomorrow', '2026-11-25'],
    ['2 weeks from now', '2026-12-07'],
    ['in two weeks', '2026-12-07'],
    ['a week from now', '2026-11-30'],
    ['1 Januari 2020', 'past 2020-01-01'],
    ['22/11/2026', 'past 2026-11-22'],
    ['Selasa, 4 Januari 2027', 'otherDay 2027-01-04'],
    ['besok Rabu', 'otherDay 2026-11-24'],
    ['31 Februari 2027', 'noSuchDate'],
    ['31/02', 'noSuchDate'],
    ['29/2/2027', 'noSuchDate'],
    ['1/13/2027', 'noSuchDate'],
    ['', 'unknown'],
    ['5', 'unknown'],
    ['entah', 'unknown'],
    ['nanti', 'unknown'],
    ['besok pagi', 'unknown'],
    ['malam ini', 'unknown'],
    ['besok 09.00', 'unknown'],
    ['4 Januari 2027 jam 9', 'unknown'],
    ['dalam 2 jam', 'unknown'],
    ['sehari 2 jam lagi', 'unknown'],
    ['besok atau lusa', 'unknown'],
    ['minggu ini', 'unknown'],
    [`besok ${' '.repeat(300)}`, 'unknown'],
  ])('%s: %s', (text, day) => {
    expect(readOne(text)).toBe(day)
  })

  test('today is what it is in the zone', () => {
    const late = new Date('2026-11-23T23:30:00+07:00')
    expect(readOne('hari ini', late)).toBe('2026-11-23')
    expect(readOne('hari ini', late, 'Asia/Jayapura')).toBe('2026-11-24')
    expect(dayOf(late, jakarta)).toBe('2026-11-23')
    expect(dayOf(new Date(late.getTime() + 30 * minute), jakarta)).toBe('2026-11-24')
    expect(readOne('23/11/2026', new Date('2026-11-24T00:00:00+07:00'))).toBe('past 2026-11-23')
  })

  test('are written in words, on no clock', () => {
    expect(writeDay('2027-01-04', 'id')).toBe('Senin, 4 Januari 2027')
    expect(writeDay('2027-01-04', 'en')).toMatch(/^Monday,? 4 January 2027$/)
  })

  test('what is written, in words or figures, is read as the same day', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: -700, max: 700 }),
        fc.constantFrom(...cities),
        fc.constantFrom('id', 'en', 'iso'),
        (start, ahead, zone, how) => {
          const day = dayIn(start, zone).add({ days: ahead }).toString()
          const text = how === 'iso' ? day : writeDay(day, how === 'id' ? 'id' : 'en')
          expect(readDay(text, start, zone), text).toEqual({ kind: ahead < 0 ? 'past' : 'day', day })
        },
      ),
      { seed: 5, numRuns: 400 },
    )
  })

  test('whatever is written, nothing breaks', () => {
    const said = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.stringMatching(/^\d{0,4}[-/.]\d{0,4}[-/.]\d{0,4}$/),
    )
    fc.assert(
      fc.property(said, (text) => {
        const reading = readDay(text, now, jakarta)
        if ('day' in reading) expect(reading.day).toMatch(/^\d{4}-\d\d-\d\d$/)
      }),
      { seed: 6, numRuns: 800 },
    )
  })
})
