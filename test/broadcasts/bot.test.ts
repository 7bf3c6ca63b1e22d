import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCity } from '../support/city.ts'

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
const photo = { bytes: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), name: 'peta.png', type: 'image/png' }

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
    await expect.poll(() => fitri.saw.filter((text) => text.startsWith('Pengumuman #1 selesai')), { timeout: 5000 }).toHaveLength(1)
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
  })
})
