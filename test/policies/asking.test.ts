// Readers ask and object at a paragraph; planners answer by replying or by a button, and make answers public.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { clauses, policyText, publishes } from '../support/publishing.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
let city: City
beforeAll(async () => {
  city = await openStaffedCity()
  await publishes(city.eko, policyText(clauses, { title: 'Tanya', audience: 'semua', relevance: false }))
})
afterAll(() => city.close())

const db = () => city.app.work.database.client
const opens = async (reader: City['ani'], identity = 1) => {
  const version = await db().policyVersion.findFirstOrThrow({ where: { title: 'Tanya' } })
  await reader.opens(`policy-${version.policyId}-${identity}`)
}
const asks = async (reader: City['ani'], words: string, identity = 1) => {
  await opens(reader, identity)
  await reader.presses('Tanya')
  await reader.says(words)
}

describe('a question', () => {
  test('goes to the planner who published it, without a name; the answer by reply comes back', async () => {
    const { ani, eko, fitri } = city
    await asks(ani, 'Apakah pelatihan daring dihitung?')
    expect(ani.saw.at(-1)).toContain('diteruskan kepada perencana')
    const asked = eko.messages.at(-1)
    expect(asked?.text).toMatch(
      /Pertanyaan tentang Bab I Tujuan · 1, Tanya, versi 1[^]*Apakah pelatihan daring dihitung\?/,
    )
    expect(asked?.text).not.toContain('Ani')
    expect(fitri.saw.join('\n')).not.toContain('pelatihan daring dihitung')
    await eko.replies(asked?.message_id ?? 0, 'Ya, bila bersertifikat.')
    expect(ani.saw.at(-1)).toMatch(
      /Jawaban atas pertanyaan Anda tentang Bab I Tujuan · 1, [^]*Ya, bila bersertifikat\./,
    )
    expect(eko.messages.find(({ message_id }) => message_id === asked?.message_id)?.text).toContain('✓ Dijawab')
    await ani.presses('Buka paragrafnya')
    expect(ani.saw.at(-1)).toContain('20 jam')
  })

  test('is answered by the button, once; by nobody else than planners', async () => {
    const { budi, eko, citra } = city
    await asks(budi, 'Siapa atasan langsung saya?', 2)
    const data = eko.dataOf('Jawab')
    expect(await citra.forges(data)).toContain('tidak punya hak')
    await eko.presses('Jawab')
    expect(eko.saw.at(-1)).toContain('Siapa atasan langsung saya?')
    await city.restart()
    await eko.says('Kepala bidang Anda.')
    expect(budi.saw.at(-1)).toContain('Kepala bidang Anda.')
    expect(await eko.forges(data)).toContain('sudah dijawab')
    expect(budi.saw.at(-1)).toContain('Kepala bidang Anda.')
  })

  test('too short, too long, or without words is refused, and nothing typed is lost', async () => {
    const { budi, eko } = city
    const before = eko.saw.length
    await opens(budi)
    await budi.presses('Tanya')
    await budi.says('apa')
    expect(budi.saw.at(-1)).toContain('Terlalu pendek')
    await budi.says('x'.repeat(1001))
    expect(budi.saw.at(-1)).toContain('Terlalu panjang')
    await budi.presses('Batal')
    expect(budi.saw.join('\n')).toContain('Dibatalkan.')
    expect(eko.saw.length).toBe(before)
  })

  test('with its answer, made public in the planner’s words, stands at the paragraph for everyone', async () => {
    const { ani, eko, citra } = city
    await asks(ani, 'Saya Ani dari RT 5: bagaimana kalau permohonan saya lewat lima hari?', 3)
    await eko.replies(eko.messages.at(-1)?.message_id ?? 0, 'Anda diberi tahu alasannya dan tanggal barunya.')
    await eko.presses('Terbitkan ke tanya jawab')
    expect(eko.saw.at(-1)).toContain('tanpa menyebut orang')
    await eko.says('Apa yang terjadi bila lewat lima hari?')
    expect(eko.saw.at(-1)).toContain('Terbit di tanya jawab Bab I Tujuan · 3')
    await opens(citra, 3)
    await citra.presses('Tanya jawab (1)')
    expect(citra.saw.at(-1)).toMatch(/Apa yang terjadi bila lewat lima hari\?[^]*tanggal barunya/)
    expect(citra.saw.at(-1)).not.toContain('RT 5')
    await citra.presses('Kembali')
    expect(citra.saw.at(-1)).toContain('lima hari kerja')
    const joko = city.newcomer('Joko')
    await opens(joko, 3)
    await joko.presses('Tanya jawab (1)')
    expect(joko.saw.at(-1)).toContain('tanggal barunya')
    // Once is enough; and a paragraph that has changed since is said to have.
    expect(await eko.presses('Terbitkan ke tanya jawab')).toContain('sudah ada di tanya jawab')
    await eko.says('/kebijakan')
    await eko.presses(eko.buttons.findLast((label) => label.endsWith('Tanya')) ?? '')
    await eko.presses('Pertanyaan (0 menunggu)')
    await eko.presses(eko.buttons.findLast((label) => label.startsWith('Tarik ')) ?? '')
    await opens(citra, 3)
    expect(citra.buttons.slice(-6)).not.toContain('Tanya jawab (1)')
  })

  test('goes to every planner when its author has gone', async () => {
    const { budi, eko, fitri } = city
    await eko.blocks()
    await asks(budi, 'Masih adakah yang menjawab?')
    expect(fitri.saw.at(-1)).toContain('Masih adakah yang menjawab?')
    await eko.unblocks()
  })
})

