import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCity } from '../support/city.ts'

const hour = 3_600_000
const day = 24 * hour

let city: Awaited<ReturnType<typeof openCity>>
type Actor = (typeof city)['ani']
beforeAll(async () => {
  city = await openCity({ quietHours: { from: 21 * 60, to: 6 * 60 } })
  const { ani, budi, eko, fitri } = city
  await ani.joins('Warga')
  for (const person of [budi, eko, fitri]) await person.joins('Pegawai')
  await client().role.create({ data: { telegramId: BigInt(eko.id), name: 'planner', createdAt: city.clock.now() } })
  await turnTo(10)
})
afterAll(() => city.close())
const client = () => city.app.work.database.client
const newest = () => client().broadcast.findFirstOrThrow({ orderBy: { id: 'desc' } })

/** Turns the clock to the next time that this hour strikes in Jakarta. */
async function turnTo(clockHour: number) {
  const now = city.clock.now().getTime()
  const at = Math.floor((now + 7 * hour) / day) * day - 7 * hour + clockHour * hour
  await city.clock.advance((at > now ? at : at + day) - now)
  await city.settled()
}

/** Composes up to the last question. */
async function composes(author: Actor, words: string, audience = 'Semua') {
  await author.says('/umumkan')
  await author.says(words)
  await author.presses(audience)
}
/** Labels below the message, from the top. */
const below = (author: Actor, message: Actor['messages'][number] | undefined) =>
  city.playground.world
    .inlineKeyboard(author.id, message?.message_id ?? 0)
    ?.inline_keyboard.flat()
    .map((b) => b.text)
const saw = (person: Actor, words: string) => person.saw.filter((text) => text === words).length

describe('the last question', () => {
  test('offers what a planner and what an admin may do; a forged emergency is refused', async () => {
    const { eko, fitri } = city
    await composes(eko, 'Uji tombol')
    const planner = ['Kirim sekarang', 'Jadwalkan', 'Uji ke saya', 'Minta tanda baca', 'Kembali', 'Batal']
    expect(below(eko, eko.messages.at(-1))).toEqual(planner)
    const forged = eko.dataOf('Jadwalkan').replace('later', 'urgent')
    expect(await eko.forges(forged)).toContain('tidak berlaku')
    await composes(fitri, 'Uji tombol')
    const admin = ['Kirim sekarang', 'Jadwalkan', 'Uji ke saya', 'Minta tanda baca', 'Mendesak', 'Kembali', 'Batal']
    expect(below(fitri, fitri.messages.at(-1))).toEqual(admin)
    for (const author of [eko, fitri]) {
      await author.presses('Batal')
      await author.presses('Hapus isian')
    }
  })

  test('sends a test to its author alone, as recipients will get it, and remains open', async () => {
    const { ani, eko } = city
    await composes(eko, 'Uji coba')
    await eko.presses('Uji ke saya')
    expect(eko.saw.at(-1)).toBe('Uji coba')
    expect(below(eko, eko.messages.at(-1))).toBeUndefined()
    await eko.presses('Minta tanda baca')
    await eko.presses('Uji ke saya')
    expect(below(eko, eko.messages.at(-1))).toEqual(['Saya sudah baca'])
    expect(await eko.presses('Saya sudah baca')).toContain('uji')
    expect(saw(ani, 'Uji coba')).toBe(0)
    expect(await client().broadcast.count()).toBe(0)
    await eko.presses('Batal')
    await eko.presses('Hapus isian')
  })

  test('switches the read mark below the preview; recipients get the button in their own language', async () => {
    const { ani, budi, eko } = city
    await client().person.update({ where: { telegramId: BigInt(budi.id) }, data: { language: 'en' } })
    await composes(eko, 'Mohon dibaca')
    const question = eko.messages.at(-1)
    const shown = () => eko.messages.findLast(({ text }) => text === 'Mohon dibaca')
    expect(below(eko, shown())).toBeUndefined()
    await eko.presses('Minta tanda baca')
    expect(below(eko, shown())).toEqual(['Saya sudah baca'])
    expect(eko.messages.at(-1)?.message_id).toBe(question?.message_id)
    expect(eko.saw.at(-1)).toContain('Dengan tombol Saya sudah baca')
    await eko.presses('✓ Minta tanda baca')
    expect(below(eko, shown())).toBeUndefined()
    await eko.presses('Minta tanda baca')
    await eko.presses('Kembali')
    await eko.presses('Semua')
    expect(below(eko, shown())).toEqual(['Saya sudah baca'])
    await eko.presses('Kirim sekarang')
    expect(below(ani, ani.messages.at(-1))).toEqual(['Saya sudah baca'])
    expect(below(budi, budi.messages.at(-1))).toEqual(['I have read it'])
    expect(await newest()).toMatchObject({ asksReading: true, urgent: false, keepsQuiet: true })
    await client().person.update({ where: { telegramId: BigInt(budi.id) }, data: { language: 'id' } })
  })
})

