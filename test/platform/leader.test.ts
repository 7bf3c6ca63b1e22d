import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Clock } from '../../src/platform/clock.ts'
import { openLeader } from '../../src/platform/leader.ts'
import type { Leader, Tenure } from '../../src/platform/leader.ts'
import { openLog } from '../../src/platform/log.ts'
import { emptyTables, openTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

/** A machine whose clock and whose passing of time the test decides. */
function machine() {
  let passed = 0
  const clock: Clock = {
    now: () => new Date(1_772_000_000_000 + passed),
    wall: () => new Date(1_772_000_000_000 + passed),
    monotonic: () => passed,
    onTurn: () => () => {},
  }
  return { clock, pass: (milliseconds: number) => (passed += milliseconds) }
}

let opened: TestDatabase
const leaders: Leader[] = []

beforeAll(async () => {
  opened = await openTestDatabase()
})
beforeEach(() => emptyTables(opened.database))
afterEach(async () => {
  for (const leader of leaders.splice(0)) await leader.stop()
})
afterAll(() => opened.drop())

async function open(clock: Clock, solo = false) {
  const leader = await openLeader({ database: opened.database, clock, log: openLog('silent'), solo })
  leaders.push(leader)
  return leader
}

test('one of two leads, and the other follows at once on a clean stop', async () => {
  const { clock } = machine()
  const first = await open(clock)
  const second = await open(clock)
  expect(first.current()?.fence).toBe(1n)
  expect(second.current()).toBeNull()
  const gained = new Promise<Tenure>((done) => second.onGain(done))
  await first.stop()
  expect(first.current()).toBeNull()
  expect((await gained).fence).toBe(2n)
})

test('a killed leader is followed when its lease has expired, not before', async () => {
  const { clock, pass } = machine()
  const dead = { name: 'sender', owner: 'killed', fence: 7n, until: new Date(clock.wall().getTime() + 10_000) }
  await opened.database.client.leader.create({ data: dead })
  const leader = await open(clock)
  pass(9_999)
  opened.database.wake('leader')
  expect(leader.current()).toBeNull()
  const gained = new Promise<Tenure>((done) => leader.onGain(done))
  pass(1)
  opened.database.wake('leader')
  expect((await gained).fence).toBe(8n)
})

test('the only process takes over a dead lease without waiting', async () => {
  const { clock } = machine()
  const dead = { name: 'sender', owner: 'killed', fence: 7n, until: new Date(clock.wall().getTime() + 10_000) }
  await opened.database.client.leader.create({ data: dead })
  expect((await open(clock, true)).current()?.fence).toBe(8n)
})

test('a leader that could not renew stops before another may start', async () => {
  const { clock, pass } = machine()
  const leader = await open(clock)
  pass(8_999)
  expect(leader.current()).not.toBeNull()
  pass(1)
  expect(leader.current()).toBeNull()
})

test('a leader whose lease was taken learns it', async () => {
  const { clock } = machine()
  const leader = await open(clock)
  const lost = vi.fn<() => void>()
  leader.onLoss(lost)
  await opened.database.client.leader.updateMany({ data: { owner: 'another', fence: 2n } })
  opened.database.wake('leader')
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce())
  expect(leader.current()).toBeNull()
})

test('who asks later hears at once that this instance leads', async () => {
  const leader = await open(machine().clock)
  const gained = vi.fn<(tenure: Tenure) => void>()
  leader.onGain(gained)()
  expect(gained).toHaveBeenCalledWith(leader.current())
})
