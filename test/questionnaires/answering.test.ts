import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { rowsWith } from '../support/traces.ts'
import { photoOf, traces } from '../suggestions/pictures.ts'
import { asking, opens, question, responseOf } from './asked.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const two = [
  { key: 'a', text: { id: 'Aula', en: 'Hall' } },
  { key: 'b', text: { id: 'Taman', en: 'Garden' } },
]
const long = { id: 'Karena jadwalnya terlalu padat dan tidak ada yang menggantikan saya', en: 'Too busy' }
const everyKind = asking([
  question({ key: 'skala', kind: 'scale5', ends: [{ id: 'berat' }, { id: 'lancar' }] }),
  question({ key: 'sepuluh', kind: 'scale10', mayNotApply: true }),
  question({ key: 'satu', kind: 'one', options: [...two, { key: 'c', text: long }] }),
  question({ key: 'beberapa', kind: 'several', options: two, help: { id: 'Pilih tempat.', en: 'Choose places.' } }),
  question({ key: 'ya', kind: 'yesno' }),
  question({ key: 'sebab', kind: 'text', isOptional: true, when: [{ key: 'ya', operator: '=', value: false }] }),
  question({ key: 'jam', kind: 'number', min: 0, max: 2000, unit: { id: 'jam', en: 'hours' } }),
  question({ key: 'hari', kind: 'date' }),
  question({ key: 'panjang', kind: 'longtext' }),
  question({ key: 'foto', kind: 'file' }),
])

test(
  'a question of every kind, with what is wrong with an answer said, and all of them checked before they are sent',
  { timeout: 60_000 },
  async () => {
    const { budi, app } = city
    const round = await opens(city, everyKind, [budi])
    expect(budi.saw.at(-1)).toContain('Dengan nama')
    expect(budi.saw.at(-1)).toContain('9 pertanyaan')
    expect(budi.saw.at(-1)).toContain('1 = berat · 5 = lancar')
    await budi.presses('4')
    expect(budi.saw.at(-2)).toContain('✓ 4')
    expect(budi.saw.at(-1)).toContain('Langkah 2 dari 9')
    expect(budi.buttons).toEqual([
      ...Array.from({ length: 11 }, (_, n) => String(n)),
      'Tidak berlaku',
      'Kembali',
      'Batal',
    ])
    await budi.presses('Tidak berlaku')
    expect(budi.saw.at(-1)).toContain(`C. ${long.id}`)
    await budi.says('mungkin')
    expect(budi.saw.at(-1)).toContain('pilih salah satu tombol')
    await budi.presses('C')
    expect(budi.saw.at(-2)).toContain('Pilih tempat.')
    expect(budi.buttons).not.toContain('Selesai')
    await budi.presses('Taman')
    await budi.presses('Aula')
    await budi.presses('✓ Taman')
    expect(budi.buttons.slice(0, 3)).toEqual(['✓ Aula', 'Taman', 'Selesai'])
    await budi.presses('Selesai')
    await budi.presses('Tidak')
    // It follows from "Tidak", and is gone again with "Ya".
    expect(budi.saw.at(-2)).toContain('Langkah 6 dari 10')
    await budi.says('x'.repeat(301))
    expect(budi.saw.at(-1)).toContain('paling banyak 300')
    await budi.says('Karena hujan')
    await budi.says('banyak')
    expect(budi.saw.at(-1)).toContain('bukan angka')
    await budi.says('2001')
    expect(budi.saw.at(-1)).toContain('Dari 0 sampai 2.000')
    await budi.says('1.250,5 jam')
    await budi.says('31 Februari')
    expect(budi.saw.at(-1)).toContain('tidak ada di kalender')
    await budi.presses('Kemarin')
    await budi.says('<b>Panjang</b> & tebal')
    await budi.says('ini bukan berkas')
    expect(budi.saw.at(-1)).toContain('foto atau dokumen')
    await budi.sendsPhoto(await photoOf('red'))
    const together = budi.saw.at(-1)
    for (const line of [
      '→ 4 dari 5',
      '→ Tidak berlaku',
      `→ ${long.id}`,
      '→ Aula',
      '→ Tidak\n',
      '→ Karena hujan',
      '→ 1.250,5 jam',
      '→ Minggu, 22 November 2026',
      '→ <b>Panjang</b> & tebal',
      '→ satu berkas',
      'Sesudah dikirim, jawaban tidak dapat diubah',
    ])
      expect(together).toContain(line)
    await budi.presses('Ubah')
    await budi.presses('5. Soal ya?')
    await budi.presses('Ya')
    expect(budi.saw.at(-1)).not.toContain('hujan')
    await budi.presses('Ubah')
    await budi.presses('6. Soal jam?')
    expect(budi.saw.at(-1)).toContain('Jawaban Anda sekarang: 1.250,5 jam')
    await budi.presses('Tetap seperti tadi')
    const send = budi.dataOf('Kirim')
    await budi.presses('Kirim')
    expect(budi.saw.at(-1)).toContain('Terima kasih')
    expect(budi.saw.at(-1)).toContain('tidak dapat diubah lagi')
    const response = await responseOf(city, round, budi)
    const [{ file, fileId } = { file: undefined, fileId: 0n }] = response?.files ?? []
    expect(response?.answers).toEqual({
      skala: 4,
      sepuluh: { doesNotApply: true },
      satu: 'c',
      beberapa: ['a'],
      ya: true,
      jam: 1250.5,
      hari: '2026-11-22',
      panjang: '<b>Panjang</b> & tebal',
      foto: { file: String(fileId) },
    })
    // What the photo told beside what it shows is gone by then.
    expect(file).toMatchObject({ name: 'jawaban-foto.jpg', state: 'stored', telegramFileId: null })
    const chunks = await app.work.database.client.fileChunk.findMany()
    expect(traces.filter((trace) => chunks.some(({ bytes }) => Buffer.from(bytes).includes(trace)))).toEqual([])
    expect(await budi.forges(send)).toContain('sudah selesai')
    expect(await app.work.database.client.dialog.count()).toBe(0)
    await budi.says('/datasaya')
    const [dossier] = (await budi.files()).filter(({ text }) => text.startsWith('{'))
    expect(dossier?.text).toContain('<b>Panjang</b> & tebal')
  },
)

