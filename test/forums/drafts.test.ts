// What planners change before a forum opens: every part of a draft, from the chat and by another file.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { policyText, publishes } from '../support/publishing.ts'
import { forumText, seeds } from './held.ts'

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

const policy = policyText(
  [
    '1. Pedagang tidak memberi kantong plastik cuma-cuma.',
    '2. Pembeli membawa wadah sendiri.',
    '# Bab II Petugas',
    '1. Petugas mengingatkan lebih dahulu.',
  ],
  { title: 'Kawasan tanpa plastik', audience: 'semua', effective: '', quiz: false, relevance: false },
)

async function sends(text: string) {
  const { eko } = city
  await eko.says('/terbitkan')
  await eko.presses('Forum dialog')
  await eko.sendsDocument(file(text))
}

const newest = () => forums().findFirstOrThrow({ orderBy: { id: 'desc' }, include: { statements: true } })

test('the paragraphs that a forum is about are chosen or written, and stand on its card', async () => {
  const { eko, ani } = city
  await publishes(eko, policy)
  await eko.says('/forum')
  await eko.presses('➕ Buat forum')
  await eko.says('Plastik di pasar')
  await eko.says('Bagaimana aturan kantong plastik sebaiknya berlaku?')
  await eko.presses('Lewati')
  await eko.presses('Kawasan tanpa plastik')
  await eko.says('Pasal 99')
  expect(eko.saw.at(-1)).toContain('“Pasal 99” tidak ada')
  await eko.says('1')
  expect(eko.saw.at(-1)).toContain('beberapa bab')
  await eko.says('Bab II Petugas 1')
  expect(eko.saw.at(-1)).toContain('1 paragraf dipilih')
  await eko.presses('Bab I Tujuan · 2: Pembeli membawa wadah sendiri.')
  await eko.presses('Selesai')
  for (const label of ['Semua', 'Ya', 'Begitu diterbitkan', '3 hari', 'Anonim', 'Sesudah tampil', 'Tidak', 'Lewati'])
    await eko.presses(label)
  expect(eko.saw.at(-1)).toContain('Tentang: Kawasan tanpa plastik (Bab I Tujuan · 2; Bab II Petugas · 1)')
  await eko.presses('Buat rancangan')
  expect(await newest()).toMatchObject({ paragraphs: [2, 3] })
  await eko.presses('Buka forum')
  await eko.presses('Buka forum')
  await ani.presses('Tentang forum')
  expect(ani.saw.at(-1)).toContain('Kawasan tanpa plastik (Bab I Tujuan · 2; Bab II Petugas · 1)')
  await ani.presses('Bab II Petugas · 1')
  expect(ani.saw.at(-1)).toContain('Petugas mengingatkan')
})

test('a file names the policy and its paragraphs; what is not there is told where it stands', async () => {
  const { eko } = city
  await sends(forumText({ judul: 'Plastik dari berkas', kebijakan: 'Kawasan tanpa rokok' }))
  expect(eko.saw.at(-1)).toContain('kebijakan “Kawasan tanpa rokok” tidak ada')
  await eko.sendsDocument(file(forumText({ judul: 'Plastik dari berkas', paragraf: '["2"]' })))
  expect(eko.saw.at(-1)).toContain('paragraf perlu kebijakannya')
  const lines = { judul: 'Plastik dari berkas', kebijakan: 'kawasan  tanpa plastik' }
  await eko.sendsDocument(file(forumText({ ...lines, paragraf: '["1", "9"]' })))
  expect(eko.saw.at(-1)).toContain('“1” ada di beberapa bab')
  expect(eko.saw.at(-1)).toContain('“9” tidak ada di kebijakan itu')
  await eko.sendsDocument(file(forumText({ ...lines, paragraf: '["Bab I Tujuan · 1", "2"]' })))
  expect(await newest()).toMatchObject({ title: 'Plastik dari berkas', paragraphs: [1, 2] })
})

test('a corrected file takes the place of its draft; another planner’s draft of that name stays', async () => {
  const { eko } = city
  await sends(forumText({ judul: 'Parkir pasar', pertanyaan: 'Di mana parkir sebaiknya?' }))
  const before = await newest()
  await eko.sendsDocument(
    file(forumText({ judul: 'PARKIR pasar', pertanyaan: 'Di mana parkir sebaiknya?' }, seeds.slice(0, 2))),
  )
  expect(eko.saw.at(-1)).toContain('menggantikan rancangan yang tadi')
  const after = await newest()
  expect(after).toMatchObject({ id: before.id, code: before.code, title: 'PARKIR pasar' })
  expect(after.statements.map(({ text }) => text)).toEqual(seeds.slice(0, 2))
  await forums().update({ where: { id: after.id }, data: { authorId: null } })
  await eko.sendsDocument(file(forumText({ judul: 'PARKIR pasar' })))
  expect((await newest()).id).not.toBe(before.id)
  expect(await forums().count({ where: { title: 'PARKIR pasar' } })).toBe(2)
})

