// "/laporan": how far a policy has got, for planners and for heads in their units.
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'
import { joinMore, makeVersion, reach, tell } from './editions.ts'

let city: Awaited<ReturnType<typeof openCity>>
let version: Awaited<ReturnType<typeof makeVersion>>
const client = () => city.app.work.database.client
const unit = async (name: string) => (await client().unit.findFirstOrThrow({ where: { name } })).id
/** What the newest report says, without the picture. */
const told = ({ saw }: { saw: string[] }) => saw.findLast((text) => text.startsWith('📄')) ?? ''
const data = (...parts: unknown[]) => parts.join('|')
/** Asks for the reports, and opens the one about policies. */
async function opensReport(one: typeof city.eko, command = '/laporan') {
  await one.says(command)
  await one.presses('Kebijakan')
}

beforeAll(async () => {
  city = await openCity()
  await city.app.fillSample(cast)
  for (const person of [city.budi, city.citra, city.dewi, city.eko]) await person.joins('Pegawai')
  await city.ani.joins('Warga')
})
afterAll(() => city.close())

describe('before anything is published', () => {
  test('says so, and is for planners and heads', async () => {
    const { eko, citra, ani } = city
    await opensReport(eko)
    expect(eko.saw.at(-1)).toContain('Belum ada kebijakan')
    await eko.presses('‹ Laporan')
    expect(eko.buttons).toContain('Kebijakan')
    for (const one of [citra, ani]) {
      await one.says('/laporan')
      expect(one.saw.at(-1)).toContain('tidak punya hak')
    }
    expect(eko.commands()).toContain('laporan')
    expect(citra.commands()).not.toContain('laporan')
  })
})

