// What others have said already is offered before it is said again: in a planner's words, to be supported.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findSimilar } from '../../src/features/suggestions/citizen/similar.ts'
import { openStaffedCity } from '../support/city.ts'
import { rowsWith } from '../support/traces.ts'
import { submits } from './talking.ts'
import type { City } from './talking.ts'

let city: City
beforeAll(async () => {
  city = await openStaffedCity()
  const { ani, budi, citra, eko } = city
  const texts = [
    'Penerangan jalan di Jalan Merdeka padam',
    'Jalan berlubang di depan Pasar Angso Duo',
    'Antrean imunisasi di puskesmas terlalu lama',
    'Sampah di Pasar Angso Duo tidak diangkut',
    'Jadwal mobil perpustakaan keliling',
  ]
  for (const [index, text] of texts.entries()) {
    const who = [ani, budi, citra, eko, ani][index] ?? ani
    const { id } = await submits(city, who, `Kalimat pelapor sendiri nomor ${index}.`, { name: 'Anonim' })
    await db().ticket.update({ where: { id }, data: { publicText: text, publicAt: city.clock.now() } })
  }
}, 120_000)
afterAll(() => city.close())
beforeEach(() => city.clock.advance(24 * 3_600_000))

const db = () => city.app.work.database.client
const found = async (text: string, limit = 3) =>
  (await findSimilar(db(), text, limit)).map(({ publicText }) => publicText)

describe('what is like a text', () => {
  test.each([
    [
      'Lampu penerang di Jl. Merdeka sudah tiga malam padam, jalannya gelap',
      ['Penerangan jalan di Jalan Merdeka padam'],
    ],
    ['Ada lubang besar di jalan depan pasar, motor sering jatuh', ['Jalan berlubang di depan Pasar Angso Duo']],
    ['Mengantre imunisasi anak di Puskesmas Beringin sampai tiga jam', ['Antrean imunisasi di puskesmas terlalu lama']],
    ['Saya mohon gaji guru honorer dibayar tepat waktu', []],
    ['yang di dan itu ini', []],
    ["'); & | ! :* <-> \\ 'kutip' SG-2026", []],
  ])('%s', async (text, wanted) => {
    expect(await found(text)).toEqual(wanted)
  })

  test('is never what a person wrote themselves, nor what is closed or merged', async () => {
    expect(await found('Kalimat pelapor sendiri nomor 1.')).toEqual([])
    const ticket = await db().ticket.findFirstOrThrow({ where: { publicText: { startsWith: 'Jadwal' } } })
    expect(await found('Jadwal perpustakaan keliling')).toHaveLength(1)
    await db().ticket.update({ where: { id: ticket.id }, data: { state: 'closed' } })
    expect(await found('Jadwal perpustakaan keliling')).toEqual([])
  })
})

describe('somebody who finds it said already', () => {
  test(
    'supports it once, in place of a ticket; how many did is said when there are enough',
    { timeout: 90_000 },
    async () => {
      const { dewi, fitri } = city
      const before = await db().ticket.count()
      const supports = async (who: City['ani']) => {
        await who.says('/usul')
        await who.presses('Aduan')
        await who.presses('Tidak tahu')
        await who.says('Sampah di pasar menumpuk, sudah seminggu tidak diangkut')
        expect(who.saw.at(-1)).toMatch(/hal serupa[^]*Sampah di Pasar Angso Duo tidak diangkut/)
        expect(who.saw.at(-1)).not.toContain('Kalimat pelapor')
        await who.presses('Ini juga keluhan saya')
        return who.saw.at(-1)
      }
      expect(await supports(dewi)).toContain('Dukungan Anda dicatat')
      expect(await supports(dewi)).toContain('sudah mendukungnya')
      expect(await supports(fitri)).not.toContain('orang menyampaikan')
      expect(await supports(city.eko)).toContain('tiket Anda sendiri')
      const joko = city.newcomer('Joko')
      await joko.joins()
      await supports(joko)
      const tari = city.newcomer('Tari')
      await tari.joins()
      expect(await supports(tari)).toContain('5 orang menyampaikan hal yang sama')
      expect(await db().ticket.count()).toBe(before)
      expect(await db().ticketSupport.count({ where: { personId: null, sealedAuthor: { not: null } } })).toBe(4)
      expect((await rowsWith(city.app.work.database, [String(tari.id)])).some((row) => row.startsWith('ticket'))).toBe(
        false,
      )
      await tari.says('/tiket')
      expect(tari.saw.at(-1)).toMatch(/Anda mendukung ini[^]*Sampah di Pasar Angso Duo/)
      await tari.presses('SG-2026-000004')
      expect(tari.saw.at(-1)).not.toContain('Kalimat pelapor')
    },
  )

  test('or says that it is something else, and goes on', async () => {
    const { ani } = city
    await ani.says('/usul')
    await ani.presses('Aduan')
    await ani.presses('Tidak tahu')
    await ani.says('Pasar Angso Duo: sampah di dalam los ikan dan toilet')
    await ani.presses('Bukan, lanjutkan')
    expect(ani.saw.at(-1)).toContain('Foto atau dokumen')
  })
})