describe('several questions at once', () => {
  test('an answer to an older prompt, by reply, belongs to the paragraph of that prompt', async () => {
    const { citra } = city
    await opens(citra, 1)
    await citra.presses('Tanya')
    const prompt = citra.messages.at(-1)
    await opens(citra, 2)
    await citra.presses('Tanya')
    await citra.replies(prompt?.message_id ?? 0, 'Tentang paragraf pertama?')
    await citra.says('Tentang paragraf kedua?')
    const kept = await db().policyQuestion.findMany({
      where: { text: { startsWith: 'Tentang' } },
      include: { paragraph: true },
    })
    expect(kept.map(({ text, paragraph }) => [text, paragraph.identity]).toSorted()).toEqual([
      ['Tentang paragraf kedua?', 2],
      ['Tentang paragraf pertama?', 1],
    ])
  })

  test('a reply to something else is no answer, a second press of Tanya asks again, and Batal ends its own question', async () => {
    const { budi } = city
    await opens(budi, 1)
    await budi.presses('Tanya')
    await budi.presses('Tanya')
    expect(budi.saw.at(-1)).toContain('Apa pertanyaan Anda')
    const reading = budi.messages.findLast(({ text }) => text?.startsWith('📄'))
    await budi.replies(reading?.message_id ?? 0, 'Balasan yang salah tempat')
    expect(budi.saw.at(-1)).toContain('bukan untuk pertanyaan yang sedang terbuka')
    await opens(budi, 2)
    await budi.presses('Keberatan/usul')
    await budi.says('Keberatan tentang paragraf kedua.')
    expect(budi.saw.at(-1)).toContain('Foto atau dokumen')
    for (const label of ['Lewati', 'Dengan nama', 'Kirim']) await budi.presses(label)
    expect(await db().policyQuestion.count({ where: { text: { startsWith: 'Balasan' } } })).toBe(0)
  })

  test('an answer that stays public after its paragraph has changed says so', async () => {
    const { ani, eko, budi } = city
    await asks(ani, 'Berapa jam bagi yang baru masuk?', 1)
    await eko.replies(eko.messages.at(-1)?.message_id ?? 0, 'Sebanding dengan bulan kerjanya.')
    await eko.presses('Terbitkan ke tanya jawab')
    await eko.says('Berapa jam bagi pegawai baru?')
    await publishes(
      eko,
      policyText([clauses[0]?.replace('20 jam', '24 jam') ?? '', ...clauses.slice(1)], {
        title: 'Tanya',
        audience: 'semua',
        relevance: false,
      }),
    )
    const version = await db().policyVersion.findFirstOrThrow({ where: { title: 'Tanya', number: 2 } })
    await budi.opens(`policy-${version.policyId}-1`)
    await budi.presses('Tanya jawab (1)')
    expect(budi.saw.at(-1)).toContain('Ditanyakan tentang versi 1; paragrafnya sudah berubah')
  })
})
