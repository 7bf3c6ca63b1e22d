// What is read of a calendar of trainings, whatever kind of file it is, and the calendar file that people get.
import Excel from 'exceljs'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { calendarFile } from '../../src/features/trainings/calendar/invite.ts'
import { readCalendar } from '../../src/features/trainings/calendar/file.ts'
import { openTexts } from '../../src/platform/texts.ts'
import type { Whole } from '../../src/shared/trainings/trainings.ts'

const voices = await openTexts({ strict: true, timeZone: 'Asia/Jakarta' })
const voice = voices('id')
const around = { timeZone: 'Asia/Jakarta', officeHours: { from: 7 * 60 + 30, to: 16 * 60 } }
const read = (bytes: Uint8Array<ArrayBuffer>) => readCalendar({ ...around, bytes })
const readText = (text: string) => read(new TextEncoder().encode(text))
const list = async (found: ReturnType<typeof read>) => {
  const result = await found
  if (result.kind !== 'list') throw new Error(`unreadable: ${result.why}`)
  return result
}
const trainingsOf = async (found: ReturnType<typeof read>) => {
  const { trainings, faults } = await list(found)
  expect(faults).toEqual([])
  return trainings.map(({ line: _line, audienceLine: _audienceLine, ...rest }) => rest)
}
const faultsOf = async (found: ReturnType<typeof read>) =>
  (await list(found)).faults.map(({ line, column, reason, other }) =>
    [line, column, reason, ...(other === '' ? [] : [other])].join(' '),
  )

const csv = `Kode;Judul;Penyelenggara;Sesi mulai;Sesi selesai;Tempat/tautan;Kuota;Sasaran;Undang;Persetujuan;Kompetensi;Materi;Kontak;Deskripsi
PEL-1;Layanan ramah;Universitas Contoh;1 Maret 2027 pukul 09.00;12.00;Aula;30;"unit: DINKES, DISHUB";ya;tidak;Pelayanan;https://contoh.id/m;Tata Usaha;Dua hari.
PEL-1;Layanan ramah;;Selasa, 2 Maret 2027 10.00 WITA;12.00;Ruang 2;;;;;;;;
PEL-2;Menulis surat;;2027-03-05 08:00;2027-03-05 10:00;https://rapat.contoh.id/x;;;tidak;ya;;;;
`

const ics = (events: string, zone = '') => `BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Uji//ID\r
${zone}${events}END:VCALENDAR\r
`
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT', ''].join('\r\n')

test('XLSX, CSV and ICS say the same', async () => {
  const expected = await trainingsOf(readText(csv))
  expect(expected).toEqual([
    {
      uid: 'PEL-1',
      title: 'Layanan ramah',
      provider: 'Universitas Contoh',
      description: 'Dua hari.',
      contact: 'Tata Usaha',
      materials: 'https://contoh.id/m',
      competence: 'Pelayanan',
      seats: 30,
      audience: { kind: 'units', units: ['DINKES', 'DISHUB'] },
      needsApproval: false,
      invites: true,
      sessions: [
        { startsAt: '2027-03-01T02:00:00.000Z', endsAt: '2027-03-01T05:00:00.000Z', place: 'Aula' },
        { startsAt: '2027-03-02T02:00:00.000Z', endsAt: '2027-03-02T04:00:00.000Z', place: 'Ruang 2' },
      ],
    },
    expect.objectContaining({
      uid: 'PEL-2',
      seats: null,
      competence: null,
      audience: { kind: 'employees' },
      needsApproval: true,
      invites: false,
      sessions: [
        {
          startsAt: '2027-03-05T01:00:00.000Z',
          endsAt: '2027-03-05T03:00:00.000Z',
          place: 'https://rapat.contoh.id/x',
        },
      ],
    }),
  ])

  const workbook = new Excel.Workbook()
  const sheet = workbook.addWorksheet('Kalender')
  sheet.addRow(['Kalender pelatihan 2027'])
  const lines = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(';').map((cell) => cell.replaceAll('"', '')))
  for (const [index, cells] of lines.entries()) {
    const row: (string | number | Date)[] = [...cells]
    // As Excel keeps them: a moment, a time of day, and a number.
    if (index === 1) [row[3], row[4], row[6]] = [new Date('2027-03-01T09:00:00Z'), new Date('1899-12-30T12:00:00Z'), 30]
    if (index === 3) [row[3], row[4]] = [new Date('2027-03-05T07:59:59.998Z'), 46451 + 10 / 24]
    sheet.addRow(row)
  }
  const xlsx = new Uint8Array(await workbook.xlsx.writeBuffer())
  expect(await trainingsOf(read(xlsx))).toEqual(expected)

  const common = ['SUMMARY:Layanan ramah', 'X-REMBUK-TRAINING:PEL-1']
  const calendar = ics(
    event(
      'UID:a',
      ...common,
      'DTSTART;TZID=Asia/Jakarta:20270301T090000',
      'DTEND;TZID=Asia/Jakarta:20270301T120000',
      'LOCATION:Aula',
      'ORGANIZER;CN="Universitas Contoh":mailto:x@contoh.id',
      'DESCRIPTION:Dua hari.',
      'CONTACT:Tata Usaha',
      'ATTACH:https://contoh.id/m',
      'CATEGORIES:Pelayanan',
      'X-REMBUK-SEATS:30',
      'X-REMBUK-AUDIENCE:unit: DINKES, DISHUB',
    ) +
      event('UID:b', ...common, 'DTSTART:20270302T020000Z', 'DURATION:PT2H', 'LOCATION:Ruang 2') +
      event(
        'UID:PEL-2',
        'SUMMARY:Menulis surat',
        'DTSTART:20270305T080000',
        'DTEND:20270305T100000',
        'URL:https://rapat.contoh.id/x',
        'X-REMBUK-APPROVAL:ya',
        'X-REMBUK-INVITES:tidak',
      ),
  )
  expect(await trainingsOf(readText(calendar))).toEqual(expected)
})

