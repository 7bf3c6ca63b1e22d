import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bareDay, judgeDay, offerDays } from '../../src/features/people/leaveRules.ts'
import { dayOf } from '../../src/platform/calendar.ts'
import { isOnLeave, onLeave } from '../../src/shared/people/leave.ts'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openCity>>
const jakarta = 'Asia/Jakarta'

describe('the days that are offered', () => {
  test.each([
    ['2026-11-23', { today: '2026-11-23', friday: '2026-11-27', week: '2026-11-29', fortnight: '2026-12-06' }],
    ['2026-11-26', { today: '2026-11-26', friday: '2026-11-27', week: '2026-12-02', fortnight: '2026-12-09' }],
    // On a Friday it is today, and from a Saturday on it ends the week of leave.
    ['2026-11-27', { today: '2026-11-27', week: '2026-12-03', fortnight: '2026-12-10' }],
    ['2026-11-28', { today: '2026-11-28', week: '2026-12-04', fortnight: '2026-12-11' }],
    ['2026-11-29', { today: '2026-11-29', friday: '2026-12-04', week: '2026-12-05', fortnight: '2026-12-12' }],
  ])('on %s', (today, offered) => {
    expect(Object.fromEntries(offerDays(today).map(({ name, day }) => [name, day]))).toEqual(offered)
  })

  test('are each another, in order, and could all be chosen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (n) => {
        const today = dayOf(new Date(Date.UTC(2026, 0, 1) + n * 86_400_000), 'UTC')
        const days = offerDays(today).map(({ day }) => day)
        expect(days).toEqual([...new Set(days)].toSorted())
        expect(days.map((day) => judgeDay(day, today))).toEqual(days.map(() => undefined))
      }),
      { seed: 1 },
    )
  })

  test.each([
    ['2026-11-22', 'past'],
    ['2026-11-23', undefined],
    ['2027-11-23', undefined],
    ['2027-11-24', 'far'],
  ])('%s, said on 23 November 2026: %s', (day, fault) => expect(judgeDay(day, '2026-11-23')).toBe(fault))

  test.each(['sampai 4 Januari', 's.d. 4 Januari', 'Sampai dengan 4 Januari', 'cuti s/d 4 Januari', 'until 4 Januari'])(
    '"%s" is a day',
    (text) => expect(bareDay(text)).toBe('4 Januari'),
  )
  test.each(['Sabtu', 'Selasa depan', 'Sunday'])('"%s" stays as it is', (text) => expect(bareDay(text)).toBe(text))
})

