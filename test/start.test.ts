// A start that cannot go on says why and how to cure it; one that was ended ends in time, whatever hangs.
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { killAll, launch, settingsOf, start } from './support/child.ts'
import type { Child } from './support/child.ts'
import { makePlace } from './support/database.ts'
import { query, seedPeople } from './support/rows.ts'
import { announce, someone } from './support/someone.ts'
import { openStandIn } from './support/standIn.ts'
import type { StandIn } from './support/standIn.ts'
import { until } from './support/until.ts'

const admin = 1006
const server = process.env['TEST_DATABASE_URL']
const inTime = 10_000
/** Until something has happened that does; a busy machine takes its time. */
const patience = 60_000
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})
afterAll(killAll)

/** A database of one's own and settings for it; Telegram is where nobody answers unless said otherwise. */
async function prepare(apiRoot = 'http://127.0.0.1:1') {
  const { place, drop } = await makePlace()
  closing.push(drop)
  return { place, settings: settingsOf(place, apiRoot) }
}

async function openTelegram(): Promise<StandIn> {
  const standIn = await openStandIn({ sendsPerSecond: 100_000 })
  closing.push(() => standIn.close())
  return standIn
}

/** What it says and nothing else, when it ended with exit code 1. */
async function complaint(child: Child): Promise<string> {
  expect(await child.ended, child.log()).toBe(1)
  expect(child.output()).toBe('')
  const said = child
    .log()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{"level":'))
  expect(said.filter((line) => /^\s+at |Error:|\.ts\b/.test(line))).toEqual([])
  return said.join('\n')
}

// What has nothing to do with the database is tried once.
describe('a start that cannot go on', { timeout: 60_000 }, () => {
  test.skipIf(server)('names a data folder in which nothing can be written', async () => {
    const { place } = await prepare()
    const file = join(place.folder, 'a-file')
    await writeFile(file, '')
    const said = await complaint(launch({ DATA_DIR: file, PORT: '0' }))
    expect(said).toContain(`DATA_DIR: nothing can be written in ${file}`)
  })

  test.skipIf(server)('names every wrong setting, what it should be, and an example', async () => {
    const { settings } = await prepare()
    const wrong = { PORT: 'pintu', TIME_ZONE: 'Mars/Olympus', QUIET_HOURS: 'malam', MIN_GROUP: '2', BOT_TOKEN: 'abc' }
    const said = (await complaint(launch({ ...settings, ...wrong }))).split('\n')
    expect(said).toHaveLength(Object.keys(wrong).length)
    for (const name of Object.keys(wrong))
      expect(said.find((line) => line.startsWith(`${name} should be `))).toContain('for example')
    // A token pasted wrongly is still a secret.
    expect(said.join()).not.toContain('"abc"')
  })

  test('says where PostgreSQL was looked for', async () => {
    const { settings } = await prepare()
    const child = launch({ ...settings, DATABASE_URL: 'postgres://rembuk:sandi@127.0.0.1:1/rembuk' })
    expect(await complaint(child)).toMatch(/^DATABASE_URL: no PostgreSQL answers at 127\.0\.0\.1:1\/rembuk\. Start it/)
  })

  test.skipIf(!server)('tells a database that is not there, and a user who is not let in', async () => {
    const { settings } = await prepare()
    const [missing, unknown] = [new URL(server ?? ''), new URL(server ?? '')]
    missing.pathname = '/takada'
    unknown.username = 'bukansiapa'
    const said = [missing, unknown].map(({ href }) => complaint(launch({ ...settings, DATABASE_URL: href })))
    expect(await said[0]).toMatch(/^DATABASE_URL: the database in .*\/takada does not exist\. Create it/)
    expect(await said[1]).toMatch(/^DATABASE_URL: .* refuses this user or password\. Correct them/)
  })

  test.skipIf(server)('says so when Telegram does not know the token', async () => {
    const { settings } = await prepare(await (await openTelegram()).openDoor('telegram'))
    const said = await complaint(launch({ ...settings, BOT_TOKEN: '123456:other-token' }))
    expect(said).toMatch(/^BOT_TOKEN: Telegram does not know this token\. Copy it again from @BotFather/)
    expect(said).not.toContain('other-token')
  })

  test.skipIf(server)('names the port that is in use', async () => {
    const { settings } = await prepare()
    const other = createServer()
    const port = await listen(other)
    closing.push(() => new Promise((done) => other.close(done)))
    const said = await complaint(launch({ ...settings, PORT: String(port) }))
    expect(said).toBe(
      `PORT: ${port} on 127.0.0.1 is in use by another program. Stop it, or choose another, for example PORT=${port + 1}.`,
    )
  })

  test.skipIf(server)('names the data folder that another Rembuk uses', async () => {
    const { place, settings } = await prepare(await (await openTelegram()).openDoor('telegram'))
    const first = await start(settings)
    const said = await complaint(launch(settings))
    expect(said).toContain(`DATA_DIR: the data folder ${place.folder} is in use by another Rembuk. Stop that one`)
    expect(await first.terminate()).toMatchObject({ code: 0 })
  })

  test('says so when the schema is newer than the code', async () => {
    const { place, settings } = await prepare()
    await query(
      place,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ('x', 'x', '20991231000000_future', now(), now(), 1)`,
    )
    expect(await complaint(launch(settings))).toMatch(
      /migrations that this version of Rembuk does not know \(20991231000000_future\)\. .* start the newer version again/,
    )
  })
})

describe('Telegram out of reach', { timeout: 120_000 }, () => {
  test('is waited for, and the start goes on when it is there', async () => {
    const port = await freePort()
    const { settings } = await prepare(`http://127.0.0.1:${port}`)
    const child = launch(settings)
    await until('Telegram is missed', () => child.log().includes('Telegram cannot be reached'), patience)
    await (await openTelegram()).openDoor('telegram', port)
    await until('Rembuk is ready', () => child.output().includes('Rembuk is ready.'), patience)
    expect(await child.terminate()).toMatchObject({ code: 0 })
  })

  test('does not keep a start from being ended', async () => {
    const { settings } = await prepare()
    const child = launch(settings)
    await until('Telegram is missed', () => child.log().includes('Telegram cannot be reached'), patience)
    const { code, milliseconds } = await child.terminate()
    expect(code, child.log()).toBe(0)
    expect(milliseconds).toBeLessThan(inTime)
  })

  test('does not keep one that is sending from being ended', async () => {
    const standIn = await openTelegram()
    const { place, settings } = await prepare(await standIn.openDoor('telegram'))
    await standIn.world.says(admin, 'Halo')
    await seedPeople(place, [...(await standIn.addPeople(200)), admin])
    const child = await start({ ...settings, SEND_RATE: '100' })
    await announce(someone(standIn, admin), 'Jalan Sudirman ditutup')
    await until('a part is sent', () => standIn.sends().length > 50, patience)
    // Longer than anyone waits.
    standIn.world.setFault({ kind: 'slow', milliseconds: 120_000 })
    await until('it hangs', () => standIn.waiting() >= 4, patience)
    const { code, milliseconds } = await child.terminate()
    expect(code, child.log()).toBe(0)
    expect(milliseconds).toBeLessThan(inTime)
  })
})

async function freePort(): Promise<number> {
  const probe = createServer()
  const port = await listen(probe)
  await new Promise((done) => probe.close(done))
  return port
}

async function listen(program: Server): Promise<number> {
  await new Promise<void>((done) => program.listen(0, '127.0.0.1', done))
  const address = program.address()
  if (address === null || typeof address === 'string') throw new Error('It listens on no port')
  return address.port
}
