// People submit what they have to say: in steps, with pictures and places, with and without their name, as often as they may.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSealing } from '../../src/platform/sealing.ts'
import { openStaffedCity } from '../support/city.ts'
import { clauses, policyText, publishes } from '../support/publishing.ts'
import { rowsWith } from '../support/traces.ts'
import { photoOf, traces } from './pictures.ts'
import { submits, submitted } from './talking.ts'
import type { City } from './talking.ts'

let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())
beforeEach(() => city.clock.advance(24 * 3_600_000))

const db = () => city.app.work.database.client
const pdf = { bytes: Buffer.from('%PDF-1.4\n%%EOF\n'), name: 'Surat Ani Rahasia.pdf', type: 'application/pdf' }

describe('something submitted', () => {
  test(
    'says what kind, for whom, what, with what, and where; it is followed by its number',
    { timeout: 60_000 },
    async () => {
      const { ani, eko, fitri } = city
      await ani.says('/usul')
      expect(ani.buttons.slice(-5)).toEqual(['Usulan', 'Aduan', 'Pertanyaan', 'Apresiasi', 'Batal'])
      await ani.presses('Aduan')
      expect(ani.buttons).toContain('Dinas Kesehatan')
      expect(ani.buttons).not.toContain('Bidang P2P')
      await ani.says('dinas yang tidak ada')
      expect(ani.saw.at(-1)).toContain('tidak dikenal')
      await ani.says('bidang p2p')
      await ani.says('Pendek')
      expect(ani.saw.at(-1)).toContain('Terlalu pendek')
      await ani.says('Antrean imunisasi sejak pukul lima pagi, petugasnya brengsek dan loketnya tutup.')
      await ani.sendsPhoto(await photoOf('#a00'), 'keterangan')
      await ani.says('Ini loketnya.')
      expect(ani.saw.at(-1)).toContain('Untuk melanjutkan, tekan Lanjut')
      await ani.sendsAlbum([await photoOf('#0a0'), await photoOf('#00a')])
      await ani.sendsRecording('video', { bytes: Buffer.from('video'), name: 'a.mp4', type: 'video/mp4' })
      expect(ani.saw.at(-1)).toContain('Jenis lain tidak bisa diterima')
      await ani.sendsDocument({ bytes: Buffer.from('MZ'), name: 'pasang.exe', type: 'application/octet-stream' })
      expect(ani.saw.at(-1)).toContain('Jenis lain tidak bisa diterima')
      await ani.sendsDocument(pdf)
      expect(ani.saw.at(-1)).toContain('4 dari 5 lampiran')
      // More than there may be are refused once for the whole album.
      const before = ani.saw.length
      await ani.sendsAlbum([await photoOf('#aa0'), await photoOf('#0aa'), await photoOf('#a0a')])
      const said = ani.saw.slice(before)
      expect(said.filter((text) => text.includes('Sudah 5 lampiran'))).toHaveLength(1)
      await ani.presses('Lanjut')
      await ani.sharesLocation()
      expect(ani.saw.at(-1)).toMatch(/Dengan nama, atau anonim\?[^]*Dokumen dapat memuat nama/)
      await ani.presses('Dengan nama')
      expect(ani.saw.at(-1)).toMatch(
        /Jenis: Aduan[^]*Dinas Kesehatan \/ Bidang P2P[^]*lokasi dibagikan[^]*Lampiran: 5[^]*Dengan nama[^]*Antrean imunisasi/,
      )
      await ani.presses('Kirim')
      expect(ani.saw.at(-1)).toMatch(
        /SG-2026-000001[^]*Huruf rahasia: [A-Z]{6}[^]*hanya ditampilkan sekali[^]*14 hari kerja\. Jawaban paling lambat \d+ Desember 2026/,
      )
      const { id } = await submitted(city, ani)
      const ticket = await db().ticket.findUniqueOrThrow({ where: { id }, include: { files: true, namedUnit: true } })
      expect(ticket).toMatchObject({
        kind: 'complaint',
        isAnonymous: false,
        isFlagged: true,
        latitude: -1.6,
        longitude: 103.6,
        namedUnit: { name: 'Bidang P2P' },
      })
      expect(ticket.files.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready', 'ready', 'ready'])
      for (const planner of [eko, fitri])
        expect(planner.saw.at(-1)).toMatch(
          /Aduan baru · SG-2026-000001[^]*Bidang P2P[^]*Lampiran: 5[^]*kata-kata kasar/,
        )
      // What was sent is gone with all that it told.
      expect(await rowsWith(city.app.work.database, traces)).toEqual([])
      const names = await db().file.findMany({ orderBy: { name: 'asc' } })
      expect(names.map(({ name }) => name)).toEqual([
        'lampiran-1.jpg',
        'lampiran-2.jpg',
        'lampiran-3.jpg',
        'lampiran-4.pdf',
        'lampiran-5.jpg',
      ])
      await ani.presses('Buka tiket')
      await ani.presses('Lampiran (5)')
      const files = await ani.files()
      expect(files).toHaveLength(5)
      for (const { text } of files) for (const trace of traces) expect(text).not.toContain(trace)
      // The ticket keeps them when the messages that showed them are gone.
      expect(await db().ticketFile.count({ where: { ticketId: id, fileId: { not: null } } })).toBe(5)
    },
  )

  test('by somebody who gives no name leaves nothing that leads to them', { timeout: 60_000 }, async () => {
    const { budi, eko } = city
    await budi.says('/usul')
    await budi.presses('Usulan')
    await budi.presses('Tidak tahu')
    await budi.says('Gaji pegawai kontrak sebaiknya dibayar tepat waktu.')
    await budi.sendsPhoto(await photoOf('#111'))
    await budi.presses('Lanjut')
    await budi.says('Kantor wali kota, lantai dua')
    expect(budi.saw.at(-1)).toContain('tidak seorang pun melihat siapa Anda')
    await budi.presses('Anonim')
    await budi.presses('Kirim')
    const { id, secret } = await submitted(city, budi)
    // What is quoted could not be taken back from there without a row that tells when it came.
    expect(eko.saw.at(-1)).toContain('Usulan baru · SG-2026-')
    expect(eko.saw.at(-1)).not.toMatch(/Gaji pegawai kontrak|Budi/)
    const ticket = await db().ticket.findUniqueOrThrow({
      where: { id },
      include: { events: true, files: { include: { file: true } } },
    })
    expect(ticket.personId).toBeNull()
    expect(ticket.openedAt.getMinutes() + ticket.openedAt.getSeconds()).toBe(0)
    expect(ticket.files[0]?.file).toMatchObject({ telegramFileId: null, state: 'stored' })
    expect(ticket.files[0]?.file?.createdAt.getMinutes()).toBe(0)
    // No message of ours keeps what they were told, nor the six letters.
    expect((await rowsWith(city.app.work.database, [secret])).filter((row) => !row.startsWith('ticket'))).toEqual([])
    const mine = (await rowsWith(city.app.work.database, [String(budi.id)])).filter((row) => row.includes('SG-2026-'))
    expect(mine).toEqual([])
  })

  test('that is no picture, though it says so, is not kept, and its author is told', { timeout: 60_000 }, async () => {
    const { citra } = city
    await citra.says('/usul')
    await citra.presses('Pertanyaan')
    await citra.presses('Tidak tahu')
    await citra.says('Mengapa loket tutup pada hari Jumat?')
    await citra.sendsDocument({ bytes: Buffer.from('bukan gambar'), name: 'foto.jpg', type: 'image/jpeg' })
    for (const label of ['Lanjut', 'Lewati', 'Anonim']) await citra.presses(label)
    await citra.presses('Kirim')
    expect(citra.saw.at(-1)).toContain('tidak dapat dibaca dan tidak disimpan')
    const { id } = await submitted(city, citra)
    expect(await db().ticketFile.findMany({ where: { ticketId: id } })).toMatchObject([
      { state: 'failed', fileId: null },
    ])
    await citra.presses('Buka tiket')
    expect(citra.buttons).not.toContain('Lampiran (1)')
  })
})

describe('who has sent enough', () => {
  test(
    'is refused kindly at the sixth of a day, named and anonymous ones counted together',
    { timeout: 60_000 },
    async () => {
      const { citra } = city
      for (const name of ['Anonim', 'Dengan nama', 'Anonim', 'Dengan nama', 'Dengan nama'])
        await submits(city, citra, 'Lampu jalan di depan rumah saya padam.', { name })
      await citra.says('/usul')
      expect(citra.saw.at(-1)).toContain('sudah 5 kiriman')
      await city.clock.advance(24 * 3_600_000)
      await citra.says('/usul')
      expect(citra.saw.at(-1)).toContain('Apa yang ingin Anda sampaikan')
      await citra.presses('Batal')
    },
  )

  test('is told until when and why, also without a name, and also when they were muted on the way', async () => {
    const { citra } = city
    await citra.says('/usul')
    await citra.presses('Aduan')
    await citra.presses('Tidak tahu')
    await citra.says('Sampah di pasar tidak diangkut.')
    for (const label of ['Lewati', 'Lewati', 'Anonim']) await citra.presses(label)
    const { id: ticketId } = await db().ticket.findFirstOrThrow()
    const sealedAuthor = openSealing('kunci anonim untuk uji').seal(`author ${String(citra.id).padStart(20, '0')}`)
    const now = city.clock.now()
    const until = new Date(now.getTime() + 7 * 24 * 3_600_000)
    await db().ticketMute.create({ data: { ticketId, sealedAuthor, reason: 'Kiriman iklan', createdAt: now, until } })
    expect(await citra.presses('Kirim')).toMatch(/belum bisa mengirim[^]*Kiriman iklan/)
    await citra.says('/usul')
    expect(citra.saw.at(-1)).toContain('Kiriman iklan')
    await db().ticketMute.deleteMany()
    await citra.presses('Kirim')
    expect(citra.saw.at(-1)).toContain('Terkirim')
  })
})

describe('an objection', () => {
  test('at a paragraph is submitted below it, and leads back to it', async () => {
    const { ani, eko } = city
    await publishes(eko, policyText(clauses, { title: 'Keberatan', audience: 'semua', relevance: false }))
    const version = await db().policyVersion.findFirstOrThrow({ where: { title: 'Keberatan' } })
    await ani.opens(`policy-${version.policyId}-2`)
    await ani.presses('Keberatan/usul')
    expect(ani.saw.at(-1)).toMatch(/Keberatan atau usul atas Bab I Tujuan · 2[^]*Keberatan, versi 1/)
    await ani.says('Setiap triwulan terlalu sering untuk unit kecil.')
    await ani.presses('Lewati')
    await ani.presses('Anonim')
    expect(ani.saw.at(-1)).toContain('Atas: Bab I Tujuan · 2')
    await ani.presses('Kirim')
    const { id } = await submitted(city, ani)
    const ticket = await db().ticket.findUniqueOrThrow({ where: { id }, include: { paragraph: true } })
    expect(ticket).toMatchObject({ kind: 'suggestion', isAnonymous: true, paragraph: { identity: 2 } })
    expect(eko.saw.at(-1)).toMatch(/^Keberatan baru · SG-[^]*Keberatan atas Bab I Tujuan · 2/)
    await ani.presses('Kembali membaca')
    expect(ani.saw.at(-1)).toContain('setiap triwulan')
    // Strangers may read it, but say who they are first.
    const joko = city.newcomer('Joko')
    await joko.opens(`policy-${version.policyId}-2`)
    expect(await joko.presses('Keberatan/usul')).toContain('/start')
  })
})

test('without a key nobody is promised that they are not named', async () => {
  const keyless = await openStaffedCity({ isKeyless: true })
  const { ani } = keyless
  await ani.says('/usul')
  await ani.presses('Apresiasi')
  await ani.presses('Tidak tahu')
  await ani.says('Petugas loket di kelurahan sangat membantu.')
  await ani.presses('Lewati')
  await ani.presses('Lewati')
  expect(ani.saw.at(-1)).toContain('Pengiriman anonim tidak tersedia')
  expect(ani.buttons).not.toContain('Anonim')
  await ani.presses('Dengan nama')
  await ani.presses('Kirim')
  expect(ani.saw.at(-1)).toContain('SG-2026-000001')
  await keyless.close()
})
