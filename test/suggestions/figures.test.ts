// "Usulan & aduan" of "/laporan": how tickets are answered, for planners and for heads in their units.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Deed } from '../../src/shared/tickets/log.ts'
import { openStaffedCity } from '../support/city.ts'
import { day, makeCase } from './cases.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
const client = () => city.app.work.database.client
const unit = async (name: string) => (await client().unit.findFirstOrThrow({ where: { name } })).id
/** What the newest report says, without the picture. */
const told = ({ saw }: { saw: string[] }) =>
  saw.findLast((text) => text.includes('hari kerja menurut jam kantor')) ?? ''
/** What it says of a part. */
const partOf = (person: { saw: string[] }, name: string) =>
  told(person)
    .split('\n\n')
    .find((text) => text.startsWith(name))
const figures = (of: bigint, period = 'all') => `ticket.figures|${of}|${period}|0`

const answered: Deed = { kind: 'answered', by: 'clock', text: 'Sudah diperbaiki.' }
const rated = (score: number): Deed => ({ kind: 'rated', by: 'author', number: BigInt(score) })
let [health, disease, roads, schools] = [0n, 0n, 0n, 0n]

beforeAll(async () => {
  city = await openStaffedCity()
  health = await unit('Dinas Kesehatan')
  disease = await unit('Bidang P2P')
  roads = await unit('Dinas Perhubungan')
  schools = await unit('Dinas Pendidikan')
})
afterAll(() => city.close())

test('before anything is submitted it says so, also to a head, and nobody else gets it', async () => {
  const { eko, dewi, citra, ani } = city
  for (const one of [eko, dewi]) {
    await one.forges(figures(0n))
    expect(one.saw.at(-1)).toContain('Tidak ada usulan atau aduan di sini')
    expect(one.buttons).not.toContain('Grafik')
  }
  for (const one of [citra, ani])
    for (const data of [figures(0n), 'ticket.chart|0|all']) {
      expect(await one.forges(data)).toContain('tidak punya hak')
    }
})

