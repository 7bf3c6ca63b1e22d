// What becomes of an order between the last press and the file: rights that change, a restart, and very many rows.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { makeVersion } from '../policies/editions.ts'
import { orders, sheetsOf, tableOf } from './orders.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
let version: Awaited<ReturnType<typeof makeVersion>>
const client = () => city.app.work.database.client
const questions = 'Pertanyaan tentang kebijakan'
/** Real time, long after the test. */
const later = new Date('2100-01-01T00:00:00Z')

beforeAll(async () => {
  city = await openStaffedCity()
  version = await makeVersion(client(), city.clock.now(), { title: 'Rencana', audience: { kind: 'employees' } })
})
afterAll(() => city.close())

/** An order that nobody takes up before it is let go. */
async function waits(telegramId: number, what: string[]) {
  const payload = {
    chatId: String(telegramId),
    language: 'id',
    what,
    period: { from: null, until: '2026-11-23' },
    format: 'csv',
    shownId: '0',
    orderedAt: city.clock.now().toISOString(),
  }
  // As after an attempt that failed: nobody in the city waits for it.
  const row = { name: 'planning.export', payload, attempts: 1, restUntil: later, createdAt: city.clock.now() }
  const { id } = await client().task.create({ data: row, select: { id: true } })
  return async () => {
    await client().task.update({ where: { id }, data: { restUntil: null } })
    await city.settled()
    await expect.poll(() => client().task.count(), { timeout: 15_000 }).toBe(0)
    await city.settled()
  }
}
const exported = () => client().audit.count({ where: { action: 'exported' } })

test('an order that waits is there after a restart, keeps others of the same person away, and comes once', async () => {
  const { fitri } = city
  const letGo = await waits(fitri.id, ['people'])
  await city.restart()
  await fitri.says('/ekspor')
  for (const label of ['Daftar pegawai', 'Lanjut', 'Semuanya']) await fitri.presses(label)
  expect(await fitri.presses('CSV')).toContain('sebelumnya masih disiapkan')
  await fitri.says('/batal')
  const [files, deeds] = [(await fitri.files()).length, await exported()]
  await letGo()
  const [file, about, ...more] = (await fitri.files()).slice(files)
  expect(file?.name).toBe('rembuk-people-semua-2026-11-23.csv')
  expect(tableOf(file?.bytes ?? new Uint8Array())).toHaveLength(41)
  expect(about?.name).toContain('penjelasan')
  expect(more).toEqual([])
  expect(await exported()).toBe(deeds + 1)
})

test('who has lost the right meanwhile gets nothing, and who has less gets less', async () => {
  const { fitri, eko, dewi, ani } = city
  const [before, deeds] = [(await eko.files()).length, await exported()]
  // Eko was an admin when he ordered; what planners may have is still his.
  const letGo = await waits(eko.id, ['people', 'questions'])
  await letGo()
  const [file] = (await eko.files()).slice(before)
  expect(file?.name).toBe('rembuk-questions-semua-2026-11-23.csv')
  expect(await exported()).toBe(deeds + 1)
  const entry = await client().rosterEntry.findFirstOrThrow({ where: { person: { telegramId: BigInt(dewi.id) } } })
  const forDewi = await waits(dewi.id, ['policies'])
  const held = await client().role.findMany({
    where: { OR: [{ rosterEntryId: entry.id }, { telegramId: BigInt(dewi.id) }] },
  })
  await client().role.deleteMany({ where: { id: { in: held.map(({ id }) => id) } } })
  await forDewi()
  await (
    await waits(ani.id, ['policies', 'people'])
  )()
  for (const one of [dewi, ani]) {
    expect(await one.files()).toEqual([])
    expect(one.saw.at(-1)).toContain('hak Anda sudah berubah')
  }
  await client().role.createMany({ data: held })
  // Nobody is told anything who has erased themselves.
  const gone = city.newcomer('Sari')
  const said = gone.saw.length
  await (
    await waits(gone.id, ['people'])
  )()
  expect(gone.saw.length).toBe(said)
  expect(await exported()).toBe(deeds + 1)
  expect(fitri.saw.at(-1)).not.toContain('hak Anda')
})

