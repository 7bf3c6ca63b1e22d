// A ticket's row says what follows from its events, whatever happens to it in whatever order.
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TicketEventKind } from '../../src/generated/prisma/client.ts'
import type { Db } from '../../src/platform/database/database.ts'
import { Refusal } from '../../src/platform/refusal.ts'
import { openSealing } from '../../src/platform/sealing.ts'
import { happen, readReckoning, rebuild } from '../../src/shared/tickets/log.ts'
import type { Deed } from '../../src/shared/tickets/log.ts'
import { mayHappen, standingOf } from '../../src/shared/tickets/standing.ts'
import type { Happening, Standing } from '../../src/shared/tickets/standing.ts'
import { submit } from '../../src/shared/tickets/submission.ts'
import { openOffice } from '../../src/shared/workdays/office.ts'
import { openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { settings as usual } from '../support/settings.ts'

const settings = { ...usual, sealing: openSealing('uji') }
const [author, officer] = [11n, 12n]
const begins = new Date('2026-11-20T09:00:00+07:00')
const hour = 3_600_000

let opened: TestDatabase
let units: bigint[]
let db: Db
beforeAll(async () => {
  opened = await openTestDatabase()
  db = opened.database.client
  for (const telegramId of [author, officer])
    await db.person.create({
      data: { telegramId, subject: `00000000-0000-4000-8000-0000000000${telegramId}`, createdAt: begins },
    })
  const named = ['Dinas Kesehatan', 'Dinas Perhubungan'].map((name) => db.unit.create({ data: { name } }))
  units = (await Promise.all(named)).map(({ id }) => id)
  await db.holidayYear.create({ data: { year: 2026, importedAt: begins } })
  await db.holiday.create({ data: { day: new Date('2026-12-24'), name: 'Cuti bersama', isJoint: true } })
})
afterAll(() => opened.drop())

const kinds: Deed['kind'][] = [
  'verified',
  'forwarded',
  'taken',
  'inspected',
  'asked',
  'replied',
  'answered',
  'rejected',
  'reopened',
  'rated',
  'closed',
  'merged',
  'reminded',
  'withdrawn',
]
/** What is done by the author, or by the clock. */
const byAuthor = new Set<TicketEventKind>(['replied', 'reopened', 'rated', 'withdrawn'])

const step = fc.record({
  // What ends a ticket for good comes seldom, or no history would be long.
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...kinds.filter((kind) => !['merged', 'withdrawn'].includes(kind))) },
    { weight: 1, arbitrary: fc.constantFrom<Deed['kind']>('merged', 'withdrawn') },
  ),
  unit: fc.nat({ max: 1 }),
  number: fc.integer({ min: 1, max: 5 }),
  hours: fc.integer({ min: 0, max: 200 }),
})

/** The row of a ticket, as far as it follows from the events. */
async function standing(id: bigint): Promise<Standing> {
  const row = await db.ticket.findUniqueOrThrow({ where: { id } })
  const known = await rebuild(db, id, await readReckoning(db, settings, begins))
  return Object.fromEntries(Object.keys(known).map((key) => [key, row[key as keyof Standing]])) as unknown as Standing
}

test('the row equals what is rebuilt from the events, after each of many random histories', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), fc.boolean(), async (steps, isAnonymous) => {
      let now = new Date(begins.getTime() + 17 * 60_000)
      const submission = { telegramId: author, isAnonymous, kind: 'complaint', text: 'Lampu jalan padam' } as const
      const { ticket: other } = await submit(db, { ...submission, isAnonymous: false }, settings, now)
      const { ticket } = await submit(db, submission, settings, now)
      let done = 0
      for (const { kind, unit, number, hours } of steps) {
        now = new Date(now.getTime() + hours * hour)
        const by = byAuthor.has(kind) ? 'author' : kind === 'reminded' ? 'clock' : { officer }
        const deed: Deed = {
          kind,
          by,
          ...(kind === 'forwarded' && { unitId: units[unit] ?? 0n }),
          ...(['rated', 'reminded'].includes(kind) && { number: BigInt(number) }),
          ...(kind === 'inspected' && { number: 60n }),
          ...(kind === 'merged' && { number: other.id }),
        }
        const before = await db.ticket.findUniqueOrThrow({ where: { id: ticket.id } })
        const happened = await happen(db, ticket.id, deed, settings, now).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error
          return undefined
        })
        expect(happened !== undefined).toBe(mayHappen(before, kind))
        if (happened !== undefined) done++
        const reckoning = await readReckoning(db, settings, now)
        expect(await standing(ticket.id)).toEqual(await rebuild(db, ticket.id, reckoning))
      }
      expect(await db.ticketEvent.count({ where: { ticketId: ticket.id } })).toBe(done + 1)
    }),
    { numRuns: 15, seed: 20_261_125 },
  )
}, 120_000)

