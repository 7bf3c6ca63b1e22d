// What nobody gets round to comes up by itself, in working days: the unit is reminded, the planners are told, and what was
// answered is closed in the end.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { happen, takeTicket } from '../../src/shared/tickets/log.ts'
import { openStaffedCity } from '../support/city.ts'
import { day, makeCase } from './cases.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeEach(async () => {
  city = await openStaffedCity()
})
afterEach(() => city.close())

type Actor = typeof city.eko
const db = () => city.app.work.database.client
const unitNamed = async (name: string) => (await db().unit.findFirstOrThrow({ where: { name } })).id
const turnTo = async (at: Date) => {
  await city.clock.advance(at.getTime() - city.clock.now().getTime())
  await city.settled()
}
const december = (date: number, time: string) => new Date(`2026-12-${String(date).padStart(2, '0')}T${time}:00+07:00`)
const told = (person: Actor, words: string) => person.saw.filter((text) => text.includes(words)).length
const soon = (person: Actor) => told(person, 'Menunggu jawaban')
const late = (person: Actor) => told(person, 'Lewat batas')

/** Friday 27 November is a joint leave, as an admin imported it. */
const importLeave = async () => {
  await db().$executeRaw`INSERT INTO holiday_year (year, imported_at) VALUES (2026, '2026-11-01T00:00:00Z')`
  await db().$executeRaw`INSERT INTO holiday (day, name, is_joint) VALUES ('2026-11-27', 'Cuti bersama', true)`
}

test(
  'a unit is reminded at 50 and 80 %, and at its limit the planners hear of it; weekends and joint leave do not count',
  { timeout: 60_000 },
  async () => {
    const { ani, eko, dewi } = city
    await importLeave()
    const unit = await unitNamed('Bidang P2P')
    const { id } = await makeCase(city, { author: ani.id, at: day(23), kind: 'question', unit })
    // Five working days of 8.5 hours from Monday at ten, without Friday.
    expect(await db().ticket.findUniqueOrThrow({ where: { id } })).toMatchObject({
      remindAt: day(25, '14:15'),
      dueAt: december(1, '10:00'),
    })
    expect(await city.app.nextDue()).toEqual(day(25, '14:20'))
    await turnTo(day(25, '14:05'))
    expect(soon(dewi)).toBe(0)
    await turnTo(day(25, '14:25'))
    expect(soon(dewi)).toBe(1)
    expect(dewi.saw.at(-1)).toContain('SG-2026-000001 · Pertanyaan · Bidang P2P: Sel, 1 Des 10.00')
    await city.restart()
    await turnTo(day(29, '12:00'))
    expect(soon(dewi)).toBe(1)
    await turnTo(day(30, '10:15'))
    expect(soon(dewi)).toBe(2)
    expect(late(eko)).toBe(0)
    await turnTo(december(1, '10:15'))
    expect(late(dewi)).toBe(1)
    expect(late(eko)).toBe(1)
    expect(eko.saw.at(-1)).toContain('Bidang P2P: lewat sejak hari ini 10.00')
    await city.restart()
    await turnTo(december(4, '10:15'))
    expect([soon(dewi), late(dewi), late(eko)]).toEqual([2, 1, 1])
    const reminded = await db().ticketEvent.findMany({
      where: { ticketId: id, kind: 'reminded' },
      orderBy: { id: 'asc' },
    })
    expect(reminded.map(({ number, officerId }) => [number, officerId])).toEqual([
      [1n, null],
      [2n, null],
      [3n, null],
    ])
    await dewi.presses('SG-2026-000001')
    expect(dewi.saw.join()).toContain('⚠ Lewat batas')
  },
)

test(
  'one message tells of several tickets, also when the clock has stood for long; a first response is missed once',
  { timeout: 60_000 },
  async () => {
    const { ani, eko, dewi, fitri } = city
    const unit = await unitNamed('Dinas Kesehatan')
    for (const text of ['Satu', 'Dua', 'Tiga'])
      await makeCase(city, { author: ani.id, at: day(23), kind: 'question', text, unit })
    await makeCase(city, { author: ani.id, at: day(23), text: 'Empat' })
    const nobody = await unitNamed('Dinas Perhubungan')
    await makeCase(city, { author: ani.id, at: day(23), kind: 'question', text: 'Lima', unit: nobody })
    await turnTo(december(1, '11:00'))
    expect(late(dewi)).toBe(1)
    expect(dewi.saw.at(-1)).toContain('Lewat batas (3)')
    for (const planner of [eko, fitri]) {
      expect(late(planner)).toBe(1)
      const seen = planner.saw.at(-1) ?? ''
      expect(seen).toContain('Lewat batas (4)')
      expect(seen).toContain('Dinas Perhubungan')
      expect(seen).toContain('Belum ditanggapi pada waktunya (1)')
      expect(seen).toContain('SG-2026-000004 · Aduan · belum diteruskan: lewat 5 hari')
    }
    await city.restart()
    await turnTo(december(1, '15:00'))
    expect(told(eko, 'Belum ditanggapi')).toBe(1)
    // At half its time it comes up again, for nobody has forwarded it: to the planners.
    await turnTo(december(2, '11:00'))
    expect(told(eko, 'Belum ditanggapi')).toBe(1)
    expect(soon(eko)).toBe(1)
  },
)

