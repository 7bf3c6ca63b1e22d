// "Saya sudah baca": who may say so, the count, and who has not, for those who may know.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { announces, panel } from '../support/announcing.ts'
import { openStaffedCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
let city: City
let wati: City['ani']
beforeAll(async () => {
  city = await openStaffedCity()
  wati = city.newcomer('Wati')
})
afterAll(() => city.close())

const db = () => city.app.work.database.client
const read = 'Saya sudah baca'
const lastId = async () => String((await db().broadcast.findFirstOrThrow({ orderBy: { id: 'desc' } })).id)

/** The text of the newest document that somebody got. */
async function document(actor: City['ani']): Promise<string> {
  const fileId = actor.messages.findLast((message) => message.document)?.document?.file_id
  const response = await fetch(`${city.app.url}/bot100:test/getFile?file_id=${fileId}`)
  const { result }: { result: { file_path: string } } = JSON.parse(await response.text())
  return (await fetch(`${city.app.url}/file/bot100:test/${result.file_path}`)).text()
}

describe('a recipient', () => {
  test('says so once; the message stays as it is, and its author sees the count', async () => {
    const { budi, eko } = city
    await announces(eko, 'Harap dibaca', { reads: true })
    const id = await lastId()
    expect(await budi.presses(read)).toMatch(/^✓ Tercatat sudah dibaca 23 November 2026/)
    expect(await budi.presses(read)).toMatch(/^✓ Sudah tercatat/)
    expect(budi.saw).toContain('Harap dibaca')
    expect(await db().broadcastReading.count()).toBe(1)
    await expect.poll(() => panel(eko, id), { timeout: 10_000 }).toContain('Sudah baca: 1 dari 6 (17%)')
  })

  test('has nothing noted by a test, a forgery, a stranger, or what was taken back', async () => {
    const { ani, citra, eko, fitri } = city
    const id = await lastId()
    await eko.says('/umumkan')
    await eko.says('Uji dulu')
    await eko.presses('Masyarakat')
    await eko.presses('Minta tanda baca')
    await eko.presses('Uji ke saya')
    expect(await eko.presses(read)).toContain('Ini hanya uji')
    await eko.presses('Kirim sekarang')
    const forCitizens = await lastId()
    expect(await fitri.forges(`bc.read|${forCitizens}`)).toContain('Tombol')
    expect(await fitri.forges('bc.read|999')).toContain('Tombol')
    await wati.says('/start')
    expect(await wati.forges(`bc.read|${id}`)).toContain('/start')
    await announces(fitri, 'Ditarik', { reads: true })
    const recalled = await lastId()
    const data = citra.dataOf(read)
    expect(data).toBe(`bc.read|${recalled}`)
    await expect.poll(() => fitri.saw.at(-1), { timeout: 10_000 }).toContain('selesai\nSasaran')
    await fitri.presses('Tarik kembali')
    await fitri.presses('Ya, tarik kembali')
    expect(await ani.forges(data)).toContain('telah ditarik kembali')
    expect(await db().broadcastReading.count()).toBe(1)
  })
})

describe('who has not read it', () => {
  test('is told to a planner by unit and name, others as a number, and as a file without formulas', async () => {
    const { eko } = city
    await db().rosterEntry.updateMany({ where: { name: { startsWith: 'Citra' } }, data: { name: '=Citra&1' } })
    await eko.says('/umumkan daftar')
    await eko.presses('#1')
    await eko.presses('Daftar yang belum baca')
    const said = eko.saw.at(-1) ?? ''
    expect(said).toContain('Sudah baca: 1 dari 6 penerima. Belum: 5.')
    expect(said).toContain('Dinas Kesehatan\n• Dewi Ibaratna')
    expect(said).toContain('Dinas Perhubungan / Bidang Angkutan\n• =Citra&1')
    expect(said).toContain('1 orang tanpa data pegawai')
    expect(said).not.toMatch(/Budi|Ani/)
    await eko.presses('Semua sebagai berkas (CSV)')
    const lines = (await document(eko)).trim().split('\r\n')
    expect(lines[0]).toBe('Unit;Nama;Jabatan')
    expect(lines).toHaveLength(5)
    expect(lines).toContain("Dinas Perhubungan / Bidang Angkutan;'=Citra&1;Pengawas terminal")
  })

  test('is told to a head of their own units only, and to nobody else', async () => {
    const { ani, budi, dewi, eko } = city
    await dewi.says('/pengumuman')
    expect(dewi.saw.at(-1)).toContain('#1 Harap dibaca')
    expect(dewi.saw.at(-1)).toContain('Sudah baca di unit Anda: 1 dari 2 (50%)')
    expect(dewi.saw.at(-1)).not.toContain('#2')
    await dewi.presses('Belum baca #1')
    expect(dewi.saw.at(-1)).toContain('Sudah baca: 1 dari 2 penerima. Belum: 1.')
    expect(dewi.saw.at(-1)).toContain('• Dewi Ibaratna')
    expect(dewi.saw.at(-1)).not.toMatch(/Citra|tanpa data pegawai/)
    await dewi.presses('Semua sebagai berkas (CSV)')
    expect((await document(dewi)).trim().split('\r\n')).toEqual([
      'Unit;Nama;Jabatan',
      'Dinas Kesehatan;Dewi Ibaratna;Kepala dinas',
    ])
    for (const person of [ani, budi])
      for (const data of ['bc.unread|1', 'bc.unreadFile|1', 'bc.mine|1', 'bc.mineFile|1', 'bc.open|1'])
        expect(await person.forges(data)).toContain('tidak punya hak')
    for (const data of ['bc.unread|1', 'bc.unreadFile|1']) expect(await dewi.forges(data)).toContain('tidak punya hak')
    expect(await eko.forges('bc.mine|1')).toContain('tidak punya hak')
  })

  test('has an end when all have read it, and there is no list of what asked nobody', async () => {
    const { ani, eko, fitri } = city
    await announces(eko, 'Untuk warga', { to: 'Masyarakat', reads: true })
    await ani.presses(read)
    await wati.says('/menu')
    const id = await lastId()
    await eko.says('/umumkan daftar')
    await eko.presses(`#${id}`)
    await eko.presses('Daftar yang belum baca')
    expect(eko.saw.at(-1)).toContain('Semua penerima sudah membacanya')
    expect(eko.saw.at(-1)).toContain('Sudah baca: 1 dari 1')
    await announces(fitri, 'Tanpa tanda')
    expect(await eko.forges(`bc.unread|${await lastId()}`)).toContain('tidak ada lagi')
  })
})
