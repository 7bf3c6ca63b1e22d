// A planner sends a policy's file, sees what was found in it, and publishes it; nothing is published by halves.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { clauses, policyText, publishes, submits } from '../support/publishing.ts'
import { p, rawDocx } from './manuscripts.ts'
import { regulation, regulationClauses } from './regulation.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const db = () => city.app.work.database.client
const versions = () => db().policyVersion.findMany({ orderBy: { id: 'asc' } })
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')

describe('from a file to a policy', () => {
  test('the file is read, shown, and published to its audience only', async () => {
    const { eko, budi, citra, ani } = city
    await eko.says('/terbitkan')
    await eko.presses('Kebijakan')
    expect(eko.saw.at(-1)).toContain('Kirim naskahnya sebagai berkas')
    const shown = await submits(eko, policyText())
    expect(shown).toContain('Rencana Kerja Kepegawaian 2027')
    expect(shown).toContain('Kebijakan baru')
    expect(shown).toMatch(/Sasaran: Pegawai \(5 orang/)
    expect(shown).toContain('Berlaku mulai Senin, 4 Januari 2027')
    expect(shown).toContain('3 paragraf · 2 penjelasan relevansi · 2 pertanyaan kuis')
    for (const words of ['Bab I Tujuan', 'Setiap pegawai mengikuti', 'Kepala unit: Anda menyusun', '→ 20 jam'])
      expect(shown).toContain(words)
    expect(await versions()).toEqual([])
    await eko.presses('Terbitkan')
    expect(eko.saw.join('\n')).toContain('versi 1 terbit. 5 orang diberi tahu')
    for (const reader of [budi, citra]) {
      expect(reader.saw.at(-1)).toContain('Kebijakan baru: Rencana Kerja Kepegawaian 2027')
      expect(reader.buttons.at(-1)).toBe('Baca')
    }
    expect(ani.saw.join('\n')).not.toContain('Rencana Kerja')
    expect(await db().policyDraft.count({ where: { state: 'published' } })).toBe(1)
  })

  test('a draft is published once, and by its author only', async () => {
    const { eko, fitri } = city
    await eko.says('/terbitkan')
    await submits(eko, policyText(clauses, { title: 'Sekali' }))
    const data = eko.dataOf('Terbitkan')
    expect(await fitri.forges(data)).toContain('tidak berlaku')
    await eko.presses('Terbitkan')
    expect(await eko.forges(data)).toContain('sudah diterbitkan')
    expect((await versions()).filter(({ title }) => title === 'Sekali')).toHaveLength(1)
  })

  test('Batal leaves nothing', async () => {
    const { eko } = city
    await eko.says('/terbitkan')
    await submits(eko, policyText(clauses, { title: 'Tidak jadi' }))
    await eko.presses('Batal')
    expect(eko.saw.at(-1)).toContain('tidak ada yang terbit')
    expect((await versions()).map(({ title }) => title)).not.toContain('Tidak jadi')
    expect(JSON.stringify(await db().policyDraft.findMany({ select: { document: true } }))).not.toContain('Tidak jadi')
  })

  test('the sample file can be published as it is', async () => {
    const { eko } = city
    await eko.says('/terbitkan')
    await eko.presses('Kebijakan')
    await eko.presses('Contoh berkas')
    const sample = (await eko.files()).at(-1)
    await submits(eko, (sample?.text ?? '').replace('Rencana Kerja Kepegawaian 2027', 'Dari contoh'))
    await eko.presses('Terbitkan')
    expect((await versions()).at(-1)?.title).toBe('Dari contoh')
  })
})

describe('a regulation in Word', () => {
  test('is published with every clause addressable under the number that Word shows', async () => {
    const { eko, budi } = city
    await eko.says('/terbitkan')
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    await eko.sendsDocument({ bytes: Buffer.from(await regulation()), name: 'perwal.docx', type })
    expect(eko.saw.at(-1)).toMatch(/Peraturan Wali Kota tentang Cuti Pegawai[^]*21 paragraf/)
    await eko.presses('Terbitkan')
    const version = (await versions()).at(-1)
    const paragraphs = await db().policyParagraph.findMany({
      where: { versionId: version?.id ?? 0n },
      orderBy: { position: 'asc' },
    })
    expect(paragraphs.map(({ section, label, text }) => `${section.join(' > ')} | ${label} | ${text}`)).toEqual(
      regulationClauses,
    )
    for (const { identity, label, text, position } of paragraphs) {
      await budi.opens(`policy-${version?.policyId}-${identity}`)
      const shown = budi.saw.at(-1)?.split('\n') ?? []
      expect(shown.some((line) => line.endsWith(` · ${label === '' ? `Paragraf ${position}` : label}`))).toBe(true)
      expect(shown).toContain(text.split('\n')[0])
    }
    await budi.presses('Daftar isi')
    expect(budi.buttons.join('\n')).toMatch(/✓ BAB I KETENTUAN UMUM · Pasal 2 ayat \(2\)/)
  })
})

test('footnotes of Word, which are not read, are said to be missing', async () => {
  const { eko } = city
  await eko.says('/terbitkan')
  const note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
  const body = p('Pasal 1') + p('Berlaku hari ini.').replace('</w:p>', `${note}</w:p>`)
  await eko.sendsDocument({
    bytes: Buffer.from(rawDocx({ title: 'Berkaki', body })),
    name: 'kaki.docx',
    type: 'application/zip',
  })
  expect(eko.saw.at(-1)).toContain('1 catatan kaki tidak ikut dibaca')
  await eko.presses('Batal')
})

describe('what is wrong', () => {
  test('each fault is a sentence with its line; the corrected file is taken without a command', async () => {
    const { eko } = city
    const before = await versions()
    await eko.says('/terbitkan')
    const wrong = policyText(clauses, { title: 'Diperbaiki' })
      .replace('2027-01-04', '2027-02-31')
      .replace('-> tujuan', '-> tidak-ada')
      .replace('unit DINKES', 'unit DINKESS')
    const said = await submits(eko, wrong)
    expect(said).toMatch(/baris 5: .*2027-02-31/)
    expect(said).toMatch(/baris 15: .*tidak-ada/)
    expect(eko.buttons).not.toContain('Terbitkan')
    const unknown = await submits(
      eko,
      policyText(clauses, { title: 'Diperbaiki' }).replace('unit DINKES', 'unit DINKESS'),
    )
    expect(unknown).toMatch(/baris 13: .*DINKESS/)
    expect(await versions()).toEqual(before)
    await submits(eko, policyText(clauses, { title: 'Diperbaiki' }))
    await eko.presses('Terbitkan')
    expect((await versions()).at(-1)?.title).toBe('Diperbaiki')
  })

  test('words, pictures, albums and other files are refused in words', async () => {
    const { eko } = city
    await eko.says('/terbitkan')
    await eko.presses('Kebijakan')
    await eko.says('ini kebijakannya')
    expect(eko.saw.at(-1)).toContain('Kirim naskahnya sebagai berkas')
    await eko.sendsDocument({ bytes: Buffer.from('x'), name: 'a.zip', type: 'application/x' })
    expect(eko.saw.at(-1)).toContain('Jenis berkas itu tidak dapat dibaca')
    await eko.sendsDocument({ bytes: pdf, name: 'a.pdf', type: 'application/pdf' })
    expect(eko.saw.at(-1)).toContain('Kirim dulu naskahnya')
    await eko.says('/batal')
  })

  test('who is no planner publishes nothing', async () => {
    const { budi } = city
    await budi.says('/terbitkan')
    expect(budi.saw.at(-1)).toContain('tidak punya hak')
  })
})

describe('what the file does not say', () => {
  test('the audience and the date are asked for in chat', async () => {
    const { eko, budi, citra } = city
    await eko.says('/terbitkan')
    const shown = await submits(eko, policyText(clauses, { title: 'Tanpa sasaran', audience: '', effective: '' }))
    expect(shown).toContain('Sasaran: belum ditentukan')
    expect(eko.buttons).not.toContain('Terbitkan')
    await eko.presses('Sasaran')
    await eko.presses('Pilih unit')
    await eko.presses('Dinas Kesehatan')
    await eko.presses('Selesai')
    expect(eko.saw.at(-1)).toMatch(/Sasaran: Dinas Kesehatan, dengan sub-unitnya \(2 orang/)
    await eko.presses('Tanggal berlaku')
    await eko.says('31 Februari 2027')
    expect(eko.saw.at(-1)).toContain('tidak ada di kalender')
    await eko.says('4 Februari 2027')
    expect(eko.saw.at(-1)).toContain('Berlaku mulai Kamis, 4 Februari 2027')
    await eko.presses('Terbitkan')
    expect(budi.saw.at(-1)).toContain('Tanpa sasaran')
    expect(citra.saw.join('\n')).not.toContain('Tanpa sasaran')
  })

  test('the original is attached as a PDF, and sent on request', async () => {
    const { eko, budi } = city
    await eko.says('/terbitkan')
    await submits(eko, policyText(clauses, { title: 'Dengan naskah asli' }))
    await eko.sendsDocument({ bytes: Buffer.from('bukan pdf'), name: 'asli.pdf', type: 'application/pdf' })
    expect(await eko.presses('Terbitkan')).toContain('bukan PDF')
    await eko.sendsDocument({ bytes: pdf, name: 'asli.pdf', type: 'application/pdf' })
    expect(eko.saw.at(-1)).toContain('PDF terlampir')
    await eko.presses('Terbitkan')
    await budi.says('/kebijakan')
    await budi.presses('● Dengan naskah asli')
    await budi.presses('Naskah asli (PDF)')
    expect(budi.saw.at(-1)).toContain('Naskah asli: Dengan naskah asli, versi 1')
    expect((await budi.files()).at(-1)?.text).toBe(pdf.toString())
    // Who comes later gets the same one.
    await city.citra.says('/kebijakan')
    await city.citra.presses('● Dengan naskah asli')
    await city.citra.presses('Naskah asli (PDF)')
    expect((await city.citra.files()).at(-1)?.text).toBe(pdf.toString())
  })

  test('a stranger who asks for the original takes it from nobody', async () => {
    const { eko, budi } = city
    await eko.says('/terbitkan')
    await submits(eko, policyText(clauses, { title: 'Asli untuk semua', audience: 'semua' }))
    await eko.sendsDocument({ bytes: pdf, name: 'asli.pdf', type: 'application/pdf' })
    await eko.presses('Terbitkan')
    const version = (await versions()).at(-1)
    const joko = city.newcomer('Joko')
    for (const reader of [joko, joko, budi]) {
      await reader.opens(`policy-${version?.policyId}`)
      await reader.presses('Naskah asli (PDF)')
      expect((await reader.files()).at(-1)?.text).toBe(pdf.toString())
    }
    expect((await versions()).at(-1)?.originalId).toBe(version?.originalId)
  })

  test('what was attached and chosen for a draft is not taken over by another policy', async () => {
    const { eko } = city
    await eko.says('/terbitkan')
    await submits(eko, policyText(clauses, { title: 'Pertama', audience: '' }))
    await eko.sendsDocument({ bytes: pdf, name: 'asli.pdf', type: 'application/pdf' })
    await eko.presses('Sasaran')
    await eko.presses('Masyarakat')
    expect(eko.saw.at(-1)).toMatch(/Sasaran: Masyarakat[^]*PDF terlampir/)
    await eko.says('/batal')
    const shown = await submits(eko, policyText(clauses, { title: 'Kedua', audience: '' }))
    expect(shown).toContain('Sasaran: belum ditentukan')
    expect(shown).not.toContain('PDF terlampir')
    await eko.presses('Batal')
  })

  test('a corrected file is taken whatever was done in between', async () => {
    const { eko } = city
    await eko.says('/terbitkan')
    await submits(eko, policyText(clauses, { title: 'Di sela' }).replace('-> tujuan', '-> salah'))
    await eko.says('/kebijakan')
    expect(await submits(eko, policyText(clauses, { title: 'Di sela' }))).toContain('3 paragraf')
    await eko.presses('Batal')
  })

  test('a draft waits over a restart, and for a week', async () => {
    const { eko } = city
    await eko.says('/terbitkan')
    await submits(eko, policyText(clauses, { title: 'Menunggu' }))
    await city.restart()
    await eko.says('/terbitkan')
    expect(eko.saw.at(-2)).toContain('masih menunggu')
    expect(eko.saw.at(-1)).toContain('Menunggu')
    await city.clock.advance(7 * 86_400_000 - 3_600_000)
    await city.settled()
    expect(eko.saw.join('\n')).toContain('seminggu tidak diterbitkan')
    expect(await db().policyDraft.count({ where: { state: 'ready' } })).toBe(0)
  })
})

describe('the next version', () => {
  test('is told by its title, and says what has changed', async () => {
    const { eko } = city
    await publishes(eko, policyText(clauses, { title: 'Berversi' }))
    await eko.says('/terbitkan')
    const shown = await submits(
      eko,
      policyText(
        [clauses[0]?.replace('20 jam', '24 jam') ?? '', clauses[1] ?? '', '4. Paragraf yang baru sama sekali.'],
        {
          title: 'berversi',
        },
      ),
    )
    expect(shown).toContain('Versi 2 dari Berversi')
    expect(shown).toContain('Dibanding versi 1: 1 berubah, 1 baru, 1 dihapus, 1 sama')
    await eko.presses('Kebijakan yang mana?')
    await eko.presses('Kebijakan baru')
    expect(eko.saw.at(-1)).toContain('Kebijakan baru')
    await eko.presses('Kebijakan yang mana?')
    await eko.presses('Versi 2 dari Berversi')
    await eko.presses('Terbitkan')
    const [before, after] = (await versions()).slice(-2)
    expect([before?.number, after?.number]).toEqual([1, 2])
    expect(after?.policyId).toBe(before?.policyId)
  })

  test('is not published over one that came after it was compared', async () => {
    const { eko, fitri } = city
    await publishes(eko, policyText(clauses, { title: 'Berdua' }))
    await eko.says('/terbitkan')
    await submits(
      eko,
      policyText([clauses[0]?.replace('20 jam', '30 jam') ?? '', ...clauses.slice(1)], { title: 'Berdua' }),
    )
    await publishes(
      fitri,
      policyText([...clauses.slice(0, 2), clauses[2]?.replace('lima', 'tiga') ?? ''], { title: 'Berdua' }),
    )
    await eko.presses('Terbitkan')
    expect(eko.saw.join('\n')).toMatch(/versi lain terbit[^]*Dibanding versi 2: 2 berubah/)
    expect((await versions()).at(-1)?.number).toBe(2)
    await eko.presses('Terbitkan')
    expect((await versions()).at(-1)?.number).toBe(3)
  })

  test('a title that two planners publish at the same time is one policy', async () => {
    const { eko, fitri } = city
    for (const planner of [eko, fitri]) {
      await planner.says('/terbitkan')
      expect(await submits(planner, policyText(clauses, { title: 'Kembar' }))).toContain('Kebijakan baru')
    }
    await eko.presses('Terbitkan')
    await fitri.presses('Terbitkan')
    expect(fitri.saw.join('\n')).toMatch(/versi lain terbit[^]*Versi 2 dari Kembar/)
    expect((await versions()).filter(({ title }) => title === 'Kembar')).toHaveLength(1)
    await fitri.presses('Batal')
  })

  test('of a policy that is withdrawn meanwhile is a new policy', async () => {
    const { eko, fitri } = city
    await publishes(eko, policyText(clauses, { title: 'Sementara' }))
    await eko.says('/terbitkan')
    expect(await submits(eko, policyText(clauses, { title: 'Sementara' }))).toContain('Versi 2 dari Sementara')
    const { policyId } = await db().policyVersion.findFirstOrThrow({ where: { title: 'Sementara' } })
    await fitri.opens(`policy-${policyId}`)
    await fitri.presses('Cabut')
    await fitri.presses('Ya, cabut')
    await eko.presses('Terbitkan')
    expect(eko.saw.join('\n')).toMatch(/kebijakannya dicabut[^]*Kebijakan baru/)
    await eko.presses('Batal')
  })

  test('asked for at one policy is a version of that one, whatever draft was open', async () => {
    const { eko } = city
    for (const title of ['Satu dari dua', 'Dua dari dua']) await publishes(eko, policyText(clauses, { title }))
    await eko.says('/terbitkan')
    await submits(eko, policyText(clauses, { title: 'Satu dari dua' }))
    const { policyId } = await db().policyVersion.findFirstOrThrow({ where: { title: 'Dua dari dua' } })
    await eko.opens(`policy-${policyId}`)
    await eko.presses('Terbitkan versi baru')
    expect(await submits(eko, policyText(clauses, { title: 'Dua, judul baru' }))).toContain('Versi 2 dari Dua dari dua')
    await eko.presses('Batal')
  })

  test('asks the planner about doubtful pairs, and publishes only when they are decided', async () => {
    const { eko } = city
    const plain = { title: 'Meragukan', quiz: false, relevance: false }
    await publishes(eko, policyText(['1. Laporan bulanan dikirim kepada sekretaris setiap tanggal lima.'], plain))
    await eko.says('/terbitkan')
    const next = ['1. Laporan bulanan diunggah ke sistem oleh kepala bidang setiap tanggal sepuluh.']
    const shown = await submits(eko, policyText(next, plain))
    expect(shown).toContain('1 pasangan paragraf perlu Anda pastikan')
    expect(eko.buttons).not.toContain('Terbitkan')
    await eko.presses('Pastikan 1 pasangan')
    expect(eko.saw.at(-1)).toContain('Paragraf yang sama?')
    expect(eko.saw.at(-1)).toContain('kepada sekretaris')
    await city.restart()
    await eko.presses('Ya, sama')
    expect(eko.saw.at(-1)).toContain('1 berubah, 0 baru, 0 dihapus')
    await eko.presses('Terbitkan')
    const paragraphs = await db().policyParagraph.findMany({ orderBy: { id: 'desc' }, take: 2 })
    expect(paragraphs.map(({ identity }) => identity)).toEqual([1, 1])
  })

  test('withdrawn, a policy stays readable, marked so, and is not offered for a next version', async () => {
    const { eko, budi } = city
    await publishes(eko, policyText(clauses, { title: 'Akan dicabut' }))
    await eko.says('/kebijakan')
    await eko.presses('● Akan dicabut')
    await eko.presses('Cabut')
    await eko.presses('Ya, cabut')
    expect(eko.saw.at(-1)).toContain('Dicabut')
    await budi.says('/kebijakan')
    await budi.presses('Berikutnya (2/2) ▶')
    await budi.presses('✕ Akan dicabut')
    await budi.presses('Baca')
    expect(budi.saw.at(-1)).toMatch(/Dicabut[^]*Apa relevansinya/)
    await budi.presses('Lanjut')
    expect(budi.saw.at(-1)).toMatch(/Dicabut[^]*20 jam/)
    await eko.says('/terbitkan')
    expect(await submits(eko, policyText(clauses, { title: 'Akan dicabut' }))).toContain('Kebijakan baru')
    await eko.presses('Batal')
  })
})