const scales = ['a', 'b', 'c', 'd', 'e'].map((key) => question({ key, kind: 'scale5' }))

test('five questions take five taps; Back, skipping and checking are there for who wants them', async () => {
  const { budi, citra, app } = city
  const round = await opens(city, asking(scales), [budi, citra])
  for (const label of ['5', '4', '3', '2']) await budi.presses(label)
  expect(budi.saw.at(-1)).toContain('Ketukan berikut mengirim jawaban Anda')
  expect(budi.buttons).toContain('Periksa jawaban')
  await budi.presses('1')
  expect(budi.saw.at(-1)).toContain('Terima kasih')
  expect((await responseOf(city, round, budi))?.answers).toEqual({ a: 5, b: 4, c: 3, d: 2, e: 1 })
  expect(budi.saw.at(-2)).not.toContain('Ketukan berikut')
  for (const label of ['2', '4']) await citra.presses(label)
  // A tap on the message once more, such as on a reminder, goes on where they were.
  await city.clock.advance(60_000)
  await citra.forges(`round.first|${round}|5`)
  expect(citra.saw.at(-1)).toContain('Soal c?')
  await citra.presses('Kembali')
  expect(citra.buttons).toContain('✓ 4')
  await citra.presses('1')
  await citra.presses('3')
  await citra.presses('3')
  await citra.presses('Periksa jawaban')
  expect(citra.saw.at(-1)).toContain('5. Soal e?\n→ belum dijawab')
  expect(citra.buttons).not.toContain('Kirim')
  await citra.presses('Lanjut menjawab')
  expect(citra.saw.at(-1)).not.toContain('Ketukan berikut')
  await citra.presses('2')
  await citra.presses('Kirim')
  expect((await responseOf(city, round, citra))?.answers).toEqual({ a: 2, b: 1, c: 3, d: 3, e: 2 })
  // Whoever presses on the message that brought it is told that it is done.
  expect(await citra.forges(`round.first|${round}|5`)).toContain('sudah menjawab')
  expect(await citra.forges(`round.begin|${round}`)).toContain('sudah menjawab')
  expect(await app.work.database.client.response.count({ where: { roundId: round } })).toBe(2)
})