describe('with tickets of known histories', () => {
  beforeAll(async () => {
    const author = city.ani.id
    const { eko } = city
    const officer = { officer: BigInt(eko.id) }
    // Working days until the answer in the health department: 2, 3, 3+, 5, 8+, as in the reference.
    await makeCase(city, { author, kind: 'question', at: day(2), unit: health, deeds: [[day(4), answered]] })
    await makeCase(city, { author, at: day(2), unit: disease, deeds: [[day(5), answered]] })
    const asked: Deed = { kind: 'asked', by: officer, text: 'Di mana tepatnya?' }
    await makeCase(city, { author, at: day(5), unit: health, deeds: [[day(10), asked]] })
    await makeCase(city, { author, kind: 'question', at: day(2), unit: disease, deeds: [[day(9), answered]] })
    await makeCase(city, { author, kind: 'question', at: day(11), unit: health })
    // Seven days of five; answered and opened again; withdrawn; followed in another one.
    const late = { author, kind: 'question' as const, at: day(2), unit: roads }
    await makeCase(city, { ...late, deeds: [[day(11), answered]] })
    const reopened: Deed = { kind: 'reopened', by: 'author' }
    await makeCase(city, {
      author,
      at: day(18),
      unit: roads,
      deeds: [
        [day(19), answered],
        [day(20), reopened],
      ],
    })
    await makeCase(city, { author, at: day(18), unit: roads, deeds: [[day(19), { kind: 'withdrawn', by: 'author' }]] })
    const first = await makeCase(city, { author, kind: 'suggestion', at: day(20) })
    const merged: Deed = { kind: 'merged', by: officer, number: first.id }
    await makeCase(city, { author, kind: 'suggestion', at: day(20), deeds: [[day(20, '11:00'), merged]] })
    const old = new Date('2025-12-01T10:00:00+07:00')
    const second = await makeCase(city, {
      author,
      kind: 'suggestion',
      at: old,
      deeds: [[new Date('2025-12-02T10:00:00+07:00'), answered]],
    })
    const outcome = { kind: 'adopted', sentence: 'Diterima.', createdAt: day(20), authorId: null } as const
    await client().outcome.create({
      data: { ...outcome, toldAt: day(20), sources: { create: { ticketId: second.id } } },
    })
    await client().outcome.create({ data: { ...outcome, sources: { create: { ticketId: first.id } } } })
  })

  test('a planner reads what is in all and in each unit, and gets a picture', async () => {
    const { eko } = city
    await eko.says('/laporan')
    await eko.presses('Usulan & aduan')
    expect(told(eko)).toContain('📊 Usulan & aduan\nSemua waktu · semua unit · 23 November 2026')
    expect(told(eko)).toContain('Masuk: 10\n')
    expect(told(eko)).toContain('Masih terbuka: 4, lewat batas jawaban: 1')
    expect(told(eko)).toContain('Dijawab atau ditolak: 5, tepat waktu: 80%')
    expect(told(eko)).toContain('Dibuka kembali: 1')
    // One waits for the version that it led to: nobody was told.
    expect(told(eko)).toContain('Usulan yang sudah ditindaklanjuti: 1 dari 2 (50%)')
    expect(told(eko)).not.toContain('Puas')
    expect(partOf(eko, 'Dinas Kesehatan')).toContain(
      '\n5 masuk · 2 terbuka · 1 lewat batas jawaban · 3 dijawab · 100% tepat waktu · median 5 hk',
    )
    // 1+ (withdrawn), 2+ (open again), 7: the median is 7.
    expect(partOf(eko, 'Dinas Perhubungan')).toContain(
      '\n3 masuk · 1 terbuka · 1 dijawab · 0% tepat waktu · median 7 hk · 1 dibuka kembali',
    )
    expect(partOf(eko, 'Belum diteruskan')).toContain(
      '\n2 masuk · 1 terbuka · 1 dijawab · 100% tepat waktu · median 1 hk',
    )
    expect(partOf(eko, 'Dinas Pendidikan')).toBeUndefined()
    await expect.poll(async () => (await eko.files()).length, { timeout: 20_000 }).toBe(1)
    const picture = (await eko.files()).at(-1)
    expect(Buffer.from(picture?.bytes.subarray(1, 4) ?? []).toString()).toBe('PNG')
    expect(eko.saw.at(-1)).toContain('10 masuk · 4 terbuka · 1 lewat batas jawaban · 5 dijawab · 80% tepat waktu')
    // Nothing of the picture is kept.
    expect(await client().file.count()).toBe(0)
  })

  test('a unit opens with its sub-units, in the same period, and leads back', async () => {
    const { eko } = city
    await eko.presses('Dinas Kesehatan')
    expect(told(eko)).toContain('Median sampai dijawab: 5 hari kerja')
    expect(partOf(eko, 'Bidang P2P')).toContain('\n2 masuk · 0 terbuka · 2 dijawab · 100% tepat waktu · median 3 hk')
    expect(partOf(eko, 'Dinas Kesehatan, di luar sub-unit')).toContain('3 masuk · 2 terbuka · 1 lewat batas jawaban')
    await eko.presses('Tahun ini')
    expect(told(eko)).toContain('Tahun ini · Dinas Kesehatan')
    await eko.presses('Kembali')
    expect(told(eko)).toContain('Tahun ini · semua unit')
    expect(told(eko)).toContain('Masuk: 9\n')
    expect(told(eko)).toContain('Usulan yang sudah ditindaklanjuti: 0 dari 1 (0%)')
    await eko.presses('90 hari terakhir')
    expect(told(eko)).toContain('90 hari terakhir · semua unit')
    expect(told(eko)).toContain('Masuk: 9\n')
    await eko.presses('Semua waktu')
    expect(told(eko)).toContain('Masuk: 10\n')
    expect(await eko.presses('Grafik')).toContain('sedang dibuat')
    await expect.poll(async () => (await eko.files()).length, { timeout: 20_000 }).toBe(2)
    await eko.presses('‹ Laporan')
    expect(eko.buttons).toContain('Usulan & aduan')
    await eko.presses('Usulan & aduan')
    expect(told(eko)).toContain('Masuk: 10\n')
  })

  test('a head sees their own unit only, whatever they press', async () => {
    const { dewi } = city
    await dewi.forges(figures(0n))
    expect(told(dewi)).toContain('Semua waktu · Dinas Kesehatan')
    expect(told(dewi)).toContain('Masuk: 5\n')
    expect(told(dewi)).not.toMatch(/Perhubungan|Belum diteruskan/)
    await dewi.presses('Bidang P2P')
    expect(told(dewi)).toContain('Masuk: 2\n')
    for (const data of [figures(roads), `ticket.chart|${roads}|all`]) {
      expect(await dewi.forges(data)).toContain('tidak punya hak')
    }
    expect(await dewi.forges(figures(99_999n))).toContain('sudah tidak ada')
    expect(await dewi.files()).toEqual([])
  })

  test('what is ordered and may no longer be seen when it is drawn is not sent', async () => {
    const payload = { unit: '0', period: 'all', chatId: String(city.citra.id), language: 'id' }
    await client().task.create({ data: { name: 'tickets.charting', payload, createdAt: city.clock.now() } })
    await city.app.idle()
    await expect.poll(() => client().task.count(), { timeout: 10_000 }).toBe(0)
    expect(await city.citra.files()).toEqual([])
  })
})