test(
  'who is on leave is spared, unless there is nobody else; who has stopped reminders hears only what is late',
  { timeout: 60_000 },
  async () => {
    const { ani, citra, dewi, eko } = city
    const unit = await unitNamed('Dinas Kesehatan')
    await dewi.says('/cuti')
    await dewi.says('31 Desember 2026')
    await makeCase(city, { author: ani.id, at: day(23), kind: 'question', unit })
    await turnTo(day(25, '14:25'))
    expect(soon(dewi)).toBe(1)
    await db().role.create({
      data: { telegramId: BigInt(citra.id), name: 'head', unitId: unit, createdAt: city.clock.now() },
    })
    await turnTo(day(27, '10:15'))
    expect(soon(dewi)).toBe(1)
    expect(soon(citra)).toBe(1)
    await db().person.update({ where: { telegramId: BigInt(citra.id) }, data: { muted: ['reminders'] } })
    await makeCase(city, { author: ani.id, at: day(25, '14:00'), kind: 'question', unit })
    await turnTo(day(30, '10:15'))
    expect(soon(citra)).toBe(1)
    expect(late(citra)).toBe(1)
    expect(late(dewi)).toBe(0)
    expect(late(eko)).toBe(1)
  },
)

test(
  'what was answered is closed after ten working days, unless its author wrote something since, and its author is told, also without a name',
  { timeout: 60_000 },
  async () => {
    const { ani, budi, eko } = city
    const answered = { kind: 'answered', by: { officer: BigInt(eko.id) }, text: 'Sudah.' } as const
    const named = await makeCase(city, { author: ani.id, at: day(20), deeds: [[day(23), answered]] })
    const unnamed = await makeCase(city, {
      author: budi.id,
      at: day(20),
      isAnonymous: true,
      deeds: [[day(23), answered]],
    })
    const word = { kind: 'replied', by: 'author', text: 'Terima kasih' } as const
    const thanked = await makeCase(city, {
      author: ani.id,
      at: day(20),
      deeds: [
        [day(23), answered],
        [day(26), word],
      ],
    })
    const stateOf = async (id: bigint) => (await db().ticket.findUniqueOrThrow({ where: { id } })).state
    await turnTo(december(7, '08:05'))
    expect(await stateOf(named.id)).toBe('answered')
    await turnTo(december(8, '08:05'))
    expect(await stateOf(named.id)).toBe('closed')
    expect(await stateOf(unnamed.id)).toBe('closed')
    expect(await stateOf(thanked.id)).toBe('answered')
    expect(ani.saw.at(-1)).toContain('SG-2026-000001 ditutup')
    expect(budi.saw.at(-1)).toContain('SG-2026-000002 ditutup')
    expect(ani.buttons).toContain('Belum selesai')
    // The last word is its author's until an officer answers it.
    await turnTo(december(14, '08:05'))
    expect(await stateOf(thanked.id)).toBe('answered')
    await happen(db(), thanked.id, answered, city.app.work.settings, city.clock.now())
    await turnTo(december(31, '08:05'))
    expect(await stateOf(thanked.id)).toBe('closed')
    expect(told(ani, 'SG-2026-000001 ditutup')).toBe(1)
  },
)

test.skipIf(!process.env['TEST_DATABASE_URL'])(
  'what somebody is answering is not reminded of, and keeps nobody else waiting',
  { timeout: 60_000 },
  async () => {
    const { ani, dewi, eko } = city
    const unit = await unitNamed('Dinas Kesehatan')
    const [busy, other] = [
      await makeCase(city, { author: ani.id, at: day(23), kind: 'question', unit }),
      await makeCase(city, { author: ani.id, at: day(23), kind: 'question', unit }),
    ]
    const answered = { kind: 'answered', by: { officer: BigInt(eko.id) }, text: 'Sudah.' } as const
    await db().$transaction(async (tx) => {
      await takeTicket(tx, busy.id)
      await turnTo(day(25, '14:25'))
      await happen(tx, busy.id, answered, city.app.work.settings, city.clock.now())
    })
    expect(soon(dewi)).toBe(1)
    expect(dewi.saw.at(-1)).toContain('SG-2026-000002')
    expect(dewi.saw.at(-1)).not.toContain('SG-2026-000001')
    const reminded = await db().ticketEvent.findMany({ where: { kind: 'reminded' } })
    expect(reminded.map(({ ticketId }) => ticketId)).toEqual([other.id])
    await turnTo(day(30, '10:15'))
    expect(await db().ticketEvent.count({ where: { kind: 'reminded', ticketId: busy.id } })).toBe(0)
  },
)