test('it goes on after restarts, a command and days; another language; a test tells its points', async () => {
  const { budi } = city
  const definition = asking(
    [
      question({ key: 'a', kind: 'yesno', right: true }),
      question({ key: 'b', kind: 'yesno', right: true, points: 2 }),
      question({ key: 'c', kind: 'text', isOptional: true }),
    ],
    { use: 'test' },
  )
  const round = await opens(city, definition, [budi])
  await city.restart()
  await budi.presses('Ya')
  await city.restart()
  await budi.says('/bahasa')
  await budi.presses('English')
  await city.clock.advance(20 * 3_600_000)
  await city.settled()
  await budi.says('/batal')
  expect(budi.saw.at(-1)).toContain('kept for 30 days')
  expect(await budi.forges(`round.begin|${round}`)).toContain('Question b?')
  await city.restart()
  await budi.presses('No')
  expect(budi.saw.at(-1)).toContain('If you skip it')
  await budi.presses('Skip')
  expect(budi.saw.at(-1)).toContain('Your score: 1 of 3')
  expect(await responseOf(city, round, budi)).toMatchObject({
    points: 1,
    mostPoints: 3,
    answers: { a: true, b: false },
  })
  await budi.says('/bahasa')
  await budi.presses('Bahasa Indonesia')
})

test('too late, not asked, of somebody else: refused in words, and what was typed is shown once more', async () => {
  const { ani, budi, citra, app } = city
  const db = app.work.database.client
  const definition = asking([question({ key: 'a', kind: 'scale5' }), question({ key: 'b', kind: 'text' })])
  const round = await opens(city, definition, [budi, citra])
  expect(await budi.forges(`round.first|${round}|9`)).toContain('tidak berlaku')
  expect(await budi.forges(`round.first|${round}|-reply`)).toContain('tidak berlaku')
  await budi.presses('5')
  await citra.presses('4')
  const another = citra.dataOf('Batal')
  expect(await budi.forges(another)).toContain('sudah selesai')
  expect(await ani.forges(`round.first|${round}|3`)).toContain('bukan untuk Anda')
  expect(await budi.forges('round.begin|999999')).toContain('sudah tidak ada')
  await city.clock.advance(2 * 86_400_000)
  await city.settled()
  await budi.says('Sudah saya tulis panjang-panjang')
  expect(budi.saw.at(-1)).toContain('sudah ditutup')
  expect(budi.saw.at(-1)).toContain('→ 5 dari 5')
  expect(budi.saw.at(-1)).toContain('Sudah saya tulis panjang-panjang')
  await citra.presses('Kembali')
  expect(citra.saw.at(-1)).toContain('sudah ditutup')
  expect(await citra.forges(`round.first|${round}|3`)).toContain('sudah ditutup')
  expect(await db.dialog.count()).toBe(0)
  expect(await db.response.count({ where: { roundId: round } })).toBe(0)
})

