// What people say while Rembuk is killed, three times, has its effect exactly once and in order.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { killAll, settingsOf, start } from '../support/child.ts'
import { makePlace } from '../support/database.ts'
import { passLeases, query, seedPeople } from '../support/rows.ts'
import { someone } from '../support/someone.ts'
import { isSend, openStandIn } from '../support/standIn.ts'
import type { DoorCall, StandIn } from '../support/standIn.ts'
import { until } from '../support/until.ts'
import { expectEachOnce, repetitions, sayOne, words } from './talk.ts'

const admin = 1006
const news = 'Kantor tutup hari Jumat'
/** So many answers may be under way at once, and are sent again after a kill. */
const answerWidth = 32

/** When each life is killed, within a call; the last one is not. */
const deaths: ((calls: DoorCall[]) => boolean)[] = [
  // Updates have left Telegram and are stored nowhere.
  (calls) => calls.filter(({ method, answer }) => method === 'getUpdates' && isFilled(answer)).length === 3,
  // Some are stored, some in hand, some handled, some answered.
  (calls) => calls.filter(({ ok, method }) => ok && isSend(method)).length === 40,
  (calls) => calls.filter(({ ok, method }) => ok && isSend(method)).length === 150,
]

let standIn: StandIn
let found: Awaited<ReturnType<typeof makePlace>>
beforeAll(async () => {
  found = await makePlace()
  standIn = await openStandIn({ sendsPerSecond: 100_000 })
})
afterAll(async () => {
  await killAll()
  await standIn.close()
  await found.drop()
})

describe('500 updates of 50 people', () => {
  test('each have their effect once, in order, though Rembuk is killed three times', async () => {
    const { place } = found
    await standIn.world.says(admin, 'Halo')
    const people = await standIn.addPeople(50)
    await seedPeople(place, [...people, admin])
    const fitri = someone(standIn, admin)
    const life = async (n: number) =>
      start({ ...settingsOf(place, await standIn.openDoor(String(n))), SEND_RATE: '5000' })

    let child = await life(0)
    await fitri.says('/umumkan')
    await fitri.sees('Kirim isinya')
    await fitri.says(news)
    await fitri.presses('Semua')
    await fitri.sees('Kirim?')

    for (const [n, isTime] of deaths.entries()) {
      let killing: Promise<void> | undefined
      const calls: DoorCall[] = []
      const deaf = standIn.onCall((call) => {
        calls.push(call)
        if (isTime(calls)) killing ??= child.kill()
      })
      if (n === 0)
        for (let round = 0; round < words; round++) {
          if (round === 1) await fitri.presses('Kirim sekarang')
          await sayOne(standIn, people, round)
        }
      await until(`life ${n} is killed`, () => killing !== undefined, 60_000)
      deaf()
      await killing
      await passLeases(place)
      child = await life(n + 1)
    }
    await fitri.sees('Pengumuman #1 selesai', 60_000)
    await until('nothing is left', async () => (await backlog(child.url)) === 0, 60_000)
    expect(await child.terminate()).toMatchObject({ code: 0 })

    await expectEachOnce(standIn, people, place)
    expect(repetitions(standIn, people)).toBeLessThanOrEqual(deaths.length * answerWidth)
    // The press was one of the updates.
    expect(await query(place, 'SELECT state, total FROM broadcast')).toEqual([
      { state: 'finished', total: people.length + 1 },
    ])
    for (const person of people) expect(standIn.received(person, news).length).toBeGreaterThan(0)
  }, 240_000)
})

function isFilled(answer: unknown): boolean {
  return Array.isArray(answer) && answer.length > 0
}

/** Updates not yet handled and messages not yet sent. */
async function backlog(url: string): Promise<number> {
  const response = await fetch(`${url}/readyz`)
  const { backlog: left } = (await response.json()) as { backlog: { updates: number; messages: number } }
  return left.updates + left.messages
}
