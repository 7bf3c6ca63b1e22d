import { expect, test } from 'vitest'
import { readTypedHours } from '../../src/features/people/hoursRules.ts'
import { writeHours } from '../../src/platform/outbox/quietHours.ts'

const read = (text: string) => {
  const hours = readTypedHours(text)
  return typeof hours === 'object' ? writeHours(hours) : hours
}

test.each([
  ['21.30-05.00', '21:30-05:00'],
  ['21:30 – 05:00', '21:30-05:00'],
  ['21.30 s.d. 05.00', '21:30-05:00'],
  ['21.30 s/d 5', '21:30-05:00'],
  ['pukul 21.00 sampai pukul 05.00', '21:00-05:00'],
  ['jam 9 malam sampai 5 pagi', '21:00-05:00'],
  ['Dari jam 9 malam sampai dengan jam 5 pagi', '21:00-05:00'],
  ['9 malam - 4 subuh', '21:00-04:00'],
  ['jam sepuluh malam hingga setengah enam pagi', '22:00-05:30'],
  ['1 siang sampai 3', '13:00-15:00'],
  ['21-5', '21:00-05:00'],
  ['10 malam ke 11', '22:00-23:00'],
  ['tengah malam sampai 6 pagi', '00:00-06:00'],
  ['21.00-06.00 WIB', '21:00-06:00'],
  ['9 pm to 5 am', '21:00-05:00'],
  ['from 9:30 p.m. until 5', '21:30-05:00'],
  ['10pm-6am', '22:00-06:00'],
  ['midnight to 6 am', '00:00-06:00'],
  ['between 22:00 and 05:00', '22:00-05:00'],
])('%s', (text, hours) => expect(read(text)).toBe(hours))

test.each(['9 sampai 5', '9-5', 'from 9 to 5'])('%s may be morning or evening', (text) =>
  expect(read(text)).toBe('unclear'),
)

test.each([
  '',
  '21.00',
  'malam',
  '25.00-05.00',
  '21.00-21.00',
  '21.00-05.00-07.00',
  'besok 9 malam sampai 5 pagi',
  'katasemeru',
])('"%s" are no hours', (text) => expect(read(text)).toBeUndefined())