describe('with one policy', () => {
  beforeAll(async () => {
    const now = city.clock.now()
    version = await makeVersion(client(), now, {
      title: 'Rencana Kerja <2027>',
      audience: { kind: 'all' },
      questions: 2,
    })
    const people = await joinMore(client(), 16, now)
    for (const [n, { id, telegramId }] of people.entries()) {
      await tell(client(), version.id, telegramId, now)
      if (n < 12) await reach(client(), version.id, id, n < 4 ? 'acknowledgedAt' : 'openedAt', now)
    }
  })

  test('a planner reads all stages and every unit at once, then gets the picture', async () => {
    const { eko } = city
    await opensReport(eko, '/report')
    const [words, caption] = eko.saw.slice(-2)
    expect(words).toContain('Rencana Kerja <2027>')
    expect(words).toContain('semua unit')
    expect(words).toContain('Di daftar pegawai: 40')
    expect(words).toContain('Bergabung: 20 (50%)')
    expect(words).toContain('Diberi tahu: 16 (40%)')
    expect(words).toContain('Membuka: 12 (30%)')
    expect(words).toContain('Membaca sampai akhir: 4 (10%)')
    expect(words).toContain('Kuis benar semua: 4 (10%)')
    expect(words).toContain('Paham: 4 (10%)')
    expect(words).toContain('Di luar daftar pegawai: Bergabung 1 · Diberi tahu 0')
    expect(words).toMatch(/Dinas Kesehatan: \d dari 8 bergabung, \d paham \(\d+%\)/)
    expect(caption).toContain('semua unit: 4 dari 40 pegawai paham (10%)')
    const picture = (await eko.files()).at(-1)
    expect(Buffer.from(picture?.bytes.subarray(1, 4) ?? []).toString()).toBe('PNG')
    expect(eko.messages.at(-1)?.photo?.at(-1)).toMatchObject({ height: 1280 })
    // Nothing of the picture is kept.
    expect(await client().file.count()).toBe(0)
  })

  test('a unit opens with its sub-units, its picture, and the way back', async () => {
    const { eko } = city
    await eko.presses('Dinas Kesehatan')
    expect(told(eko)).toContain('Pegawai: Dinas Kesehatan')
    expect(told(eko)).toContain('Di daftar pegawai: 8')
    expect(told(eko)).toMatch(/Bidang P2P: \d dari 4/)
    expect(told(eko)).toMatch(/Dinas Kesehatan, di luar sub-unit: 1 dari 1/)
    expect(told(eko)).not.toContain('Di luar daftar')
    expect(await eko.presses('Grafik')).toContain('sedang dibuat')
    expect(eko.saw.at(-1)).toContain('Dinas Kesehatan: ')
    await eko.presses('Bidang P2P')
    expect(told(eko)).toContain('Bidang P2P')
    await eko.presses('Kembali')
    await eko.presses('Kembali')
    expect(told(eko)).toContain('semua unit')
  })

  test('is shown anew where it stands', async () => {
    const { eko, clock, budi } = city
    const person = await client().person.findUniqueOrThrow({ where: { telegramId: BigInt(budi.id) } })
    await reach(client(), version.id, person.id, 'acknowledgedAt', clock.now())
    await eko.presses('Perbarui')
    expect(told(eko)).toContain('Paham: 5 (12%)')
  })

  test('who has not acknowledged it is named by unit, with what they have not done, and all of them in a file', async () => {
    const { eko } = city
    await eko.presses('Belum paham (35)')
    const said = eko.saw.at(-1) ?? ''
    expect(said).toContain('semua unit: 35 dari 40 pegawai')
    expect(said).toContain('Dinas Perhubungan / Bidang Angkutan\n• ')
    expect(said).toMatch(/Citra Umpama: belum diberi tahu/)
    expect(said).toMatch(/Fitri Percontohan: belum bergabung/)
    expect(said).toMatch(/: belum membaca sampai akhir/)
    expect(said).toContain('1 orang di luar daftar pegawai tidak disebut')
    await client().rosterEntry.updateMany({ where: { name: { startsWith: 'Citra' } }, data: { name: '=Citra&1' } })
    expect(await eko.presses('Semua sebagai berkas (CSV)')).toContain('sedang dibuat')
    const table: string[][] = parse(Buffer.from((await eko.files()).at(-1)?.bytes ?? []), { bom: true, delimiter: ';' })
    expect(table[0]).toEqual(['Unit', 'Nama', 'Jabatan', 'Yang belum'])
    expect(table.length).toBe(36)
    expect(table.flat()).toContain("'=Citra&1")
    expect(eko.saw.at(-1)).toContain('35 pegawai')
    expect(await client().file.count()).toBe(0)
  })

  test('a head sees their own units only, whatever they press', async () => {
    const { dewi, citra } = city
    await opensReport(dewi)
    expect(told(dewi)).toContain('Pegawai: Dinas Kesehatan')
    expect(told(dewi)).not.toContain('Perhubungan')
    expect(told(dewi)).not.toContain('Di luar daftar')
    expect(dewi.buttons).not.toContain('Pertanyaan kuis')
    await dewi.presses('Bidang P2P')
    expect(told(dewi)).toContain('Bidang P2P')
    await dewi.presses('Kembali')
    const label = dewi.buttons.findLast((one) => one.startsWith('Belum paham'))
    await dewi.presses(label ?? '')
    expect(dewi.saw.at(-1)).toContain('Dinas Kesehatan / Bidang P2P')
    expect(dewi.saw.at(-1)).not.toContain('Perhubungan')
    await dewi.presses('Semua sebagai berkas (CSV)')
    expect((await dewi.files()).at(-1)?.text).not.toContain('Perhubungan')
    const [v, other] = [version.id, await unit('Dinas Perhubungan')]
    const files = (await dewi.files()).length
    const forged = [
      data('policy.funnel', v, other, 0),
      data('policy.chart', v, other),
      data('policy.missing', v, other),
      data('policy.missingFile', v, other),
      data('policy.quizFigures', v),
    ]
    for (const one of forged) {
      expect(await dewi.forges(one), one).toContain('tidak punya hak')
      expect(await citra.forges(one), one).toContain('tidak punya hak')
    }
    expect((await dewi.files()).length).toBe(files)
  })

  test('a head of several units has all of them, and each by itself', async () => {
    const { dewi } = city
    const roads = await unit('Bidang Angkutan')
    const role = { telegramId: BigInt(dewi.id), name: 'head', unitId: roads, createdAt: city.clock.now() } as const
    const { id } = await client().role.create({ data: role })
    await opensReport(dewi)
    expect(told(dewi)).toContain('Pegawai: unit-unit Anda')
    expect(told(dewi)).toMatch(/Bidang Angkutan: \d dari \d[^]*Dinas Kesehatan: \d dari 8/)
    await dewi.presses('Bidang Angkutan')
    expect(told(dewi)).toContain('Bidang Angkutan')
    await dewi.presses('Kembali')
    expect(told(dewi)).toContain('unit-unit Anda')
    await client().role.delete({ where: { id } })
  })

  test('what is ordered and may no longer be seen when it is made is not sent', async () => {
    const { dewi } = city
    const files = (await dewi.files()).length
    const order = { version: String(version.id), unit: '0', chatId: String(city.citra.id), language: 'id' }
    for (const name of ['policies.charting', 'policies.missing'])
      await client().task.create({ data: { name, payload: order, createdAt: city.clock.now() } })
    await city.app.idle()
    await expect.poll(() => client().task.count(), { timeout: 10_000 }).toBe(0)
    expect(await city.citra.files()).toEqual([])
    expect((await dewi.files()).length).toBe(files)
  })

  test('what was ordered from the version before is still made', async () => {
    const { eko } = city
    const files = (await eko.files()).length
    const order = { version: String(version.id), unit: '0', telegramId: String(eko.id), language: 'id' }
    const data = { name: 'policies.missing', payload: order, createdAt: city.clock.now() }
    await client().task.create({ data })
    await expect.poll(() => client().task.count(), { timeout: 10_000 }).toBe(0)
    await city.settled()
    expect((await eko.files()).length).toBe(files + 1)
  })

  test('what is not there is refused', async () => {
    const { eko } = city
    expect(await eko.forges(data('policy.funnel', version.id, 99_999, 0))).toContain('sudah tidak ada')
    expect(await eko.forges(data('policy.funnel', 99_999, 0, 0))).not.toBe('')
    expect(await eko.forges(data('policy.funnel', version.id, 0))).toContain('Tombol')
  })
})