test('twenty thousand rows are read piece by piece, and how far it is can be seen', { timeout: 120_000 }, async () => {
  const { eko } = city
  const paragraph = version.paragraphs[0]?.id ?? 0n
  await client().$executeRaw`
    INSERT INTO policy_question (paragraph_id, text, asked_at)
    SELECT ${paragraph}, 'Pertanyaan nomor ' || n, '2026-11-20T00:00:00Z'::timestamptz + n * interval '1 second'
    FROM generate_series(1, 20000) n`
  const [file] = await orders(eko, { what: [questions], period: 'Bulan ini' })
  const shown = city.playground.world
    .calls()
    .filter(({ method }) => method === 'editMessageText')
    .map(({ parameters }) => String(parameters['text']))
  expect(shown.some((text) => /Menyiapkan … [\d.]+ dari 20\.000 baris/.test(text))).toBe(true)
  expect(eko.saw).toContain('✅ Siap: 20.000 baris.')
  expect(eko.saw.at(-1)).toContain('20.000 baris')
  const rows = (await sheetsOf(file?.bytes ?? new Uint8Array())).get(questions) ?? []
  expect(rows).toHaveLength(20_001)
  expect(new Set(rows.map((row) => row[6])).size).toBe(20_001)
  expect(rows.at(-1)?.[6]).toBe('Pertanyaan nomor 20000')
  await client().policyQuestion.deleteMany()
})

test('what was announced is counted by what became of it, in the words of who reads it', async () => {
  const { eko } = city
  const now = city.clock.now()
  const payload = { text: 'Upacara pada hari Senin' }
  const content = await client().content.create({ data: { method: 'sendMessage', payload } })
  const { id } = await client().broadcast.create({
    data: {
      language: 'id',
      audience: { kind: 'employees' },
      audienceText: 'Pegawai',
      contentId: content.id,
      total: 5,
      asksReading: true,
      keepsQuiet: false,
      state: 'finished',
      createdAt: now,
      startedAt: now,
      finishedAt: now,
    },
  })
  const states = ['sent', 'sent', 'unreachable', 'failed'] as const
  for (const [n, state] of states.entries())
    await client().message.create({
      data: {
        lane: 'broadcast',
        chatId: BigInt(900 + n),
        method: 'sendMessage',
        subject: `broadcast:${id}`,
        state,
        dueAt: now,
        createdAt: now,
        finishedAt: now,
      },
    })
  const budi = await client().person.findUniqueOrThrow({ where: { telegramId: BigInt(city.budi.id) } })
  await client().broadcastReading.create({ data: { broadcastId: id, personId: budi.id, readAt: now } })
  const [file] = await orders(eko, { what: ['Pengiriman pengumuman'], format: 'CSV' })
  const [heading = [], row = []] = tableOf(file?.bytes ?? new Uint8Array())
  const told = Object.fromEntries(heading.map((name, n) => [name, row[n]]))
  expect(told).toMatchObject({
    broadcast: String(id),
    words: 'Upacara pada hari Senin',
    audience: 'Pegawai',
    recipients: '5',
    told: '2',
    unreachable: '1',
    failed: '1',
    erased: '1',
    read: '1',
  })
  await eko.says('/bahasa')
  await eko.presses('English')
  await eko.says('/export')
  for (const label of ['Announcement deliveries', 'Next', 'Everything', 'CSV']) await eko.presses(label)
  expect((await eko.files()).at(-1)?.name).toBe('rembuk-deliveries-all-2026-11-23-about.txt')
  expect((await eko.files()).at(-1)?.text).toContain('recipients (number): Recipients.')
})
