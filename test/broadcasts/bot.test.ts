import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message } from '@grammyjs/types'
import { readContent } from '../../src/features/broadcasts/content.ts'
import type { Turn } from '../../src/platform/inbox/turn.ts'
import { drainedChannel } from '../../src/platform/outbox/stock.ts'
import { openCity, quietNow } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
  const { ani, budi, fitri } = city
  await ani.joins('Warga')
  await budi.joins('Pegawai')
  await fitri.joins('Pegawai')
})
afterAll(() => city.close())

const bold = [{ type: 'bold', offset: 0, length: 7 } as const]
const photo = {
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  name: 'peta.png',
  type: 'image/png',
}

describe('announcing', () => {
  test('an admin announces to everyone; each gets it once, with its formatting', async () => {
    const { ani, budi, fitri } = city
    await fitri.says('/umumkan')
    expect(fitri.saw.at(-1)).toContain('Langkah 1 dari 3')
    await fitri.says('Penting: rapat besok pukul 09.00 & <tepat waktu>', bold)
    await fitri.presses('Semua')
    expect(fitri.saw.at(-2)).toBe('Penting: rapat besok pukul 09.00 & <tepat waktu>')
    expect(fitri.saw.at(-1)).toContain('Semua, 3 orang')
    await fitri.presses('Kirim sekarang')
    for (const person of [ani, budi]) {
      const message = person.messages.at(-1)
      expect(message?.text).toBe('Penting: rapat besok pukul 09.00 & <tepat waktu>')
      expect(message?.entities?.[0]).toEqual(bold[0])
    }
    await expect
      .poll(() => fitri.saw.filter((text) => text.startsWith('Pengumuman #1 selesai')), { timeout: 5000 })
      .toHaveLength(1)
    expect(fitri.saw.find((text) => text.includes('100%'))).toContain('Terkirim: 3')
  })

  test('a photo with a caption goes to the public only', async () => {
    const { ani, budi, fitri } = city
    const before = budi.saw.length
    await fitri.says('/umumkan')
    await fitri.sendsPhoto(photo, 'Peta banjir', [{ type: 'italic', offset: 0, length: 4 }])
    await fitri.presses('Masyarakat')
    expect(fitri.saw.at(-1)).toContain('Masyarakat, 1 orang')
    await fitri.presses('Kirim sekarang')
    expect(ani.messages.at(-1)?.photo).toBeDefined()
    expect(ani.saw.at(-1)).toBe('Peta banjir')
    expect(ani.messages.at(-1)?.caption_entities).toEqual([{ type: 'italic', offset: 0, length: 4 }])
    expect(budi.saw).toHaveLength(before)
    await expect.poll(() => fitri.saw.at(-1), { timeout: 5000 }).toContain('Pengumuman #2 selesai')
  })

  test('an album, a place and a file too large are refused with the reason, the album once', async () => {
    const { fitri } = city
    await fitri.says('/umumkan')
    expect(fitri.buttons.at(-1)).toBe('Batal')
    const before = fitri.saw.length
    await fitri.sendsAlbum([photo, photo, photo])
    expect(fitri.saw.slice(before)).toHaveLength(1)
    expect(fitri.saw.at(-1)).toContain('Album tidak bisa diumumkan')
    await fitri.sharesLocation()
    expect(fitri.saw.at(-1)).toContain('Kirim teks, foto, video, audio, atau dokumen')
    await fitri.sendsDocument({ bytes: new Uint8Array(21 * 2 ** 20), name: 'besar.zip', type: 'application/zip' })
    expect(fitri.saw.at(-1)).toContain('paling besar 20 MB')
    await fitri.says('Ternyata teks saja')
    expect(fitri.saw.at(-1)).toContain('Siapa sasarannya')
    await fitri.presses('Batal')
    await fitri.presses('Hapus isian')
  })

  test.each([
    ['video', 'Rapat.mp4', 'video/mp4'],
    ['animation', 'gempa.gif', 'image/gif'],
    ['audio', 'pidato.mp3', 'audio/mpeg'],
  ] as const)('a %s arrives as one', async (kind, name, type) => {
    const { ani, fitri } = city
    await fitri.says('/umumkan')
    await fitri.sendsRecording(kind, { bytes: Buffer.from(`the bytes of ${name}`), name, type }, `Ini ${name}`)
    await fitri.presses('Masyarakat')
    expect(fitri.messages.at(-2)?.[kind]).toMatchObject({ file_name: name, mime_type: type })
    await fitri.presses('Uji ke saya')
    expect(fitri.messages.at(-1)?.[kind]).toBeDefined()
    await fitri.presses('Kirim sekarang')
    expect(ani.messages.at(-1)?.[kind]).toMatchObject({ file_name: name, mime_type: type })
    expect(ani.saw.at(-1)).toBe(`Ini ${name}`)
    await expect.poll(() => fitri.saw.at(-1), { timeout: 5000 }).toContain('selesai')
  })

  test('a caption longer than bots may send, as only those write who pay for Telegram, is refused', async () => {
    const paid = { caption: 'x'.repeat(1025), photo: [{ file_id: 'a', file_unique_id: 'a', width: 1, height: 1 }] }
    await expect(readContent({} as Turn, paid as Message)).rejects.toMatchObject({ key: 'broadcasts:captionLong' })
  })

  test('an announcement to nobody is refused, and another audience can be chosen', async () => {
    const { app, budi, fitri } = city
    const { client } = app.work.database
    await client.person.updateMany({ where: { kind: 'employee' }, data: { lostAt: new Date(0) } })
    await fitri.says('/umumkan')
    await client.person.updateMany({
      where: { telegramId: BigInt(fitri.id) },
      data: { lostAt: new Date(0), kind: 'citizen' },
    })
    await fitri.says('Untuk pegawai')
    expect(await fitri.presses('Pegawai')).toContain('1 orang terdaftar dalam sasaran Pegawai, tetapi')
    await client.person.updateMany({ where: { telegramId: BigInt(budi.id) }, data: { kind: 'citizen' } })
    expect(await fitri.presses('Pegawai')).toContain('Belum ada penerima')
    await client.person.updateMany({ where: { telegramId: BigInt(budi.id) }, data: { kind: 'employee' } })
    await fitri.presses('Masyarakat')
    expect(fitri.saw.at(-1)).toContain('Masyarakat, 2 orang')
    await fitri.presses('Kembali')
    await fitri.presses('Semua')
    expect(fitri.saw.at(-1)).toContain('1 orang lagi tidak terjangkau')
    await fitri.presses('Batal')
    await fitri.presses('Hapus isian')
    await budi.says('/menu')
    await client.person.updateMany({ where: { telegramId: BigInt(fitri.id) }, data: { kind: 'employee' } })
  })

  test('someone who has blocked the bot is counted as unreachable, and no longer addressed', async () => {
    const { ani, fitri } = city
    await ani.says('/menu')
    await fitri.says('/umumkan')
    await fitri.says('Siapa yang masih di sini?')
    await fitri.presses('Semua')
    await ani.blocks()
    // As if the news of it were still under way.
    await city.app.work.database.client.person.updateMany({ data: { lostAt: null } })
    await fitri.presses('Kirim sekarang')
    await expect.poll(() => fitri.saw.at(-1), { timeout: 5000 }).toContain('Tidak terjangkau: 1')
    await city.settled()
    const lost = await city.app.work.database.client.person.findUniqueOrThrow({ where: { telegramId: BigInt(ani.id) } })
    expect(lost.lostAt).not.toBeNull()
    await ani.unblocks()
  })
})

