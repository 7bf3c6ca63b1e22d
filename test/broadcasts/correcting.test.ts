// "Perbaiki": what was sent is edited, what was not yet sent gets the new content, and the buttons below it stay.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { announces, panel } from '../support/announcing.ts'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openCity>>
let city: City
beforeAll(async () => {
  city = await openCity()
  await city.app.fillSample(cast)
  await city.ani.joins('Warga')
  for (const person of [city.budi, city.eko, city.fitri]) await person.joins('Pegawai')
})
afterAll(() => city.close())

const db = () => city.app.work.database.client
const picture = (name: string) => ({ bytes: png(name), name, type: 'image/png' })
const document = { bytes: Buffer.from('isi berkas'), name: 'edaran.pdf', type: 'application/pdf' }

async function idOfLast(): Promise<string> {
  return String((await db().broadcast.findFirstOrThrow({ orderBy: { id: 'desc' } })).id)
}

async function ended(id: string) {
  await expect.poll(() => panel(city.fitri, id), { timeout: 10_000 }).toContain('selesai\nSasaran')
}

/** Sends the new content and says yes. */
async function corrects(content: string | ReturnType<typeof picture>, caption?: string) {
  const { fitri } = city
  await fitri.presses('Perbaiki')
  if (typeof content === 'string') await fitri.says(content)
  else await fitri.sendsPhoto(content, caption)
  await fitri.presses('Perbaiki')
}

describe('a text', () => {
  test('is edited at everyone, keeps its button, and says how far that has got', async () => {
    const { ani, budi, fitri } = city
    await announces(fitri, 'Rapat pukul 08.00', { reads: true })
    const id = await idOfLast()
    await ended(id)
    const before = ani.messages.length
    await budi.presses('Saya sudah baca')
    await fitri.presses('Perbaiki')
    expect(fitri.saw.at(-1)).toContain(`Perbaiki pengumuman #${id}`)
    await fitri.says('Rapat pukul 09.00', [{ type: 'bold', offset: 6, length: 11 }])
    expect(fitri.saw.at(-2)).toBe('Rapat pukul 09.00')
    expect(fitri.saw.at(-1)).toContain('Pada 4 penerima pesannya diubah, tanpa bunyi; 0 yang belum')
    await fitri.presses('Perbaiki')
    expect(fitri.saw.at(-1)).toContain('sedang diubah pada 4 penerima')
    for (const person of [ani, budi]) {
      expect(person.saw).toContain('Rapat pukul 09.00')
      expect(person.saw).not.toContain('Rapat pukul 08.00')
      // Below it may stand what a press was told too late for a toast.
      const corrected = person.messages.find(({ text }) => text === 'Rapat pukul 09.00')
      expect(corrected?.entities?.[0]).toEqual({ type: 'bold', offset: 6, length: 11 })
    }
    expect(ani.messages).toHaveLength(before)
    await expect.poll(() => panel(fitri, id), { timeout: 10_000 }).toContain('berubah pada 4 dari 4')
    expect(panel(fitri, id)).toContain('Sudah baca: 1 dari 4')
    expect(await ani.presses('Saya sudah baca')).toContain('Tercatat sudah dibaca')
    expect(await db().audit.count({ where: { action: 'revised' } })).toBe(1)
  })

  test('is corrected once more, and once more to the same; the last one stands', async () => {
    const { ani, fitri } = city
    await announces(fitri, 'Satu')
    const id = await idOfLast()
    await ended(id)
    for (const words of ['Dua', 'Tiga', 'Tiga']) await corrects(words)
    expect(ani.saw.at(-1)).toBe('Tiga')
    await expect.poll(() => panel(fitri, id), { timeout: 10_000 }).toContain('berubah pada 4 dari 4')
    const failed = await db().message.count({ where: { subject: { startsWith: `broadcast:${id}:` }, state: 'failed' } })
    expect(failed).toBe(0)
  })

  test('takes only text in its place, and is not corrected once it was taken back', async () => {
    const { fitri } = city
    await announces(fitri, 'Hanya teks')
    const id = await idOfLast()
    await ended(id)
    await fitri.presses('Perbaiki')
    await fitri.sendsPhoto(picture('satu'))
    expect(fitri.saw.at(-1)).toContain('Jenisnya harus tetap sama')
    await fitri.says('Teks lain')
    const yes = fitri.dataOf('Perbaiki')
    await fitri.presses('Tarik kembali')
    await fitri.presses('Ya, tarik kembali')
    expect(await fitri.forges(yes)).toContain('tidak bisa diperbaiki lagi')
    expect(await fitri.forges(`bc.fix|${id}`)).toContain('tidak bisa diperbaiki lagi')
    await fitri.says('/batal')
  })
})

