// Many say that something is their complaint as well: each hears once how it ended, whatever interrupts the telling.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ownedBy } from '../../src/shared/tickets/authors.ts'
import { openStaffedCity } from '../support/city.ts'
import { until } from '../support/until.ts'
import { day, makeCase } from './cases.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeEach(async () => {
  city = await openStaffedCity()
})
afterEach(() => city.close())

const db = () => city.app.work.database.client

/** People who have agreed, every other one of whom supports it without their name. */
async function crowdOf(count: number, ticketId: bigint) {
  const crowd = Array.from({ length: count }, (_, n) => city.newcomer(`Pendukung ${n}`))
  await Promise.all(crowd.map(({ id }) => city.playground.world.says(id, '/start')))
  await city.settled()
  await db().person.createMany({
    data: crowd.map(({ id }, n) => ({
      telegramId: BigInt(id),
      subject: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      language: 'id',
      kind: 'citizen' as const,
      consentAt: city.clock.now(),
      createdAt: city.clock.now(),
    })),
    skipDuplicates: true,
  })
  for (const [n, { id }] of crowd.entries()) {
    const owner = await ownedBy(db(), city.app.work.settings, { telegramId: BigInt(id), isAnonymous: n % 2 === 0 })
    await db().ticketSupport.create({ data: { ticketId, ...owner } })
  }
  return crowd
}

test('hundreds are told once of an answer and of a merger, also after a restart', { timeout: 120_000 }, async () => {
  const { ani, budi, eko } = city
  const wish = await makeCase(city, { author: ani.id, at: day(23, '08:00'), text: 'Trotoar sekolah berlubang' })
  const other = await makeCase(city, { author: budi.id, at: day(23, '09:00'), text: 'Trotoar rusak' })
  const crowd = await crowdOf(130, wish.id)
  await db().message.deleteMany()
  const told = (words: string) => crowd.map(({ saw }) => saw.filter((text) => text.includes(words)).length)
  const once = crowd.map(() => 1)

  await eko.forges(`desk.do|${wish.id}|merge`)
  await eko.says('SG-2026-000002')
  await eko.presses('Gabungkan sekarang')
  expect(told('digabung dengan SG-2026-000002')).toEqual(once)
  const supports = await db().ticketSupport.findMany()
  // Ani is one of them now.
  expect(supports.map(({ ticketId, personId }) => [ticketId, personId])).toEqual(
    [...crowd, ani].map(() => [other.id, null]),
  )

  // It breaks when the first hundred have been told.
  await db().$executeRaw`
    CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF (OLD.payload->>'after')::bigint > 0 THEN RAISE EXCEPTION 'broken'; END IF;
      RETURN OLD;
    END $$`
  await db().$executeRaw`CREATE TRIGGER breaks BEFORE DELETE ON task FOR EACH ROW EXECUTE FUNCTION break()`
  await eko.forges(`desk.do|${other.id}|answer`)
  await eko.says('Trotoar diperbaiki bulan ini.')
  await eko.presses('Kirim jawaban')
  const words = 'Trotoar diperbaiki bulan ini.'
  const count = () => told(words).reduce((sum, n) => sum + n, 0)
  // And Ani.
  expect(count()).toBe(99)
  await db().$executeRaw`DROP TRIGGER breaks ON task`
  await city.restart()
  await until('all are told', () => count() >= crowd.length, 30_000)
  await city.settled()
  expect(told(words)).toEqual(once)
  // Of those who were sealed nothing is left that would say who they are.
  const sealed = crowd.filter((_, n) => n % 2 === 0).map(({ id }) => BigInt(id))
  expect(await db().message.count({ where: { chatId: { in: sealed } } })).toBe(0)
  expect(await db().task.count()).toBe(0)
})
