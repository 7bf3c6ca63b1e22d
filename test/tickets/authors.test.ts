// Who sends something without a name is known to nobody but the key, and the code of a ticket opens nothing by itself.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownSupports } from '../../src/features/suggestions/citizen/ownLists.ts'
import { openSealing } from '../../src/platform/sealing.ts'
import { accountOf, isOwn, ownedBy, ownTicketIds } from '../../src/shared/tickets/authors.ts'
import { codeOf, isSecret, makeSecret, readCode, readSecret } from '../../src/shared/tickets/codes.ts'
import { submit } from '../../src/shared/tickets/submission.ts'
import { openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { settings as usual } from '../support/settings.ts'
import { rowsWith } from '../support/traces.ts'

const settings = { ...usual, sealing: openSealing('kunci pertama') }
const ani = 987_654_321_012n
const now = new Date('2026-11-25T10:42:13+07:00')
const submission = { telegramId: ani, kind: 'complaint', text: 'Lampu jalan padam sejak Senin' } as const

let opened: TestDatabase
beforeAll(async () => {
  opened = await openTestDatabase()
  const subject = '00000000-0000-4000-8000-000000000001'
  await opened.database.client.person.create({ data: { telegramId: ani, subject, createdAt: now } })
})
afterAll(() => opened.drop())

test('a ticket without a name is found again by its author alone, and no row but their own names them', async () => {
  const db = opened.database.client
  const named = await submit(db, { ...submission, isAnonymous: false }, settings, now)
  const unnamed = await submit(db, { ...submission, isAnonymous: true }, settings, now)
  expect(unnamed.ticket.personId).toBeNull()
  expect(unnamed.ticket.openedAt).toEqual(new Date('2026-11-25T10:00:00+07:00'))
  expect(await ownTicketIds(db, settings, ani)).toEqual([unnamed.ticket.id, named.ticket.id])
  expect(await ownTicketIds(db, settings, 5n)).toEqual([])
  expect(await isOwn(db, settings, unnamed.ticket, ani)).toBe(true)
  expect(await accountOf(db, settings, unnamed.ticket)).toBe(ani)
  const rows = await rowsWith(opened.database, [String(ani)])
  expect(rows.map((row) => row.split(':')[0])).toEqual(['person'])
  // The same account, sealed twice, looks different.
  const [one, other] = await Promise.all(
    [1, 2].map(() => ownedBy(db, settings, { telegramId: ani, isAnonymous: true })),
  )
  expect(one?.sealedAuthor).not.toEqual(other?.sealedAuthor)
})

test('what somebody supports without a name is found among very many', async () => {
  const db = opened.database.client
  const { ticket } = await submit(db, { ...submission, isAnonymous: false }, settings, now)
  const seal = (telegramId: bigint) => ownedBy(db, settings, { telegramId, isAnonymous: true })
  const [mine, theirs] = [await seal(ani), await seal(5n)]
  const { id } = await db.ticketSupport.create({ data: { ticketId: ticket.id, ...mine } })
  await db.ticketSupport.createMany({ data: Array.from({ length: 2100 }, () => ({ ticketId: ticket.id, ...theirs })) })
  const last = await db.ticketSupport.create({
    data: { ticketId: ticket.id, personId: null, sealedAuthor: mine.sealedAuthor },
  })
  const found = (await ownSupports(db, settings, ani, ticket.id)).map((support) => support.id)
  expect(found.toSorted()).toEqual([id, last.id].toSorted())
  expect(await ownSupports(db, settings, ani, ticket.id + 1n)).toEqual([])
  expect(await ownSupports(db, settings, 5n)).toHaveLength(2100)
  expect(await ownSupports(db, { ...settings, sealing: null }, ani)).toEqual([])
})

test('with another key nobody is reached any more, and without one nobody is promised anything', async () => {
  const db = opened.database.client
  const { ticket } = await submit(db, { ...submission, isAnonymous: true }, settings, now)
  const exchanged = { ...settings, sealing: openSealing('kunci kedua') }
  expect(await accountOf(db, exchanged, ticket)).toBeNull()
  expect(await ownTicketIds(db, exchanged, ani)).not.toContain(ticket.id)
  const keyless = { ...settings, sealing: null }
  await expect(submit(db, { ...submission, isAnonymous: true }, keyless, now)).rejects.toMatchObject({
    key: 'tickets:noAnonymity',
  })
})

test('numbers go on within a year, whoever comes at the same time', async () => {
  const db = opened.database.client
  const later = new Date('2027-01-01T00:30:00+07:00')
  const many = await Promise.all(
    Array.from({ length: 5 }, () =>
      db.$transaction((tx) => submit(tx, { ...submission, isAnonymous: false }, settings, later)),
    ),
  )
  expect(many.map(({ ticket }) => codeOf(ticket)).toSorted()).toEqual(
    [1, 2, 3, 4, 5].map((number) => `SG-2027-00000${number}`),
  )
})

test('codes and secrets are read as people write them', async () => {
  expect(['SG-2026-000123', 'sg 2026 123', '2026-123', ' sg2026/000123 '].map(readCode)).toEqual(
    Array.from({ length: 4 }, () => ({ year: 2026, number: 123 })),
  )
  expect(['', 'SG-2026', 'halo', '2026'].map(readCode)).toEqual(Array.from({ length: 4 }, () => undefined))
  const { secret, ...kept } = await makeSecret()
  expect(readSecret(` ${secret.toLowerCase().slice(0, 3)}-${secret.slice(3)} `)).toBe(secret)
  expect(readSecret('ABC12D')).toBeUndefined()
  expect(await isSecret(secret, kept)).toBe(true)
  expect(await isSecret(secret === 'ABCDEF' ? 'BCDEFG' : 'ABCDEF', kept)).toBe(false)
})
