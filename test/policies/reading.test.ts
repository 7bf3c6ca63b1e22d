// Somebody reads a policy paragraph by paragraph, answers the quiz and says that they understand it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { clauses, policyText, publishes } from '../support/publishing.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const db = () => city.app.work.database.client
const reading = (person: City['budi'], title: string) =>
  db().policyReading.findFirst({
    where: { person: { telegramId: BigInt(person.id) }, version: { title } },
    orderBy: { versionId: 'desc' },
  })
const read = (person: City['budi']) => person.saw.findLast((text) => text.includes('📄')) ?? ''

describe('reading', () => {
  test('goes paragraph by paragraph in one message, with progress, back, contents and relevance', async () => {
    const { eko, budi } = city
    await publishes(eko, policyText(clauses, { title: 'Satu' }))
    const said = budi.saw.length
    await budi.presses('Baca')
    // He works in Bidang P2P, which belongs to DINKES: why it concerns him comes before the first paragraph.
    expect(read(budi)).toContain('Pelatihan rekam medis elektronik')
    expect(read(budi)).not.toContain('Anda menyusun jadwal')
    await budi.presses('Lanjut')
    expect(read(budi)).toMatch(/Paragraf 1 dari 3[^]*Bab I Tujuan[^]*20 jam/)
    await budi.presses('Apa relevansinya bagi saya?')
    expect(read(budi)).toContain('Pelatihan rekam medis elektronik')
    await budi.presses('Kembali')
    await budi.presses('Lanjut')
    expect(read(budi)).toContain('Paragraf 2 dari 3')
    await budi.presses('Kembali')
    expect(read(budi)).toContain('Paragraf 1 dari 3')
    await budi.presses('Daftar isi')
    expect(budi.buttons.join('\n')).toContain('✓ Bab I Tujuan · 1: Setiap pegawai')
    await budi.presses(budi.buttons.find((label) => label.startsWith('Bab I Tujuan · 3')) ?? '')
    expect(read(budi)).toContain('lima hari kerja')
    expect(budi.saw.length).toBe(said)
    expect(await reading(budi, 'Satu')).toMatchObject({ seen: [1, 2, 3], acknowledgedAt: null })
  })

  test('what was not opened is asked for before the quiz, and the quiz before "Saya paham"', async () => {
    const { eko, citra } = city
    await publishes(eko, policyText(clauses, { title: 'Dua' }))
    await citra.presses('Baca')
    expect(read(citra)).toContain('Paragraf 1 dari 3')
    await citra.presses('Daftar isi')
    await citra.presses('Ke akhir')
    expect(read(citra)).toContain('Masih ada 2 paragraf yang belum Anda buka')
    const { versionId } = (await reading(citra, 'Dua')) ?? { versionId: 0n }
    expect(await citra.forges(`policy.ack|${versionId}`)).toContain('2 paragraf yang belum dibuka')
    await citra.presses('Buka yang belum')
    expect(read(citra)).toContain('Paragraf 2 dari 3')
    await citra.presses('Lanjut')
    await citra.presses('Lanjut')
    expect(read(citra)).toContain('kuis 2 pertanyaan')
    expect(await citra.forges(`policy.ack|${versionId}`)).toContain('Jawab dulu kuisnya')
    await citra.presses('Mulai kuis')
    // A button from before quizzes were questionnaires, and what is no option.
    for (const data of [`policy.answer|1|1|a`, `policy.try|${versionId}|q1|z|a`, `policy.try|${versionId}|q9|a|a`])
      expect(await citra.forges(data)).toContain('Tombol')
    await citra.presses('40 jam')
    expect(citra.saw.at(-1)).toMatch(/Belum tepat: “40 jam”[^]*sekurang-kurangnya 20 jam/)
    await citra.presses('Coba lagi')
    await citra.presses('20 jam')
    expect(citra.saw.at(-1)).toMatch(/Benar[^]*Kapan umpan balik/)
    await citra.presses('Setiap triwulan')
    await citra.presses('Saya paham')
    expect(citra.saw.at(-1)).toMatch(/Tercatat: Anda memahami Dua versi 1, 23 November 2026/)
    const tries = await db().questionTry.findMany({
      where: { version: { policy: { id: versionId } } },
      orderBy: { id: 'asc' },
    })
    expect(tries.map(({ isRight }) => isRight)).toEqual([false, true, true])
    await citra.says('/kebijakan')
    expect(citra.saw.at(-1)).toMatch(/✓ Dua/)
  })

  test('a restart between any two steps of reading and quiz loses nothing', { timeout: 120_000 }, async () => {
    const { eko, budi } = city
    await publishes(eko, policyText(clauses, { title: 'Tiga' }))
    const steps = ['Baca', 'Lanjut', 'Lanjut', 'Lanjut', 'Lanjut', 'Mulai kuis', '10 jam', 'Coba lagi', '20 jam']
    for (const step of [...steps, 'Setiap bulan', 'Coba lagi', 'Setiap triwulan', 'Saya paham']) {
      await city.restart()
      await budi.presses(step)
    }
    expect(budi.saw.at(-1)).toContain('Tercatat: Anda memahami Tiga')
    const kept = await reading(budi, 'Tiga')
    expect(kept).toMatchObject({ seen: [1, 2, 3] })
    for (const moment of [kept?.readAt, kept?.passedAt, kept?.acknowledgedAt]) expect(moment).toBeInstanceOf(Date)
    const own = { personId: kept?.personId ?? 0n, version: { policy: { id: kept?.versionId ?? 0n } } }
    const tries = await db().questionTry.findMany({ where: own, orderBy: { id: 'asc' } })
    expect(tries.map(({ isRight }) => isRight)).toEqual([false, true, false, true])
  })

  test('one goes on where one left off, from a new message', async () => {
    const { eko, budi } = city
    await publishes(eko, policyText(clauses, { title: 'Empat' }))
    for (const step of ['Baca', 'Lanjut', 'Lanjut']) await budi.presses(step)
    await budi.says('/kebijakan')
    await budi.presses('◐ Empat')
    expect(read(budi)).toContain('belum dinyatakan paham')
    await budi.presses('Lanjutkan membaca')
    expect(read(budi)).toContain('Paragraf 2 dari 3')
  })

  test('a long paragraph comes in parts, and counts as read with its last', async () => {
    const { eko, budi } = city
    const long = `1. ${Array.from({ length: 1200 }, (_, n) => `kata${n}`).join(' ')} **tebal** akhir.`
    await publishes(eko, policyText([long], { title: 'Panjang', quiz: false, relevance: false }))
    await budi.presses('Baca')
    expect(read(budi)).toContain('Bagian 1 dari')
    expect(read(budi).length).toBeLessThan(4096)
    expect((await reading(budi, 'Panjang'))?.seen).toEqual([])
    const parts = Number(/Bagian 1 dari (\d+)/.exec(read(budi))?.[1])
    const texts = [read(budi)]
    for (let part = 1; part < parts; part++) {
      await budi.presses('Lanjut')
      texts.push(read(budi))
    }
    for (let n = 0; n < 1200; n++) expect(texts.some((text) => new RegExp(`kata${n}\\b`).test(text))).toBe(true)
    expect((await reading(budi, 'Panjang'))?.seen).toEqual([1])
    await budi.presses('Lanjut')
    await budi.presses('Saya paham')
    expect(budi.saw.at(-1)).toContain('Tercatat')
  })

  test('options too long for a button are chosen by their letter', async () => {
    const { eko, budi } = city
    const text = policyText(clauses, { title: 'Huruf', relevance: false })
    const option = 'Sekurang-kurangnya dua puluh jam pelatihan setiap tahun'
    await publishes(eko, text.replace('- 20 jam *', `- ${option} *`))
    for (const step of ['Baca', 'Lanjut', 'Lanjut', 'Lanjut', 'Mulai kuis']) await budi.presses(step)
    expect(budi.saw.at(-1)).toContain(`B. ${option}`)
    await budi.presses('B')
    expect(budi.saw.at(-1)).toContain('Benar')
  })
})

