// How far a policy has got, counted by one statement and, beside it, one by one.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { funnelOf } from '../../src/features/policies/funnel.ts'
import type { Stages } from '../../src/features/policies/funnel.ts'
import { listUnacknowledged } from '../../src/features/policies/unacknowledged.ts'
import type { Prisma } from '../../src/generated/prisma/client.ts'
import { count as countAudience } from '../../src/shared/audiences/audience.ts'
import type { Audience } from '../../src/shared/audiences/audience.ts'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'
import { joinMore, makeVersion, reach, tell } from './editions.ts'

let city: Awaited<ReturnType<typeof openCity>>
const client = () => city.app.work.database.client
const now = new Date('2026-11-23T03:00:00Z')
const admins = { adminIds: [1006n] }
const unitId = async (name: string) => (await client().unit.findFirstOrThrow({ where: { name } })).id

beforeAll(async () => {
  city = await openCity()
  await city.app.fillSample(cast)
  await joinMore(client(), 26, now)
  await client().person.updateMany({ data: { consentAt: now } })
  // Two who have left; one of them still has a person.
  for (const nip of ['000000000000000030', '000000000000000040'])
    await client().rosterEntry.update({ where: { nip }, data: { leftAt: now } })
  // Somebody who says that they are an employee, and two citizens.
  for (const [n, kind] of (['employee', 'citizen', 'citizen'] as const).entries())
    await client().person.create({
      data: { telegramId: 70_000n + BigInt(n), subject: randomUUID(), kind, consentAt: now, createdAt: now },
    })
  // A planner by account who is on no roster, and a head by entry.
  await client().role.create({ data: { telegramId: 70_001n, name: 'planner', createdAt: now } })
  const entry = await client().rosterEntry.findFirstOrThrow({ where: { leftAt: null, unit: { name: 'Bidang SD' } } })
  const data = { rosterEntryId: entry.id, name: 'head', unitId: entry.unitId, createdAt: now } as const
  await client().role.create({ data })
})
afterAll(() => city.close())

const stages = ['openedAt', 'readAt', 'passedAt', 'acknowledgedAt'] as const

/** A version with people who have got different far with it, by their number. */
async function makeEdition(audience: Prisma.InputJsonObject) {
  const version = await makeVersion(client(), now, { title: 'Rencana', audience, questions: 1 })
  for (const { id, telegramId } of await client().person.findMany()) {
    const n = Number(id)
    if (n % 4 !== 0) await tell(client(), version.id, telegramId, now)
    // Some have been told twice, or had it changed.
    if (n % 5 === 0) await tell(client(), version.id, telegramId, now)
    const stage = stages[n % 6]
    if (stage !== undefined) await reach(client(), version.id, id, stage, now)
  }
  const [first] = await client().policyReading.findMany({ where: { versionId: version.id } })
  await client().policyReading.updateMany({
    where: { versionId: version.id, personId: first?.personId ?? 0n },
    data: { isCarried: true, readAt: now, passedAt: now, acknowledgedAt: now },
  })
  const sent = await client().message.findFirstOrThrow({ where: { subject: `policy:${version.id}` } })
  await client().message.create({
    data: {
      lane: 'broadcast',
      chatId: 1001n,
      method: 'editMessageText',
      targetId: sent.id,
      subject: `policy:${version.id}`,
      state: 'sent',
      dueAt: now,
      createdAt: now,
    },
  })
  return version.id
}

/** The same counts, employee by employee. */
async function count(versionId: bigint, covers: (entry: { unitId: bigint; nip: string }) => boolean, units: bigint[]) {
  const all: Stages = { roster: 0, joined: 0, told: 0, opened: 0, read: 0, passed: 0, acknowledged: 0 }
  const entries = await client().rosterEntry.findMany({
    where: { leftAt: null, unitId: { in: units } },
    include: { person: { include: { policyReadings: { where: { versionId } } } } },
  })
  for (const entry of entries.filter(covers)) {
    const reading = entry.person?.policyReadings[0]
    const told = await client().message.count({
      where: { subject: `policy:${versionId}`, state: 'sent', targetId: null, chatId: entry.person?.telegramId ?? -1n },
    })
    all.roster++
    if (entry.person?.consentAt) all.joined++
    if (told > 0 || reading?.isCarried) all.told++
    if (reading) all.opened++
    if (reading?.readAt) all.read++
    if (reading?.passedAt) all.passed++
    if (reading?.acknowledgedAt) all.acknowledged++
  }
  return all
}

