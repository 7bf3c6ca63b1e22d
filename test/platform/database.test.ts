import { setImmediate as turn } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/database/database.ts'
import { openLog } from '../../src/platform/log.ts'
import { openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'

let given: TestDatabase
beforeAll(async () => {
  given = await openTestDatabase()
})
afterAll(() => given.drop())

test.skipIf(!process.env['TEST_DATABASE_URL'])('moments are the same whatever zone the server is in', async () => {
  const { client } = given.database
  const [row] = await client.$queryRaw<{ name: string }[]>`SELECT current_database()::text AS name`
  await client.$executeRawUnsafe(`ALTER DATABASE ${row?.name} SET TimeZone = 'Asia/Jakarta'`)
  const { place } = given
  const database = await openDatabase({ ...place, log: openLog('silent') })
  const moment = new Date('2026-11-23T03:00:00.000Z')
  await database.client.event.create({ data: { kind: 'test', payload: {}, createdAt: moment } })
  const [{ same, createdAt } = { same: false, createdAt: null }] = await database.client.$queryRaw<
    { same: boolean; createdAt: Date | null }[]
  >`SELECT created_at = ${moment.toISOString()}::timestamptz AND created_at = ${moment}::timestamptz AS same, created_at AS "createdAt" FROM event`
  expect({ same, createdAt }).toEqual({ same: true, createdAt: moment })
  await database.close()
})

test('a wake is heard by every instance on the database', async () => {
  const { database, place } = given
  const other = place.url === undefined ? database : await openDatabase({ ...place, log: openLog('silent') })
  const heard = new Promise<void>((done) => other.onWake('test', done))
  database.wake('test')
  await heard
  if (other !== database) await other.close()
})

test.skipIf(!process.env['TEST_DATABASE_URL'])('wakes that follow closely are said one after the other', async () => {
  const heard: string[] = []
  const client = new Client({ connectionString: given.place.url })
  await client.connect()
  client.on('notification', ({ payload = '' }) => heard.push(payload))
  await client.query('LISTEN rembuk')
  const wakes = Array.from({ length: 100 }, (_, n) => `test ${n}`)
  // Said two at a time, they make the driver print a warning.
  for (const wake of wakes) {
    given.database.wake(wake)
    await turn()
  }
  await until('all are heard', () => heard.length >= wakes.length, 10_000)
  expect(heard).toEqual(wakes)
  await client.end()
})

test('a second process is kept out of the embedded data folder', async () => {
  const { place } = given
  if (place.url !== undefined) return
  await expect(openDatabase({ ...place, log: openLog('silent') })).rejects.toThrow(/DATA_DIR: .* is in use/)
})

test('timers and the network have their turn while many transactions wait', async () => {
  const { client } = given.database
  const many = async () => {
    const waiting = Array.from({ length: 64 }, () =>
      client.$transaction(async (tx) => {
        for (let n = 0; n < 5; n++) await tx.event.findFirst()
      }),
    )
    await Promise.all(waiting)
  }
  // The first time, plans and code are made.
  await many()
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  await many()
  clearInterval(timer)
  expect(turns).toBeGreaterThan(10)
})
