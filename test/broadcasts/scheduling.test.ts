import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'

const hour = 3_600_000
const day = 24 * hour
const zone = 'Asia/Jakarta'

type City = Awaited<ReturnType<typeof openStaffedCity>>
type Actor = City['ani']
let city: City
beforeAll(async () => {
  city = await openStaffedCity({ quietHours: { from: 21 * 60, to: 6 * 60 } })
})
afterAll(() => city.close())
const client = () => city.app.work.database.client

/** Turns the clock to the next time that this hour strikes in the city, or a little after it. */
async function turnTo(clockHour: number, late = 0) {
  const now = city.clock.now().getTime()
  const midnight = Math.floor((now + 7 * hour) / day) * day - 7 * hour
  const at = midnight + clockHour * hour
  await city.clock.advance((at > now ? at : at + day) - now + late)
  await city.settled()
}

/** Composes for everyone and asks for a time. */
async function schedules(author: Actor, words: string, when: string) {
  await author.says('/umumkan')
  await author.says(words)
  await author.presses('Semua')
  await author.presses('Jadwalkan')
  expect(author.saw.at(-1)).toContain('Kapan dikirim?')
  await author.says(when)
}

const newest = () => client().broadcast.findFirstOrThrow({ orderBy: { id: 'desc' } })
const saw = (person: Actor, words: string) => person.saw.filter((text) => text === words).length

describe('a time', () => {
  test('is read as people write it and said back with the zone; what is wrong with it is said, and it is asked on', async () => {
    const { eko } = city
    await turnTo(10)
    await schedules(eko, 'Apel pagi', 'besok')
    expect(eko.saw.at(-1)).toBe('“besok” belum menyebut jam. Ketik lagi dengan jamnya, misalnya: besok 09.00')
    for (const [said, answer] of [
      ['hari ini jam 8', /saya pahami sebagai .* pukul 08\.00 WIB\. Itu sudah lewat/],
      ['31/02 09.00', /tanggal itu tidak ada/],
      ['1 Januari 2099 jam 8', /lebih dari setahun/],
      ['kapan-kapan <b>', /belum saya pahami/],
    ] as const) {
      await eko.says(said)
      expect(eko.saw.at(-1)).toMatch(answer)
    }
    await eko.sendsDocument({ bytes: Buffer.from('x'), name: 'a.txt', type: 'text/plain' })
    expect(eko.saw.at(-1)).toContain('belum saya pahami')
    await eko.says('besok 09.00')
    const tomorrow = new Intl.DateTimeFormat('id-ID', { dateStyle: 'full', timeZone: zone }).format(
      new Date(city.clock.now().getTime() + day),
    )
    expect(eko.saw.at(-1)).toContain(`Dikirim ${tomorrow} pukul 09.00 WIB`)
    expect(eko.buttons.slice(-3)).toEqual(['Jadwalkan', 'Kembali', 'Batal'])
    await eko.presses('Kembali')
    await eko.says('besok jam setengah sembilan')
    expect(eko.saw.at(-1)).toContain('pukul 08.30 WIB')
    await eko.presses('Batal')
    await eko.presses('Hapus isian')
    expect(await client().broadcast.count()).toBe(0)
  })

  test('that has passed while the question waited is refused', async () => {
    const { eko } = city
    await schedules(eko, 'Nanti saja', 'dalam 1 jam')
    await city.clock.advance(2 * hour)
    expect(await eko.presses('Jadwalkan')).toContain('sudah lewat')
    await eko.presses('Batal')
    await eko.presses('Hapus isian')
  })
})

