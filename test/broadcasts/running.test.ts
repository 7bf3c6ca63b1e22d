// Announcements after sending has begun: held back, stopped, taken back, sent again; by whom, and in which state.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { strayedChannel } from '../../src/platform/outbox/holding.ts'
import { announces, panel } from '../support/announcing.ts'
import { cast } from '../support/cast.ts'
import { openCity, quietNow } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openCity>>
let city: City
beforeAll(async () => {
  city = await openCity({ quietHours: quietNow })
  await city.app.fillSample(cast)
  await city.ani.joins('Warga')
  for (const person of [city.budi, city.citra, city.eko, city.fitri]) await person.joins('Pegawai')
})
afterAll(() => city.close())

const later = 'Kirim pukul'
const anyway = 'Kirim sekarang juga'
const db = () => city.app.work.database.client
/** How many have it of the three who announce nothing: an author sees it before as well. */
const have = (words: string) => [city.ani, city.budi, city.citra].filter(({ saw }) => saw.includes(words)).length
const idOfLast = async () => String((await db().broadcast.findFirstOrThrow({ orderBy: { id: 'desc' } })).id)
const audit = async (action: string) => db().audit.count({ where: { action } })

/** Announces at night; it waits for the morning, so that nothing of it is sent yet. */
async function announcesForMorning(actor: City['fitri'], words: string, reads = false): Promise<string> {
  await actor.says('/umumkan')
  await actor.says(words)
  await actor.presses('Semua')
  if (reads) await actor.presses('Minta tanda baca')
  await actor.presses(actor.buttons.find((label) => label.startsWith(later)) ?? '')
  return idOfLast()
}

describe('Jeda and Lanjutkan', () => {
  test('what waits is held over its time, and goes when it is let go; both are recorded', async () => {
    const { fitri } = city
    const id = await announcesForMorning(fitri, 'Apel pagi')
    await fitri.presses('Jeda')
    expect(panel(fitri, id)).toMatch(/dijeda[^]*Ditahan: 5/)
    expect(fitri.buttons.slice(-4)).toEqual(['Lanjutkan', 'Hentikan', 'Tarik kembali', 'Perbaiki'])
    await city.clock.advance(2 * 3_600_000)
    await city.settled()
    expect(have('Apel pagi')).toBe(0)
    await fitri.presses('Lanjutkan')
    expect(have('Apel pagi')).toBe(3)
    await expect.poll(() => panel(fitri, id), { timeout: 10_000 }).toContain('Terkirim: 5')
    expect([await audit('paused'), await audit('resumed')]).toEqual([1, 1])
    await fitri.says('/audit')
    expect(fitri.saw.at(-1)).toContain(`melanjutkan pengumuman #${id}`)
    await night()
  })

  test('a button of a state that has passed does nothing, says so and draws the message anew', async () => {
    const { fitri } = city
    const id = await announcesForMorning(fitri, 'Dua tangan')
    const pause = fitri.dataOf('Jeda')
    await fitri.presses('Jeda')
    expect(await fitri.forges(pause)).toContain('Keadaannya sudah berubah')
    expect(panel(fitri, id)).toContain('Ditahan: 5')
    expect(await audit('paused')).toBe(2)
    await fitri.presses('Hentikan')
    await fitri.presses('Ya, hentikan')
  })

  test('two admins who press at once do it once', async () => {
    const { eko, fitri } = city
    const id = await announcesForMorning(eko, 'Berdua')
    await fitri.says('/umumkan daftar')
    await fitri.presses(`#${id}`)
    const before = await audit('paused')
    await Promise.all([eko.presses('Jeda'), fitri.presses('Jeda')])
    expect(await audit('paused')).toBe(before + 1)
    expect(await db().message.count({ where: { subject: `broadcast:${id}`, state: 'held' } })).toBe(5)
    await eko.presses('Hentikan')
    await eko.presses('Ya, hentikan')
  })
})

describe('Hentikan', () => {
  test('asks first; then nobody gets it any more', async () => {
    const { fitri } = city
    const id = await announcesForMorning(fitri, 'Batal saja')
    await fitri.presses('Hentikan')
    expect(fitri.saw.at(-1)).toContain('5 yang belum terkirim tidak akan dikirim')
    await fitri.presses('Tidak')
    expect(fitri.saw.at(-1)).toBe('Tidak ada yang diubah.')
    await fitri.presses('Hentikan')
    const yes = fitri.dataOf('Ya, hentikan')
    await fitri.presses('Ya, hentikan')
    expect(fitri.saw.at(-1)).toContain('5 tidak jadi dikirim')
    expect(await fitri.forges(yes)).toBe('')
    expect(fitri.saw.at(-1)).toContain('Keadaannya sudah berubah')
    await city.clock.advance(2 * 3_600_000)
    await city.settled()
    expect(have('Batal saja')).toBe(0)
    await expect.poll(() => panel(fitri, id), { timeout: 10_000 }).toContain('Tidak jadi dikirim: 5')
    await night()
  })
})