const office = openOffice({
  timeZone: 'Asia/Jakarta',
  hours: { from: 450, to: 960 },
  holidays: new Set(['2026-12-24', '2026-12-25']),
  firstYear: 2026,
  lastYear: 2027,
})
const reckoning = { office, firstDays: 3 }
const happening = (id: number, kind: TicketEventKind, at: string, more: Partial<Happening> = {}): Happening => ({
  id: BigInt(id),
  kind,
  at: new Date(`${at}:00+07:00`),
  byAuthor: byAuthor.has(kind),
  officerId: null,
  unitId: null,
  number: null,
  ...more,
})

test('the clock stands still while the author is asked, and goes on with what was left when they say that it is not solved', () => {
  const day = office.day
  const history = [
    // Monday.
    happening(1, 'submitted', '2026-11-23T09:30', { number: 5n }),
    happening(2, 'forwarded', '2026-11-24T09:30', { unitId: 7n }),
    happening(3, 'asked', '2026-11-25T09:30'),
    // Over the weekend and two days more.
    happening(4, 'replied', '2026-12-01T09:30'),
    happening(5, 'answered', '2026-12-02T09:30'),
    happening(6, 'reopened', '2026-12-21T09:30'),
  ]
  const until = (count: number) => standingOf(history.slice(0, count), reckoning)
  expect(until(1)).toMatchObject({
    state: 'new',
    dueAt: new Date('2026-11-30T09:30:00+07:00'),
    firstDueAt: new Date('2026-11-26T09:30:00+07:00'),
    remindAt: new Date('2026-11-25T13:45:00+07:00'),
  })
  expect(until(2)).toMatchObject({ state: 'forwarded', unitId: 7n, responded: BigInt(day), firstDueAt: null })
  expect(until(3)).toMatchObject({ state: 'waiting', spent: BigInt(2 * day), runningSince: null, dueAt: null })
  expect(until(4)).toMatchObject({ state: 'forwarded', dueAt: new Date('2026-12-04T09:30:00+07:00') })
  expect(until(5)).toMatchObject({ state: 'answered', spent: BigInt(3 * day), endedAt: history[4]?.at })
  // Two of five days are left: Tuesday and Wednesday, and half past nine on the first working day after Christmas.
  expect(until(6)).toMatchObject({
    state: 'reopened',
    reopenings: 1,
    endedAt: null,
    dueAt: new Date('2026-12-23T09:30:00+07:00'),
  })
  expect(standingOf([...history, happening(7, 'taken', '2026-12-22T09:30')], reckoning).dueAt).toEqual(until(6).dueAt)
})

test('under a longer limit, and once it is open again, its unit is reminded anew', () => {
  const late = [
    happening(1, 'submitted', '2026-11-23T07:30', { number: 5n }),
    happening(2, 'reminded', '2026-11-25T12:00', { number: 1n }),
    happening(3, 'reminded', '2026-11-27T12:00', { number: 2n }),
    happening(4, 'reminded', '2026-11-30T12:00', { number: 3n }),
  ]
  expect(standingOf(late, reckoning).remindAt).toBeNull()
  const inspected = standingOf([...late, happening(5, 'inspected', '2026-12-01T07:30', { number: 60n })], reckoning)
  expect(inspected).toMatchObject({
    reminders: 0,
    remindAt: office.momentAt(office.timeAt(late[0]?.at ?? begins) + 30 * office.day),
  })
  const reopened = [happening(5, 'answered', '2026-12-01T07:30'), happening(6, 'reopened', '2026-12-02T07:30')]
  expect(standingOf([...late, ...reopened], reckoning)).toMatchObject({
    reminders: 2,
    remindAt: new Date('2026-11-30T16:00:00+07:00'),
  })
})
