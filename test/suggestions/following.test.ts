// Who has submitted something follows it: what was done, what was asked and answered, whether it is settled, and how well.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { rowsWith } from '../support/traces.ts'
import { photoOf } from './pictures.ts'
import { officially, submits } from './talking.ts'
import type { City } from './talking.ts'

let city: City
let health: bigint
beforeAll(async () => {
  city = await openStaffedCity()
  health = (await db().unit.findFirstOrThrow({ where: { name: 'Dinas Kesehatan' } })).id
})
afterAll(() => city.close())
beforeEach(() => city.clock.advance(24 * 3_600_000))

const db = () => city.app.work.database.client
const stateOf = async (id: bigint) => (await db().ticket.findUniqueOrThrow({ where: { id } })).state

describe('an author without a name', () => {
  test(
    'is asked and answers, reopens, is answered again and rates, and no row says who it was',
    { timeout: 60_000 },
    async () => {
      const { ani, dewi, eko } = city
      const { id, code } = await submits(city, ani, 'Obat di puskesmas sering habis sebelum siang.', { name: 'Anonim' })
      await officially(city, id, { kind: 'forwarded', unitId: health }, eko)
      expect(ani.saw.at(-1)).toMatch(new RegExp(`${code} diteruskan kepada Dinas Kesehatan[^]*Jawaban paling lambat`))
      await officially(city, id, { kind: 'taken' }, dewi)
      await officially(city, id, { kind: 'asked', text: 'Puskesmas yang mana?' }, dewi)
      expect(ani.saw.at(-1)).toMatch(/Dinas Kesehatan bertanya[^]*Puskesmas yang mana\?[^]*Balas pesan ini/)
      expect(ani.saw.at(-1)).not.toContain('Dewi')

      await ani.says('/tiket')
      await ani.presses(code)
      expect(ani.saw.at(-1)).toMatch(
        /Keadaan: menunggu pelapor[^]*hitungan batas waktu berhenti[^]*Anda: mengirim[^]*Petugas: bertanya/,
      )
      const asked = ani.messages.findLast(({ text }) => text?.includes('Balas pesan ini'))
      await ani.replies(asked?.message_id ?? 0, 'Puskesmas Beringin.')
      expect(ani.saw.at(-1)).toContain('berjalan lagi')
      expect(await stateOf(id)).toBe('working')
      expect(dewi.saw.at(-1)).toContain(`Pesan dari pelapor · ${code}`)
      expect(dewi.saw.at(-1)).not.toContain('Ani')

      await officially(city, id, { kind: 'answered', text: 'Stok ditambah mulai Senin.' }, dewi)
      expect(ani.saw.at(-1)).toMatch(/Jawaban Dinas Kesehatan[^]*Stok ditambah mulai Senin\./)
      expect(ani.buttons.slice(-9)).toEqual([
        '★1',
        '★2',
        '★3',
        '★4',
        '★5',
        'Belum selesai',
        'Sudah selesai',
        'Tulis pesan',
        'Buka tiket',
      ])
      // The clock resumes and the unit is told at the press, before anything is explained.
      await ani.presses('Belum selesai')
      expect(await stateOf(id)).toBe('reopened')
      expect(dewi.saw.at(-1)).toMatch(/Belum selesai · SG-[^]*dibuka kembali/)
      expect(ani.saw.at(-1)).toContain('Apa yang belum selesai?')
      await city.restart()
      await ani.says('Senin lalu masih habis.')
      expect(dewi.saw.at(-1)).toContain('Pesan dari pelapor')
      expect((await db().ticket.findUniqueOrThrow({ where: { id } })).runningSince).not.toBeNull()
      expect(await ani.presses('Sudah selesai')).toContain('tidak bisa dilakukan')

      await officially(city, id, { kind: 'answered', text: 'Ditambah lagi, dan dipantau tiap hari.' }, dewi)
      await ani.presses('★4')
      expect(ani.saw.at(-1)).toContain('sepatah kata')
      await ani.says('Terima kasih, cepat.')
      expect(ani.saw.at(-1)).toMatch(/nilai dan catatan Anda disimpan[^]*sudah selesai\?/)
      expect(await db().ticket.findUniqueOrThrow({ where: { id } })).toMatchObject({ rating: 4, state: 'answered' })
      await ani.presses('Sudah selesai')
      expect(ani.saw.at(-1)).not.toContain('Beri nilai')
      expect(await stateOf(id)).toBe('closed')
      // The score and the score with a word are one rating.
      await ani.says(`/tiket ${code}`)
      expect(ani.saw.at(-1)?.match(/memberi nilai/g)).toHaveLength(1)

      const times = await db().ticketEvent.findMany({ where: { ticketId: id, byAuthor: true } })
      expect(times.some(({ at }) => at.getMinutes() === 0)).toBe(true)
      // Messages to her are gone, and so are the dialogs; those to others do not say who it was.
      const rows = await rowsWith(city.app.work.database, [String(ani.id)])
      expect(rows.filter((row) => row.startsWith('dialog'))).toEqual([])
      expect(rows.filter((row) => row.includes(code) || row.includes(`ticket:${id}`))).toEqual([])
    },
  )

  test('keeps nothing readable in a dialog that was left half-way', async () => {
    const { ani } = city
    const { id } = await db().ticket.findFirstOrThrow({ where: { isAnonymous: true } })
    await ani.says('/tiket')
    await ani.presses('SG-2026-000001')
    await ani.presses('Tulis pesan')
    const { opening } = await db().dialog.findFirstOrThrow({ where: { chatId: BigInt(ani.id) } })
    expect(JSON.stringify(opening)).not.toContain(`"${id}"`)
    await ani.says('Masih ada satu hal.')
    // A command in between takes nothing away: what it was about is offered again.
    await ani.says('/profil')
    expect(ani.saw.at(-1)).toContain('Anda sedang mengisi pesan tentang tiket')
    await ani.presses('Lanjutkan')
    expect(ani.saw.at(-1)).toContain('Masih ada satu hal.')
    await ani.sendsPhoto(await photoOf('#222'), 'Ini fotonya.')
    await ani.says('Mohon dilihat.')
    expect(ani.saw.at(-1)).toMatch(/Masih ada satu hal\.[^]*Ini fotonya\.[^]*Mohon dilihat\.[^]*Lampiran: 1/)
    expect(ani.buttons.slice(-3)).toEqual(['Kirim', 'Ulangi pesan', 'Batal'])
    await ani.presses('Kirim')
    expect(ani.saw.at(-1)).toContain('sudah diteruskan')
    expect(await db().ticketFile.count({ where: { ticketId: id, state: 'ready' } })).toBe(1)
    // What is said in reply to that, too, belongs to the ticket.
    await ani.replies(ani.messages.at(-1)?.message_id ?? 0, 'Satu hal lagi.')
    expect(ani.saw.at(-1)).toContain('sudah diteruskan')
    expect(await db().ticketEvent.findMany({ where: { ticketId: id, kind: 'replied' } })).toMatchObject([
      {},
      {},
      { text: 'Masih ada satu hal.\n\nIni fotonya.\n\nMohon dilihat.' },
      { text: 'Satu hal lagi.' },
    ])
    expect(await db().dialog.count({ where: { chatId: BigInt(ani.id) } })).toBe(0)
    const rows = await rowsWith(city.app.work.database, [String(ani.id)])
    expect(rows.filter((row) => /SG-2026-|Masih ada/.test(row))).toEqual([])
  })

  test('goes on explaining what is not solved after a command', async () => {
    const { dewi, eko } = city
    const { id } = await submits(city, dewi, 'Lampu taman padam sejak lama.', { name: 'Anonim' })
    await officially(city, id, { kind: 'answered', text: 'Sudah diganti.' }, eko)
    await dewi.presses('Belum selesai')
    await dewi.says('/profil')
    expect(dewi.saw.at(-1)).toContain('Anda sedang mengisi pesan tentang tiket')
    await dewi.presses('Lanjutkan')
    await dewi.says('Yang di sebelah timur masih padam.')
    expect(dewi.saw.at(-1)).toContain('sudah diteruskan')
    const event = await db().ticketEvent.findFirstOrThrow({ where: { ticketId: id }, orderBy: { id: 'desc' } })
    expect(event).toMatchObject({ kind: 'replied', text: 'Yang di sebelah timur masih padam.' })
  })
})

