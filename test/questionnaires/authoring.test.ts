// A planner publishes questionnaires: from a file with faults and the corrected one, from a sample, a workbook, or in chat.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Definition } from '../../src/shared/questionnaires/definition.ts'
import { newestVersion, readymadeOf } from '../../src/shared/questionnaires/readymade.ts'
import { openStaffedCity } from '../support/city.ts'
import { policyText } from '../support/publishing.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const db = () => city.app.work.database.client
const versions = async () => {
  const rows = await db().questionnaireVersion.findMany({ include: { questionnaire: true }, orderBy: { id: 'asc' } })
  return rows.map((row) => ({ ...row, definition: Definition.parse(row.definition) }))
}
const sends = async (name: string, bytes: Uint8Array | string) => {
  await city.eko.sendsDocument({ bytes: Buffer.from(bytes), name, type: 'application/octet-stream' })
  // Forums are written in such files, too.
  if (name.endsWith('.yaml') && city.eko.saw.at(-1) === 'Berkas apa ini?') await city.eko.presses('Kuesioner')
  return city.eko.saw.at(-1) ?? ''
}

const rapat = `title: { id: Rapat pagi, en: Morning meeting }
anonymous: ya
audience: unit: [DINKES]
schedule: setiap Jumat 15.00
questions:
  - { key: nilai, kind: scale5, text: Bagaimana rapatnya?, ends: [buruk, baik] }
  - { key: sebab, kind: text, optional: ya, when: nilai <= 2, text: Mengapa? }
`

test('a file with faults is answered with their places, and its correction is published, then a next version', async () => {
  const { eko, ani } = city
  const faulty = rapat.replace('scale5', 'skala7').replace('nilai <= 2', 'mutu <= 2').replace('DINKES', 'DINKESS')
  // Straight away, outside of any dialog.
  expect(await sends('rapat.yaml', faulty)).toContain('Ada 3 kesalahan')
  expect(eko.saw.at(-1)).toMatch(/Baris 3, kolom \d+: unit “DINKESS”/)
  expect(eko.saw.at(-1)).toMatch(/Baris 6, kolom 25: jenis “skala7” tidak dikenal/)
  expect(eko.saw.at(-1)).toMatch(/Baris 7, kolom 51: tidak ada pertanyaan dengan kunci “mutu”/)
  expect(eko.buttons).not.toContain('Terbitkan')
  const shown = await sends('rapat.yaml', rapat)
  expect(shown).toMatch(/Rapat pagi\n+Kuesioner baru · check-in\nAnonim/)
  expect(shown).toContain('Sasaran: Dinas Kesehatan, dengan sub-unitnya\nJadwal: setiap Jumat 15.00\nTerbuka 7 hari')
  expect(shown).toContain('[1] [2] [3] [4] [5]')
  expect(shown).toContain('boleh dilewati · hanya jika pertanyaan 1 ≤ 2')
  const publish = eko.dataOf('Terbitkan')
  expect(await ani.forges(publish)).toContain('tidak punya hak')
  expect(await city.fitri.forges(publish)).toContain('tidak berlaku')
  await eko.presses('Terbitkan')
  expect(eko.saw.at(-1)).toContain('Rapat pagi versi 1 terbit')
  expect(eko.buttons.at(-1)).toBe('Mulai putaran')
  expect(await eko.forges(publish)).toContain('sudah diterbitkan')
  // The same title is the next version; a corrected file takes the place of the draft.
  const first = await sends('rapat.yaml', rapat.replace('Mengapa?', 'Mengapa begitu?'))
  expect(first).toContain('Versi 2 dari Rapat pagi')
  const old = eko.dataOf('Terbitkan')
  await sends('rapat.yaml', rapat.replace('Mengapa?', 'Apa sebabnya?'))
  expect(await eko.forges(old)).toContain('sudah dibatalkan')
  await eko.presses('Terbitkan')
  const published = (await versions()).filter(({ questionnaire }) => questionnaire.key === 'rapat_pagi')
  expect(published.map(({ number, definition }) => [number, definition.questions[1]?.text.id])).toEqual([
    [1, 'Mengapa?'],
    [2, 'Apa sebabnya?'],
  ])
  expect(await db().audit.count({ where: { action: 'publishedQuestionnaire' } })).toBe(2)
  expect(await db().questionnaireDraft.count({ where: { state: { in: ['ready', 'reading', 'faulty'] } } })).toBe(0)
})

test('what comes ready-made is sent to be changed, and what was published as it is now', async () => {
  const { eko } = city
  await eko.says('/terbitkan')
  await eko.presses('Kuesioner')
  await eko.presses('Contoh siap pakai')
  await eko.presses('Survei Kepuasan Masyarakat')
  const sample = (await eko.files()).at(-1)
  expect(sample?.name).toBe('kepuasan_masyarakat.yaml')
  const shown = await sends('kepuasan.yml', (sample?.text ?? '').replace('id: Survei Kepuasan', 'id: Survei Layanan'))
  expect(shown).toContain('Versi 2 dari Survei Kepuasan Masyarakat · kepuasan')
  expect(shown).toContain('Indeks: Survei Kepuasan Masyarakat')
  expect(shown).toContain('[Sangat mahal] [Cukup mahal] [Murah] [Gratis]')
  await eko.presses('Terbitkan')
  const newest = await newestVersion(db(), 'kepuasan_masyarakat', city.clock.now())
  expect([newest.number, newest.definition.title.id]).toEqual([2, 'Survei Layanan Masyarakat'])
  await eko.says('/terbitkan')
  await eko.presses('Kuesioner')
  await eko.presses('Contoh siap pakai')
  await eko.presses('Survei Layanan Masyarakat')
  expect((await eko.files()).at(-1)?.text).toContain('id: Survei Layanan Masyarakat')
})

