import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Update } from '@grammyjs/types'
import { systemClock } from '../../src/platform/clock.ts'
import { openInbox } from '../../src/platform/inbox/inbox.ts'
import type { Handler } from '../../src/platform/inbox/inbox.ts'
import { openLog } from '../../src/platform/log.ts'
import { openSealing } from '../../src/platform/sealing.ts'
import { surge, usualLimits } from '../../src/platform/inbox/surge.ts'
import { openCity } from '../support/city.ts'
import { openTestDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity({ webhook: true, chatBurst: 20, surgeLimits: usualLimits })
})
afterAll(() => city.close())

const deliver = (body: unknown, secret = 'rahasia') =>
  fetch(`${city.app.url}/telegram/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: JSON.stringify(body),
  })

const said = (updateId: number, person: number, text: string, date = 1_700_000_000): Update => {
  const user = { id: person, is_bot: false, first_name: 'X' } as const
  const chat = { id: person, type: 'private', first_name: 'X' } as const
  const entities = text.startsWith('/') ? [{ type: 'bot_command', offset: 0, length: text.length } as const] : []
  return { update_id: updateId, message: { message_id: updateId, date, from: user, chat, text, entities } }
}
const rows = (person: bigint) =>
  city.app.work.database.client.message.findMany({ where: { chatId: person }, orderBy: { id: 'asc' } })

describe('updates that Telegram delivers', () => {
  test('work as those that are polled', async () => {
    await city.ani.joins()
    expect(city.ani.saw.at(-1)).toContain('terdaftar sebagai warga')
  })

  test('are refused without the secret, and when they are none', async () => {
    expect((await deliver(said(1, 1001, '/menu'), 'tebakan')).status).toBe(403)
    expect((await deliver(said(1, 1001, '/menu'), '')).status).toBe(403)
    expect((await deliver({ update: 'none' })).status).toBe(400)
    expect((await deliver('text')).status).toBe(400)
  })

  test('a delivery that comes twice is handled once', async () => {
    const before = city.ani.saw.length
    for (let n = 0; n < 3; n++) expect((await deliver(said(501, 1001, '/menu'))).status).toBe(200)
    await city.settled()
    expect(city.ani.saw).toHaveLength(before + 1)
  })

  test('one with characters that PostgreSQL refuses is taken all the same', async () => {
    expect((await deliver(said(502, 1001, '/profil\0 \ud83d'))).status).toBe(200)
    await city.settled()
    expect(city.ani.saw.at(-1)).toContain('belum dikenal')
  })

  test('one that comes late is handled late, not dropped', async () => {
    await deliver(said(602, 1001, '/profil'))
    await city.settled()
    await deliver(said(601, 1001, '/bantuan'))
    await city.settled()
    expect(city.ani.saw.at(-2)).toContain('Profil')
    expect(city.ani.saw.at(-1)).toContain('Bantuan')
  })

  test('once handled, nothing of their text is kept', async () => {
    const kept = await city.app.work.database.client.inboxUpdate.findMany()
    expect(kept.length).toBeGreaterThan(3)
    for (const { payload, sealed, lane } of kept) {
      expect({ payload, sealed }).toEqual({ payload: null, sealed: null })
      expect(lane).not.toContain('1001')
    }
  })
})

describe('many at once', () => {
  const server = process.env['TEST_DATABASE_URL']
  test.skipIf(server)('do not keep the next ones from being stored, where one connection serves all', async () => {
    let handled = 0
    const { inbox, close } = await openAlone(async (db) => {
      for (let n = 0; n < 5; n++) await db.event.findFirst()
      return () => void handled++
    })
    await inbox.store(Array.from({ length: 60 }, (_, n) => said(n, 2000 + n, 'x')))
    // Once some are done, all that may be in hand are.
    await until('some are handled', () => handled > 0, 10_000)
    await inbox.store([said(99, 3000, 'x')])
    expect(handled).toBeLessThan(30)
    await inbox.idle()
    expect(handled).toBe(61)
    await close()
  })

  test('a lane that ends while leases are renewed is free for the next words', async () => {
    let opens = () => {}
    const gate = new Promise<void>((done) => (opens = done))
    const handled: number[] = []
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const { inbox, close } = await openAlone(async (db, { update_id: id }) => {
      handled.push(id)
      await db.event.findFirst()
      await gate
      return () => {}
    })
    await inbox.store([said(1, 2000, 'x')])
    await until('the first is in hand', () => handled.length === 1, 5000)
    vi.advanceTimersByTime(3000)
    opens()
    await inbox.idle()
    await inbox.store([said(2, 2000, 'x')])
    await until('the second is in hand', () => handled.length === 2, 5000)
    vi.useRealTimers()
    await close()
  })
})

/** An inbox on a database of its own, which it has to itself on the embedded engine only. */
async function openAlone(handle: Handler) {
  const { database, drop } = await openTestDatabase()
  const never = () => Promise.reject(new Error('Nothing fails here'))
  const inbox = openInbox({
    database,
    clock: systemClock(),
    log: openLog('silent'),
    sealing: openSealing('1:test'),
    solo: database.engine === 'PGlite',
    handle,
    refuse: never,
    fail: never,
    overflow: never,
  })
  return {
    inbox,
    async close() {
      await inbox.stop(1000)
      await drop()
    },
  }
}

describe('too much from one person', () => {
  test('is answered once, politely, then dropped; nobody else is slowed', async () => {
    const { budi } = city
    const deri = city.newcomer('Deri')
    await deri.says('/menu')
    const date = Math.floor(city.clock.now().getTime() / 1000) + 100
    for (let n = 0; n < 30; n++) await deliver(said(1000 + n, deri.id, '/menu', date))
    await budi.says('/menu')
    expect(budi.saw.at(-1)).toContain('Menu')
    await city.settled()
    expect(deri.saw).toHaveLength(22)
    expect(deri.saw.filter((text) => text.includes('Terlalu banyak'))).toHaveLength(1)
    const dropped = await city.app.work.database.client.inboxUpdate.count({ where: { fate: 'dropped' } })
    expect(dropped).toBe(10)
    await deliver(said(2000, deri.id, '/menu', date + 11))
    await city.settled()
    expect(deri.saw).toHaveLength(23)
  })

  test('what was written over a long time and comes at once is all taken', () => {
    const judge = surge(systemClock())
    const verdicts = Array.from({ length: 200 }, (_, n) => judge(said(n, 7, 'x', 1_800_000_000 + n * 60)))
    expect(new Set(verdicts)).toEqual(new Set(['take']))
  })

  test('an update that comes again, because it could not be stored, counts once', () => {
    const judge = surge(systemClock())
    const verdicts = Array.from({ length: 100 }, (_, n) => judge(said(n % 5, 7, 'x')))
    expect(new Set(verdicts)).toEqual(new Set(['take']))
  })

  test('presses have a limit of their own', () => {
    const judge = surge({ ...systemClock(), monotonic: () => 5 })
    const user = { id: 9, is_bot: false, first_name: 'X' }
    const verdicts = Array.from({ length: 63 }, (_, n) =>
      judge({ update_id: n, callback_query: { id: String(n), from: user, chat_instance: '1', data: 'x' } }),
    )
    expect(verdicts.slice(0, 60).every((verdict) => verdict === 'take')).toBe(true)
    expect(verdicts.slice(60)).toEqual(['tell', 'drop', 'drop'])
  })
})

describe('health', () => {
  test('healthz says that the process lives, readyz what works', async () => {
    expect(await (await fetch(`${city.app.url}/healthz`)).json()).toEqual({ alive: true })
    const ready = await fetch(`${city.app.url}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toEqual({
      ready: true,
      database: true,
      telegram: true,
      leader: true,
      backlog: { updates: 0, messages: 0 },
    })
  })

  test('nothing is waiting to be sent to a person who was answered', async () => {
    const waiting = (await rows(1002n)).filter(({ state }) => state !== 'sent')
    expect(waiting).toEqual([])
    expect((await rows(1002n)).every(({ payload }) => payload === null)).toBe(true)
  })
})

describe('an update that kills whoever handles it', () => {
  test('is given up after five deaths, and the next words are heard', async () => {
    const { client } = city.app.work.database
    const eko = city.eko
    await eko.joins()
    const handled = await client.inboxUpdate.findFirstOrThrow({ orderBy: { handledAt: 'desc' } })
    const payload = JSON.parse(JSON.stringify(said(3001, eko.id, '/menu')))
    const { lane } = handled
    await client.inboxUpdate.create({
      data: { updateId: 3001n, lane, payload, attempts: 4, receivedAt: city.clock.now() },
    })
    await client.inboxLane.update({ where: { lane }, data: { nextId: 3001n, leaseUntil: new Date(0) } })
    await city.settled()
    expect(eko.saw.at(-1)).toContain('Rujukan')
    expect(await client.inboxUpdate.findUnique({ where: { updateId: 3001n } })).toMatchObject({
      fate: 'failed',
      payload: null,
    })
    await eko.says('/menu')
    expect(eko.saw.at(-1)).toContain('Menu')
  })
})
