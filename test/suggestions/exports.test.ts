// What can be taken out about tickets: a row for each, and one for each thing that happened to it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cell } from '../../src/platform/feature.ts'
import type { Language } from '../../src/platform/texts.ts'
import { codeOf } from '../../src/shared/tickets/codes.ts'
import { openStaffedCity } from '../support/city.ts'
import { makeVersion } from '../policies/editions.ts'
import { day, makeCase } from './cases.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
const client = () => city.app.work.database.client
const unit = async (name: string) => (await client().unit.findFirstOrThrow({ where: { name } })).id

/** The rows of an export with a name for each cell, as somebody who sees these units gets them; null: all. */
async function rowsOf(
  name: string,
  units: bigint[] | null,
  { language = 'id', from = day(1), until = day(30) }: { language?: Language; from?: Date; until?: Date } = {},
) {
  const { exports, settings, voice } = city.app.work
  const found = exports.find((one) => one.name === name)
  if (found === undefined) throw new Error(`No export ${name}`)
  const order = { from, until, units, voice: voice(language), settings, now: city.clock.now() }
  const rows: Cell[][] = []
  for await (const batch of found.rows(client(), order)) rows.push(...batch)
  expect(await found.count(client(), order)).toBe(rows.length)
  return rows.map((row) => {
    expect(row.length).toBe(found.columns.length)
    return Object.fromEntries(found.columns.map((column, index) => [column.name, row[index] ?? null]))
  })
}

let codes: Record<'answered' | 'secret' | 'open' | 'merged', string>

beforeAll(async () => {
  city = await openStaffedCity()
  const author = city.ani.id
  const officer = { officer: BigInt(city.eko.id) }
  const { id } = await makeVersion(client(), day(1), { title: 'Rencana Kerja', audience: { kind: 'all' } })
  const paragraph = await client().policyParagraph.findFirstOrThrow({
    where: { versionId: id },
    orderBy: { position: 'asc' },
  })
  await client().policyParagraph.update({ where: { id: paragraph.id }, data: { section: ['Bab I Tujuan'] } })
  const answered = await makeCase(city, {
    author,
    kind: 'suggestion',
    text: 'Pelatihan di hari kerja saja',
    at: day(2),
    unit: await unit('Bidang P2P'),
    deeds: [
      [day(3), { kind: 'taken', by: { officer: BigInt(city.dewi.id) } }],
      [day(4), { kind: 'asked', by: { officer: BigInt(city.dewi.id) }, text: 'Pelatihan yang mana?' }],
      [day(6), { kind: 'replied', by: 'author', text: 'Yang wajib.' }],
      [day(9), { kind: 'answered', by: { officer: BigInt(city.dewi.id) }, text: 'Baik, kami ubah.' }],
      [day(10), { kind: 'rated', by: 'author', number: 5n, text: 'Cepat sekali' }],
    ],
  })
  const { id: named } = await client().unit.findFirstOrThrow({ where: { name: 'Dinas Kesehatan' } })
  await client().ticket.update({
    where: { id: answered.id },
    data: {
      paragraphId: paragraph.id,
      namedUnitId: named,
      latitude: -1.6,
      longitude: 103.6,
      publicText: 'Hari pelatihan',
    },
  })
  const outcome = { kind: 'adopted', sentence: 'Diterima.', createdAt: day(10), toldAt: day(10) } as const
  await client().outcome.create({ data: { ...outcome, sources: { create: { ticketId: answered.id } } } })
  const { id: supporter } = await client().person.findFirstOrThrow({ where: { telegramId: BigInt(city.budi.id) } })
  await client().ticketSupport.create({ data: { ticketId: answered.id, personId: supporter } })
  const secret = await makeCase(city, {
    author,
    isAnonymous: true,
    text: '=Pungutan di loket',
    at: day(11, '10:42'),
    unit: await unit('Dinas Perhubungan'),
  })
  const open = await makeCase(city, { author, kind: 'question', at: day(12) })
  const merged = await makeCase(city, {
    author,
    kind: 'question',
    at: day(12),
    deeds: [[day(13), { kind: 'merged', by: officer, number: open.id }]],
  })
  codes = { answered: codeOf(answered), secret: codeOf(secret), open: codeOf(open), merged: codeOf(merged) }
})
afterAll(() => city.close())

