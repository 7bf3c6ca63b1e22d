// What employees have of check-ins for themselves, and thanks among them.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { answers, dbOf, openCheckin, personOf } from './rounds.ts'
import type { City } from './rounds.ts'

/** Without the right, or as if there were none. */
const refused = /tidak punya hak|bukan untuk Anda/

let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

test(
  '/checkin and /profil: what is open, what comes next, one’s trend, last answers, and target',
  { timeout: 60_000 },
  async () => {
    const { ani, budi, citra } = city
    const db = dbOf(city)
    await ani.says('/checkin')
    expect(ani.saw.at(-1)).toContain('tidak punya hak')

    await budi.says('/checkin')
    expect(budi.saw.at(-1)).toContain('yang berikutnya belum dijadwalkan')
    expect(budi.buttons).not.toContain('Grafik saya')
    expect(await budi.forges('checkin.chart')).toContain('belum menjawab')

    await budi.presses('Tulis target')
    await budi.says('Hi')
    expect(budi.saw.at(-1)).toContain('Terlalu pendek')
    await budi.says('Semua laporan <kasus> terkirim sebelum Kamis')
    expect(budi.saw.at(-1)).toContain('Target Anda sekarang')
    await budi.presses('Ke check-in')
    await budi.presses('Ubah target')
    await budi.says('Vaksinasi 90 persen')
    expect(await db.checkinTarget.findMany()).toMatchObject([{ text: 'Vaksinasi 90 persen' }])

    for (const [mood, progress] of [
      [2, 3],
      [3, 3],
      [4, 6],
      [5, 7],
    ] as const) {
      const round = await openCheckin(city, [budi, citra])
      await answers(city, round, budi, { pekan: mood, kemajuan: progress, hambatan: 'Listrik padam', bagikan: false })
      await db.round.update({ where: { id: round.id }, data: { state: 'closed' } })
    }
    // What was answered without a name is not linked with anybody.
    const nameless = await openCheckin(city, [budi], { isAnonymous: true })
    await answers(city, nameless, budi, { pekan: 1, kemajuan: 0 })
    // Citra's is open, and Budi has answered.
    await db.roundSeries.create({
      data: {
        questionnaireId: (await db.questionnaire.findFirstOrThrow({ where: { key: 'checkin_mingguan' } })).id,
        cron: '0 15 * * 5',
        words: 'setiap Jumat 15.00',
        audience: { kind: 'units', units: [String((await personOf(city, budi)).rosterEntry?.unitId)] },
        audienceText: { id: 'Bidang P2P', en: 'Bidang P2P' },
        isAnonymous: false,
        openMinutes: 4320,
        reminders: 1,
        nextAt: new Date('2026-12-25T15:00:00+07:00'),
        createdAt: city.clock.now(),
      },
    })
    await budi.says('/checkin')
    const page = budi.saw.at(-1)
    expect(page).toContain('Yang berikutnya datang 25 Desember 2026')
    // Nobody is promised a message that does not come.
    const promised = async (data: { leaveUntil?: Date | null; muted?: 'checkins'[] }) => {
      await db.person.update({ where: { telegramId: budi.id }, data })
      await budi.says('/checkin')
      return budi.saw.at(-1)
    }
    expect(await promised({ leaveUntil: new Date('2026-12-24') })).toContain('Yang berikutnya datang 25 Desember 2026')
    const away = await promised({ leaveUntil: new Date('2026-12-31') })
    expect(away).toMatch(/Anda cuti sampai Kamis, 31 Desember 2026[^]*25 Desember 2026[^]*tidak dikirim/)
    expect(away).not.toContain('datang')
    const stopped = await promised({ leaveUntil: null, muted: ['checkins'] })
    expect(stopped).toMatch(/menghentikan pesan check-in[^]*25 Desember 2026[^]*tidak dikirim/)
    await promised({ muted: [] })
    expect(page).toContain('Suasana kerja: 2 → 3 → 4 → 5 (dari 5), cenderung naik')
    expect(page).toContain('Kemajuan: 3 → 3 → 6 → 7 (dari 10), cenderung naik')
    expect(page).toContain('Vaksinasi 90 persen')
    await budi.presses('Grafik saya')
    expect(budi.saw.at(-1)).toContain('hanya untuk Anda')
    expect((await budi.files()).at(-1)?.text.slice(1, 4)).toBe('PNG')
    await budi.presses('Jawaban terakhir')
    expect(budi.saw.some((text) => text.includes('Bagaimana pekan kerja Anda?\n5 dari 5'))).toBe(true)
    expect(budi.saw.some((text) => text.includes('dengan nama Anda?\nTidak'))).toBe(true)

    await budi.says('/profil')
    const card = budi.saw.at(-1)
    expect(card).toContain('Suasana kerja: 2 → 3 → 4 → 5')
    expect(card).toContain('Target: Vaksinasi 90 persen')
    expect(card).toContain('Apresiasi diterima: 0')
    expect(budi.buttons).toContain('Grafik saya')
    await budi.presses('Check-in saya')
    await budi.presses('Ubah target')
    await budi.presses('Hapus target')
    expect(await db.checkinTarget.count()).toBe(0)

    await openCheckin(city, [citra])
    await citra.says('/checkin')
    expect(citra.saw.join()).toContain('check-in menunggu jawaban Anda')
    expect(citra.saw.join()).not.toContain('Suasana kerja')
    // It can be answered below the page, and from the page once something else was pressed.
    expect(citra.saw.at(-1)).toContain('Bagaimana pekan kerja Anda?')
    await citra.presses('Tulis target')
    await citra.says('Terminal bersih')
    await citra.presses('Ke check-in')
    await citra.presses('Jawab: Check-in mingguan')
    await citra.presses('4')
    expect(citra.saw.at(-1)).toMatch(/kemajuan Anda[^]*Target Anda:\nTerminal bersih/)
    await citra.says('/batal')
    await db.round.updateMany({ data: { state: 'closed' } })
  },
)