describe('the questions of the quiz', () => {
  const answer = async (position: number, people: { id: bigint }[], rights: boolean[]) => {
    for (const [n, isRight] of rights.entries())
      await client().questionTry.create({
        data: {
          versionId: version.quizId ?? 0n,
          key: `q${position}`,
          personId: people[n]?.id ?? 0n,
          answer: isRight ? 'a' : 'b',
          isRight,
          triedAt: city.clock.now(),
        },
      })
  }
  const many = (right: number, wrong: number) => [
    ...Array.from({ length: right }, () => true),
    ...Array.from({ length: wrong }, () => false),
  ]

  test('say nothing of fewer than five, then how many were right at the first try, the most missed one first', async () => {
    const { eko } = city
    const people = await client().person.findMany({ where: { telegramId: { gt: 50_000n } }, orderBy: { id: 'asc' } })
    await opensReport(eko)
    await eko.presses('Pertanyaan kuis')
    expect(told(eko)).toContain('2. Pertanyaan ke-2?\nBelum ada yang menjawab.')
    await eko.presses('Kembali')
    await answer(1, people, many(2, 2))
    await answer(2, people, many(6, 2))
    await eko.presses('Pertanyaan kuis')
    expect(told(eko)).toContain('1. Pertanyaan ke-1?\nJawaban belum ditampilkan.')
    expect(told(eko)).toContain('2. Pertanyaan ke-2?\n8 orang menjawab; yang langsung benar belum ditampilkan')
    expect(told(eko)).not.toContain('Paling sering keliru')
    await eko.presses('Kembali')
    // Whoever was wrong tries again: that is no first try.
    await answer(1, people, many(4, 0))
    await answer(1, people.slice(4), many(5, 7))
    await answer(2, people.slice(8), many(5, 3))
    await eko.presses('Pertanyaan kuis')
    expect(told(eko)).toContain('Paling sering keliru: 1. Pertanyaan ke-1?')
    expect(told(eko)).toContain('16 orang menjawab, 7 langsung benar (43%)')
    // Of the second question the wrong ones have changed by three only.
    expect(told(eko)).toContain('8 orang menjawab; yang langsung benar belum ditampilkan')
  })

  test('keep what is up until five more have answered either way', async () => {
    const { eko } = city
    const people = await joinMore(client(), 8, city.clock.now())
    await answer(1, people, many(4, 0))
    await eko.presses('Kembali')
    await eko.presses('Pertanyaan kuis')
    expect(told(eko)).toContain('16 orang menjawab, 7 langsung benar (43%)')
    await answer(1, people.slice(4), many(1, 0))
    await eko.presses('Kembali')
    await eko.presses('Pertanyaan kuis')
    expect(told(eko)).toContain('21 orang menjawab, 12 langsung benar (57%)')
    await eko.presses('Kembali')
  })
})

