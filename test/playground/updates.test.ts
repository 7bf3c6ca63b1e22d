import { createServer, type IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Update } from '@grammyjs/types'
import { call, openStand, token, type Stand } from './stand.ts'

let stand: Stand
beforeEach(async () => {
  stand = await openStand()
})
afterEach(() => stand.close())

describe('polling', () => {
  test('updates come in order, from their offset on, and are confirmed by the next', async () => {
    const { world, api } = stand
    for (const text of ['satu', 'dua', 'tiga']) await world.says(1001, text)
    const [first, second] = await api.getUpdates({ limit: 2 })
    expect([first?.message?.text, second?.message?.text]).toEqual(['satu', 'dua'])
    expect(second?.update_id).toBe((first?.update_id ?? 0) + 1)
    const rest = await api.getUpdates({ offset: (second?.update_id ?? 0) + 1 })
    expect(rest.map((update) => update.message?.text)).toEqual(['tiga'])
    expect(world.pending().map((update) => update.message?.text)).toEqual(['tiga'])
  })

  test('a negative offset forgets all but the last', async () => {
    for (const text of ['satu', 'dua', 'tiga']) await stand.world.says(1001, text)
    const updates = await stand.api.getUpdates({ offset: -1 })
    expect(updates.map((update) => update.message?.text)).toEqual(['tiga'])
    expect(stand.world.pending()).toHaveLength(1)
  })

  test('a waiting poll gets what is said meanwhile', async () => {
    const poll = stand.api.getUpdates({ timeout: 30 })
    await waiting(stand)
    await stand.world.opens(1001)
    expect((await poll).map((update) => update.message?.text)).toEqual(['/start'])
  })

  test('a second poller ends the first', async () => {
    const first = call(stand, 'getUpdates', { timeout: 30 })
    await waiting(stand)
    const second = call(stand, 'getUpdates', { timeout: 30 })
    expect(await first).toEqual({
      ok: false,
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    })
    await stand.world.opens(1001)
    expect(await second).toMatchObject({ ok: true, result: [{ message: { text: '/start' } }] })
  })

  test('a client that hung up is forgotten, its updates are not', async () => {
    const hangUp = new AbortController()
    const poll = fetch(`${stand.url}/bot${token}/getUpdates?timeout=30`, { signal: hangUp.signal })
    await waiting(stand)
    hangUp.abort()
    await expect(poll).rejects.toThrow('aborted')
    await until(() => stand.world.calls().some(({ method }) => method === 'getUpdates'))
    await stand.world.opens(1001)
    expect(await stand.api.getUpdates()).toHaveLength(1)
  })

  test('kinds the bot does not want are not queued', async () => {
    await stand.api.getUpdates({ allowed_updates: ['callback_query'] })
    await stand.world.opens(1001)
    expect(stand.world.pending()).toEqual([])
  })

  test('ids begin with the time, so that none comes twice', async () => {
    await stand.world.opens(1001)
    const secondsSince2020 = (Date.now() - Date.UTC(2020, 0, 1)) / 1000
    const [update] = stand.world.pending()
    expect(Math.abs((update?.update_id ?? 0) / 100 - secondsSince2020)).toBeLessThan(60)
  })
})

describe('webhook', () => {
  test('delivers with the secret, tries again after a failure, keeps the order of a chat', async () => {
    const seen: { text: string; secret: string }[] = []
    let failures = 1
    const bot = await receiver((update, request) => {
      seen.push({
        text: update.message?.text ?? '',
        secret: String(request.headers['x-telegram-bot-api-secret-token']),
      })
      failures -= 1
      return failures >= 0 ? 500 : 200
    })
    expect(await stand.api.setWebhook(bot.url, { secret_token: 'rahasia', max_connections: 2 })).toBe(true)
    await stand.world.says(1001, 'satu')
    await stand.world.says(1001, 'dua')
    await until(() => stand.world.pending().length === 0)
    expect(seen).toEqual(['satu', 'satu', 'dua'].map((text) => ({ text, secret: 'rahasia' })))
    expect(await stand.api.getWebhookInfo()).toMatchObject({
      url: bot.url,
      max_connections: 2,
      pending_update_count: 0,
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    })
    await bot.close()
  })

  test('chats do not wait for each other, one chat does for itself', async () => {
    let open = 0
    let most = 0
    const release: (() => void)[] = []
    const bot = await receiver(async () => {
      open += 1
      most = Math.max(most, open)
      await new Promise<void>((resolve) => release.push(resolve))
      open -= 1
      return 200
    })
    for (const id of [1001, 1002, 1003, 1004]) {
      await stand.world.says(id, 'a')
      await stand.world.says(id, 'b')
    }
    await stand.api.setWebhook(bot.url, { max_connections: 3 })
    await until(() => open === 3)
    await until(() => {
      release.shift()?.()
      return stand.world.pending().length === 0
    })
    expect(most).toBe(3)
    await bot.close()
  })

  test('ends a poll, and polls are refused while it is set', async () => {
    const poll = call(stand, 'getUpdates', { timeout: 30 })
    await waiting(stand)
    await stand.api.setWebhook('http://127.0.0.1:9/')
    expect(await poll).toMatchObject({ error_code: 409, description: 'Conflict: terminated by setWebhook request' })
    expect(await call(stand, 'getUpdates')).toMatchObject({
      error_code: 409,
      description:
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    })
    await stand.world.opens(1001)
    await stand.api.deleteWebhook()
    expect(await stand.api.getUpdates()).toHaveLength(1)
  })

  test('pending updates can be dropped', async () => {
    await stand.world.opens(1001)
    await stand.api.deleteWebhook({ drop_pending_updates: true })
    expect(stand.world.pending()).toEqual([])
  })
})

/** Resolves when a poll has reached the server: a call made after it has been answered. */
async function waiting(given: Stand): Promise<void> {
  await fetch(`${given.url}/bot${token}/getMe`)
  await fetch(`${given.url}/bot${token}/getMe`)
}

/** Looks again at every turn of the event loop. */
async function until(isDone: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000
  while (!isDone()) {
    if (Date.now() > deadline) throw new Error('it did not happen within 5 s')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

async function receiver(answer: (update: Update, request: IncomingMessage) => number | Promise<number>) {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const update: Update = JSON.parse(Buffer.concat(parts).toString())
      void Promise.resolve(answer(update, request)).then((status) => response.writeHead(status).end())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}/telegram`, close }
}
