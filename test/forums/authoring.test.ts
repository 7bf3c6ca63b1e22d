// Planners make forums, in chat and from a file, and lead them from opening to closing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { forumText, opensForum, seeds } from './held.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())
const forums = () => city.app.work.database.client.forum
const file = (text: string) => ({
  name: 'forum.yaml',
  type: 'application/yaml',
  bytes: new Uint8Array(Buffer.from(text)),
})

test('a forum is made question by question, also over a restart, and opened: everyone is told once', async () => {
  const { eko, ani, budi } = city
  await eko.says('/forum')
  await eko.presses('➕ Buat forum')
  await eko.says('Pasar bersih')
  await city.restart()
  await eko.says('Bagaimana pasar kita dapat lebih bersih?')
  for (const label of ['Lewati', 'Lewati', 'Semua', 'Ya', 'Begitu diterbitkan']) await eko.presses(label)
  await eko.says('22 November 2026 10.00')
  expect(eko.saw.at(-1)).toContain('sudah lewat')
  await eko.says('dalam 5 menit')
  expect(eko.saw.at(-1)).toContain('10 menit')
  for (const label of ['3 hari', 'Anonim', 'Sesudah tampil', 'Tidak']) await eko.presses(label)
  await eko.says(`${'x'.repeat(141)}\nDua`)
  expect(eko.saw.at(-1)).toContain('Baris 1 punya 141 karakter')
  await eko.says('Satu tempat sampah setiap sepuluh lapak.\n- Denda bagi yang membuang sembarangan.')
  await eko.presses('Cukup, lanjut')
  expect(eko.saw.at(-1)).toContain('Diundang: Semua, 6 orang')
  await eko.presses('Buat rancangan')
  expect(await forums().findFirst({ orderBy: { id: 'desc' } })).toMatchObject({ state: 'draft', isNamed: false })
  // Nobody else sees a draft.
  await budi.says('/forum')
  expect(budi.saw.at(-1)).not.toContain('Pasar bersih')
  await eko.presses('Buka forum')
  expect(eko.saw.at(-1)).toContain('6 orang diberi tahu')
  await eko.presses('Buka forum')
  const heard = (saw: string[]) => saw.filter((text) => text.includes('Forum dialog baru: Pasar bersih'))
  expect(heard(ani.saw)).toHaveLength(1)
  expect(heard(ani.saw)[0]).toContain('Anonim')
  expect(heard(budi.saw)).toHaveLength(1)
})

test('a file is read, its faults are told by line and column, and the corrected one becomes a draft', async () => {
  const { eko } = city
  await eko.says('/terbitkan')
  await eko.presses('Forum dialog')
  await eko.presses('Contoh berkas')
  const [sample] = (await eko.files()).slice(-1)
  expect(sample?.text).toContain('pertanyaan: ')
  await eko.sendsDocument(
    file(forumText({ tutup: 'kapan-kapan', moderasi: 'kadang', sasaran: 'unit: [Dinas Antah]' }, ['x'.repeat(150)])),
  )
  const said = eko.saw.at(-1) ?? ''
  expect(said).toContain('“kapan-kapan” tidak terbaca sebagai waktu')
  expect(said).toContain('“kadang” bukan cara moderasi')
  expect(said).toContain('lebih dari 140 huruf')
  expect(said).toContain('Baris 5')
  await eko.sendsDocument(file(forumText({ sasaran: 'unit: [Dinas Antah]' })))
  expect(eko.saw.at(-1)).toContain('unit “Dinas Antah” tidak ada')
  await eko.sendsDocument(file(forumText({ judul: 'Pasar dari berkas' })))
  expect(eko.saw.at(-1)).toContain('dengan 5 pernyataan')
  await eko.presses('Lihat rancangan')
  expect(eko.saw.at(-1)).toContain('5 tampil')
  await eko.presses('Hapus rancangan')
  await eko.presses('Ya, hapus')
  expect(await forums().count({ where: { title: 'Pasar dari berkas' } })).toBe(0)
})

