// Sixty people join at once, and all of them are told something, on a Bot API server with Telegram's limits.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { killAll, settingsOf, start } from '../support/child.ts'
import { makePlace } from '../support/database.ts'
import { announce, someone } from '../support/someone.ts'
import type { Someone } from '../support/someone.ts'
import { openStandIn } from '../support/standIn.ts'
import type { StandIn } from '../support/standIn.ts'
import { until } from '../support/until.ts'

const admin = 1006
const news = 'Besok pelayanan dibuka pukul 07.00'

let standIn: StandIn
let found: Awaited<ReturnType<typeof makePlace>>
beforeAll(async () => {
  found = await makePlace()
  standIn = await openStandIn()
})
afterAll(async () => {
  await killAll()
  await standIn.close()
  await found.drop()
})

describe('sixty people at once', () => {
  test('join and are told something: no call refused, presses answered within a second', async () => {
    const { world, calls } = standIn
    const pressed = new Map<string, number>()
    const join = async (person: Someone, as: string) => {
      await person.says('/start')
      for (const label of ['Bahasa Indonesia', 'Setuju', as])
        pressed.set(await person.presses(label), performance.now())
      await person.sees('Anda terdaftar sebagai')
    }
    const people = Array.from({ length: 60 }, (_, n) => world.addPerson({ firstName: `Warga${n}` }).user.id)
    const child = await start(settingsOf(found.place, await standIn.openDoor('only')))
    await Promise.all(people.map((id, n) => join(someone(standIn, id), n % 3 === 0 ? 'Pegawai' : 'Warga')))

    const fitri = someone(standIn, admin)
    await join(fitri, 'Pegawai')
    await announce(fitri, news)
    await fitri.sees('Pengumuman #1 selesai')
    await fitri.sees('▰▰▰▰▰▰▰▰▰▰ 100%')
    const acknowledged = () => calls.filter(({ method }) => method === 'answerCallbackQuery')
    await until('every press is answered', () => acknowledged().length >= pressed.size + 2, 60_000)

    expect(
      calls.filter(({ ok }) => !ok).map(({ method, answer, parameters }) => [method, parameters['chat_id'], answer]),
    ).toEqual([])
    const waits = acknowledged()
      .map(({ moment, parameters }) => moment - (pressed.get(String(parameters['callback_query_id'])) ?? moment))
      .toSorted((a, b) => a - b)
    // On a machine that does nothing else all of them are below half a second.
    expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(1000)
    expect(waits.at(-1)).toBeLessThan(3000)
    for (const person of people) expect(standIn.received(person, news)).toHaveLength(1)
    // The author has seen it as a preview, too.
    expect(standIn.received(admin, news)).toHaveLength(2)
    expect(await child.terminate()).toMatchObject({ code: 0 })
    expect(child.log()).not.toMatch(/"level":[56]0/)
  }, 240_000)
})
