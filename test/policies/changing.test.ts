// A new version asks those who acknowledged the one before for what has changed, and for nothing else.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { clauses, policyText, publishes } from '../support/publishing.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const db = () => city.app.work.database.client
const read = (person: City['budi']) => person.saw.findLast((text) => text.includes('📄')) ?? ''
const [first = '', second = '', third = ''] = clauses
const acknowledges = async (person: City['budi']) => {
  for (const step of ['Baca', 'Lanjut', 'Lanjut', 'Lanjut', 'Mulai kuis', '20 jam', 'Setiap triwulan', 'Saya paham'])
    await person.presses(step)
}
const parts = (title: string) => ({ title, relevance: false })

test('who acknowledged version 1 reads the changed paragraph only, sees what changed, and answers its question only', async () => {
  const { eko, budi, citra } = city
  await publishes(eko, policyText(clauses, parts('Berubah')))
  await acknowledges(budi)
  const changed = policyText([first.replace('20 jam', '24 jam'), second, third], parts('Berubah'))
  await publishes(eko, changed.replace('- 20 jam *', '- 24 jam *'))
  expect(budi.saw.at(-1)).toMatch(/Berubah berubah: versi 2[^]*menyatakan paham versi 1. 1 paragraf berubah/)
  expect(citra.saw.at(-1)).toContain('Berubah, versi 2')
  await budi.presses('Baca')
  expect(read(budi)).toMatch(/Perubahan 1 dari 1[^]*Berubah sejak Anda/)
  const shown = budi.messages.findLast(({ text }) => text?.includes('Perubahan 1 dari 1'))
  const marked = (type: string) =>
    shown?.entities?.flatMap((entity) =>
      entity.type === type ? [shown.text?.slice(entity.offset, entity.offset + entity.length).trim()] : [],
    )
  expect(marked('strikethrough')).toEqual(['20'])
  expect(marked('underline')).toEqual(['24'])
  await budi.presses('Lanjut')
  expect(read(budi)).toContain('kuis 1 pertanyaan')
  await budi.presses('Mulai kuis')
  await budi.presses('24 jam')
  await budi.presses('Saya paham')
  expect(budi.saw.at(-1)).toContain('Anda memahami Berubah versi 2')
  // Citra has acknowledged nothing: she reads all of it.
  await citra.presses('Baca')
  expect(read(citra)).toContain('Paragraf 1 dari 3')
})

test('renumbering, moving and another heading ask nothing, and the acknowledgement holds', async () => {
  const { eko, budi } = city
  await publishes(eko, policyText(clauses, parts('Nomor')))
  await acknowledges(budi)
  const said = budi.saw.length
  const moved = [third.replace('3.', '1.'), first.replace('1.', '2.'), second.replace('2.', '3.')]
  await publishes(eko, policyText(moved, parts('Nomor')).replace('Bab I Tujuan', 'Bab I Maksud'))
  expect(budi.saw.length).toBe(said)
  await budi.says('/kebijakan')
  expect(budi.saw.at(-1)).toMatch(/✓ Nomor \(versi 2\)/)
  const version = await db().policyVersion.findFirstOrThrow({ where: { title: 'Nomor', number: 2 } })
  const carried = await db().policyReading.findMany({ where: { versionId: version.id } })
  expect(carried).toEqual([expect.objectContaining({ isCarried: true, acknowledgedAt: expect.any(Date) })])
})

test('what says the same but holds from another day is told, and asks nothing', async () => {
  const { eko, budi } = city
  await publishes(eko, policyText(clauses, { ...parts('Tanggal'), effective: '2027-01-04' }))
  await acknowledges(budi)
  await publishes(eko, policyText(clauses, { ...parts('Tanggal'), effective: '2026-12-01' }))
  expect(budi.saw.at(-1)).toMatch(/isinya sama[^]*tanggal berlakunya berubah[^]*1 Desember 2026/)
  await budi.says('/kebijakan')
  expect(budi.saw.at(-1)).toMatch(/✓ Tanggal \(versi 2\)/)
})

