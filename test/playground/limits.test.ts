import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLimiter } from '../../src/playground/state/limiter.ts'
import { call, openStand, token, type Stand } from './stand.ts'

const room = (id: number) => ({ id, type: 'private' as const, first_name: 'A' })

describe('limits', () => {
  const group = { id: -1, type: 'supergroup' as const, title: 'G' }
  let now = 0
  const open = (sendsPerSecond: number, chatBurst: number) => {
    now = 1000
    return openLimiter({ sendsPerSecond, chatBurst }, () => now)
  }

  test('never more than 30 in any window of a second', () => {
    const limiter = open(30, 1000)
    for (let id = 0; id < 30; id += 1) {
      limiter.take(room(id), 1)
      now += 10
    }
    expect(() => limiter.take(room(99), 1)).toThrow('Too Many Requests: retry after 1')
    now = 1999.9
    expect(() => limiter.take(room(99), 1)).toThrow('Too Many Requests: retry after 1')
    now = 2000
    limiter.take(room(99), 1)
    expect(() => limiter.take(room(98), 1)).toThrow('Too Many Requests: retry after 1')
  })

  test('a chat takes a burst, then one a second; another chat is not slowed', () => {
    const limiter = open(1000, 3)
    for (let count = 0; count < 3; count += 1) limiter.take(room(1), 1)
    expect(() => limiter.take(room(1), 1)).toThrow('retry after 1')
    limiter.take(room(2), 1)
    now += 1000
    limiter.take(room(1), 1)
    expect(() => limiter.take(room(1), 1)).toThrow('retry after 1')
  })

  test('a group takes 20 a minute', () => {
    const limiter = open(1000, 1000)
    limiter.take(group, 10)
    now += 30_000
    limiter.take(group, 10)
    expect(() => limiter.take(group, 1)).toThrow('Too Many Requests: retry after 30')
    now += 30_000
    limiter.take(group, 1)
  })
})

describe('faults', () => {
  let stand: Stand
  beforeEach(async () => {
    stand = await openStand({ limits: { sendsPerSecond: 3 } })
    await stand.world.opens(1001)
  })
  afterEach(() => stand.close())
  const send = () => call(stand, 'sendMessage', { chat_id: 1001, text: 'a' })

  test('the limit is told with the time to wait, an album counts its items', async () => {
    await send()
    await send()
    await send()
    expect(await send()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    })
    expect(await call(stand, 'getMe')).toMatchObject({ ok: true })
  })

  test('429 for sends only, as often as asked', async () => {
    stand.world.setFault({ kind: 'too-many', retryAfter: 2282, times: 1 })
    expect(await call(stand, 'getMe')).toMatchObject({ ok: true })
    expect(await send()).toMatchObject({ error_code: 429, parameters: { retry_after: 2282 } })
    expect(stand.world.faults()).toEqual([])
    expect(await send()).toMatchObject({ ok: true })
  })

  test('502, and a connection that is dropped', async () => {
    stand.world.setFault({ kind: 'bad-gateway', times: 1 })
    expect(await send()).toEqual({ ok: false, error_code: 502, description: 'Bad Gateway' })
    stand.world.setFault({ kind: 'drop' })
    await expect(send()).rejects.toThrow('fetch failed')
    stand.world.clearFaults()
    expect(await send()).toMatchObject({ ok: true })
    expect(stand.world.messages(1001).filter((kept) => kept.fromBot)).toHaveLength(1)
  })

  test('slow answers', async () => {
    stand.world.setFault({ kind: 'slow', milliseconds: 60, times: 1 })
    await send()
    expect(stand.world.calls().at(-1)?.milliseconds).toBeGreaterThanOrEqual(55)
  })

  test('every call is recorded with its answer, without token', async () => {
    await send()
    await call(stand, 'sendDice', { chat_id: 1001 })
    expect(stand.world.calls()).toMatchObject([
      { number: 1, method: 'sendMessage', ok: true, parameters: { chat_id: 1001, text: 'a' }, answer: { text: 'a' } },
      { number: 2, method: 'sendDice', ok: false, answer: { error_code: 404, description: 'Not Found' } },
    ])
    expect(JSON.stringify(stand.world.calls())).not.toContain(token)
  })
})