test('it opens and closes by the clock; being extended or closed early is told with the reason, to anonymous people too', async () => {
  const { eko, ani, budi } = city
  await eko.says('/terbitkan')
  await eko.presses('Forum dialog')
  await eko.sendsDocument(file(forumText({ judul: 'Pasar nanti', buka: 'besok 08.00', tutup: 'lusa 16.00' })))
  await eko.presses('Lihat rancangan')
  await eko.presses('Buka forum')
  expect(eko.saw.at(-1)).toContain('dibuka')
  await eko.presses('Buka forum')
  expect(budi.saw.join()).not.toContain('Pasar nanti')
  await city.clock.advance(23 * 3_600_000)
  await city.settled()
  expect(budi.saw.join()).toContain('Forum dialog baru: Pasar nanti')
  await ani.presses('Ikut')
  await ani.presses('Setuju')
  const { id } = await forums().findFirstOrThrow({ where: { title: 'Pasar nanti' } })

  await eko.says('/forum')
  await eko.presses('Pasar nanti')
  await eko.presses('Kelola forum')
  await eko.presses('Perpanjang')
  await eko.says('hari ini 23.00')
  expect(eko.saw.at(-1)).toContain('tidak sesudah waktu tutup')
  await eko.says('dalam 5 hari pukul 16.00')
  await eko.says('Banyak yang belum sempat')
  expect(ani.saw.at(-1)).toContain('diperpanjang sampai')
  expect(ani.saw.at(-1)).toContain('Banyak yang belum sempat')
  expect(budi.saw.join()).not.toContain('Banyak yang belum sempat')
  await eko.presses('Tutup sekarang')
  await eko.says('Keputusan harus diambil besok')
  expect(ani.saw.at(-1)).toContain('ditutup lebih awal')
  expect(await forums().findUnique({ where: { id } })).toMatchObject({ state: 'closed' })
  const { client } = city.app.work.database
  expect(await client.audit.count({ where: { object: `forum:${id}` } })).toBe(3)
  // What was said to who gave no name has left no row.
  expect(
    await client.message.count({
      where: { chatId: BigInt(ani.id), payload: { path: ['text'], string_contains: 'lebih awal' } },
    }),
  ).toBe(0)
})

test('only planners lead; a forum for a unit is for that unit', async () => {
  const { ani, budi, eko } = city
  const forum = await opensForum(
    city,
    { judul: 'Loket kita', sasaran: 'unit: [Dinas Kesehatan]', tautan: 'tidak' },
    seeds.slice(0, 2),
  )
  expect(await ani.forges(`forum.desk|${forum.id}`)).toContain('tidak')
  expect(await ani.forges(`forum.close|${forum.id}`)).toContain('tidak')
  await ani.opens(`forum-${forum.code}`)
  expect(ani.saw.at(-1)).toContain('untuk orang lain')
  await budi.opens(`forum-${forum.code}`)
  expect(budi.saw.at(-1)).toContain('Loket kita')
  await eko.says('/forum')
  await eko.presses('Loket kita')
  await eko.presses('Kelola forum')
  await eko.presses('Tautan & QR')
  const [picture] = (await eko.files()).slice(-1)
  expect(picture?.name).toBe(`forum-${forum.code}.png`)
})

test('without a key forums carry names', async () => {
  const keyless = await openStaffedCity({ isKeyless: true })
  const { eko } = keyless
  await eko.says('/terbitkan')
  await eko.presses('Forum dialog')
  await eko.sendsDocument(file(forumText()))
  expect(eko.saw.at(-1)).toContain('ANON_KEY')
  await eko.sendsDocument(file(forumText({ bernama: 'ya' })))
  await eko.presses('Lihat rancangan')
  expect(eko.saw.at(-1)).toContain('Bernama')
  await keyless.close()
})