test('what is wrong in a table is said by its line and column', async () => {
  const faulty = `kode,judul,sesi mulai,sesi selesai,tempat,kuota,sasaran,persetujuan
A,Satu,2027-03-01 09:00,2027-03-01 08:00,Aula,banyak,semuanya,mungkin
,Dua,2027-03-01 09:00,2027-03-01 10:00,Aula,,,
B,,1 Maret 2027,31 Februari 2027 10.00,,,unit:,
B,Lain,Senin 2 Maret 2027 09.00,10.00,,,,
C,Tiga,besok 09.00,10.00,Aula,,,
D,Empat,1/3/2027 08.00,09.00,Aula,,,
D,Empat,1/3/2027 08.00,09.30,Aula,,,
`
  expect(await faultsOf(readText(faulty))).toEqual([
    '2 seats seatsWrong',
    '2 audience audienceUnknown',
    '2 approval yesNoWrong',
    '2 end endFirst',
    '3 code empty',
    '4 title empty',
    '4 audience audienceEmpty',
    '4 start timeMissing',
    '4 end dayMissing',
    '5 title differs 4',
    '5 start dayOther 2027-03-02',
    '6 start timeWrong',
    '8 start sessionTwice 7',
  ])
  const missing = await readText('kode;judul\nA;B\n')
  expect(missing).toMatchObject({ kind: 'unreadable', why: 'columnsMissing', missing: ['start', 'end', 'place'] })
})

