// Words said outside of any dialog can become a suggestion; words that hurt are marked, also in disguise.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isHurtful } from '../../src/shared/moderation/hurtfulWords.ts'
import { openStaffedCity } from '../support/city.ts'
import { photoOf } from './pictures.ts'
import { submitted } from './talking.ts'
import type { City } from './talking.ts'

let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const db = () => city.app.work.database.client

describe('plain words', () => {
  test('become the text of a suggestion when their author says so, and are stored no earlier', async () => {
    const { ani } = city
    const said = await ani.says('Halte di depan pasar tidak punya atap.')
    expect(ani.saw.at(-1)).toMatch(/Kirim sebagai usulan\?[^]*\/usul/)
    expect(ani.messages.at(-1)?.reply_to_message?.message_id).toBe(said.message_id)
    expect(await db().dialog.count()).toBe(0)
    await ani.presses('Kirim sebagai usulan')
    for (const label of ['Usulan', 'Tidak tahu', 'Lewati', 'Lewati', 'Dengan nama']) await ani.presses(label)
    expect(ani.saw.at(-1)).toContain('Halte di depan pasar tidak punya atap.')
    await ani.presses('Kirim')
    const { id } = await submitted(city, ani)
    expect(await db().ticket.findUniqueOrThrow({ where: { id } })).toMatchObject({
      text: 'Halte di depan pasar tidak punya atap.',
    })
  })

  test(
    'below a photo take the photo with them; too few or too many of them are refused at the press',
    { timeout: 60_000 },
    async () => {
      const { ani } = city
      await ani.sendsPhoto(await photoOf('#333'), 'Tiang listrik ini hampir roboh.')
      await ani.presses('Kirim sebagai usulan')
      await ani.presses('Aduan')
      await ani.presses('Tidak tahu')
      expect(ani.saw.at(-1)).toContain('1 dari 5 lampiran')
      for (const label of ['Lanjut', 'Lewati', 'Anonim', 'Kirim']) await ani.presses(label)
      const { id } = await submitted(city, ani)
      expect(await db().ticketFile.count({ where: { ticketId: id, state: 'ready' } })).toBe(1)
      await ani.says('halo')
      expect(await ani.presses('Kirim sebagai usulan')).toContain('sekurang-kurangnya 10 huruf')
      await ani.says('panjang '.repeat(400))
      expect(await ani.presses('Kirim sebagai usulan')).toContain('paling banyak 3.000 huruf')
      expect(await db().dialog.count()).toBe(0)
    },
  )

  test('an album is answered once; its first photo goes with it, and the others are asked for', async () => {
    const { citra } = city
    const before = citra.saw.length
    await citra.sendsAlbum([await photoOf('#123'), await photoOf('#321'), await photoOf('#213')])
    expect(citra.saw.slice(before).filter((text) => text.includes('Kirim sebagai usulan?'))).toHaveLength(1)
    expect(citra.saw.slice(before).filter((text) => text.includes('kalimat bebas'))).toEqual([])
    await citra.presses('Kirim sebagai usulan')
    expect(citra.saw.at(-2)).toContain('pada langkah lampiran')
    await citra.presses('Usulan')
    await citra.presses('Tidak tahu')
    await citra.says('Foto-foto selokan yang tersumbat.')
    expect(citra.saw.at(-1)).toContain('1 dari 5 lampiran')
    await citra.sendsPhoto(await photoOf('#444'))
    for (const label of ['Lanjut', 'Lewati', 'Dengan nama']) await citra.presses(label)
    expect(citra.saw.at(-1)).toMatch(/Unit: belum ditentukan[^]*Lampiran: 2/)
    await citra.presses('Kirim')
    await citra.presses('Buka tiket')
    expect(citra.saw.at(-1)).toContain('Lampiran: 2')
  })

  test('of somebody who has not agreed are answered with the menu only', async () => {
    const joko = city.newcomer('Joko')
    await joko.says('Jalan rusak di depan rumah')
    expect(joko.buttons).toEqual([])
    expect(joko.saw.at(-1)).toContain('belum bisa menanggapi kalimat bebas')
  })
})

describe('words that hurt', () => {
  test.each([
    'Petugasnya GOBLOK',
    'g0bl0k banget',
    'gooooblok!!!',
    'b r e n g s e k kalian',
    'B.A.N.G.S.A.T',
    'bangsatnya itu',
    'dasar anjing',
    'babi lu',
    'this is bullsh1t',
    'F U C K',
  ])('are found in "%s"', (text) => expect(isHurtful(text)).toBe(true))

  test.each([
    'Anjing liar berkeliaran di taman kota, mohon ditertibkan.',
    'Peternakan babi di dekat sungai membuat bau.',
    'Pantai Tanjung, Dukuh Asuhan, dan Desa Memekar',
    'Asuransi kesehatan, tayangan, perekaman KTP, dan pekerjaan jalan.',
    'Scunthorpe is a town; the class assesses 100 bytes.',
    'Mohon 1 lampu dan 2 tiang di RT 05 a b c',
  ])('are not found in "%s"', (text) => expect(isHurtful(text)).toBe(false))
})