describe('the author of a ticket', () => {
  test('disagrees with a rejection; closes what is settled, and rates it', { timeout: 60_000 }, async () => {
    const { budi, eko } = city
    const { id } = await submits(city, budi, 'Mohon trotoar di depan kantor diperbaiki.', { kind: 'Usulan' })
    await officially(city, id, { kind: 'rejected', text: 'Itu jalan nasional.' }, eko)
    expect(budi.saw.at(-1)).toMatch(/tidak dapat ditindaklanjuti[^]*Itu jalan nasional\.[^]*tidak sependapat/)
    await budi.presses('Belum selesai')
    // Without a unit it is the planners' business.
    expect(eko.saw.at(-1)).toContain('Belum selesai · ')
    await budi.presses('Lewati')
    expect(budi.saw.at(-1)).toContain('begitu ada kabar')
    await officially(city, id, { kind: 'answered', text: 'Sudah diteruskan ke balai jalan.' }, eko)
    await budi.presses('Sudah selesai')
    expect(await stateOf(id)).toBe('closed')
    await budi.presses('★5')
    await budi.presses('Lewati')
    expect(await db().ticket.findUniqueOrThrow({ where: { id } })).toMatchObject({ rating: 5, reopenings: 1 })
  })

  test('is not promised what is past, and sees what the clock did as automatic', { timeout: 60_000 }, async () => {
    const { budi, eko } = city
    const { id, code } = await submits(city, budi, 'Selokan di pasar lama mampet.')
    await city.clock.advance(60 * 24 * 3_600_000)
    await budi.says(`/tiket ${code}`)
    expect(budi.saw.at(-1)).toContain('sudah lewat')
    expect(budi.saw.at(-1)).not.toContain('paling lambat')
    await officially(city, id, { kind: 'verified' }, eko)
    expect(budi.saw.at(-1)).toMatch(/sudah diperiksa[^]*sudah lewat; tiket ini tetap ditindaklanjuti/)
    await officially(city, id, { kind: 'answered', text: 'Sudah dibersihkan.' }, eko)
    expect(budi.saw.at(-1)).toContain('Jawaban petugas atas tiket')
    await city.clock.advance(30 * 24 * 3_600_000)
    await budi.says(`/tiket ${code}`)
    expect(budi.saw.at(-1)).toContain('Otomatis: menutup')
  })

  test('alone may do anything with it', async () => {
    const { citra } = city
    const { id } = await db().ticket.findFirstOrThrow({ where: { isAnonymous: false } })
    await citra.says('/menu')
    for (const data of [`ticket.open|${id}`, `mine.write|${id}`, `mine.reopen|${id}`, `mine.settle|${id}`])
      expect(await citra.forges(data), data).toContain('tidak dapat Anda buka')
    for (const data of [`ticket.rate|${id}|1`, `mine.files|${id}`, `mine.talk|${id}|0`])
      expect(await citra.forges(data), data).toContain('tidak dapat Anda buka')
    expect(await stateOf(id)).toBe('closed')
  })

  test('reads a long conversation on pages, and a list of all tickets on pages', { timeout: 90_000 }, async () => {
    const { citra, eko } = city
    const { id, code } = await submits(city, citra, 'Pendek saja, sepuluh huruf.')
    for (const n of [1, 2, 3])
      await officially(city, id, { kind: 'replied', text: `Bagian ${n}. ${'kata '.repeat(500)}` }, eko)
    await citra.presses('Buka tiket')
    expect(citra.saw.at(-1)).toContain('Bagian 3')
    expect(citra.saw.at(-1)).not.toContain('Bagian 1')
    while (citra.buttons.includes('◀ Sebelumnya') && !citra.saw.at(-1)?.includes('sepuluh huruf'))
      await citra.presses('◀ Sebelumnya')
    expect(citra.saw.at(-1)).toContain('sepuluh huruf')
    for (let day = 0; day < 2; day++) {
      await city.clock.advance(24 * 3_600_000)
      for (const name of ['Anonim', 'Dengan nama', 'Anonim'])
        await submits(city, citra, 'Satu lagi yang lain.', { name })
    }
    await citra.says('/tiket')
    expect(citra.saw.at(-1)).not.toContain(code)
    await citra.presses('Berikutnya (2/2) ▶')
    expect(citra.saw.at(-1)).toContain(code)
    // A link leads to the same.
    await citra.opens(`ticket-${code.slice(3, 7)}-${Number(code.slice(-6))}`)
    expect(citra.saw.at(-1)).toMatch(new RegExp(`${code} · Aduan`))
  })
})
