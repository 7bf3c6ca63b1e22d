import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCron } from '../../src/platform/scheduler/cron.ts'
import { readSchedule } from '../../src/shared/questionnaires/schedule.ts'

const indonesian = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu']
const english = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const pieces =
  'setiap every hari kerja Jumat Minggu dan , tanggal 1 31 bulan pukul 15.00 - sampai Maret tahun sore 8 * 0 5'
    .concat(' month on the 1st quarter 25.00')
    .split(' ')
const two = (value: number) => String(value).padStart(2, '0')

const time = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  sign: fc.constantFrom('.', ':'),
  before: fc.constantFrom('', 'pukul ', 'jam ', 'at '),
})
const some = (least: number, most: number) =>
  fc
    .uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 5 })
    .map((list) => ({ list, sorted: list.toSorted((a, b) => a - b) }))

/** "a, b dan c", as people write it, or "a dan b dan c". */
function joined(words: string[], and: string, comma: boolean): string {
  const last = words.at(-1) ?? ''
  if (words.length === 1) return last
  return comma ? `${words.slice(0, -1).join(', ')} ${and} ${last}` : words.join(` ${and} `)
}

describe('how often a round comes back', () => {
  it.each([
    ['setiap Jumat 15.00', '0 15 * * 5'],
    ["Setiap Jum'at jam 15", '0 15 * * 5'],
    ['tiap Jumat sore jam 3', '0 15 * * 5'],
    ['setiap Senin, Rabu, dan Jumat pukul 8', '0 8 * * 1,3,5'],
    ['setiap Senin - Jumat 09.00', '0 9 * * 1-5'],
    ['setiap senin s.d. kamis 9 pagi', '0 9 * * 1-4'],
    ['setiap hari kerja 08.00', '0 8 * * 1-5'],
    ['setiap hari 07.30', '30 7 * * *'],
    ['setiap hari Senin 09.00', '0 9 * * 1'],
    ['setiap minggu hari Jumat 15.00', '0 15 * * 5'],
    ['setiap tanggal 1, 09.00', '0 9 1 * *'],
    ['setiap tanggal 1 dan 15 pukul 09:00', '0 9 1,15 * *'],
    ['setiap bulan 09.00', '0 9 1 * *'],
    ['setiap bulan tanggal 5 09.00', '0 9 5 * *'],
    ['setiap triwulan tanggal 5 jam 10', '0 10 5 1,4,7,10 *'],
    ['setiap semester 09.00', '0 9 1 1,7 *'],
    ['setiap tahun tanggal 1 Maret 09.00', '0 9 1 3 *'],
    ['every Friday at 3 pm', '0 15 * * 5'],
    ['every Mon, Wed, Fri 8 am', '0 8 * * 1,3,5'],
    ['every Monday to Thursday 8:30', '30 8 * * 1-4'],
    ['every working day 08:00', '0 8 * * 1-5'],
    ['every month on day 1 09:00', '0 9 1 * *'],
    ['every month on the 1st at 9 am', '0 9 1 * *'],
    ['monthly on the 3rd at 10:00', '0 10 3 * *'],
    ['every quarter on the 5th 09:00', '0 9 5 1,4,7,10 *'],
    ['every year on 1 March at 9:00', '0 9 1 3 *'],
    ['0  15 * * 5', '0 15 * * 5'],
  ])('%s', (text, cron) => {
    expect(readSchedule(text)?.cron).toBe(cron)
  })

  it.each([
    ['a single time', 'Jumat 15.00'],
    ['no time of day', 'setiap Jumat'],
    ['a day that not every month has', 'setiap tanggal 31 09.00'],
    ['a time that there is not', 'setiap Jumat 25.00'],
    ['words that mean something else', 'setiap Jumat 15.00 kalau cerah'],
    ['every second week', 'setiap dua minggu Jumat 15.00'],
    ['every other week', 'every other Friday 15:00'],
    ['days from the later to the earlier', 'setiap Jumat - Senin 09.00'],
    ['every minute', '* * * * *'],
    ['a day that never comes', '0 9 31 2 *'],
    ['six fields', '0 0 15 * * 5'],
    ['nothing', ''],
  ])('is not understood of %s', (_, text) => {
    expect(readSchedule(text)).toBeNull()
  })

  it('keeps the words as they were written', () => {
    expect(readSchedule('  setiap  Jumat   15.00 ')).toEqual({ words: 'setiap Jumat 15.00', cron: '0 15 * * 5' })
  })

  it('names all days that were named, whatever their order and the signs between them', () => {
    const languages = fc.constantFrom([indonesian, 'setiap', 'dan'] as const, [english, 'every', 'and'] as const)
    fc.assert(
      fc.property(some(1, 7), time, languages, fc.boolean(), ({ list, sorted }, at, [names, each, and], comma) => {
        const days = joined(
          list.map((day) => names[day - 1] ?? ''),
          and,
          comma,
        )
        const text = `${each} ${days} ${at.before}${two(at.hour)}${at.sign}${two(at.minute)}`
        expect(readSchedule(text)?.cron).toBe(`${at.minute} ${at.hour} * * ${sorted.join(',')}`)
      }),
    )
  })

  it('names all days of the month that were named', () => {
    fc.assert(
      fc.property(some(1, 28), time, fc.boolean(), ({ list, sorted }, { hour, minute, sign }, comma) => {
        const clock = `pukul ${two(hour)}${sign}${two(minute)}`
        const text = `setiap tanggal ${joined(list.map(String), 'dan', comma)} ${clock}`
        expect(readSchedule(text)?.cron).toBe(`${minute} ${hour} ${sorted.join(',')} * *`)
      }),
    )
  })

  it('of any words at all is nothing, or what is due on some day, at most once a day', () => {
    const word = fc.constantFrom(...pieces)
    const words = fc.array(word, { maxLength: 9 }).map((list) => list.join(' '))
    fc.assert(
      fc.property(fc.oneof(words, fc.string()), (text) => {
        const found = readSchedule(text)
        if (found === null) return
        const cron = readCron(found.cron, 'Asia/Jakarta')
        const first = cron.next(new Date('2027-01-04T00:00:00Z'))
        expect(first).not.toBeNull()
        const second = first && cron.next(first)
        expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(86_400_000)
      }),
      { numRuns: 1000 },
    )
  })
})