test(
  'thanks: to a colleague who decides who sees them, five a day, and told to nobody who wants no check-ins',
  { timeout: 60_000 },
  async () => {
    const { ani, budi, citra, dewi } = city
    const db = dbOf(city)
    await ani.says('/apresiasi')
    expect(ani.saw.at(-1)).toContain('tidak punya hak')
    await budi.says('/apresiasi')
    await budi.says('08123456789')
    expect(budi.saw.at(-1)).toContain('nama rekan')
    await budi.says('Budi')
    expect(budi.saw.at(-1)).toContain('diri sendiri')
    await budi.says('Umpama Tiga')
    expect(budi.saw.at(-1)).toMatch(/belum bergabung|Tidak ada pegawai/)
    await budi.says('Citra')
    await budi.says('Menjaga terminal sampai <pagi>, luar biasa.')
    expect(budi.saw.at(-1)).toContain('disimpan')
    expect(citra.saw.at(-1)).toContain('Apresiasi dari Budi')
    expect(citra.saw.at(-1)).toContain('<pagi>')
    // Its text is kept once, and not with the message.
    expect(await db.message.count({ where: { subject: { startsWith: 'appreciation:' } } })).toBe(0)

    const wall = async (who: City['ani'], of: 'unit' | 'all') => {
      await who.forges(`thanks.wall|${of}|0`)
      return who.saw.at(-1)
    }
    await dewi.says('/checkin')
    expect(await wall(dewi, 'all')).toContain('Belum ada yang ditampilkan')
    const { id } = await db.appreciation.findFirstOrThrow()
    // Nobody else shows them.
    for (const other of [budi, dewi]) expect(await other.forges(`thanks.show|${id}|y|m`)).toMatch(refused)
    expect(await wall(dewi, 'all')).toContain('Belum ada yang ditampilkan')
    await citra.presses('Tampilkan')
    expect(citra.saw.at(-1)).toContain('Ditampilkan di papan')
    expect(await wall(dewi, 'all')).toContain('luar biasa')
    // She works in another unit.
    expect(await wall(dewi, 'unit')).toContain('Belum ada yang ditampilkan')
    expect(await wall(citra, 'unit')).toMatch(/Untuk Citra.*\ndari Budi/)
    await citra.says('/checkin')
    await citra.presses('Apresiasi untuk saya (1)')
    await citra.presses('1. Turunkan dari papan')
    expect(citra.saw.at(-1)).toContain('hanya untuk Anda')
    expect(await wall(dewi, 'all')).toContain('Belum ada yang ditampilkan')

    await citra.says('/profil')
    await citra.presses('Hentikan check-in')
    const heard = citra.saw.length
    await budi.says('/apresiasi')
    await budi.says('Citra')
    await budi.says('Terima kasih lagi')
    expect(citra.saw).toHaveLength(heard)
    await citra.presses('Terima check-in')
    // On leave it comes when she is back.
    await db.person.update({
      where: { telegramId: citra.id },
      data: { leaveUntil: new Date(city.clock.now().toISOString().slice(0, 10)) },
    })
    await budi.says('/apresiasi')
    await budi.says('Citra')
    await budi.says('Selamat berlibur')
    expect(citra.saw.at(-1)).not.toContain('Selamat berlibur')
    await city.clock.advance(86_400_000)
    await city.settled()
    expect(citra.saw.at(-1)).toContain('Selamat berlibur')

    const { id: personId } = await personOf(city, citra)
    const { id: authorId } = await personOf(city, budi)
    const createdAt = city.clock.now()
    await db.appreciation.createMany({
      data: Array.from({ length: 5 }, () => ({ personId, authorId, text: 'Bagus', createdAt })),
    })
    await budi.says('/apresiasi')
    expect(budi.saw.at(-1)).toContain('sudah memberi 5 apresiasi')
    await city.clock.advance(86_400_000)
    await budi.says('/apresiasi')
    expect(budi.saw.at(-1)).toContain('Siapa yang ingin Anda apresiasi?')
  },
)

test('what is theirs is given to them, and goes with them', { timeout: 60_000 }, async () => {
  const { budi, citra } = city
  const db = dbOf(city)
  await citra.says('/checkin')
  await citra.presses('Tulis target')
  await citra.says('Terminal bersih')
  await citra.says('/datasaya')
  const data = (await citra.files()).map(({ text }) => text).join()
  for (const words of ['Terminal bersih', 'luar biasa']) expect(data).toContain(words)
  await db.appreciation.updateMany({ data: { isShown: true } })
  await budi.says('/hapusdata')
  await budi.presses('Ya, hapus data saya')
  expect(await db.appreciation.count({ where: { authorId: { not: null } } })).toBe(0)
  await citra.says('/checkin')
  await citra.presses('Papan apresiasi')
  await citra.presses('Semua unit')
  expect(citra.saw.at(-1)).toContain('dari seorang rekan')
  await citra.says('/hapusdata')
  await citra.presses('Ya, hapus data saya')
  expect(await db.appreciation.count()).toBe(0)
  expect(await db.checkinTarget.count()).toBe(0)
})
