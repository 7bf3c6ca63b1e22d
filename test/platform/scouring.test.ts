// The embedded engine's own files, which no server looks after.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { filesWith, textForms } from '../support/traces.ts'

let opened: TestDatabase
beforeAll(async () => {
  opened = await openTestDatabase()
})
afterAll(() => opened.drop())
const client = () => opened.database.client
const traces = async (word: string) => filesWith(opened.place.folder, new Map(textForms([word])))

async function say(word: string) {
  const row = { updateId: 1n, lane: 'lane', payload: { text: word }, receivedAt: new Date(0) }
  await client().inboxUpdate.create({ data: row })
}

describe.skipIf(process.env['TEST_DATABASE_URL'])('the embedded engine', () => {
  test('is started so that it never waits for a checkpoint that nobody writes', async () => {
    const [settings] = await client().$queryRaw<object[]>`
      SELECT current_setting('max_wal_size') AS size, current_setting('wal_recycle') AS recycle`
    expect(settings).toEqual({ size: '1TB', recycle: 'off' })
  })

  test('forgets what was removed, in tables, indexes and logs, time after time, and keeps the rest', async () => {
    await client().unit.create({ data: { name: 'unitsemeru' } })
    for (const word of ['katarinjani', 'katabromo']) {
      await say(word)
      await client().inboxUpdate.deleteMany()
      await client().$executeRaw`CHECKPOINT`
      expect(await traces(word)).not.toEqual([])
      await opened.database.scour()
      expect(await traces(word)).toEqual([])
    }
    expect(await client().unit.count({ where: { name: 'unitsemeru' } })).toBe(1)
    const log = await readdir(join(opened.place.folder, 'database', 'pg_wal'))
    expect(log.filter((name) => /^[0-9A-F]{24}$/.test(name)).length).toBeLessThanOrEqual(2)
  })

  test('forgets what was rolled back', async () => {
    await client()
      .$transaction(async (tx) => {
        await tx.unit.create({ data: { name: 'unitkerinci' } })
        throw new Error('not after all')
      })
      .catch(() => {})
    await opened.database.scour()
    expect(await traces('unitkerinci')).toEqual([])
  })

  test('leaves alone the tables in which nothing was changed', async () => {
    const files = async () =>
      client().$queryRaw`SELECT relname::text, relfilenode::int FROM pg_class WHERE relkind = 'r' ORDER BY 1`
    await opened.database.scour()
    const before = await files()
    await opened.database.scour()
    expect(await files()).toEqual(before)
  })
})
