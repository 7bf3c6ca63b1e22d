// Other holidays move every limit: what follows from the events is reckoned anew, however many tickets there are.
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emit } from '../../src/platform/events/events.ts'
import { readReckoning, rebuild } from '../../src/shared/tickets/log.ts'
import { holidaysChanged } from '../../src/shared/workdays/events.ts'
import { submit } from '../../src/shared/tickets/submission.ts'
import { openStaffedCity } from '../support/city.ts'
import { until } from '../support/until.ts'
import { day, makeCase } from './cases.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeEach(async () => {
  city = await openStaffedCity()
})
afterEach(() => city.close())

const db = () => city.app.work.database.client
const tell = async () => {
  await db().$transaction((tx) => emit(tx, holidaysChanged, { year: 2026 }, city.clock.now()))
  city.app.work.database.wake('events')
  await city.settled()
}

test('after an import each row says what its events say by the new calendar', { timeout: 60_000 }, async () => {
  const { ani, eko, dewi } = city
  const { id: unit } = await db().unit.findFirstOrThrow({ where: { name: 'Dinas Kesehatan' } })
  const [planner, head] = [{ officer: BigInt(eko.id) }, { officer: BigInt(dewi.id) }]
  const open = await makeCase(city, { author: ani.id, at: day(23), kind: 'question', unit })
  const paused = await makeCase(city, {
    author: ani.id,
    at: day(16),
    unit,
    deeds: [
      [day(18), { kind: 'asked', by: head, text: 'Di mana?' }],
      [day(20), { kind: 'replied', by: 'author', text: 'Di sini' }],
      [day(23), { kind: 'taken', by: head }],
    ],
  })
  const ended = await makeCase(city, {
    author: ani.id,
    at: day(16),
    deeds: [
      [day(17), { kind: 'answered', by: planner, text: 'Sudah.' }],
      [day(19), { kind: 'reopened', by: 'author', text: 'Belum' }],
      [day(20), { kind: 'rejected', by: planner, text: 'Sudah diperiksa dua kali.' }],
    ],
  })
  const before = await db().ticket.findMany({ orderBy: { id: 'asc' } })
  await db().$executeRaw`INSERT INTO holiday_year (year, imported_at) VALUES (2026, '2026-11-01T00:00:00Z')`
  await db().$executeRaw`
    INSERT INTO holiday (day, name, is_joint) VALUES ('2026-11-17', 'Libur', false), ('2026-11-27', 'Cuti bersama', true)`
  await tell()
  expect(await db().task.count()).toBe(0)
  const { settings } = city.app.work
  const reckoning = await readReckoning(db(), settings, city.clock.now())
  for (const { id } of [open, paused, ended]) {
    const row = await db().ticket.findUniqueOrThrow({ where: { id } })
    expect(row).toMatchObject(await rebuild(db(), id, reckoning))
    const old = before.find((one) => one.id === id)
    expect([row.dueAt, row.spent]).not.toEqual([old?.dueAt, old?.spent])
  }
  expect((await db().ticket.findUniqueOrThrow({ where: { id: open.id } })).dueAt).toEqual(
    new Date('2026-12-01T10:00:00+07:00'),
  )
})

test(
  'what a migration left to be reckoned is reckoned in many small steps, which go on after a restart',
  { timeout: 60_000 },
  async () => {
    const many = 1300
    await db().$executeRaw`
    INSERT INTO ticket (year, number, kind, text, is_anonymous, secret_salt, secret_digest, state, is_inspected, limit_days,
      opened_at, spent, last_event_id)
    SELECT 2026, n, 'suggestion', 'Usul ' || n, false, '\\x00', '\\x00', 'new', false, 14, '2026-11-20T03:00:00Z', 0, 0
    FROM generate_series(1, ${many}::int) n`
    await db().$executeRaw`
    INSERT INTO ticket_event (ticket_id, kind, at, by_author, number) SELECT id, 'submitted', opened_at, true, 14 FROM ticket`
    await db().task.create({ data: { name: 'tickets.rebuilding', payload: {}, createdAt: city.clock.now() } })
    city.app.work.database.wake('tasks')
    await city.restart()
    await city.settled()
    expect(await db().task.count()).toBe(0)
    expect(await db().ticket.count({ where: { runningSince: null } })).toBe(0)
    const first = await db().ticket.findFirstOrThrow({ orderBy: { id: 'asc' } })
    const last = await db().ticket.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(last).toMatchObject({ dueAt: first.dueAt, remindAt: first.remindAt, spent: 0n })
    expect(last.lastEventId).not.toBe(0n)
  },
)

test.skipIf(!process.env['TEST_DATABASE_URL'])(
  'what is submitted while the calendar is imported goes by the new one, too',
  { timeout: 60_000 },
  async () => {
    const { settings } = city.app.work
    const said = {
      telegramId: BigInt(city.ani.id),
      isAnonymous: false,
      kind: 'question' as const,
      text: 'Kapan dibuka?',
    }
    const id = await db().$transaction(async (tx) => {
      const { ticket } = await submit(tx, said, settings, day(23))
      await db().$executeRaw`INSERT INTO holiday_year (year, imported_at) VALUES (2026, '2026-11-01T00:00:00Z')`
      await db().$executeRaw`INSERT INTO holiday (day, name, is_joint) VALUES ('2026-11-27', 'Cuti bersama', true)`
      await db().task.create({ data: { name: 'tickets.rebuilding', payload: {}, createdAt: city.clock.now() } })
      city.app.work.database.wake('tasks')
      // Until it waits for what is being submitted.
      await until('it has begun', async () => (await db().task.count({ where: { attempts: 1 } })) === 1, 10_000)
      await pause(300)
      return ticket.id
    })
    await city.settled()
    await until('it is done', async () => (await db().task.count()) === 0, 10_000)
    const row = await db().ticket.findUniqueOrThrow({ where: { id } })
    expect(row.dueAt).toEqual(new Date('2026-12-01T10:00:00+07:00'))
  },
)
