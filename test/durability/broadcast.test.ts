// A broadcast survives a Rembuk that is killed in the middle of it, three times.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { killAll, settingsOf, start } from '../support/child.ts'
import { makePlace } from '../support/database.ts'
import { passLeases, query, seedPeople } from '../support/rows.ts'
import { announce, someone } from '../support/someone.ts'
import { isSend, openStandIn } from '../support/standIn.ts'
import type { DoorCall, StandIn } from '../support/standIn.ts'
import { until } from '../support/until.ts'

const admin = 1006
const words = 'Pendaftaran pelatihan dibuka hari Senin'

/** Its rate, how many messages may then be under way at once, and after how many of its sends it is killed. */
const lives = [
  { rate: 5000, width: 32, killedAfter: 700 },
  // Right after a start, when it has taken over what its predecessor had in hand.
  { rate: 28, width: 4, killedAfter: 2 },
  { rate: 100, width: 4, killedAfter: 150 },
  { rate: 5000, width: 32, killedAfter: Number.POSITIVE_INFINITY },
]

let standIn: StandIn
let found: Awaited<ReturnType<typeof makePlace>>
beforeAll(async () => {
  found = await makePlace()
  standIn = await openStandIn({ sendsPerSecond: 100_000 })
  // Long enough for several messages to be under way whenever it is killed.
  standIn.world.setFault({ kind: 'slow', milliseconds: 30 })
})
afterAll(async () => {
  await killAll()
  await standIn.close()
  await found.drop()
})

describe('a broadcast to 2,000 people', () => {
  test('reaches everyone though Rembuk is killed three times; twice only what was under way', async () => {
    const { place } = found
    await standIn.world.says(admin, 'Halo')
    const people = [...(await standIn.addPeople(2000)), admin]
    await seedPeople(place, people)

    for (const [n, { rate, killedAfter }] of lives.entries()) {
      let left = killedAfter
      const apiRoot = await standIn.openDoor(String(n))
      const child = await start({ ...settingsOf(place, apiRoot), SEND_RATE: String(rate) })
      if (n === 0) await announce(someone(standIn, admin), words)
      if (killedAfter === Number.POSITIVE_INFINITY) {
        standIn.world.clearFaults()
        await someone(standIn, admin).sees('Pengumuman #1 selesai', 60_000)
        expect(await child.terminate()).toMatchObject({ code: 0 })
        break
      }
      // Within the call: accepted, and the answer never arrives.
      let killing: Promise<void> | undefined
      const deaf = standIn.onCall((call) => {
        if (isDelivery(call) && --left === 0) killing = child.kill()
      })
      await until(`life ${n} sends ${killedAfter}`, () => killing !== undefined, 60_000)
      deaf()
      await killing
      await passLeases(place)
    }

    const received = new Map(people.map((person) => [person, new Array<string>()]))
    for (const { door, parameters } of standIn.calls.filter(isDelivery))
      received.get(Number(parameters['chat_id']))?.push(door)
    expect([...received.keys()].filter((person) => person !== admin && received.get(person)?.length === 0)).toEqual([])
    for (const [n, { width }] of lives.entries()) {
      // Received again later: the life that sent it was killed before it had noted so.
      const again = [...received.values()].filter((doors) => doors.slice(0, -1).includes(String(n)))
      expect(again.length, `sent by life ${n} and again`).toBeLessThanOrEqual(n === lives.length - 1 ? 0 : width)
    }
    expect(
      await query(place, "SELECT state, count(*)::int FROM message WHERE subject = 'broadcast:1' GROUP BY 1"),
    ).toEqual([{ state: 'sent', count: people.length }])
    expect(await query(place, 'SELECT state, total FROM broadcast')).toEqual([
      { state: 'finished', total: people.length },
    ])
  }, 120_000)
})

/** The announcement, delivered; not to its author, who sees it before as well. */
function isDelivery({ ok, method, parameters }: DoorCall): boolean {
  return ok && isSend(method) && parameters['text'] === words && parameters['chat_id'] !== admin
}