test('a removed paragraph is shown struck through, once', async () => {
  const { eko, budi } = city
  await publishes(eko, policyText(clauses, parts('Dihapus')))
  await acknowledges(budi)
  await publishes(eko, policyText([first, second], parts('Dihapus')))
  expect(budi.saw.at(-1)).toContain('1 paragraf berubah')
  await budi.presses('Baca')
  expect(read(budi)).toMatch(/Perubahan 1 dari 1[^]*Dihapus[^]*lima hari kerja/)
  await budi.presses('Lanjut')
  await budi.presses('Saya paham')
  expect(budi.saw.at(-1)).toContain('Anda memahami Dihapus versi 2')
})

test('who skipped a version reads what has changed since the one they acknowledged', async () => {
  const { eko, budi } = city
  await publishes(eko, policyText(clauses, parts('Lompat')))
  await acknowledges(budi)
  await publishes(eko, policyText([first.replace('20 jam', '24 jam'), second, third], parts('Lompat')))
  await publishes(eko, policyText([first, second, third.replace('lima', 'tiga')], parts('Lompat')))
  await budi.presses('Baca')
  expect(read(budi)).toMatch(/Perubahan 1 dari 1[^]*hari kerja/)
  await budi.presses('Lanjut')
  await budi.presses('Saya paham')
  expect(budi.saw.at(-1)).toContain('versi 3')
})

test('what one has seen of a version counts in the next one where it says the same', async () => {
  const { eko, citra } = city
  await publishes(eko, policyText(clauses, { ...parts('Setengah'), quiz: false }))
  for (const step of ['Baca', 'Lanjut', 'Lanjut', 'Lanjut']) await citra.presses(step)
  await publishes(
    eko,
    policyText([first, second.replace('triwulan', 'semester'), third], { ...parts('Setengah'), quiz: false }),
  )
  await citra.presses('Baca')
  await citra.presses('Daftar isi')
  await citra.presses('Ke akhir')
  expect(citra.saw.join('\n')).toContain('Masih ada 1 paragraf yang belum Anda buka')
  await citra.presses('Buka yang belum')
  expect(read(citra)).toContain('semester')
  await citra.presses('Lanjut')
  await citra.presses('Lanjut')
  await citra.presses('Saya paham')
  expect(citra.saw.at(-1)).toContain('Anda memahami Setengah versi 2')
})

test('an old version stays readable, marked so, and is not acknowledged', async () => {
  const { eko, budi, citra } = city
  await publishes(eko, policyText(clauses, parts('Lama')))
  await citra.presses('Baca')
  await citra.presses('Lanjut')
  await publishes(eko, policyText([first.replace('20 jam', '24 jam'), second, third], parts('Lama')))
  await citra.presses('Lanjut')
  expect(citra.saw.join('\n')).toMatch(/Versi lama; yang berlaku versi 2[^]*Paragraf 3 dari 3/)
  await citra.presses('Lanjut')
  expect(citra.saw.join('\n')).toContain('tidak ada yang perlu dinyatakan')
  const old = await db().policyVersion.findFirstOrThrow({ where: { title: 'Lama', number: 1 } })
  expect(await citra.forges(`policy.ack|${old.id}`)).toContain('tidak berlaku lagi')
  await budi.says('/kebijakan')
  await budi.presses('● Lama')
  await budi.presses('Versi lain')
  await budi.presses(budi.buttons.findLast((label) => label.startsWith('Versi 1, ')) ?? '')
  await budi.presses(budi.buttons.findLast((label) => label.startsWith('Bab I Tujuan · 1')) ?? '')
  expect(read(budi)).toMatch(/Versi lama[^]*20 jam/)
  await budi.presses('Buka versi 2')
  expect(read(budi)).toContain('24 jam')
})