test('a workbook says the same; which of several kinds a file is, is asked', async () => {
  const { eko } = city
  await eko.says('/terbitkan')
  await eko.presses('Kuesioner')
  await eko.presses('Contoh siap pakai')
  await eko.presses('Lembar kerja (XLSX)')
  const workbook = (await eko.files()).at(-1)
  expect(workbook?.name).toBe('kuesioner.xlsx')
  await eko.says('/batal')
  expect(await sends('tes.xlsx', workbook?.bytes ?? '')).toContain('Berkas apa ini?')
  await eko.presses('Kuesioner')
  expect(eko.saw.at(-1)).toMatch(/Tes pelatihan\n+Versi 2 dari Tes pelatihan · tes/)
  expect(eko.saw.at(-1)).toContain('benar: 10 hari kerja')
  await eko.presses('Terbitkan')
  expect((await versions()).at(-1)?.definition).toEqual(await readymadeOf('tes_pelatihan'))
})

test('a short one is written in chat, step by step', async () => {
  const { eko } = city
  await eko.says('/terbitkan')
  await eko.presses('Kuesioner')
  await eko.presses('Tulis di sini')
  await eko.says('Makan siang | Lunch')
  await eko.presses('tes')
  await eko.presses('Anonim')
  expect(eko.buttons).not.toContain('Foto/dokumen')
  await eko.presses('Skala 1-5')
  await eko.says('Bagaimana makan siangnya? | How was lunch?')
  await eko.says('hambar')
  expect(eko.saw.at(-1)).toContain('tepat dua baris')
  await eko.says('hambar | bland\nlezat | tasty')
  await eko.presses('Wajib')
  await eko.presses('Satu pilihan')
  await eko.says('Apa yang disajikan?')
  await eko.says('Soto')
  expect(eko.saw.at(-1)).toContain('2 sampai 12 pilihan')
  await eko.says('Soto | Soup *\nRendang | Beef')
  await eko.presses('Boleh dilewati')
  await eko.presses('Angka')
  await eko.says('Berapa porsi?')
  await eko.says('0-5 porsi')
  await eko.presses('Wajib')
  await eko.presses('Selesai')
  expect(eko.saw.at(-1)).toContain('Pertanyaan 3')
  expect(eko.saw.at(-1)).toContain('3 pertanyaan')
  await eko.presses('Hapus yang terakhir')
  expect(eko.saw.at(-1)).toContain('2 pertanyaan')
  await eko.presses('Hapus yang terakhir')
  expect(eko.saw.at(-1)).toContain('Tes memerlukan sedikitnya satu jawaban benar')
  expect(eko.buttons).not.toContain('Terbitkan')
  await eko.presses('Tambah pertanyaan')
  await eko.presses('Satu pilihan')
  await eko.says('Apa yang disajikan?')
  await eko.says('Soto | Soup *\nRendang | Beef')
  await eko.presses('Wajib')
  // What waits is shown again, beside what else can be published.
  await eko.says('/terbitkan')
  expect(eko.saw.at(-2)).toContain('masih menunggu')
  await eko.presses('Terbitkan')
  const { definition, questionnaire } = (await versions()).at(-1) ?? {}
  expect(questionnaire?.key).toBeNull()
  expect(definition).toMatchObject({ title: { id: 'Makan siang', en: 'Lunch' }, use: 'test', isAnonymous: true })
  expect(definition?.questions[1]?.options).toEqual([
    { key: 'soto', text: { id: 'Soto', en: 'Soup' }, isRight: true },
    { key: 'rendang', text: { id: 'Rendang', en: 'Beef' } },
  ])
})

test('a file goes to whoever takes such, whatever is open; a draft is forgotten after a week', async () => {
  const { eko } = city
  await sends('rapat.yaml', rapat)
  // While a questionnaire waits, a policy is taken as one, and the other way round.
  expect(await sends('kebijakan.md', policyText())).toContain('Rencana Kerja Kepegawaian 2027')
  expect(await sends('rapat.yaml', rapat)).toContain('Versi 3 dari Rapat pagi')
  await eko.says('/datasaya')
  await eko.says('/terbitkan')
  expect(await sends('gambar.zip', 'x')).toContain('Jenis berkas itu tidak dapat dibaca')
  await city.clock.advance(7 * 86_400_000)
  await city.settled()
  expect(eko.saw.join('\n')).toContain('karena seminggu tidak diterbitkan')
  expect(await db().questionnaireDraft.count({ where: { state: 'ready' } })).toBe(0)
  await eko.says('/terbitkan')
  await eko.says('bukan berkas')
  expect(eko.saw.at(-1)).toContain('Kirim sebagai berkas')
  expect(await sends('gambar.zip', 'x')).toContain('tidak dapat diterbitkan')
  await city.ani.sendsDocument({ bytes: Buffer.from(rapat), name: 'rapat.yaml', type: 'text/yaml' })
  expect(await db().questionnaireDraft.count({ where: { state: 'ready' } })).toBe(0)
})

test('a file that was still being read when another came says so', async () => {
  const { eko } = city
  await sends('rapat.yaml', rapat)
  const { id } = await db().questionnaireDraft.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await db().questionnaireDraft.update({ where: { id }, data: { state: 'reading' } })
  await sends('rapat.yaml', rapat)
  expect(eko.saw.join()).toContain('digantikan oleh berkas yang lebih baru')
})
