// A planner writes what became of suggestions and questions; those who said it are told, at once or with the next version.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { clauses, policyText, publishes } from '../support/publishing.ts'
import { newsOf, voicesIn, writes } from './voices.ts'
import type { City } from './voices.ts'

let city: City
let voices: ReturnType<typeof voicesIn>
beforeAll(async () => {
  city = await openStaffedCity()
  voices = voicesIn(city)
  await publishes(city.eko, policyText(clauses, { title: 'Layanan', audience: 'semua', relevance: false, quiz: false }))
  await publishes(
    city.eko,
    policyText(clauses, { title: 'Disiplin', audience: 'pegawai', relevance: false, quiz: false }),
  )
})
afterAll(() => city.close())

const renews = (title: string, third: string) =>
  publishes(
    city.eko,
    policyText([...clauses.slice(0, 2), third], { title, audience: 'semua', relevance: false, quiz: false }),
  )
const opensPolicy = async (reader: City['ani'], title: string, identity?: number) => {
  const { version } = await voices.paragraphOf(title, 1)
  await reader.opens(`policy-${version.policyId}${identity === undefined ? '' : `-${identity}`}`)
}

describe('an objection', () => {
  test('is told with the next version: to its author, once, with the paragraph, the ticket and the rating', async () => {
    const { ani, budi, eko } = city
    const paragraph = await voices.paragraphOf('Layanan', 3)
    const objection = await voices.submits(ani, 'Lima hari kerja terlalu lama bagi warga.', {
      paragraphId: paragraph.id,
    })
    const other = await voices.submits(ani, 'Balasan atas permohonan sebaiknya lebih cepat.')
    await voices.supports(budi, objection.id)
    await voices.supports(budi, other.id)
    await voices.answers(eko, other.id, 'Sedang kami bahas.')
    await voices.concludes(eko, objection.id)
    expect(eko.saw.at(-1)).toContain(`${objection.code}: apa yang berubah karenanya?`)
    await writes(eko, {
      at: ['▸ Bab I Tujuan · 3, Layanan'],
      sentence: 'Permohonan kini dijawab paling lambat tiga hari kerja.',
      when: 'Saat versi berikutnya terbit',
    })
    expect(eko.saw.at(-1)).toMatch(/Diberitahukan saat versi 2 terbit[^]*Dari 1 usulan/)
    // What belongs to the same change is joined to it, by code, several in one message.
    await eko.presses('Tambah tiket')
    await eko.says('SG-2026-999999')
    expect(eko.saw.at(-1)).toContain('Tiket ini tidak ada: SG-2026-999999')
    await city.restart()
    await eko.says(`${objection.code}, ${other.code.toLowerCase()}`)
    expect(eko.saw.at(-1)).toContain('Dari 2 usulan')
    expect([...newsOf(ani), ...newsOf(budi)]).toEqual([])

    await renews('Layanan', '3. {#layanan} Permohonan warga dijawab paling lambat tiga hari kerja sejak diterima.')
    expect(newsOf(ani)).toHaveLength(1)
    expect(newsOf(ani)[0]).toMatch(
      new RegExp(
        `Ini tentang yang Anda kirim: ${objection.code}, ${other.code}[^]*✅ Diterima[^]*tiga hari kerja\\.[^]*` +
          `Tentang Bab I Tujuan · 3, Layanan[^]*Seberapa baik ${other.code} dijawab`,
      ),
    )
    expect(ani.buttons).toEqual(
      expect.arrayContaining(['Baca paragrafnya', `Buka ${objection.code}`, `Buka ${other.code}`, '★1', '★5']),
    )
    expect(ani.dataOf('★4')).toBe(`ticket.rate|${other.id}|4`)
    expect(newsOf(budi)).toHaveLength(1)
    expect(newsOf(budi)[0]).toContain(`Ini tentang yang Anda dukung: ${objection.code}, ${other.code}`)
    expect(budi.buttons).not.toContain('★5')
    await ani.presses('Baca paragrafnya')
    expect(ani.saw.at(-1)).toContain('paling lambat tiga hari kerja sejak diterima')

    // A third version tells nobody again.
    await renews('Layanan', '3. {#layanan} Permohonan warga dijawab paling lambat dua hari kerja sejak diterima.')
    expect([newsOf(ani).length, newsOf(budi).length]).toEqual([1, 1])
  })

  test('is part of the public list: for strangers, of the policy and of the paragraph', async () => {
    const joko = city.newcomer('Joko')
    await opensPolicy(joko, 'Layanan')
    await joko.presses('Anda usul, kami lakukan (1)')
    expect(joko.saw.at(-1)).toMatch(/Layanan[^]*✅ Diterima[^]*tiga hari kerja\.[^]*Sejak versi 2, /)
    await joko.presses('Kembali')
    await opensPolicy(joko, 'Layanan', 2)
    expect(joko.buttons.filter((label) => label === 'Anda usul, kami lakukan (1)')).toHaveLength(1)
    await opensPolicy(joko, 'Layanan', 3)
    await joko.presses('Anda usul, kami lakukan (1)')
    expect(joko.saw.at(-1)).toContain('Bab I Tujuan · 3, Layanan')
    await joko.presses('Kembali')
    expect(joko.saw.at(-1)).toContain('dua hari kerja')
  })
})