describe('at its time', () => {
  test('it goes out to those who are then its audience; nothing is written before', async () => {
    const { ani, budi, eko } = city
    const [gita, hadi] = [city.newcomer('Gita'), city.newcomer('Hadi')]
    await hadi.joins('Warga')
    await schedules(eko, 'Upacara', 'besok 09.00')
    await eko.presses('Jadwalkan')
    expect(eko.saw.at(-1)).toContain('Pengumuman #1 dijadwalkan')
    expect(eko.saw.at(-1)).toContain('Sasaran: Semua')
    expect(eko.buttons.slice(-2)).toEqual(['Ubah jadwal', 'Batalkan jadwal'])
    const { state, dueAt, total, startedAt } = await newest()
    expect({ state, total, startedAt }).toEqual({ state: 'scheduled', total: 0, startedAt: null })
    expect(await client().message.count({ where: { subject: 'broadcast:1' } })).toBe(0)
    await gita.joins('Warga')
    await hadi.says('/hapusdata')
    await hadi.presses('Ya, hapus data saya')
    await city.clock.advance((dueAt?.getTime() ?? 0) - city.clock.now().getTime() - 60_000)
    await city.settled()
    expect(saw(ani, 'Upacara')).toBe(0)
    await city.clock.advance(60_000)
    await city.settled()
    for (const person of [ani, budi, gita]) expect(saw(person, 'Upacara')).toBe(1)
    expect(saw(hadi, 'Upacara')).toBe(0)
    await expect.poll(() => eko.saw.join('\n'), { timeout: 5000 }).toContain('Pengumuman #1 selesai')
    expect(eko.saw.join('\n')).not.toContain('erlambat')
    expect(eko.buttons).not.toContain('Batalkan jadwal')
    const sent = await newest()
    expect(sent).toMatchObject({ total: 7, dueAt, startedAt: expect.any(Date) })
    // Once only, whatever the clock does.
    await city.clock.advance(10 * 60_000)
    await city.restart()
    await city.settled()
    expect(saw(ani, 'Upacara')).toBe(1)
  })

  test('though Rembuk was down then: the report says that it is late, with both times', async () => {
    const { ani, eko } = city
    await turnTo(9)
    await schedules(eko, 'Terlambat juga sampai', 'hari ini 10.00')
    await eko.presses('Jadwalkan')
    const { id } = await newest()
    await turnTo(10, 3 * hour)
    expect(saw(ani, 'Terlambat juga sampai')).toBe(1)
    await expect
      .poll(() => eko.saw.findLast((text) => text.includes(`#${id} selesai`)), { timeout: 5000 })
      .toMatch(/[Tt]erlambat.*pukul 10\.00.*pukul 13\.00/s)
  })

  test('two at once each go out, and one of them for units as they are then', async () => {
    const { ani, budi, citra, dewi, eko, fitri } = city
    await turnTo(9)
    await schedules(eko, 'Satu', 'hari ini 11.00')
    await eko.presses('Jadwalkan')
    await fitri.says('/umumkan')
    await fitri.says('Dua')
    await fitri.presses('Pilih unit')
    await fitri.says('Dinas Kesehatan')
    await fitri.presses('Selesai')
    await fitri.presses('Jadwalkan')
    await fitri.says('today at 11 am')
    await fitri.presses('Jadwalkan')
    await client().unit.update({ where: { code: 'DINKES' }, data: { name: 'Dinas Sehat' } })
    await turnTo(11)
    for (const person of [ani, budi, citra, dewi]) expect(saw(person, 'Satu')).toBe(1)
    expect([ani, budi, citra, dewi].map((person) => saw(person, 'Dua'))).toEqual([0, 1, 0, 1])
    expect((await newest()).audienceText).toBe('Dinas Sehat, dengan sub-unitnya')
  })

  test('nobody is left: its author is told, and it is over', async () => {
    const { eko } = city
    await eko.says('/umumkan')
    await eko.says('Untuk siapa')
    await eko.presses('Pilih unit')
    await eko.says('Bidang P2P')
    await eko.presses('Selesai')
    await eko.presses('Jadwalkan')
    await eko.says('dalam 1 jam')
    await eko.presses('Jadwalkan')
    await client().person.updateMany({ where: { telegramId: BigInt(city.budi.id) }, data: { lostAt: new Date(0) } })
    await city.clock.advance(hour)
    await city.settled()
    expect(eko.saw.join('\n')).toContain('tanpa penerima')
    expect(await newest()).toMatchObject({ state: 'finished', total: 0 })
    await client().person.updateMany({ data: { lostAt: null } })
    await city.clock.advance(day)
    await city.settled()
    expect(eko.saw.join('\n')).not.toContain(`Laporan pengumuman #${(await newest()).id}`)
  })
})