describe('Tarik kembali', () => {
  test('deletes it at everyone, and says how far it has got', async () => {
    const { fitri } = city
    await announces(fitri, 'Salah kirim', { press: anyway })
    expect(have('Salah kirim')).toBe(3)
    await expect.poll(() => fitri.buttons, { timeout: 10_000 }).toContain('Tarik kembali')
    await expect.poll(() => fitri.saw.at(-1), { timeout: 10_000 }).toContain('selesai\nSasaran')
    await fitri.presses('Tarik kembali')
    expect(fitri.saw.at(-1)).toContain('dihapus pada 5 penerima; 0 yang belum terkirim')
    const yes = fitri.dataOf('Ya, tarik kembali')
    await fitri.presses('Ya, tarik kembali')
    expect(have('Salah kirim')).toBe(0)
    await expect.poll(() => panel(fitri, '5'), { timeout: 10_000 }).toContain('Dihapus pada 5 dari 5 penerima')
    expect(panel(fitri, '5')).toContain('ditarik kembali')
    await fitri.forges(yes)
    expect(await audit('recalled')).toBe(1)
    expect(fitri.buttons).not.toContain('Ya, tarik kembali')
  })

  test('while it is paused, what is held is never sent', async () => {
    const { fitri } = city
    const id = await announcesForMorning(fitri, 'Tidak jadi')
    await fitri.presses('Jeda')
    await fitri.presses('Tarik kembali')
    expect(fitri.saw.at(-1)).toContain('dihapus pada 0 penerima; 5 yang belum terkirim')
    await fitri.presses('Ya, tarik kembali')
    await city.clock.advance(2 * 3_600_000)
    await city.settled()
    expect(have('Tidak jadi')).toBe(0)
    await expect.poll(() => panel(fitri, id), { timeout: 10_000 }).toContain('Tidak jadi dikirim: 5')
    expect(await db().broadcast.findUnique({ where: { id: BigInt(id) } })).toMatchObject({ state: 'stopped' })
    await night()
  })

  test('what was under way then is deleted as soon as it is known to have come through', async () => {
    const { ani, fitri } = city
    await announces(fitri, 'Masih di jalan', { press: anyway })
    const id = await idOfLast()
    await expect.poll(() => panel(fitri, id), { timeout: 10_000 }).toContain('selesai\nSasaran')
    await fitri.presses('Tarik kembali')
    await fitri.presses('Ya, tarik kembali')
    expect(ani.saw).not.toContain('Masih di jalan')
    // As if it had come through a moment later.
    const { contentId } = await db().broadcast.findUniqueOrThrow({ where: { id: BigInt(id) } })
    const now = city.clock.now()
    const late = { lane: 'broadcast', method: 'sendMessage', subject: `broadcast:${id}`, contentId } as const
    await db().message.create({ data: { ...late, chatId: BigInt(ani.id), dueAt: now, createdAt: now } })
    city.app.work.database.wake('outbox')
    await city.settled()
    expect(ani.saw).toContain('Masih di jalan')
    city.app.work.database.wake(strayedChannel)
    await expect.poll(() => ani.saw, { timeout: 10_000 }).not.toContain('Masih di jalan')
  })

  test('what was sent more than 48 hours ago stays, and is told beforehand', async () => {
    const { ani, fitri } = city
    await announces(fitri, 'Lama sekali', { press: anyway })
    await expect.poll(() => fitri.saw.at(-1), { timeout: 10_000 }).toContain('selesai\nSasaran')
    await city.clock.advance(49 * 3_600_000)
    await city.settled()
    expect(await fitri.presses('Tarik kembali')).toContain('semua terkirim lebih dari 48 jam lalu')
    expect(ani.saw).toContain('Lama sekali')
    const last = await db().broadcast.findFirstOrThrow({ orderBy: { id: 'desc' } })
    await db().message.updateMany({
      where: { subject: `broadcast:${last.id}`, chatId: { in: [1001n, 1002n] } },
      data: { finishedAt: city.clock.now() },
    })
    await fitri.presses('Tarik kembali')
    expect(fitri.saw.at(-1)).toContain('Pada 3 penerima pesannya tetap ada')
    await fitri.presses('Ya, tarik kembali')
    // Telegram keeps to its own clock; what it refuses is counted as it comes.
    const gone = () => panel(fitri, String(last.id))
    await expect.poll(gone, { timeout: 10_000 }).toContain('Tetap ada pada 2: ditolak Telegram')
    expect(gone()).toContain('Dihapus pada 0 dari 5')
    expect(panel(fitri, String(last.id))).toContain('Tetap ada pada 3: terkirim lebih dari 48 jam')
    await night(23)
  })
})

