import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openCity>>
let city: City
beforeAll(async () => {
  city = await openCity()
  await city.app.fillSample(cast)
  await city.fitri.joins('Pegawai')
  await city.budi.joins('Pegawai')
})
afterAll(() => city.close())
const client = () => city.app.work.database.client

/** The two files that somebody was given last. */
async function given(someone: City['ani']) {
  const documents = someone.messages.flatMap(({ document }) => document ?? []).slice(-2)
  const [page, json] = await Promise.all(documents.map(({ file_id: id }) => city.playground.world.file(id)))
  return {
    names: documents.map(({ file_name: name }) => name),
    page: Buffer.from(page?.bytes ?? []).toString(),
    data: JSON.parse(Buffer.from(json?.bytes ?? []).toString()),
  }
}

describe('/datasaya', () => {
  test('gives everything as a page and as JSON, in one’s language, and keeps neither', async () => {
    const { budi, fitri } = city
    await fitri.says('/umumkan')
    await fitri.says('Apel <pagi> & "senam"')
    await fitri.presses('Pegawai')
    await fitri.presses('Minta tanda baca')
    await fitri.presses('Kirim sekarang')
    await budi.presses('Saya sudah baca')
    await fitri.says('/peran budi')
    await fitri.presses('Jadikan perencana')
    await fitri.presses('Ya, terapkan')
    await budi.says('/profil')
    await budi.presses('Hentikan pengingat')
    await budi.presses('Jam tenang')
    await budi.presses('22.00–05.00')
    await budi.says('/umumkan')
    await budi.sendsDocument(
      { bytes: Buffer.from('isi'), name: 'edaran.pdf', type: 'application/pdf' },
      'Draf <edaran>',
    )
    await budi.says('/datasaya')
    const { names, page, data } = await given(budi)
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(city.clock.now())
    expect(names).toEqual([`data-saya-${day}.html`, `data-saya-${day}.json`])

    expect(page).toMatch(/^<!doctype html><html lang="id">/)
    expect(page).toContain('Semua yang disimpan Rembuk tentang Anda, per ')
    for (const said of [
      '1002',
      'Budi Misalkan',
      'Dinas Kesehatan / Bidang P2P',
      'pengingat',
      '22:00-05:00',
      'perencana',
    ])
      expect(page).toContain(said)
    expect(page).toContain('Apel &lt;pagi&gt; &amp; &quot;senam&quot;')
    expect(page).toContain('Draf &lt;edaran&gt;')
    expect(page).not.toMatch(/<script|<img|<link|src=|href=/)

    expect(data.profile).toEqual([
      expect.objectContaining({ telegramId: '1002', kind: 'employee', muted: 'reminders', quietHours: '22:00-05:00' }),
    ])
    expect(data.roster[0]).toMatchObject({ nip: '000000000000000001', phone: '+6280000000002' })
    expect(data.roles).toEqual([expect.objectContaining({ role: 'planner', byRoster: true })])
    expect(data.announcementsReceived).toEqual([expect.objectContaining({ number: '1', readAt: expect.any(String) })])
    expect(data.announcementsReceived[0].at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    expect(data.forms[0]).toMatchObject({
      form: 'broadcasts.compose',
      'answers.content.payload.caption': 'Draf <edaran>',
    })
    expect(data.files).toEqual([expect.objectContaining({ name: 'edaran.pdf' })])
    expect(data.messages.map(({ text }: { text: string }) => text)).toContain('Apel <pagi> & "senam"')
    expect(data.messages.map(({ lane }: { lane: string }) => lane)).toContain('answer')
    expect(data.updates.length).toBeGreaterThan(5)

    // The files are gone from the database; only the draft's is left.
    expect(await client().file.findMany({ select: { name: true } })).toEqual([{ name: 'edaran.pdf' }])
    expect(await client().content.count({ where: { fileId: { not: null } } })).toBe(0)
    expect(budi.saw.join('\n')).toContain('Lanjutkan?')
  })

  test('the author’s own: what they announced and did, and nobody else’s affairs', async () => {
    const { fitri } = city
    await fitri.says('/bahasa')
    await fitri.presses('English')
    await fitri.says('/mydata')
    const { names, page, data } = await given(fitri)
    expect(names[0]).toMatch(/^my-data-\d{4}-\d\d-\d\d\.html$/)
    expect(page).toContain('Everything that Rembuk stores about you')
    expect(data.announcementsSent).toEqual([
      expect.objectContaining({ number: '1', audience: expect.any(String), text: 'Apel <pagi> & "senam"' }),
    ])
    expect(data.deeds.map(({ action }: { action: string }) => action)).toEqual(['announced', 'gaveRole'])
    expect(page).not.toContain('Misalkan')
    expect(data.forms).toEqual([])
  })

  test('a citizen has little', async () => {
    const { ani } = city
    await ani.joins('Warga')
    await ani.says('/datasaya')
    const { page, data } = await given(ani)
    expect(page).toContain('Tidak ada.')
    expect(data.profile).toHaveLength(1)
    const filled = Object.entries(data).filter(([, rows]) => Array.isArray(rows) && rows.length > 0)
    expect(filled.map(([name]) => name)).toEqual(['profile', 'messages', 'updates'])
  })

  test('of whom nothing is stored, or only a refusal, is told just that', async () => {
    const rini = city.newcomer('Rini')
    await rini.says('/datasaya')
    expect(rini.saw.at(-1)).toContain('Tidak ada data')
    await rini.says('/start')
    await rini.presses('Bahasa Indonesia')
    await rini.presses('Tidak setuju')
    await rini.says('/datasaya')
    expect(rini.saw.at(-1)).toContain('hanya penolakan itu')
    expect(rini.messages.flatMap(({ document }) => document ?? [])).toEqual([])
  })
})