test('a calendar with its own zone, whole days, and repeats; what cannot be told is refused by its line', async () => {
  const zone = `BEGIN:VTIMEZONE\r
TZID:SE Asia Standard Time\r
BEGIN:STANDARD\r
DTSTART:16010101T000000\r
TZOFFSETFROM:+0700\r
TZOFFSETTO:+0700\r
END:STANDARD\r
END:VTIMEZONE\r
`
  const weekly = event(
    'UID:mingguan',
    'SUMMARY:Klinik Excel\\, lanjutan',
    'DTSTART;TZID=SE Asia Standard Time:20270301T090000',
    'DTEND;TZID=SE Asia Standard Time:20270301T110000',
    'RRULE:FREQ=WEEKLY;COUNT=3',
    'EXDATE;TZID=SE Asia Standard Time:20270308T090000',
    'LOCATION:Lab',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:Ingat',
    'TRIGGER:-PT1H',
    'END:VALARM',
  )
  const days = event(
    'UID:hari',
    'SUMMARY:Dua hari',
    'DTSTART;VALUE=DATE:20270310',
    'DTEND;VALUE=DATE:20270312',
    'LOCATION:Aula',
  )
  const [first, second] = await trainingsOf(readText(ics(weekly + days, zone)))
  expect(first).toMatchObject({ title: 'Klinik Excel, lanjutan', description: '' })
  expect(first?.sessions.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
    ['2027-03-01T02:00:00.000Z', '2027-03-01T04:00:00.000Z'],
    ['2027-03-15T02:00:00.000Z', '2027-03-15T04:00:00.000Z'],
  ])
  expect(second?.sessions.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
    ['2027-03-10T00:30:00.000Z', '2027-03-10T09:00:00.000Z'],
    ['2027-03-11T00:30:00.000Z', '2027-03-11T09:00:00.000Z'],
  ])

  const at = ['DTSTART:20270301T020000Z', 'DTEND:20270301T030000Z', 'LOCATION:Lab']
  const wrong = ics(
    event('UID:a', 'SUMMARY:A', ...at, 'RRULE:FREQ=DAILY') +
      event('UID:b', 'SUMMARY:B', ...at, 'RRULE:FREQ=DAILY;COUNT=100') +
      event('UID:c', 'SUMMARY:C', 'DTSTART;TZID=Kota/Tak Ada:20270301T090000', 'DURATION:PT1H', 'LOCATION:x') +
      event('UID:d', 'SUMMARY:D', ...at, 'RECURRENCE-ID:20270301T020000Z') +
      event('UID:e', ...at) +
      event('UID:f', 'SUMMARY:F', 'DTSTART:20270301T020000Z', 'LOCATION:x'),
  )
  expect(await faultsOf(readText(wrong))).toEqual([
    '10 start recursEndless',
    '18 start recurs 40',
    '23 start zoneUnknown',
    '33 start recursOther',
    '35 title empty',
    '44 end empty',
  ])
  expect(await readText('BEGIN:VCALENDAR\r\nrusak')).toEqual({ kind: 'noEvents', why: 'damaged' })
  expect(await readText(ics(''))).toEqual({ kind: 'noEvents', why: 'empty' })
})

test('lines that no library reads, and days that there are not, are said by line and property', async () => {
  const at = ['DTSTART:20270301T020000Z', 'DTEND:20270301T030000Z', 'LOCATION:Lab']
  const wrong = ics(
    event('UID:a', 'SUMMARY:A', 'DTSTART:2026', 'LOCATION:x') +
      event('UID:b', 'SUMMARY:B', 'DTSTART:20261340T090000', 'DURATION:PT1H', 'LOCATION:x') +
      event('UID:c', 'SUMMARY:C', ...at, 'RRULE:FREQ=SETIAP;COUNT=3') +
      event('UID:d', 'SUMMARY:D', ...at, 'RRULE:FREQ=DAILY;UNTIL=20270230') +
      event('UID:e', 'SUMMARY:E', 'DTSTART:20270301T020000Z', 'DURATION:lama', 'LOCATION:x') +
      event('UID:f', 'SUMMARY:F', ...at, 'DESCRIPTION:Satu', ' dua', 'tiga') +
      event('UID:g', 'SUMMARY:G', ...at, 'DTSTAMP:rusak', 'BEGIN:VALARM', 'TRIGGER:kapan', 'END:VALARM'),
  )
  expect(await faultsOf(readText(wrong))).toEqual([
    '7 start propertyWrong DTSTART',
    '13 start dayMissing DTSTART',
    '23 start propertyWrong RRULE',
    '31 start dayMissing RRULE',
    '37 end propertyWrong DURATION',
    '48 description lineWrong',
  ])
  expect((await list(readText(wrong))).trainings.map(({ uid }) => uid)).toEqual(['g'])
})

test('an end without a zone or a day has those of the beginning', async () => {
  const rows = `kode;judul;sesi mulai;sesi selesai;tempat
A;Satu;2027-03-01 08:00 WIT;10:00;Aula
B;Dua;2027-03-02 00:30 WIT;02:00;Aula
C;Tiga;2027-03-03 08:00 WIT;08:00 WIB;Aula
`
  const spans = (await trainingsOf(readText(rows))).flatMap(({ sessions }) => sessions)
  expect(spans.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
    ['2027-02-28T23:00:00.000Z', '2027-03-01T01:00:00.000Z'],
    ['2027-03-01T15:30:00.000Z', '2027-03-01T17:00:00.000Z'],
    ['2027-03-02T23:00:00.000Z', '2027-03-03T01:00:00.000Z'],
  ])
})