describe('how satisfied people are', () => {
  const rate = (score: number) =>
    makeCase(city, {
      author: city.ani.id,
      at: day(16),
      unit: schools,
      deeds: [
        [day(17), answered],
        [day(18), rated(score)],
      ],
    })
  const shown = async () => {
    await city.eko.presses('Perbarui')
    return partOf(city.eko, 'Dinas Pendidikan')
  }

  test('is not shown of four, is of five, and the sixth does not give itself away', async () => {
    for (const score of [5, 4, 5, 4]) await rate(score)
    expect(await shown()).toContain('puas –')
    expect(told(city.eko)).toContain('Puas (nilai 4–5): –')
    expect(told(city.eko)).toContain('sekurang-kurangnya 5 orang')
    await rate(4)
    expect(await shown()).toContain('100% puas')
    expect(told(city.eko)).toContain('Puas (nilai 4–5): 100% dari 5 penilaian')
    await rate(1)
    expect(await shown()).toContain('100% puas')
    for (const score of [1, 2, 3]) await rate(score)
    expect(await shown()).toContain('100% puas')
    await rate(2)
    expect(await shown()).toContain('50% puas')
    expect(told(city.eko)).toContain('Puas (nilai 4–5): 50% dari 10 penilaian')
  })

  test('is the same in every period, and not told of sub-units', async () => {
    const { eko } = city
    await eko.presses('90 hari terakhir')
    expect(told(eko)).toContain('Puas (nilai 4–5): 50% dari 10 penilaian')
    await eko.presses('Dinas Pendidikan')
    expect(told(eko)).toContain('Puas (nilai 4–5): 50% dari 10 penilaian')
    const [below] = await client().unit.findMany({ where: { parentId: schools }, orderBy: { id: 'asc' } })
    await makeCase(city, { author: city.ani.id, at: day(16), unit: below?.id ?? 0n })
    await eko.presses('Perbarui')
    expect(told(eko)).toContain('Puas (nilai 4–5): 50% dari 10 penilaian')
    expect(partOf(eko, below?.name ?? '')).not.toContain('puas')
    await eko.presses(below?.name ?? '')
    expect(told(eko)).not.toContain('Puas')
  })
})