describe('an emergency', () => {
  test('goes out at night, also to who stopped announcements, after a word of its own', async () => {
    const { ani, budi, fitri } = city
    await client().person.update({ where: { telegramId: BigInt(ani.id) }, data: { muted: ['announcements'] } })
    await client().person.update({ where: { telegramId: BigInt(budi.id) }, data: { quietHours: '20:00-23:00' } })
    await turnTo(22)
    await composes(fitri, 'Banjir bandang')
    expect(fitri.saw.at(-1)).toContain('1 orang lagi menghentikan pengumuman')
    await fitri.presses('Mendesak')
    expect(fitri.saw.at(-1)).toContain('4 orang, termasuk 1 yang menghentikan pengumuman')
    expect(fitri.saw.at(-1)).toContain('mengabaikan jam tenang')
    expect(saw(ani, 'Banjir bandang')).toBe(0)
    await fitri.presses('Ya, kirim sebagai mendesak')
    for (const person of [ani, budi]) expect(saw(person, 'Banjir bandang')).toBe(1)
    expect(await newest()).toMatchObject({ urgent: true, keepsQuiet: false, total: 4 })
    const { id } = await newest()
    const lanes = await client().message.groupBy({ by: ['lane'], where: { subject: `broadcast:${id}` } })
    expect(lanes.map(({ lane }) => lane)).toEqual(['urgent'])
  })

  test('reaches those who all stopped announcements, and Back leads out of it', async () => {
    const { ani, fitri } = city
    await composes(fitri, 'Hanya warga', 'Masyarakat')
    expect(fitri.saw.at(-1)).toContain('0 orang')
    await fitri.presses('Mendesak')
    await fitri.presses('Kembali')
    expect(await fitri.presses('Kirim sekarang juga')).toContain('menghentikan pengumuman')
    await fitri.presses('Mendesak')
    await fitri.presses('Ya, kirim sebagai mendesak')
    expect(saw(ani, 'Hanya warga')).toBe(1)
    await client().person.updateMany({ data: { muted: [], quietHours: null } })
  })

  test('is not what the other two buttons of the night do', async () => {
    const { ani, eko } = city
    await composes(eko, 'Biasa saja')
    const night = ['Kirim sekarang juga', 'Kirim pukul 06.00', 'Jadwalkan', 'Uji ke saya', 'Minta tanda baca']
    expect(below(eko, eko.messages.at(-1))).toEqual([...night, 'Kembali', 'Batal'])
    await eko.presses('Kirim pukul 06.00')
    expect(saw(ani, 'Biasa saja')).toBe(0)
    await turnTo(6)
    expect(saw(ani, 'Biasa saja')).toBe(1)
  })
})

describe('at the same time', () => {
  test('two who announce have each their own questions and their own number', async () => {
    const { ani, budi, eko, fitri } = city
    await turnTo(10)
    await eko.says('/umumkan')
    await fitri.says('/umumkan')
    await eko.says('Dari Eko')
    await fitri.says('Dari Fitri')
    await eko.presses('Masyarakat')
    await fitri.presses('Pegawai')
    expect([eko.saw.at(-2), fitri.saw.at(-2)]).toEqual(['Dari Eko', 'Dari Fitri'])
    const [ekos, fitris] = [eko.dataOf('Kirim sekarang'), fitri.dataOf('Kirim sekarang')]
    const { world } = city.playground
    const press = (author: Actor, data: string) =>
      world.presses(author.id, author.id, author.messages.at(-1)?.message_id ?? 0, data)
    await Promise.all([press(eko, ekos), press(fitri, fitris)])
    await city.settled()
    expect([saw(ani, 'Dari Eko'), saw(ani, 'Dari Fitri')]).toEqual([1, 0])
    expect([saw(budi, 'Dari Eko'), saw(budi, 'Dari Fitri')]).toEqual([0, 1])
    const numbers = [eko, fitri].map(
      ({ saw: seen }) => /Pengumuman #\d+/.exec(seen.findLast((text) => text.startsWith('Pengumuman #')) ?? '')?.[0],
    )
    expect(new Set(numbers).size).toBe(2)
  })

  test('who joins while it is sent does not get it, who erases themself is forgotten by it', async () => {
    const { ani, budi, eko } = city
    const wulan = city.newcomer('Wulan')
    await wulan.joins('Warga')
    await turnTo(22)
    await composes(eko, 'Penerima tetap')
    await eko.presses('Kirim pukul 06.00')
    const { id, total } = await newest()
    const xena = city.newcomer('Xena')
    await xena.joins('Warga')
    await wulan.says('/hapusdata')
    await wulan.presses('Ya, hapus data saya')
    await turnTo(6)
    for (const person of [ani, budi]) expect(saw(person, 'Penerima tetap')).toBe(1)
    for (const person of [wulan, xena]) expect(saw(person, 'Penerima tetap')).toBe(0)
    await expect.poll(() => eko.saw.join('\n'), { timeout: 5000 }).toContain(`Pengumuman #${id} selesai`)
    expect(await client().message.count({ where: { subject: `broadcast:${id}` } })).toBe(total - 1)
  })
})