describe('an outcome', () => {
  test('of a question and of an anonymous ticket is told at once, after a look; more is joined to it later', async () => {
    const { ani, budi, citra, eko } = city
    await opensPolicy(budi, 'Disiplin', 1)
    await budi.presses('Tanya')
    await budi.says('Apakah pelatihan daring ikut dihitung?')
    await eko.replies(eko.messages.at(-1)?.message_id ?? 0, 'Ya, bila bersertifikat.')
    await eko.presses('Catat tindak lanjut')
    await eko.presses('▸ Bab I Tujuan · 1, Disiplin')
    await eko.presses('☑️ Sudah demikian')
    await eko.says('apakah pelatihan daring ikut dihitung')
    expect(eko.saw.at(-1)).toContain('jangan mengulang tulisan orangnya')
    await eko.says('Pelatihan daring yang bersertifikat sudah dihitung.')
    await eko.presses('Simpan dulu')
    expect(eko.saw.at(-1)).toMatch(/Belum diberitahukan kepada siapa pun[^]*1\. Pertanyaan tentang Bab I Tujuan · 1/)
    await eko.presses('Ubah kalimat')
    await eko.says('Pelatihan daring bersertifikat memang sudah dihitung.')
    // Its asker submits the same without a name, and is one person all the same.
    const secret = await voices.submits(budi, 'Hitung juga pelatihan daring.', { isAnonymous: true })
    const citizens = await voices.submits(ani, 'Pelatihan pegawai cukup daring saja.')
    await voices.concludes(eko, secret.id)
    await eko.presses('☑️ Pelatihan daring bersertifikat memang sudah dihitung.')
    expect(eko.saw.at(-1)).toContain('Dari 2 usulan')
    await eko.presses('Tambah pertanyaan')
    await eko.presses('✓ Pertanyaan 1')
    expect(eko.buttons).toContain('Pertanyaan 1')
    await eko.presses('Pertanyaan 1')
    await eko.presses('Kembali')
    await eko.presses('Beri tahu sekarang')
    expect(eko.saw.at(-1)).toContain('Sesudahnya tidak dapat diubah')
    expect(newsOf(budi)).toHaveLength(1)
    await eko.presses('Ya, beri tahu')
    expect(newsOf(budi)).toHaveLength(2)
    expect(newsOf(budi)[1]).toMatch(
      new RegExp(`yang Anda kirim: ${secret.code}[^]*pertanyaan Anda: Apakah pelatihan daring[^]*sudah dihitung\\.`),
    )
    expect(eko.saw.at(-1)).toContain('Sudah diberitahukan')
    // Told once, it stays as it is; what is joined is told to those who are new, who read no more than they may.
    await eko.presses('Tambah tiket')
    await eko.says(citizens.code)
    expect(newsOf(budi)).toHaveLength(2)
    expect(newsOf(ani)).toHaveLength(2)
    expect(newsOf(ani)[1]).toContain(citizens.code)
    expect(newsOf(ani)[1]).not.toContain('Disiplin')
    await city.restart()
    await city.settled()
    expect([newsOf(ani).length, newsOf(budi).length]).toEqual([2, 2])

    // The list of a policy for staff is theirs.
    const { version } = await voices.paragraphOf('Disiplin', 1)
    const list = `outcome.list|${version.policyId}|0`
    expect(await ani.forges(list)).toContain('pegawai')
    expect(newsOf(ani)).toHaveLength(2)
    await citra.forges(list)
    expect(citra.saw.at(-1)).toContain('Pelatihan daring bersertifikat memang sudah dihitung.')
    const data = `outcome.tell|${(await voices.db().outcome.findFirstOrThrow({ orderBy: { id: 'desc' } })).id}|y`
    expect(await eko.forges(data)).toContain('sudah diberi tahu')
  })

  test('that is not adopted says why; a decision needs no policy; what was cancelled is told to nobody', async () => {
    const { ani, eko } = city
    const before = newsOf(ani).length
    const wish = await voices.submits(ani, 'Buka layanan sampai malam hari.')
    await voices.concludes(eko, wish.id)
    await eko.presses('Layanan')
    await eko.says('17')
    expect(eko.saw.at(-1)).toContain('Ketik angka dari 1 sampai 3')
    await eko.says('2')
    await eko.presses('Kembali')
    await eko.presses('Kembali')
    await eko.presses('Keputusan tanpa kebijakan')
    await eko.presses('💬 Didengar, tidak diterima')
    expect(eko.saw.at(-1)).toContain('menyebut alasannya')
    await eko.says('Layanan malam belum dapat dibuka.')
    expect(eko.saw.at(-1)).toContain('Sebutkan alasannya')
    await eko.says('Layanan malam belum dapat dibuka karena petugasnya belum cukup.')
    expect(eko.buttons).not.toContain('Saat versi berikutnya terbit')
    await eko.presses('Sekarang')
    expect(newsOf(ani)).toHaveLength(before + 1)
    expect(newsOf(ani).at(-1)).toContain('💬 Didengar, tidak diterima')

    const second = await voices.submits(ani, 'Tambah kursi tunggu.')
    await voices.concludes(eko, second.id)
    await eko.presses('Tulis yang baru')
    await writes(eko, { at: ['Layanan', 'Tanpa paragraf'], sentence: 'Kursi tunggu ditambah.', when: 'Simpan dulu' })
    await eko.presses('Lepaskan 1')
    expect(await voices.db().outcomeSource.count({ where: { ticketId: second.id } })).toBe(1)
    await eko.presses('Batalkan')
    await eko.presses('Ya, batalkan')
    expect(await voices.db().outcome.count({ where: { sentence: 'Kursi tunggu ditambah.' } })).toBe(0)
    expect(newsOf(ani)).toHaveLength(before + 1)
  })

  test('is for planners to write, and for nobody else', async () => {
    const { ani, dewi, eko } = city
    const wish = await voices.submits(ani, 'Perbaiki mesin antrean.')
    await voices.concludes(eko, wish.id)
    await eko.presses('Tulis yang baru')
    await writes(eko, { at: ['Layanan', 'Tanpa paragraf'], sentence: 'Mesin antrean diganti.', when: 'Simpan dulu' })
    const { id } = await voices.db().outcome.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const forged = [
      `outcome.write|ticket|${wish.id}`,
      `outcome.new|ticket|${wish.id}`,
      `outcome.join|${id}|ticket|${wish.id}`,
      `outcome.card|${id}|0`,
      `outcome.tell|${id}|y`,
      `outcome.cancel|${id}|y`,
      `outcome.add|${id}`,
      `outcome.reword|${id}`,
      `outcome.asked|${id}|0`,
      `outcome.toggle|${id}|1|0`,
      'outcome.drop|1',
      'outcome.all|0|0',
    ]
    for (const who of [ani, dewi]) for (const data of forged) expect(await who.forges(data), data).toContain('hak')
    expect(await eko.forges('outcome.card|999999|0')).toContain('sudah dibatalkan')
    expect(await eko.forges('outcome.write|ticket|999999')).toContain('sudah tidak ada')
    expect(await voices.db().outcome.count({ where: { id, toldAt: null } })).toBe(1)
    // The list has it first, for it waits.
    await opensPolicy(eko, 'Layanan')
    await eko.presses('Tindak lanjut')
    expect(eko.saw.at(-1)).toContain('Tindak lanjut kebijakan ini: 2, di antaranya 1 belum diberitahukan')
    await eko.presses('⏳ ✅ Mesin antrean diganti.')
    expect(eko.saw.at(-1)).toContain(wish.code)
    await eko.says('/datasaya')
    await city.settled()
    expect((await eko.files()).at(-1)?.text).toContain('Mesin antrean diganti.')
  })
})