describe('links', () => {
  test('lead to a paragraph of the version that holds', async () => {
    const { eko, budi } = city
    await publishes(eko, policyText(clauses, { title: 'Tautan', audience: 'semua' }))
    const version = await db().policyVersion.findFirstOrThrow({ where: { title: 'Tautan' } })
    await budi.opens(`policy-${version.policyId}-2`)
    expect(read(budi)).toMatch(/Tautan[^]*Paragraf 2 dari 3[^]*setiap triwulan/)
    // A look at it does not move one from where one is.
    await budi.opens(`policy-${version.policyId}`)
    await budi.presses('Baca')
    await budi.presses('Lanjut')
    expect(read(budi)).toContain('Paragraf 1 dari 3')
    await budi.opens('policy-999999')
    expect(budi.saw.at(-1)).toContain('Kebijakan itu tidak ada')
    await budi.opens(`policy-${version.policyId}-77`)
    expect(budi.saw.at(-1)).toContain('tidak ada di versi yang berlaku')
  })

  test('to what is for employees ask strangers who they are first', async () => {
    const { eko } = city
    await publishes(eko, policyText(clauses, { title: 'Internal' }))
    const version = await db().policyVersion.findFirstOrThrow({ where: { title: 'Internal' } })
    const wati = city.newcomer('Wati')
    await wati.opens(`policy-${version.policyId}-1`)
    await wati.presses('Bahasa Indonesia')
    await wati.presses('Setuju')
    await wati.presses('Warga')
    expect(wati.saw.join('\n')).toContain('Kebijakan ini untuk pegawai')
    expect(wati.saw.join('\n')).not.toContain('20 jam')
  })
})

