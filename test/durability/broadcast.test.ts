// A broadcast survives a Rembuk that is ended in the middle of it, three times without warning and once with.
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

/** Its rate, after how many of its sends it is ended and how, and how many of them may then have to be sent again. */
const lives = [
  { rate: 5000, endsAfter: 700, by: 'kill', again: 32 },
  // Right after a start, when it has taken over what its predecessor had in hand.
  { rate: 28, endsAfter: 2, by: 'kill', again: 4 },
  { rate: 100, endsAfter: 50, by: 'terminate', again: 0 },
  { rate: 100, endsAfter: 100, by: 'kill', again: 4 },
  { rate: 5000, endsAfter: Number.POSITIVE_INFINITY, by: 'terminate', again: 0 },
] as const

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
  test('reaches everyone though Rembuk is killed three times; twice only what was then under way', async () => {
    const { place } = found
    await standIn.world.says(admin, 'Halo')
    const people = [...(await standIn.addPeople(2000)), admin]
    await seedPeople(place, people)
    const fitri = someone(standIn, admin)

    for (const [n, { rate, endsAfter, by }] of lives.entries()) {
      const apiRoot = await standIn.openDoor(String(n))
      const child = await start({ ...settingsOf(place, apiRoot), SEND_RATE: String(rate) })
      let left: number = endsAfter
      let ending: Promise<unknown> | undefined
      const deaf = standIn.onCall((call) => {
        // Within the call: it is accepted, and when killed the answer never arrives.
        if (isDelivery(call) && --left === 0) ending = child[by]()
      })
      if (n === 0) await announce(fitri, words)
      if (n === lives.length - 1) {
        standIn.world.clearFaults()
        await fitri.sees('Pengumuman #1 selesai', 60_000)
        ending = child[by]()
      }
      await until(`life ${n} sends ${endsAfter}`, () => ending !== undefined, 60_000)
      deaf()
      if (by === 'terminate') expect(await ending).toMatchObject({ code: 0 })
      else await ending
      await passLeases(place)
    }

    const received = new Map(people.map((person) => [person, new Array<string>()]))
    for (const { door, parameters } of standIn.calls.filter(isDelivery))
      received.get(Number(parameters['chat_id']))?.push(door)
    expect([...received.keys()].filter((person) => person !== admin && received.get(person)?.length === 0)).toEqual([])
    for (const [n, { again }] of lives.entries()) {
      // Received again later: the life that sent it was ended before it had noted so.
      const twice = [...received.values()].filter((doors) => doors.slice(0, -1).includes(String(n)))
      expect(twice.length, `sent by life ${n} and again`).toBeLessThanOrEqual(again)
    }
    expect(
      await query(place, "SELECT state, count(*)::int FROM message WHERE subject = 'broadcast:1' GROUP BY 1"),
    ).toEqual([{ state: 'sent', count: people.length }])
    expect(await query(place, 'SELECT state, total FROM broadcast')).toEqual([
      { state: 'finished', total: people.length },
    ])
  }, 240_000)
})

/** The announcement, delivered; not to its author, who sees it before as well. */
function isDelivery({ ok, method, parameters }: DoorCall): boolean {
  return ok && isSend(method) && parameters['text'] === words && parameters['chat_id'] !== admin
}