test('the file that people get is read by a library as what it says, and calls off what is cancelled', async () => {
  const session = (id: bigint, startsAt: string, endsAt: string, place: string) => ({
    id,
    trainingId: 7n,
    position: Number(id),
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    place,
    trainers: [],
    trainerKey: null,
  })
  const training: Whole = {
    id: 7n,
    uid: 'PEL-1',
    title: 'Layanan; ramah, dan "cepat" \u{1F393}',
    provider: 'Universitas "Contoh"',
    description: 'Baris satu\nbaris dua',
    contact: 'Tata Usaha',
    materials: '',
    competence: 'Pelayanan',
    seats: 30,
    audience: { kind: 'employees' },
    audienceText: { id: 'Pegawai', en: 'Employees' },
    needsApproval: false,
    invites: true,
    state: 'open',
    sequence: 3,
    cancelReason: null,
    needId: null,
    authorId: null,
    createdAt: new Date(0),
    openedAt: null,
    nextAt: null,
    sessions: [
      session(1n, '2027-03-01T02:00:00Z', '2027-03-01T05:00:00Z', 'https://rapat.contoh.id/x'),
      session(2n, '2027-03-02T02:00:00Z', '2027-03-02T05:00:00Z', 'Aula'),
    ],
  }
  const now = new Date('2027-01-01T00:00:00Z')
  const dropped = session(3n, '2027-03-03T02:00:00Z', '2027-03-03T05:00:00Z', 'Aula')
  const parse = (file: { bytes: Uint8Array }) => {
    const text = new TextDecoder().decode(file.bytes)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const parsed: unknown = ICAL.parse(text)
    const calendar = new ICAL.Component(parsed as unknown[])
    const events = calendar.getAllSubcomponents('vevent').map((one) => {
      const { uid, summary, location, startDate, endDate, sequence, organizer } = new ICAL.Event(one)
      const status = one.getFirstPropertyValue('status')
      return {
        uid,
        summary,
        location,
        sequence,
        organizer,
        status,
        start: startDate.toJSDate(),
        end: endDate.toJSDate(),
      }
    })
    return { method: calendar.getFirstPropertyValue('method'), events }
  }
  const { method, events } = parse(calendarFile(voice, training, now, [dropped]))
  expect(method).toBe('PUBLISH')
  expect(events.map(({ uid, status }) => [uid, status])).toEqual([
    ['training-7-1@rembuk', 'CONFIRMED'],
    ['training-7-2@rembuk', 'CONFIRMED'],
    ['training-7-3@rembuk', 'CANCELLED'],
  ])
  expect(events[0]).toMatchObject({
    summary: training.title,
    location: 'https://rapat.contoh.id/x',
    sequence: 3,
    start: training.sessions[0]?.startsAt,
    end: training.sessions[0]?.endsAt,
  })
  const off = parse(calendarFile(voice, { ...training, state: 'cancelled', sequence: 4 }, now))
  expect(off.method).toBe('CANCEL')
  expect(off.events.map(({ status, sequence }) => [status, sequence])).toEqual([
    ['CANCELLED', 4],
    ['CANCELLED', 4],
  ])
  // What we give out can be imported again as the same training.
  const [again] = await trainingsOf(read(calendarFile(voice, training, now).bytes))
  expect(again).toMatchObject({ uid: 'PEL-1', title: training.title, provider: "Universitas 'Contoh'" })
  expect(again?.sessions).toHaveLength(2)
  // Where nobody is named who holds it, none is made up. The file is named in the language of who gets it.
  const nameless = calendarFile(voices('en'), { ...training, provider: '' }, now)
  expect(new TextDecoder().decode(nameless.bytes)).not.toContain('ORGANIZER')
  expect(parse(nameless).events).toHaveLength(2)
  expect([calendarFile(voice, training, now).name, nameless.name]).toEqual(['pelatihan-7.ics', 'training-7.ics'])
})