async function unitsBelow(id: bigint): Promise<bigint[]> {
  return (await client().unit.findMany({ where: { OR: [{ id }, { parentId: id }] } })).map((unit) => unit.id)
}

describe('of everyone', () => {
  test('is counted for all and for each unit of the top level, exactly', async () => {
    const versionId = await makeEdition({ kind: 'employees' })
    const funnel = await funnelOf(client(), versionId, null, admins)
    const tops = await client().unit.findMany({ where: { parentId: null }, orderBy: { name: 'asc' } })
    expect(funnel.parts.map(({ id }) => id)).toEqual(tops.map(({ id }) => id))
    for (const { id, name, isOwn, ...part } of funnel.parts) {
      expect(part, name).toEqual(await count(versionId, () => true, await unitsBelow(id)))
      expect(isOwn).toBe(false)
    }
    const all = (await client().unit.findMany()).map(({ id }) => id)
    expect(funnel.total).toEqual(await count(versionId, () => true, all))
    expect(funnel.total.roster).toBe(38)
    expect(Object.values(funnel.total).every((n) => n > 0)).toBe(true)
    expect(funnel.hasQuiz).toBe(true)
  })

  test('names beside it those who are on no roster, where the audience has them', async () => {
    const joined = async (audience: Prisma.InputJsonObject) =>
      (await funnelOf(client(), await makeEdition(audience), null, admins)).outside?.joined
    const left = await client().person.count({ where: { rosterEntry: { leftAt: { not: null } } } })
    const none = await client().person.count({ where: { rosterEntry: null, consentAt: { not: null } } })
    expect(left).toBe(1)
    expect(await joined({ kind: 'all' })).toBe(none + left)
    const saying = await client().person.count({ where: { rosterEntry: null, kind: 'employee' } })
    expect(await joined({ kind: 'employees' })).toBe(saying)
    expect(await joined({ kind: 'public' })).toBe(none + left - saying)
    expect(await joined({ kind: 'roles', roles: ['planner'] })).toBe(1)
    expect(await joined({ kind: 'units', units: [String(await unitId('Dinas Kesehatan'))] })).toBeUndefined()
  })
})

describe('of an audience', () => {
  test('of units, only these with their sub-units are there', async () => {
    const [health, school] = [await unitId('Dinas Kesehatan'), await unitId('Bidang SD')]
    const versionId = await makeEdition({ kind: 'units', units: [String(health), String(school)] })
    const { parts, total } = await funnelOf(client(), versionId, null, admins)
    expect(parts.map(({ name }) => name)).toEqual(['Dinas Kesehatan', 'Dinas Pendidikan'])
    expect(total).toEqual(await count(versionId, () => true, [...(await unitsBelow(health)), school]))
  })

  test('of roles, those who hold one by their account or by their entry', async () => {
    const versionId = await makeEdition({ kind: 'roles', roles: ['head'] })
    const { parts, total } = await funnelOf(client(), versionId, null, admins)
    expect(parts.map(({ name, roster }) => [name, roster])).toEqual([
      ['Dinas Kesehatan', 1],
      ['Dinas Pendidikan', 1],
    ])
    expect(total.roster).toBe(2)
    const forGood = await funnelOf(client(), await makeEdition({ kind: 'roles', roles: ['admin'] }), null, admins)
    expect(forGood.total.roster).toBe(1)
  })

  test('of the public, nobody on the roster', async () => {
    const { parts, total } = await funnelOf(client(), await makeEdition({ kind: 'public' }), null, admins)
    expect(parts).toEqual([])
    expect(total.roster).toBe(0)
  })
})