describe('public policies', () => {
  test('are read by anyone, and nothing is stored about who has not agreed', async () => {
    const { eko, ani } = city
    await publishes(eko, policyText(clauses, { title: 'Umum', audience: 'masyarakat', relevance: false }))
    expect(ani.saw.at(-1)).toContain('Kebijakan baru: Umum')
    const joko = city.newcomer('Joko')
    await joko.says('/kebijakan')
    expect(joko.buttons).toContain('○ Umum')
    expect(joko.buttons).not.toContain('○ Internal')
    await joko.presses('○ Umum')
    await joko.presses('Baca')
    for (const step of ['Lanjut', 'Lanjut', 'Lanjut']) await joko.presses(step)
    expect(joko.saw.at(-1)).toContain('Anda sampai di akhir')
    expect(joko.buttons).not.toContain('Saya paham')
    await joko.presses('Daftar isi')
    await joko.presses(joko.buttons.find((label) => label.startsWith('Bab I Tujuan · 1')) ?? '')
    expect(await joko.presses('Tanya')).toContain('/start')
    expect(await db().person.count({ where: { telegramId: BigInt(joko.id) } })).toBe(0)
    const { client } = city.app.work.database
    expect(await client.policyReading.count({ where: { person: { telegramId: BigInt(joko.id) } } })).toBe(0)
    await ani.presses('Baca')
    for (const step of ['Lanjut', 'Lanjut', 'Lanjut', 'Mulai kuis', '20 jam', 'Setiap triwulan', 'Saya paham'])
      await ani.presses(step)
    expect(ani.saw.at(-1)).toContain('Tercatat: Anda memahami Umum')
  })

  test('an employee by their own word only, and a citizen, do not read what is for one unit', async () => {
    const { eko, ani, budi, citra } = city
    await publishes(eko, policyText(clauses, { title: 'Satu unit', audience: '\n  unit: [DINKES]' }))
    const version = await db().policyVersion.findFirstOrThrow({ where: { title: 'Satu unit' } })
    expect(budi.saw.at(-1)).toContain('Satu unit')
    expect(citra.saw.join('\n')).not.toContain('Kebijakan baru: Satu unit')
    // Another employee may read it, though it is not for them.
    await citra.says('/kebijakan')
    await citra.presses('Berikutnya (2/2) ▶')
    expect(citra.buttons).toContain('○ Satu unit')
    expect(await ani.forges(`policy.card|${version.policyId}`)).toContain('untuk pegawai')
    expect(await ani.forges(`policy.at|${version.id}|1|0|a`)).toContain('untuk pegawai')
    const siti = city.newcomer('Siti')
    await siti.joins('Pegawai')
    expect(await siti.forges(`policy.read|${version.policyId}`)).toContain('untuk pegawai')
  })
})