test('a planner has every ticket with what became of it', async () => {
  const rows = await rowsOf('tickets', null)
  expect(rows.map(({ code }) => code)).toEqual([codes.answered, codes.secret, codes.open, codes.merged])
  expect(rows[0]).toEqual({
    code: codes.answered,
    kind: 'Usulan',
    state: 'dijawab',
    submitted_at: day(2),
    anonymous: false,
    named_unit: 'Dinas Kesehatan',
    unit: 'Dinas Kesehatan / Bidang P2P',
    inspection: false,
    limit_days: 14,
    response_days: 0,
    // Monday to Wednesday, and from Friday to Monday.
    working_days: 3,
    due_at: null,
    overdue: false,
    answered_at: day(9),
    closed_at: null,
    reopenings: 0,
    merged_into: null,
    policy: 'Rencana Kerja',
    policy_version: 1,
    paragraph: 'Bab I Tujuan · 1',
    has_place: true,
    files: 0,
    supporters: 1,
    outcome: 'diterima',
    public_text: 'Hari pelatihan',
    text: 'Pelatihan di hari kerja saja',
  })
  expect(rows[1]).toMatchObject({
    anonymous: true,
    submitted_at: day(11),
    unit: 'Dinas Perhubungan',
    policy: null,
    has_place: false,
    working_days: 8,
    overdue: false,
    answered_at: null,
    text: '=Pungutan di loket',
  })
  expect(rows[2]).toMatchObject({ unit: null, limit_days: 5, working_days: 7, overdue: true, response_days: null })
  expect(rows[3]).toMatchObject({ merged_into: codes.open, working_days: 1, state: 'selesai' })
})

test('everything that happened has a row, with the part of who did it', async () => {
  const rows = await rowsOf('ticketevents', null)
  expect(
    rows
      .filter(({ code }) => code === codes.answered)
      .map(({ event, at, by, unit: to, working_days: days, text }) => [event, at, by, to, days, text]),
  ).toEqual([
    ['diajukan', day(2), 'pelapor', null, 0, null],
    ['diteruskan', day(2), 'petugas', 'Dinas Kesehatan / Bidang P2P', 0, null],
    ['diambil', day(3), 'petugas', null, 1, null],
    ['ditanyakan ke pelapor', day(4), 'petugas', null, 2, 'Pelatihan yang mana?'],
    ['pelapor menulis', day(6), 'pelapor', null, 4, 'Yang wajib.'],
    ['dijawab', day(9), 'petugas', null, 5, 'Baik, kami ubah.'],
    ['dinilai', day(10), 'pelapor', null, 6, null],
  ])
  expect(rows.filter(({ code }) => code === codes.secret)[0]).toMatchObject({ at: day(11), by: 'pelapor' })
})

test('a head has their own units only, and a period what lies in it', async () => {
  const units = [await unit('Dinas Kesehatan')]
  expect((await rowsOf('tickets', units)).map(({ code }) => code)).toEqual([codes.answered])
  expect(new Set((await rowsOf('ticketevents', units)).map(({ code }) => code))).toEqual(new Set([codes.answered]))
  expect(await rowsOf('tickets', [])).toEqual([])
  const since = { from: day(12), until: day(13) }
  expect((await rowsOf('tickets', null, since)).map(({ code }) => code)).toEqual([codes.open, codes.merged])
  // The reply of an earlier day is not in it, that of a later one neither.
  expect((await rowsOf('ticketevents', null, since)).map(({ event }) => event)).toEqual(['diajukan', 'diajukan'])
})

test('nobody who sent something, and no rating, is in it, in any language', async () => {
  const { ani, budi } = city
  for (const language of ['id', 'en'] as const)
    for (const name of ['tickets', 'ticketevents']) {
      const rows = await rowsOf(name, null, { language })
      const said = JSON.stringify(rows)
      for (const one of [ani, budi]) expect(said).not.toContain(String(one.id))
      expect(said).not.toMatch(/\bAni\b|\bBudi\b|Cepat sekali/)
    }
  expect((await rowsOf('tickets', null, { language: 'en' }))[0]).toMatchObject({
    kind: 'Suggestion',
    outcome: 'adopted',
  })
})

test('more than are read at once come in their order', async () => {
  const last = await client().ticket.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await client().$executeRaw`
    INSERT INTO ticket (year, number, kind, text, is_anonymous, secret_salt, secret_digest, state, is_inspected, limit_days,
      opened_at, spent, last_event_id)
    SELECT 2026, 1000 + n, 'question', 'Kapan buka?', TRUE, '', '', 'new', FALSE, 5, ${day(20)}, 0, 0
    FROM generate_series(1, 2500) n`
  const rows = await rowsOf('tickets', null, { from: day(20), until: day(21) })
  expect(rows.length).toBe(2500)
  expect(rows.map(({ code }) => code)).toEqual(rows.map((_, n) => codeOf({ year: 2026, number: 1001 + n })))
  await client().ticket.deleteMany({ where: { id: { gt: last.id } } })
})