describe('of units', () => {
  test('one unit is its sub-units, and who is directly in it', async () => {
    const versionId = await makeEdition({ kind: 'all' })
    const health = await unitId('Dinas Kesehatan')
    const funnel = await funnelOf(client(), versionId, [health], admins)
    expect(funnel.parts.map(({ name, isOwn }) => [name, isOwn])).toEqual([
      ['Bidang P2P', false],
      ['Bidang Pelayanan Kesehatan', false],
      ['Dinas Kesehatan', true],
    ])
    expect(funnel.total).toEqual(await count(versionId, () => true, await unitsBelow(health)))
    expect(funnel.outside).toBeNull()
  })

  test('of several, each is a part, but for one that is below another', async () => {
    const versionId = await makeEdition({ kind: 'all' })
    const [health, below, roads] = [
      await unitId('Dinas Kesehatan'),
      await unitId('Bidang P2P'),
      await unitId('Bidang Angkutan'),
    ]
    const { parts, total } = await funnelOf(client(), versionId, [below, roads, health], admins)
    expect(parts.map(({ name }) => name)).toEqual(['Bidang Angkutan', 'Dinas Kesehatan'])
    expect(total).toEqual(await count(versionId, () => true, [...(await unitsBelow(health)), roads]))
  })

  test('of none, nobody', async () => {
    const versionId = await makeEdition({ kind: 'all' })
    expect(await funnelOf(client(), versionId, [], admins)).toMatchObject({ parts: [], total: { roster: 0 } })
    expect(await listUnacknowledged(client(), versionId, [], admins)).toEqual([])
  })
})

describe('who has not acknowledged it', () => {
  test('is exactly who is missing, by unit and name, with how far they have got', async () => {
    const versionId = await makeEdition({ kind: 'employees' })
    const { total } = await funnelOf(client(), versionId, null, admins)
    const missing = await listUnacknowledged(client(), versionId, null, admins)
    expect(missing.length).toBe(total.roster - total.acknowledged)
    const units = missing.map(({ unit }) => unit).filter((unit, n, all) => unit !== all[n - 1])
    expect(new Set(units).size).toBe(units.length)
    const [first] = units
    const names = missing.filter(({ unit }) => unit === first).map(({ name }) => name)
    expect(names).toEqual(names.toSorted())
    const at = (reached: string) => missing.filter((one) => one.reached === reached).length
    expect(at('roster')).toBe(total.roster - total.joined)
    expect(at('read')).toBe(total.read - total.acknowledged)
    expect(at('opened')).toBe(total.opened - total.read)
    expect(units).toContain('Dinas Kesehatan / Bidang P2P')
    expect(await listUnacknowledged(client(), versionId, null, admins, 3)).toEqual(missing.slice(0, 3))
  })

  test('is asked of units with their sub-units', async () => {
    const versionId = await makeEdition({ kind: 'employees' })
    const health = await unitId('Dinas Kesehatan')
    const units = (await listUnacknowledged(client(), versionId, [health], admins)).map(({ unit }) => unit)
    expect(units.length).toBeGreaterThan(0)
    expect(units.every((unit) => unit.startsWith('Dinas Kesehatan'))).toBe(true)
  })
})

test('what is not there is refused', async () => {
  await expect(funnelOf(client(), 999n, null, admins)).rejects.toThrow('policies:unknown')
})

test('whoever has joined and is in the audience is counted once, on the roster or beside it', async () => {
  const units = [String(await unitId('Dinas Kesehatan')), String(await unitId('Bidang SD'))]
  const audiences: Audience[] = [
    { kind: 'all' },
    { kind: 'employees' },
    { kind: 'public' },
    { kind: 'units', units },
    { kind: 'roles', roles: ['head', 'planner'] },
    { kind: 'roles', roles: ['admin'] },
  ]
  const scope = { settings: { timeZone: 'Asia/Jakarta', ...admins }, groups: [] }
  for (const audience of audiences) {
    const { id } = await makeVersion(client(), now, { title: 'Terhitung', audience })
    const { total, outside } = await funnelOf(client(), id, null, admins)
    const size = await countAudience(client(), audience, scope, 'announcements')
    expect(total.joined + (outside?.joined ?? 0), JSON.stringify(audience)).toBe(
      size.reachable + size.lost + size.muted,
    )
  }
})
