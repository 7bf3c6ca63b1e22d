// A broadcast to 500 people is paused, outlives its Rembuk, goes on, is corrected and taken back: each has it exactly
// once, and what its author reads is true at each step.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { killAll, settingsOf, start } from '../support/child.ts'
import { makePlace } from '../support/database.ts'
import { passLeases, query, seedPeople } from '../support/rows.ts'
import { announce, someone } from '../support/someone.ts'
import { openStandIn } from '../support/standIn.ts'
import type { StandIn } from '../support/standIn.ts'
import { until } from '../support/until.ts'

const admin = 1006
const words = 'Apel dipindah ke hari Rabu'
const corrected = 'Apel dipindah ke hari Kamis'

let standIn: StandIn
let found: Awaited<ReturnType<typeof makePlace>>
beforeAll(async () => {
  found = await makePlace()
  standIn = await openStandIn({ sendsPerSecond: 100_000, chatBurst: 1000 })
})
afterAll(async () => {
  await killAll()
  await standIn.close()
  await found.drop()
})

describe('a broadcast to 500 people', () => {
  test('is paused, killed, resumed, corrected and taken back, each once and with true figures', async () => {
    const { place } = found
    const { world } = standIn
    await world.says(admin, 'Halo')
    const people = await standIn.addPeople(499)
    await seedPeople(place, [...people, admin])
    const fitri = someone(standIn, admin)
    const settings = async (door: string, rate: number) => ({
      ...settingsOf(place, await standIn.openDoor(door)),
      SEND_RATE: String(rate),
    })
    // Its author has seen it once before as well.
    const sent = () => standIn.sends().filter(({ parameters }) => parameters['text'] === words).length - 1

    // Paused in the middle: what is not under way waits.
    const first = await start(await settings('first', 100))
    await announce(fitri, words)
    await until('some have it', () => sent() > 40, 10_000)
    await fitri.presses('Jeda')
    await fitri.sees('Pengumuman #1 dijeda')
    await until('nothing is under way', () => shown(standIn)['Terkirim'] === sent(), 10_000)
    const paused = sent()
    expect(paused).toBeLessThan(499)
    expect(shown(standIn)).toMatchObject({ Terkirim: paused, Sisa: 0, Ditahan: 500 - paused })

    // Killed and started again: it stays paused.
    await first.kill()
    await passLeases(place)
    expect(await states(place)).toEqual({ sent: paused, held: 500 - paused })
    const second = await start(await settings('second', 1000))
    await fitri.says('/umumkan daftar')
    await fitri.presses('#1')
    await fitri.sees('dijeda')
    expect(sent()).toBe(paused)

    await fitri.presses('Lanjutkan')
    await fitri.sees('Pengumuman #1 selesai')
    expect(shown(standIn)).toMatchObject({ Terkirim: 500, 'Tidak terjangkau': 0, Gagal: 0 })
    expect(sent()).toBe(500)
    expect(people.map((person) => standIn.received(person, words).length)).toEqual(people.map(() => 1))

    await fitri.presses('Perbaiki')
    await fitri.sees('Kirim teks barunya')
    await fitri.says(corrected)
    await fitri.sees('Di atas: persis seperti jadinya')
    await fitri.presses('Perbaiki')
    await fitri.sees('berubah pada 500 dari 500')
    expect(people.map((person) => texts(standIn, person))).toEqual(people.map(() => [corrected]))

    await fitri.presses('Tarik kembali')
    await fitri.presses('Ya, tarik kembali')
    await fitri.sees('Dihapus pada 500 dari 500 penerima')
    expect(people.map((person) => texts(standIn, person))).toEqual(people.map(() => []))
    expect(sent()).toBe(500)
    expect(await second.terminate()).toMatchObject({ code: 0 })
    expect(await states(place)).toEqual({ sent: 500 })
    expect(await query(place, 'SELECT state, total FROM broadcast')).toEqual([{ state: 'finished', total: 500 }])
  }, 120_000)
})

/** The figures of the message by which its author follows it, by their names. */
function shown({ world }: StandIn): Record<string, number> {
  const panel = world
    .messages(admin)
    .findLast(({ fromBot, message }) => fromBot && /^Pengumuman #1[^]*Terkirim: /.test(message.text ?? ''))
  const lines = panel?.message.text?.matchAll(/^(.+): (\d+)$/gm) ?? []
  return Object.fromEntries([...lines].map(([, name = '', figure]) => [name, Number(figure)]))
}

/** What of it somebody has, as it stands now. */
function texts({ world }: StandIn, person: number): (string | undefined)[] {
  return world
    .messages(person)
    .filter(({ fromBot, deleted, message }) => fromBot && !deleted && [words, corrected].includes(message.text ?? ''))
    .map(({ message }) => message.text)
}

function states(place: typeof found.place) {
  return query<{ state: string; count: number }>(
    place,
    "SELECT state::text, count(*)::int FROM message WHERE subject = 'broadcast:1' GROUP BY 1 ORDER BY 1 DESC",
  ).then((rows) => Object.fromEntries(rows.map(({ state, count }) => [state, count])))
}