test('every part of a draft can be changed; of an open forum only what binds nobody', async () => {
  const { eko, budi } = city
  await sends(forumText({ judul: 'Jam buka pasar', pertanyaan: 'Kapan pasar sebaiknya buka?' }))
  await eko.presses('Lihat rancangan')
  const { id } = await newest()
  const changes = async (label: string, ...does: ((() => Promise<unknown>) | string)[]) => {
    await eko.presses('✏️ Ubah')
    await eko.presses(label)
    for (const one of does) await (typeof one === 'string' ? eko.presses(one) : one())
    await eko.presses('◀ Kelola forum')
  }
  const says = (text: string) => () => eko.says(text)
  await changes('Judul', says('Jam'), says('Jam buka pasar baru'))
  await changes('Pertanyaan', says('Kapan pasar kita sebaiknya buka?'))
  await changes('Latar', says('Sekarang pasar tutup pukul tiga.'))
  await changes(
    'Kebijakan',
    'Kawasan tanpa plastik',
    'Bab I Tujuan · 1: Pedagang tidak memberi kantong plastik…',
    'Selesai',
  )
  await changes('Sasaran', 'Pegawai', 'Tidak')
  await changes('Waktu', says('besok 08.00'), says('besok 08.05'), says('lusa 16.00'))
  await changes('Anonim/bernama', 'Bernama')
  await changes('Moderasi', 'Sebelum tampil')
  await changes('Data terbuka', 'Ya')
  await changes('Alasan menolak', says('- bukan tentang pasar\n- sudah ada'))
  expect(await newest()).toMatchObject({
    title: 'Jam buka pasar baru',
    question: 'Kapan pasar kita sebaiknya buka?',
    background: 'Sekarang pasar tutup pukul tiga.',
    paragraphs: [1],
    audience: { kind: 'employees' },
    audienceText: { id: 'Pegawai' },
    isPublic: false,
    isNamed: true,
    moderation: 'before',
    sharesRows: true,
    reasons: ['bukan tentang pasar', 'sudah ada'],
  })
  // Skipping empties what may be empty.
  await changes('Latar', 'Lewati')
  await changes('Kebijakan', 'Lewati')
  await changes('Waktu', 'Begitu diterbitkan', '3 hari')
  expect(await newest()).toMatchObject({ background: null, policyId: null, paragraphs: [] })
  await eko.presses('📋 Pernyataan pembuka')
  expect(eko.saw.at(-1)).toContain('5 pernyataan pembuka')
  await eko.presses('🗑 2')
  expect(eko.saw.at(-1)).toContain('4 pernyataan pembuka')
  await eko.presses('➕ Tambah pernyataan')
  await eko.says(`${seeds[0]}\nPasar buka sejak subuh.`)
  await eko.presses('Cukup, lanjut')
  // What stands there already does not come twice.
  expect(eko.saw.at(-1)).toContain('5 pernyataan pembuka')
  expect(eko.saw.at(-1)).toContain('Pasar buka sejak subuh.')
  await eko.presses('◀ Kelola forum')
  await eko.presses('Buka forum')
  await eko.presses('Buka forum')
  expect(await newest()).toMatchObject({ state: 'open' })
  expect(await eko.forges(`forum.change|${id}|title`)).not.toContain('Apa judul')
  await eko.presses('✏️ Ubah')
  await eko.presses('Moderasi')
  await eko.presses('Sesudah tampil')
  expect(await newest()).toMatchObject({ state: 'open', moderation: 'after' })
  expect(await budi.forges(`forum.edit|${id}`)).toContain('tidak')
})

test('a planned forum whose time passed while the bot stood still is a draft again, and its author hears of it', async () => {
  const { eko, ani } = city
  await sends(
    forumText({
      judul: 'Terlewat saja',
      pertanyaan: 'Apakah ini terlewat?',
      buka: 'besok 08.00',
      tutup: 'besok 10.00',
    }),
  )
  await eko.presses('Lihat rancangan')
  await eko.presses('Buka forum')
  await eko.presses('Buka forum')
  // As if nobody had been there: only what follows sees the time.
  const long = new Date(city.clock.now().getTime() - 3_600_000)
  await forums().updateMany({ where: { title: 'Terlewat saja' }, data: { opensAt: long, closesAt: long } })
  await city.clock.advance(60_000)
  await city.settled()
  expect(await newest()).toMatchObject({ title: 'Terlewat saja', state: 'draft' })
  expect(eko.saw.at(-1)).toContain('Terlewat saja tidak jadi dibuka')
  await eko.presses('Lihat rancangan')
  expect(ani.saw.join()).not.toContain('Terlewat saja')
})

test('what is being written in an anonymous forum stands sealed in the database', async () => {
  const { ani } = city
  const { id, code } = await forums().findFirstOrThrow({ where: { title: 'Plastik di pasar' } })
  await ani.opens(`forum-${code}`)
  await ani.presses('✍️ Tulis pernyataan')
  await ani.says('Kantong kain disediakan gratis untuk lansia.')
  const rows = await city.app.work.database.client.$queryRaw<{ row: string }[]>`SELECT dialog::text AS row FROM dialog`
  expect(rows.map(({ row }) => row).join()).toContain('forums.writing')
  expect(rows.map(({ row }) => row).join()).not.toContain('Kantong kain')
  await city.restart()
  await ani.presses('Kirim')
  const { forumStatement } = city.app.work.database.client
  expect(await forumStatement.count({ where: { forumId: id, text: { startsWith: 'Kantong kain' } } })).toBe(1)
})