describe('/cuti', () => {
  let city: City
  const client = () => city.app.work.database.client
  beforeAll(async () => {
    city = await openCity()
    const { ani, budi, dewi, fitri } = city
    await city.app.fillSample(cast)
    await client().rosterEntry.updateMany({ data: { personId: null } })
    await client().person.deleteMany()
    await ani.joins('Pegawai')
    for (const person of [budi, dewi, fitri]) {
      await person.joins('Pegawai')
      await person.sharesContact()
    }
  })
  afterAll(() => city.close())

  /** The last day that is stored, and whether it holds now: worked out, and asked of the database. */
  async function leaveOf(someone: City['ani']) {
    const now = city.clock.now()
    const telegramId = BigInt(someone.id)
    const { leaveUntil } = await client().person.findUniqueOrThrow({ where: { telegramId } })
    const [row] = await client().$queryRaw<{ held: boolean }[]>`
      SELECT ${onLeave(now, jakarta)} AS held FROM person WHERE telegram_id = ${telegramId}`
    expect(row?.held).toBe(isOnLeave(leaveUntil, now, jakarta))
    return { until: leaveUntil?.toISOString().slice(0, 10) ?? null, holds: row?.held }
  }

  test('is for employees whom the roster shows', async () => {
    const { ani, budi } = city
    await ani.says('/cuti')
    expect(ani.saw.at(-1)).toContain('tidak punya hak')
    expect(await ani.forges('people.return')).toContain('tidak punya hak')
    expect(await ani.forges('people.leave')).toContain('tidak punya hak')
    await ani.says('/menu')
    await budi.says('/menu')
    expect(ani.commands()).not.toContain('cuti')
    expect(budi.commands()).toContain('cuti')
    expect(await leaveOf(ani)).toEqual({ until: null, holds: false })
  })

  test('asks until when, offers days with their dates, and nothing has changed when one thinks better of it', async () => {
    const { budi } = city
    await budi.says('/cuti')
    expect(budi.saw.at(-1)).toContain('Sampai tanggal berapa?')
    expect(budi.saw.at(-1)).toContain('pengumuman tetap datang')
    expect(budi.buttons.slice(-5)).toEqual([
      'Hari ini saja: Senin, 23 November 2026',
      'Sampai Jumat, 27 November 2026',
      '1 minggu: sampai Minggu, 29 November 2026',
      '2 minggu: sampai Minggu, 6 Desember 2026',
      'Tidak jadi',
    ])
    await budi.presses('Tidak jadi')
    expect(budi.saw.at(-1)).toContain('Anda tidak sedang cuti')
    expect(await leaveOf(budi)).toEqual({ until: null, holds: false })
  })

  test('a day is pressed; it shows, is changed in its place, also by typing, and ended', async () => {
    const { budi } = city
    await budi.says('/cuti')
    const shown = budi.saw.length
    await budi.presses('1 minggu: sampai Minggu, 29 November 2026')
    expect(budi.saw).toHaveLength(shown)
    expect(budi.saw.at(-1)).toContain('Anda cuti sampai Minggu, 29 November 2026')
    expect(budi.saw.at(-1)).toContain('Pengumuman, pesan mendesak, dan jawaban atas urusan Anda tetap datang')
    expect(await leaveOf(budi)).toEqual({ until: '2026-11-29', holds: true })
    expect((await leaveOf(city.dewi)).holds).toBe(false)

    await budi.says('/profil')
    expect(budi.saw.at(-1)).toContain('Cuti sampai Minggu, 29 November 2026: tanpa pengingat dan check-in (/cuti)')
    await budi.says('/cuti')
    expect(budi.saw.at(-1)).toContain('Anda cuti sampai Minggu, 29 November 2026')
    const state = budi.saw.length
    await budi.presses('Ubah tanggal')
    await budi.presses('Tidak jadi')
    expect(budi.saw.at(-1)).toContain('Anda cuti sampai Minggu, 29 November 2026')
    await budi.presses('Ubah tanggal')
    await budi.presses('Sampai Jumat, 27 November 2026')
    expect(budi.saw).toHaveLength(state)
    expect(await leaveOf(budi)).toEqual({ until: '2026-11-27', holds: true })
    await budi.presses('Ubah tanggal')
    await budi.says('sampai 4 Januari 2027')
    expect(budi.saw).toHaveLength(state + 1)
    expect(budi.saw.at(-1)).toContain('Anda cuti sampai Senin, 4 Januari 2027')
    // The question above has been answered.
    expect(budi.buttons).not.toContain('Tidak jadi')
    expect(await leaveOf(budi)).toEqual({ until: '2027-01-04', holds: true })

    await budi.presses('Sudah kembali')
    expect(budi.saw.at(-1)).toContain('Anda tidak sedang cuti')
    expect(await leaveOf(budi)).toEqual({ until: null, holds: false })
    // An older message's button does no harm.
    await budi.presses('Sudah kembali')
    expect(await leaveOf(budi)).toEqual({ until: null, holds: false })
    await budi.says('/profil')
    expect(budi.saw.at(-1)).not.toContain('Cuti')
  })

  test('what is no day to come is refused in words, and the question stays', async () => {
    const { budi } = city
    await budi.says('/cuti')
    for (const [said, told] of [
      ['entah', 'Tanggal itu tidak terbaca'],
      ['besok jam 9', 'Tanggal itu tidak terbaca'],
      ['31 Februari', 'Tanggal itu tidak ada'],
      ['Selasa, 4 Januari 2027', 'tanggal itu Senin, 4 Januari 2027'],
      ['22/11/2026', 'Minggu, 22 November 2026 sudah lewat'],
      ['24/11/2027', 'Rabu, 24 November 2027 lebih dari setahun lagi'],
    ] as const) {
      await budi.says(said)
      expect(budi.saw.at(-1)).toContain(told)
    }
    await budi.sharesLocation()
    expect(budi.saw.at(-1)).toContain('Tanggal itu tidak terbaca')
    expect(await leaveOf(budi)).toEqual({ until: null, holds: false })
    await budi.says('23/11/2027')
    expect(await leaveOf(budi)).toEqual({ until: '2027-11-23', holds: true })
    await budi.presses('Sudah kembali')
  })

  test('what waited to remind them does not come, for nobody else and of nothing else; also over a restart', async () => {
    const { budi, dewi, fitri } = city
    const now = city.clock.now()
    const content = await client().content.create({ data: { method: 'sendMessage', payload: { text: 'Ingat kuis' } } })
    const row = { contentId: content.id, method: 'sendMessage', createdAt: now, subject: 'policy:1' }
    const dueAt = new Date(now.getTime() + 3_600_000)
    await client().message.createMany({
      data: [
        { ...row, chatId: BigInt(budi.id), lane: 'reminder', dueAt },
        { ...row, chatId: BigInt(budi.id), lane: 'reminder', dueAt, state: 'held' },
        { ...row, chatId: BigInt(budi.id), lane: 'notice', dueAt },
        { ...row, chatId: BigInt(dewi.id), lane: 'reminder', dueAt },
      ],
    })
    await budi.says('/cuti')
    await city.restart()
    await budi.says('lusa')
    expect(budi.saw.at(-1)).toContain('Anda cuti sampai Rabu, 25 November 2026')
    expect(await client().message.findMany({ where: { subject: 'policy:1' }, orderBy: { id: 'asc' } })).toMatchObject([
      { state: 'withdrawn', finishedAt: expect.any(Date) },
      { state: 'withdrawn' },
      { state: 'queued' },
      { state: 'queued' },
    ])
    await city.restart()
    await city.clock.advance(3_600_000)
    await city.settled()
    const reminded = (someone: City['ani']) => someone.saw.filter((text) => text === 'Ingat kuis').length
    expect([reminded(budi), reminded(dewi)]).toEqual([1, 1])
    await fitri.says('/umumkan')
    await fitri.says('Apel pagi')
    await fitri.presses('Semua')
    await fitri.presses('Kirim sekarang')
    expect(budi.saw).toContain('Apel pagi')
  })

  test('it is among one’s data', async () => {
    const { budi } = city
    await budi.says('/datasaya')
    const [page, json] = (await budi.files()).slice(-2)
    expect(page?.text).toContain('Cuti sampai</dt><dd>Rabu, 25 November 2026')
    expect(JSON.parse(json?.text ?? '').profile[0].leaveUntil).toBe('2026-11-25')
  })

  test('it ends by itself at midnight of the city, and what was offered before is judged anew', async () => {
    const { budi, dewi } = city
    const to = (at: string) => city.clock.advance(new Date(at).getTime() - city.clock.now().getTime())
    await to('2026-11-25T23:59:00+07:00')
    expect(await leaveOf(budi)).toEqual({ until: '2026-11-25', holds: true })
    await dewi.says('/cuti')
    await budi.says('/cuti')
    expect(budi.saw.at(-1)).toContain('Anda cuti sampai Rabu, 25 November 2026')
    await to('2026-11-26T00:00:00+07:00')
    expect(await leaveOf(budi)).toEqual({ until: '2026-11-25', holds: false })
    await budi.says('/profil')
    expect(budi.saw.at(-1)).not.toContain('Cuti')
    await budi.says('/cuti')
    expect(budi.saw.at(-1)).toContain('Sampai tanggal berapa?')
    expect(budi.buttons).toContain('Hari ini saja: Kamis, 26 November 2026')
    // A button means the day that it says.
    expect(await dewi.presses('Hari ini saja: Rabu, 25 November 2026')).toContain('Rabu, 25 November 2026 sudah lewat')
    await dewi.presses('1 minggu: sampai Selasa, 1 Desember 2026')
    expect(await leaveOf(dewi)).toEqual({ until: '2026-12-01', holds: true })
  })

  test('in English', async () => {
    const { dewi } = city
    await dewi.says('/bahasa')
    await dewi.presses('English')
    await dewi.says('/leave')
    expect(dewi.saw.at(-1)).toMatch(/You are on leave through Tuesday,? 1 December 2026/)
    await dewi.presses('Change the date')
    expect(dewi.saw.at(-1)).toContain('Until what date?')
    expect(dewi.buttons.slice(-5)).toEqual([
      expect.stringMatching(/^Today only: Thursday,? 26 November 2026$/),
      expect.stringMatching(/^Through Friday,? 27 November 2026$/),
      expect.stringMatching(/^1 week: through Wednesday,? 2 December 2026$/),
      expect.stringMatching(/^2 weeks: through Wednesday,? 9 December 2026$/),
      'Never mind',
    ])
    await dewi.says('perhaps')
    expect(dewi.saw.at(-1)).toContain('cannot be read')
    await dewi.says('yesterday, 25 November 2026')
    expect(dewi.saw.at(-1)).toContain('cannot be read')
    await dewi.says('25 November 2026')
    expect(dewi.saw.at(-1)).toMatch(/Wednesday,? 25 November 2026 has passed/)
    await dewi.says('until next Friday')
    expect(dewi.saw.at(-1)).toMatch(/on leave through Friday,? 4 December 2026/)
    await dewi.says('/profile')
    expect(dewi.saw.at(-1)).toMatch(/On leave through Friday,? 4 December 2026: no reminders or check-ins/)
    await dewi.says('/leave')
    await dewi.presses('I am back')
    expect(dewi.saw.at(-1)).toContain('You are not on leave')
  })

  test('who signs out as an employee is not on leave; a question left open is theirs no more', async () => {
    const { budi } = city
    await budi.says('/cuti')
    await budi.says('besok')
    expect(await leaveOf(budi)).toEqual({ until: '2026-11-27', holds: true })
    await budi.presses('Ubah tanggal')
    const open = budi.dataOf('Hari ini saja: Kamis, 26 November 2026')
    await budi.says('/profil')
    await budi.presses('Keluar sebagai pegawai')
    await budi.presses('Ya, keluar')
    expect(await leaveOf(budi)).toEqual({ until: null, holds: false })
    expect(budi.saw.at(-1)).not.toContain('Cuti')
    expect(await budi.forges(open)).toContain('tidak punya hak')
    expect(await leaveOf(budi)).toEqual({ until: null, holds: false })
  })
})