describe('a file', () => {
  test('gets another caption by text alone, then another picture, and a caption with it', async () => {
    const { ani, fitri } = city
    await fitri.says('/umumkan')
    await fitri.sendsPhoto(picture('lama'), 'Peta lama')
    await fitri.presses('Masyarakat')
    await fitri.presses('Kirim sekarang')
    const id = await idOfLast()
    await ended(id)
    const shown = () => ani.messages.at(-1)
    const first = shown()?.photo?.at(-1)?.file_unique_id
    await corrects('Peta yang benar')
    expect(shown()?.caption).toBe('Peta yang benar')
    expect(shown()?.photo?.at(-1)?.file_unique_id).toBe(first)
    await corrects(picture('baru'), 'Peta baru')
    expect(shown()?.caption).toBe('Peta baru')
    expect(shown()?.photo?.at(-1)?.file_unique_id).not.toBe(first)
    const second = shown()?.photo?.at(-1)?.file_unique_id
    await corrects('Peta terakhir')
    expect(shown()?.caption).toBe('Peta terakhir')
    expect(shown()?.photo?.at(-1)?.file_unique_id).toBe(second)
    await fitri.presses('Perbaiki')
    await fitri.sendsDocument(document)
    expect(fitri.saw.at(-1)).toContain('Jenisnya harus tetap sama')
    await fitri.says('x'.repeat(1025))
    expect(fitri.saw.at(-1)).toContain('paling banyak 1.024 karakter')
    await fitri.says('/batal')
    await fitri.presses('Hapus isian')
  })

  test('of a document as well', async () => {
    const { ani, fitri } = city
    await fitri.says('/umumkan')
    await fitri.sendsDocument(document, 'Edaran')
    await fitri.presses('Masyarakat')
    await fitri.presses('Kirim sekarang')
    await ended(await idOfLast())
    await fitri.presses('Perbaiki')
    await fitri.sendsDocument({ ...document, name: 'edaran-2.pdf' }, 'Edaran kedua')
    await fitri.presses('Perbaiki')
    expect(ani.messages.at(-1)?.document?.file_name).toBe('edaran-2.pdf')
    expect(ani.saw.at(-1)).toBe('Edaran kedua')
  })
})

describe('while it is being sent', () => {
  test('what is held gets the new words when it is let go, and needs no edit', async () => {
    const { ani, budi, fitri, app } = city
    await announces(fitri, 'Kata lama', { reads: true })
    const id = await idOfLast()
    await ended(id)
    // As if two had not got it when it was paused.
    const subject = `broadcast:${id}`
    const unsent = { subject, chatId: { in: [BigInt(ani.id), BigInt(budi.id)] } }
    await db().message.updateMany({
      where: unsent,
      data: { state: 'held', finishedAt: null, telegramMessageId: null, attempts: 0 },
    })
    await db().broadcast.update({ where: { id: BigInt(id) }, data: { state: 'paused', finishedAt: null } })
    await fitri.says('/umumkan daftar')
    await fitri.presses(`#${id}`)
    await fitri.presses('Perbaiki')
    await fitri.says('Kata baru')
    expect(fitri.saw.at(-1)).toContain('Pada 2 penerima pesannya diubah, tanpa bunyi; 2 yang belum')
    await fitri.presses('Perbaiki')
    const had = ani.saw.length
    await fitri.presses('Lanjutkan')
    expect(ani.saw.slice(had)).toEqual(['Kata baru'])
    expect(ani.buttons).toContain('Saya sudah baca')
    await expect.poll(() => panel(fitri, id), { timeout: 10_000 }).toContain('selesai\nSasaran')
    expect(panel(fitri, id)).toContain('berubah pada 2 dari 2')
    expect(await app.work.database.client.message.count({ where: { subject, state: 'sent' } })).toBe(4)
  })

  test('one that was under way with the old words is edited as soon as that is known', async () => {
    const { ani, fitri, app } = city
    await announces(fitri, 'Terlanjur')
    const id = await idOfLast()
    await ended(id)
    await corrects('Sudah benar')
    expect(ani.saw.at(-1)).toBe('Sudah benar')
    // As if it had come through a moment later than the correction.
    const old = await db().content.create({ data: { method: 'sendMessage', payload: { text: 'Terlanjur' } } })
    const newcomer = city.newcomer('Wayan')
    await newcomer.joins()
    await app.work.database.client.message.create({
      data: {
        lane: 'broadcast',
        chatId: BigInt(newcomer.id),
        method: 'sendMessage',
        contentId: old.id,
        subject: `broadcast:${id}`,
        dueAt: city.clock.now(),
        createdAt: city.clock.now(),
      },
    })
    app.work.database.wake('outbox')
    await city.settled()
    app.work.database.wake('outbox.strayed')
    await expect.poll(() => newcomer.saw.at(-1), { timeout: 10_000 }).toBe('Sudah benar')
    await fitri.presses('Tarik kembali')
    await fitri.presses('Ya, tarik kembali')
    expect(newcomer.saw).not.toContain('Sudah benar')
  })
})

/** A picture of one pixel that no other is equal to. */
function png(name: string): Buffer {
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  return Buffer.concat([Buffer.from(pixel, 'base64'), Buffer.from(name)])
}