describe('quiet hours', () => {
  test('hold an announcement back until they end, or not, as its author decides', async () => {
    const night = await openCity({ quietHours: quietNow })
    const { ani, fitri } = night
    await ani.joins()
    await fitri.joins('Pegawai')
    await fitri.says('/umumkan')
    await fitri.says('Tidur nyenyak')
    await fitri.presses('Masyarakat')
    expect(fitri.saw.at(-1)).toContain('jam tenang')
    expect(fitri.buttons).not.toContain('Kirim sekarang')
    await fitri.presses(fitri.buttons.find((label) => label.startsWith('Kirim pukul')) ?? '')
    night.app.work.database.wake(drainedChannel)
    await turn()
    await night.restart()
    await night.settled()
    // Nothing has changed since, so Telegram is not asked to change anything.
    expect(night.playground.world.calls().filter(({ ok }) => !ok)).toEqual([])
    expect(fitri.saw.at(-1)).toContain('Dikirim mulai pukul')
    const before = ani.saw.length
    await fitri.says('/umumkan')
    await fitri.says('Banjir!')
    await fitri.presses('Masyarakat')
    await fitri.presses('Kirim sekarang juga')
    expect(ani.saw.slice(before)).toEqual(['Banjir!'])
    await night.clock.advance(2 * 3_600_000)
    await night.settled()
    expect(ani.saw.slice(before)).toEqual(['Banjir!', 'Tidur nyenyak'])
    await night.close()
  })
})