describe('with several policies', () => {
  test('one is chosen, the newest first; each version has its own report', async () => {
    const { eko } = city
    const now = city.clock.now()
    const second = { title: 'Rencana Kerja <2027>', policyId: version.policyId, number: 2 }
    await makeVersion(client(), now, { ...second, audience: { kind: 'employees' } })
    for (let n = 1; n <= 8; n++) {
      await city.clock.advance(1000)
      await makeVersion(client(), city.clock.now(), { title: `Kebijakan ${n}`, audience: { kind: 'public' } })
    }
    await opensReport(eko)
    expect(eko.saw.at(-1)).toContain('Kebijakan yang mana?')
    const labels = eko.buttons.slice(-10)
    expect(labels.slice(0, 8)).toEqual([8, 7, 6, 5, 4, 3, 2, 1].map((n) => `Kebijakan ${n}`))
    await eko.presses('Kebijakan 3')
    expect(eko.saw.at(-1)).toContain('Di luar daftar pegawai: ')
    expect(eko.saw.at(-1)).not.toContain('Di daftar pegawai:')
    await opensReport(eko)
    await eko.presses('Berikutnya (2/2) ▶')
    await eko.presses('Rencana Kerja <2027>')
    expect(told(eko)).toContain('versi 2')
    expect(told(eko)).toContain('Paham: 0 (0%)')
    // Without a quiz there is nothing to pass, and nothing to ask about.
    expect(told(eko)).not.toContain('Kuis')
    await eko.presses('Versi 1')
    expect(told(eko)).toContain('versi 1')
    expect(told(eko)).toContain('Paham: 5 (12%)')
  })

  test('units are on pages of ten', async () => {
    const { eko } = city
    await client().unit.createMany({
      data: Array.from({ length: 12 }, (_, n) => ({ name: `Unit ${String(n).padStart(2, '0')}` })),
    })
    for (const { id, name } of await client().unit.findMany({ where: { name: { startsWith: 'Unit ' } } }))
      await client().rosterEntry.create({ data: { nip: `9${name.slice(-2)}`.padStart(18, '0'), name, unitId: id } })
    await eko.presses('Perbarui')
    expect(told(eko)).not.toContain('Unit 11')
    await eko.presses('Berikutnya (2/2) ▶')
    expect(told(eko)).toContain('Unit 11: 0 dari 1 bergabung, 0 paham (0%)')
    expect(told(eko)).not.toContain('Dinas Kesehatan')
  })
})
