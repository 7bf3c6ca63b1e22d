import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Prisma } from '../../src/generated/prisma/client.ts'
import { post, postToMany, revise } from '../../src/platform/outbox/outbox.ts'
import type { Envelope } from '../../src/platform/outbox/outbox.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

const now = new Date('2026-03-02T02:00:00Z')
let opened: TestDatabase
const db = () => opened.database.client

beforeAll(async () => {
  opened = await openTestDatabase()
})
beforeEach(() => emptyTables(opened.database))
afterAll(() => opened.drop())

function letter(chatId: bigint, text: string, more: Partial<Envelope> = {}): Envelope {
  return { lane: 'answer', chatId, method: 'sendMessage', payload: { text }, ...more }
}

test('messages are written in order and given back as they are', async () => {
  const dueAt = new Date('2026-03-03T00:00:00.123Z')
  const posted = await post(db(), [letter(7n, 'satu'), letter(-8n, 'dua', { lane: 'notice', dueAt })], now)
  expect(posted).toEqual([
    expect.objectContaining({ lane: 'answer', chatId: 7n, payload: { text: 'satu' }, dueAt: now, behind: null }),
    expect.objectContaining({ lane: 'notice', chatId: -8n, payload: { text: 'dua' }, dueAt, behind: null }),
  ])
  const rows = await db().message.findMany({ orderBy: { id: 'asc' } })
  expect(rows.map(({ id, state, dueAt: due, createdAt }) => ({ id, state, due, createdAt }))).toEqual([
    { id: posted[0]?.id, state: 'queued', due: now, createdAt: now },
    { id: posted[1]?.id, state: 'queued', due: dueAt, createdAt: now },
  ])
})

test('a dedupe key is written once', async () => {
  const first = await post(db(), [letter(7n, 'satu', { dedupeKey: 'a' }), letter(7n, 'dua', { dedupeKey: 'b' })], now)
  const second = await post(db(), [letter(7n, 'lain', { dedupeKey: 'b' }), letter(7n, 'tiga', { dedupeKey: 'c' })], now)
  expect(first).toHaveLength(2)
  expect(second.map(({ payload }) => payload)).toEqual([{ text: 'tiga' }])
  expect(await db().message.count()).toBe(3)
})

test('a message rolled back was never written', async () => {
  const failing = db().$transaction(async (tx) => {
    await post(tx, [letter(7n, 'satu')], now)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await db().message.count()).toBe(0)
})

test('an answer knows the earlier answer that it must not overtake', async () => {
  const [first] = await post(db(), [letter(7n, 'satu')], now)
  await post(db(), [letter(7n, 'warta', { lane: 'notice' }), letter(9n, 'orang lain')], now)
  const [second] = await post(db(), [letter(7n, 'dua')], now)
  expect(second?.behind).toBe(first?.id)
})

test('a text that PostgreSQL would refuse is mended', async () => {
  const [posted] = await post(db(), [letter(7n, 'nol\0 dan separuh \ud83d dan 😀')], now)
  expect(posted?.payload).toEqual({ text: 'nol dan separuh \ufffd dan 😀' })
})

test('changes of one message that still wait become the last one', async () => {
  const [target] = await post(db(), [letter(7n, '10 %', { lane: 'notice', dedupeKey: 'progress' })], now)
  const id = target?.id ?? 0n
  const [first] = await revise(db(), { target: id, payload: { text: '20 %' } }, now)
  const [second] = await revise(db(), { target: 'progress', payload: { text: '30 %' } }, now)
  expect(second).toMatchObject({ id: first?.id, lane: 'notice', targetId: id, payload: { text: '30 %' } })
  expect(await db().message.count()).toBe(2)
})

test('a change that is being sent is followed by the next one', async () => {
  const [target] = await post(db(), [letter(7n, '10 %')], now)
  const id = target?.id ?? 0n
  const [first] = await revise(db(), { target: id, payload: { text: '20 %' } }, now)
  await db().message.update({ where: { id: first?.id ?? 0n }, data: { state: 'sending' } })
  const [second] = await revise(db(), { target: id, lane: 'answer', payload: { text: '30 %' } }, now)
  expect(second?.id).not.toBe(first?.id)
  expect(await db().message.count()).toBe(3)
})

test('a change of the keyboard does not replace a change of the text, a deletion replaces both', async () => {
  const [target] = await post(db(), [letter(7n, 'Pilih')], now)
  const change = { target: target?.id ?? 0n, payload: {} }
  await revise(db(), { ...change, payload: { text: 'Terima kasih' } }, now)
  await revise(db(), { ...change, method: 'editMessageReplyMarkup' }, now)
  expect(await db().message.count({ where: { targetId: change.target } })).toBe(2)
  await revise(db(), { ...change, method: 'deleteMessage' }, now)
  const rows = await db().message.findMany({ where: { targetId: change.target }, orderBy: { id: 'asc' } })
  expect(rows.map(({ method }) => method)).toEqual(['editMessageText', 'deleteMessage'])
})

test('a message that does not exist cannot be changed', async () => {
  expect(await revise(db(), { target: 99n, payload: { text: 'x' } }, now)).toEqual([])
  expect(await revise(db(), { target: 'nobody', payload: { text: 'x' } }, now)).toEqual([])
})

test('a mailing reaches every recipient once, in the zone of each', async () => {
  const content = await db().content.create({ data: { method: 'sendMessage', payload: { text: 'Halo' } } })
  const recipients = Prisma.sql`
    SELECT n::bigint AS chat_id, 'broadcast:1:' || n AS dedupe_key,
      CASE WHEN n % 2 = 0 THEN 'Asia/Jayapura' ELSE 'Asia/Jakarta' END AS zone
    FROM generate_series(1, 100) n`
  const mailing = { lane: 'broadcast' as const, contentId: content.id, subject: 'broadcast:1' }
  const zone = { quiet: Prisma.sql`recipient.zone` }
  expect(await postToMany(db(), { ...mailing, ...zone }, recipients, now)).toBe(100)
  expect(await postToMany(db(), mailing, recipients, now)).toBe(0)
  expect(await db().message.count({ where: { subject: 'broadcast:1', quiet: 'Asia/Jayapura' } })).toBe(50)
  const row = await db().message.findUnique({ where: { dedupeKey: 'broadcast:1:3' } })
  expect(row).toMatchObject({ chatId: 3n, method: 'sendMessage', contentId: content.id, dueAt: now, payload: null })
})