describe('Kirim ulang ke yang gagal', () => {
  test('reaches those who failed and those who are back, once; nobody else', async () => {
    const { ani, budi, citra, fitri } = city
    await ani.blocks()
    await citra.blocks()
    await db().person.updateMany({ data: { lostAt: null } })
    await announces(fitri, 'Coba lagi', { press: anyway })
    const id = await idOfLast()
    await expect.poll(() => panel(fitri, id), { timeout: 10_000 }).toContain('Tidak terjangkau: 2')
    expect(fitri.buttons).not.toContain('Kirim ulang ke yang gagal')
    const received = budi.saw.filter((text) => text === 'Coba lagi').length
    await ani.unblocks()
    await ani.says('/menu')
    await city.clock.advance(120_000)
    await fitri.says('/umumkan daftar')
    await fitri.presses(`#${id}`)
    await fitri.presses('Kirim ulang ke yang gagal')
    expect(ani.saw).toContain('Coba lagi')
    expect(budi.saw.filter((text) => text === 'Coba lagi')).toHaveLength(received)
    await expect.poll(() => panel(fitri, id), { timeout: 10_000 }).toContain('Terkirim: 4\nTidak terjangkau: 1')
    expect(await audit('resent')).toBe(1)
    await citra.unblocks()
    await citra.says('/menu')
  })
})

describe('who has the say', () => {
  test('another planner sees the figures and changes nothing; an admin does', async () => {
    const { eko, fitri } = city
    const id = await announcesForMorning(fitri, 'Punya Fitri')
    const pause = fitri.dataOf('Jeda')
    await eko.says('/umumkan daftar')
    await eko.presses(`#${id}`)
    expect(panel(eko, id)).toContain('Sisa: 5')
    expect(eko.buttons).toContain('Perbarui')
    expect(eko.buttons).not.toContain('Jeda')
    for (const data of [pause, pause.replace('pause', 'recall'), pause.replace('pause|', 'stop|y'), `bc.fix|${id}`])
      expect(await eko.forges(data)).toContain('Hanya penulis pengumuman ini dan admin')
    const own = await announcesForMorning(eko, 'Punya Eko')
    await fitri.says('/umumkan daftar')
    await fitri.presses(`#${own}`)
    await fitri.presses('Jeda')
    expect(panel(fitri, own)).toContain('Ditahan: 5')
    // Its author reads so, too.
    await expect.poll(() => panel(eko, own), { timeout: 10_000 }).toContain('Ditahan: 5')
    for (const one of [id, own]) {
      await fitri.says('/umumkan daftar')
      await fitri.presses(`#${one}`)
      await fitri.presses('Hentikan')
      await fitri.presses('Ya, hentikan')
    }
  })

  test('recipients who erase themselves are told as such; when its author does, an admin goes on', async () => {
    const { ani, eko, fitri } = city
    const id = await announcesForMorning(eko, 'Tetap jalan')
    await eko.presses('Jeda')
    await ani.says('/hapusdata')
    await ani.presses('Ya, hapus data saya')
    await eko.says('/hapusdata')
    await eko.presses('Ya, hapus data saya')
    await fitri.says('/umumkan daftar')
    await fitri.presses(`#${id}`)
    expect(panel(fitri, id)).toContain('Ditahan: 3\nMenghapus datanya: 2')
    await fitri.presses('Lanjutkan')
    await city.clock.advance(2 * 3_600_000)
    await city.settled()
    expect(have('Tetap jalan')).toBe(2)
    const ended = () => db().broadcast.findUnique({ where: { id: BigInt(id) }, select: { state: true } })
    await expect.poll(ended, { timeout: 10_000 }).toEqual({ state: 'finished' })
  })
})

/** Turns the clock to the next evening. */
async function night(hours = 22) {
  await city.clock.advance(hours * 3_600_000)
  await city.settled()
}
