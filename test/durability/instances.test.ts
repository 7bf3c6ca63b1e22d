// Two instances on one PostgreSQL take turns at the updates; one of them sends, and the other when that one dies.
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { killAll, settingsOf, start } from '../support/child.ts'
import { makePlace } from '../support/database.ts'
import { query, seedPeople } from '../support/rows.ts'
import { announce, someone } from '../support/someone.ts'
import { isSend, openStandIn } from '../support/standIn.ts'
import type { StandIn } from '../support/standIn.ts'
import { until } from '../support/until.ts'
import { expectEachOnce, sayOne, words } from './talk.ts'

const admin = 1006
const news = 'Perekaman KTP dipindah ke kecamatan'
const secret = 'rahasia-webhook'
/** How many answers, and how many other messages, may be under way at once. */
const underWay = 32 + 4
const handover = 15_000

let standIn: StandIn
let found: Awaited<ReturnType<typeof makePlace>>
let balancer: Awaited<ReturnType<typeof openBalancer>>
beforeAll(async () => {
  found = await makePlace()
  standIn = await openStandIn({ sendsPerSecond: 100_000 })
  balancer = await openBalancer()
})
afterAll(async () => {
  await killAll()
  await standIn.close()
  await balancer.close()
  await found.drop()
})

describe.skipIf(!process.env['TEST_DATABASE_URL'])('two instances', () => {
  test('have each effect once, in order, with one sender, and the other takes over when it dies', async () => {
    const { place } = found
    await standIn.world.says(admin, 'Halo')
    const people = await standIn.addPeople(50)
    const audience = [...people, ...(await standIn.addPeople(450)), admin]
    await seedPeople(place, audience)
    const open = async (door: string) => {
      const webhook = { UPDATES: 'webhook', PUBLIC_URL: balancer.url, WEBHOOK_SECRET: secret }
      const child = await start({
        ...settingsOf(place, await standIn.openDoor(door)),
        ...webhook,
        SEND_RATE: '100',
      })
      return { door, child }
    }
    const instances = await Promise.all([open('first'), open('second')])
    balancer.targets.push(...instances.map(({ child }) => child.url))
    await until(
      'the webhook is set',
      () => standIn.calls.some(({ method, ok }) => method === 'setWebhook' && ok),
      60_000,
    )
    const leader = instances.find(({ door }) => standIn.calls.some((c) => c.method === 'setWebhook' && c.door === door))
    const other = instances.find((instance) => instance !== leader)
    if (leader === undefined || other === undefined) throw new Error('Nobody leads')

    const fitri = someone(standIn, admin)
    for (let round = 0; round < words / 2; round++) await sayOne(standIn, people, round)
    await announce(fitri, news)
    await until('a fifth has it', () => reached(people.length + 100), 60_000)
    expect(new Set(standIn.sends().map(({ door }) => door))).toEqual(new Set([leader.door]))
    expect(balancer.taken.every((count) => count > 100)).toBe(true)

    const killed = performance.now()
    await leader.child.kill()
    for (let round = words / 2; round < words; round++) await sayOne(standIn, people, round)
    const isTaken = () => standIn.calls.some(({ door, method }) => door === other.door && isSend(method))
    await until('the other one sends', isTaken, handover - (performance.now() - killed))

    await fitri.sees('Pengumuman #1 selesai', 60_000)
    const isOver = async () =>
      standIn.world.pending().length === 0 &&
      (await query(place, "SELECT 1 FROM inbox_update WHERE fate = 'pending'")).length === 0 &&
      (await query(place, "SELECT 1 FROM message WHERE state IN ('queued', 'sending')")).length === 0
    await until('nothing is left', isOver, 60_000)
    expect(await other.child.terminate()).toMatchObject({ code: 0 })

    await expectEachOnce(standIn, people, place)
    const copies = audience.map((person) => standIn.received(person, news).length)
    expect(Math.min(...copies)).toBe(1)
    // The author sees it once more, as a preview.
    expect(copies.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(audience.length + 1 + underWay)
    expect(await query(place, 'SELECT state, total FROM broadcast')).toEqual([
      { state: 'finished', total: audience.length },
    ])
  }, 240_000)
})

function reached(count: number): boolean {
  return standIn.sends().filter(({ parameters }) => parameters['text'] === news).length >= count
}

/** An address that gives each delivery to the next of its targets, whether that one still lives or not. */
async function openBalancer() {
  const targets: string[] = []
  const taken = [0, 0]
  let next = 0
  const fetchNext = async (request: Request) => {
    const n = next++ % targets.length
    const { pathname } = new URL(request.url)
    const body = await request.text()
    const given = { method: request.method, headers: request.headers, body }
    const answer = await fetch(`${targets[n]}${pathname}`, given).catch(() => new Response('', { status: 502 }))
    if (answer.ok) taken[n] = (taken[n] ?? 0) + 1
    return new Response(await answer.text(), { status: answer.status })
  }
  const server = serve({ fetch: fetchNext, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((done) => (server.listening ? done() : server.once('listening', done)))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The balancer listens on no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    targets,
    taken,
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