test('a public round is open to whoever has its link and has agreed to be stored', async () => {
  const { ani, citra, app } = city
  const db = app.work.database.client
  const definition = asking([question({ key: 'a', kind: 'scale5' }), question({ key: 't', kind: 'text' })])
  const open = await opens(city, definition, [], { isPublic: true })
  const closed = await opens(city, asking(scales.slice(0, 1)), [])
  await ani.opens(`k-${closed}`)
  expect(ani.saw.at(-1)).toContain('bukan untuk Anda')
  await ani.opens(`k-${open}`)
  expect(ani.saw.at(-1)).toContain('Dengan nama')
  await ani.presses('5')
  await ani.says('Tulisan Ani')
  await ani.presses('Kirim')
  expect(ani.saw.at(-1)).toContain('Terima kasih')
  const stranger = city.newcomer('Tamu')
  await stranger.opens(`k-${open}`)
  expect(await db.participation.count({ where: { roundId: open } })).toBe(1)
  for (const label of ['Bahasa Indonesia', 'Setuju', 'Warga']) await stranger.presses(label)
  expect(stranger.saw.at(-2)).toContain('Kuesioner uji')
  await stranger.presses('2')
  await stranger.says('Tulisan tamu')
  await stranger.presses('Kirim')
  expect(await db.response.count({ where: { roundId: open, unitId: null } })).toBe(2)
  // Erased, the answer that counts stays without its author; not so what they wrote.
  await ani.says('/hapusdata')
  expect(ani.saw.at(-1)).toContain('jawaban kuesioner')
  await ani.presses('Ya, hapus data saya')
  const left = await db.response.findMany({ where: { roundId: open, personId: null } })
  expect(left.map(({ answers }) => answers)).toEqual([{ a: 5 }])
  await citra.opens('k-bukan')
  expect(citra.saw.at(-1)).toContain('sudah tidak ada')
})

test('of an anonymous round nothing that was answered can be read beside who answered it, at any time', async () => {
  const { budi, citra, app } = city
  const { database } = app.work
  const db = database.client
  const definition = asking([
    question({ key: 'a', kind: 'scale5' }),
    question({ key: 'buruk', kind: 'one', options: two, when: [{ key: 'a', operator: '<=', value: 2 }] }),
    question({ key: 'b', kind: 'text', isOptional: true }),
    question({ key: 'c', kind: 'yesno' }),
  ])
  const round = await opens(city, definition, [budi, citra], { isAnonymous: true })
  const events = await db.event.count()
  const kept = (one: typeof budi) => db.message.count({ where: { chatId: BigInt(one.id), fleeting: false } })
  const lasting = [await kept(budi), await kept(citra)] as const
  expect(budi.saw.at(-1)).toContain('Anonim')
  await budi.presses('1')
  expect(budi.saw.at(-1)).toContain('Soal buruk?')
  const dialogs = await db.dialog.findMany()
  // Neither the question that is asked nor those that were tell what was answered.
  expect(dialogs).toMatchObject([{ step: '*', trail: [], answers: { sealed: expect.any(String) } }])
  await city.restart()
  await budi.presses('Taman')
  await budi.presses('Kembali')
  await budi.presses('Aula')
  await budi.says('Rahasia besar kantor')
  expect(await rowsWith(city.app.work.database, ['Rahasia besar', 'buruk":', '"b":'])).toEqual([])
  await budi.says('/datasaya')
  expect((await budi.files()).at(-1)?.text).toContain('Rahasia besar kantor')
  await budi.presses('Lanjutkan')
  await budi.presses('Ya')
  expect(budi.saw.at(-1)).toContain('Rahasia besar kantor')
  expect(budi.saw.at(-1)).toContain('tidak ada yang tahu mana jawaban Anda')
  await budi.presses('Kirim')
  expect(budi.saw.at(-1)).toContain('Tidak ada yang menghubungkan jawaban ini dengan Anda')
  for (const label of ['5', 'Lewati', 'Tidak']) await citra.presses(label)
  expect(citra.saw.at(-1)).toContain('Terima kasih')
  const after = city.app.work.database
  expect(await rowsWith(after, ['Rahasia besar', 'buruk":'])).toEqual([])
  const all = after.client
  expect(await all.participation.count({ where: { roundId: round, isFinished: true } })).toBe(2)
  expect(await all.pooledAnswers.count({ where: { roundId: round } })).toBe(2)
  expect([await all.dialog.count(), await all.response.count({ where: { roundId: round } })]).toEqual([0, 0])
  expect(await all.event.count()).toBe(events)
  // Nor does the number of messages: one asked more questions than the other.
  const grown = async (one: typeof budi, before: number) =>
    (await all.message.count({ where: { chatId: BigInt(one.id), fleeting: false, subject: null } })) - before
  expect(await grown(citra, lasting[1])).toBe(0)
  expect(await grown(budi, lasting[0])).toBeLessThanOrEqual(3)
})