describe('until then', () => {
  test('its author calls it off, or gives it another time', async () => {
    const { ani, eko, dewi } = city
    await turnTo(10)
    await schedules(eko, 'Batal saja', 'dalam 2 jam')
    await eko.presses('Jadwalkan')
    const { id } = await newest()
    const [off, other] = [eko.dataOf('Batalkan jadwal'), eko.dataOf('Ubah jadwal')]
    expect(await dewi.forges(off)).toContain('tidak punya hak')
    await client().role.create({ data: { telegramId: BigInt(dewi.id), name: 'planner', createdAt: city.clock.now() } })
    expect(await dewi.forges(off)).toMatch(/bukan|hanya/i)
    expect(await dewi.forges(other)).toMatch(/bukan|hanya/i)
    await client().role.deleteMany({ where: { telegramId: BigInt(dewi.id), name: 'planner' } })

    await eko.presses('Ubah jadwal')
    expect(eko.saw.at(-1)).toContain('dijadwalkan')
    await eko.presses('Biarkan')
    expect(eko.saw.at(-1)).toContain('pukul 12.00 WIB')
    await eko.presses('Ubah jadwal')
    await eko.says('dalam 3 jam')
    await eko.presses('Jadwalkan')
    expect(eko.saw.at(-1)).toContain('pukul 13.00 WIB')
    await city.clock.advance(2 * hour)
    await city.settled()
    expect(saw(ani, 'Batal saja')).toBe(0)
    await eko.presses('Batalkan jadwal')
    expect(eko.saw).toContain(`Pengumuman #${id} dibatalkan dan tidak akan dikirim.`)
    await city.clock.advance(day)
    await city.settled()
    expect(saw(ani, 'Batal saja')).toBe(0)
    expect(await eko.forges(other)).toContain('tidak lagi menunggu')
    expect(await newest()).toMatchObject({ state: 'cancelled', total: 0 })
    const actions = await client().audit.findMany({ where: { object: `broadcast:${id}` }, orderBy: { id: 'asc' } })
    expect(actions.map(({ action }) => action)).toEqual(['scheduled', 'rescheduled', 'cancelledSchedule'])
  })

  test('an author who lost the right is told that it was not sent', async () => {
    const { ani, eko } = city
    await schedules(eko, 'Tanpa hak', 'dalam 1 jam')
    await eko.presses('Jadwalkan')
    await client().role.deleteMany({ where: { telegramId: BigInt(eko.id) } })
    await city.clock.advance(hour)
    await city.settled()
    expect(eko.saw.join('\n')).toContain('tidak lagi berhak mengumumkan')
    expect(saw(ani, 'Tanpa hak')).toBe(0)
    expect(await newest()).toMatchObject({ state: 'cancelled' })
    await client().role.create({ data: { telegramId: BigInt(eko.id), name: 'planner', createdAt: city.clock.now() } })
  })

  test('an author who erases themself takes it with them, words and all', async () => {
    const { ani, eko } = city
    await schedules(eko, 'Rahasia perencana', 'dalam 1 jam')
    await eko.presses('Jadwalkan')
    await eko.says('/hapusdata')
    await eko.presses('Ya, hapus data saya')
    expect(await newest()).toMatchObject({ state: 'cancelled', authorChat: null })
    await city.clock.advance(hour)
    await city.settled()
    expect(saw(ani, 'Rahasia perencana')).toBe(0)
    const [contents, messages] = [await client().content.findMany(), await client().message.findMany()]
    const stored = JSON.stringify([contents.map((one) => one.payload), messages.map((one) => one.payload)])
    expect(stored).not.toContain('Rahasia perencana')
  })
})

describe('in quiet hours', () => {
  test('it waits until they end, or is sent at that hour all the same, as its author decides', async () => {
    const { ani, fitri } = city
    await turnTo(10)
    await schedules(fitri, 'Pagi saja', 'nanti malam jam 10')
    expect(fitri.saw.at(-1)).toContain('Itu jam tenang (21.00–06.00)')
    expect(fitri.buttons.slice(-4)).toEqual(['Pukul 06.00 saja', 'Tetap', 'Kembali', 'Batal'])
    await fitri.presses('Pukul 06.00 saja')
    expect(fitri.saw.at(-1)).toContain('pukul 06.00 WIB')
    await schedules(fitri, 'Malam ini juga', 'nanti malam jam 10')
    await fitri.presses('Tetap')
    expect(fitri.saw.at(-1)).toContain('pukul 22.00 WIB')
    expect(fitri.saw.at(-1)).toContain('juga di jam tenang')
    await turnTo(22)
    expect(saw(ani, 'Malam ini juga')).toBe(1)
    await turnTo(5)
    expect(saw(ani, 'Pagi saja')).toBe(0)
    await turnTo(6)
    expect(saw(ani, 'Pagi saja')).toBe(1)
  })
})
