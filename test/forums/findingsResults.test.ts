// The result of a forum: to planners before, to everyone once it is published, in the report, and in what is taken out.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Forum, ForumStatement } from '../../src/generated/prisma/client.ts'
import { deskButton, resultButton } from '../../src/features/forums/buttons.ts'
import { forumsExport, statementsExport } from '../../src/features/forums/findings/exports.ts'
import { publishedOf } from '../../src/features/forums/findings/published.ts'
import { refreshing } from '../../src/features/forums/findings/refreshing.ts'
import type { Export } from '../../src/platform/feature.ts'
import { openStaffedCity } from '../support/city.ts'
import { makeForum, write } from './forumRows.ts'
import { dbOf, refresh, voteMany, votesAs, writeThirty } from './opinionated.ts'
import type { City } from './opinionated.ts'

let city: City
let forum: Forum
let statements: ForumStatement[]
let health: bigint
beforeAll(async () => {
  city = await openStaffedCity()
  // Of the sample nothing shall be in the lists.
  await dbOf(city).forum.deleteMany()
  forum = await makeForum(city, { title: 'Jam <layanan>' })
  statements = await writeThirty(city, forum)
  const units = await dbOf(city).unit.findMany({ where: { parentId: null }, orderBy: { id: 'asc' } })
  const [first, second] = units
  if (first === undefined || second === undefined) throw new Error('No units')
  health = first.id
  const staff = (unitId: bigint) => ({ place: { unitId, isEmployee: true } })
  await voteMany(city, forum, statements, { camp: 'early', people: 30, seed: 1, ...staff(health) })
  await voteMany(city, forum, statements, { camp: 'late', people: 26, seed: 2 })
  await voteMany(city, forum, statements, { camp: 'online', people: 18, seed: 3 })
  await voteMany(city, forum, statements, { camp: 'online', people: 3, seed: 4, ...staff(second.id) })
  await votesAs(city, forum, statements, { by: city.ani, camp: 'early' })
  const own = await write(city, forum, 'Loket lansia perlu ada', { by: city.ani, state: 'accepted' })
  const few = await write(city, forum, 'Parkir gratis', { by: city.ani, state: 'accepted' })
  const voters = await dbOf(city).forumParticipant.findMany({ where: { forumId: forum.id }, orderBy: { id: 'asc' } })
  const on = (statementId: bigint, some: typeof voters) =>
    some.map(({ id }, n) => ({ forumId: forum.id, statementId, participantId: id, value: n % 5 === 0 ? -1 : 1 }))
  await dbOf(city).forumVote.createMany({
    data: [...on(own.id, voters.slice(0, 50)), ...on(few.id, voters.slice(0, 4))],
  })
  await refresh(city, forum)
})
afterAll(() => city.close())

const press = (who: City['ani'], label: string) => who.presses(label)
const looks = async (who: City['ani']) => {
  await city.clock.advance(20_000)
  const told = await who.forges(resultButton.with('', { forum: forum.id }).callback_data)
  return told
}
const rowsOf = async ({ rows, columns }: Export) => {
  const { settings } = city.app.work
  const voice = city.app.work.voice('id')
  const now = city.clock.now()
  const order = { from: new Date(0), until: new Date(now.getTime() + 1), units: null, voice, settings, now }
  const all = []
  for await (const batch of rows(dbOf(city), order))
    for (const row of batch) all.push(Object.fromEntries(columns.map(({ name }, n) => [name, row[n]])))
  return all
}

test('planners see it before it is published; others are told that it is not yet', async () => {
  const { ani, eko } = city
  expect(await looks(ani)).toContain('Hasilnya belum terbit')
  const told = await looks(eko)
  expect(told).toContain('📊 Jam <layanan>')
  expect(told).toContain('Belum terbit: hanya perencana')
  expect(told).toMatch(/Kelompok pendapat: 3 yang dapat ditampilkan, dari 78 orang/)
  expect(told).toMatch(/Kelompok A, \d+ orang\. Yang khas:\n👍/)
  // Who takes part from where is told once, at the end.
  expect(told).not.toContain('Masyarakat:')
})

test('it is told page by page, and as pictures', async () => {
  const { eko } = city
  await looks(eko)
  expect(eko.buttons.at(-1)).toBeDefined()
  const pictures = () => eko.messages.filter(({ photo }) => photo).length
  const before = pictures()
  expect(await press(eko, 'Grafik')).toContain('Gambar sedang dibuat')
  await press(eko, 'Peta pendapat')
  await expect.poll(pictures, { timeout: 20_000 }).toBe(before + 2)
  const next = eko.buttons.findLast((label) => label.includes('2/'))
  if (next === undefined) throw new Error('There is one page only')
  await press(eko, next)
  expect(eko.saw.join('\n')).toContain('Banyak yang belum yakin tentang\n• Loket keempat perlu dibuka')
})

test('when it has closed, the last votes are counted from nothing, and it cannot be published sooner', async () => {
  const { eko } = city
  await dbOf(city).forum.update({ where: { id: forum.id }, data: { state: 'closed', closedAt: city.clock.now() } })
  await city.clock.advance(20_000)
  await dbOf(city).task.deleteMany({ where: { name: refreshing.name } })
  await voteMany(city, forum, statements, { camp: 'late', people: 6, seed: 9 })
  await eko.says('/menu')
  await eko.forges(deskButton.with('', { forum: forum.id }).callback_data)
  expect(await press(eko, 'Terbitkan hasil')).toContain('Suara terakhir masih dihitung')
  // The job of the minute finds it.
  await city.clock.advance(60_000)
  await city.settled()
  const [newest] = await dbOf(city).forumSnapshot.findMany({ where: { forumId: forum.id }, orderBy: { id: 'desc' } })
  expect(newest?.voters).toBe(84)
  expect(newest?.input).toMatchObject({ earlier: null })
  const units = (await publishedOf(dbOf(city), forum.id))?.published.units ?? []
  const name = (await dbOf(city).unit.findUniqueOrThrow({ where: { id: health } })).name
  // Three of another unit are not told, nor the smallest of the others, from which they could be worked out.
  expect(units).toEqual([{ unit: null, isEmployee: false, people: 51 }])
  expect(units.some(({ unit }) => unit === name)).toBe(false)
})

test('published, it is told to who took part, and to authors how people voted, as far as it may be', async () => {
  const { ani, budi, eko } = city
  await city.clock.advance(20_000)
  await eko.says('/menu')
  await eko.forges(deskButton.with('', { forum: forum.id }).callback_data)
  await press(eko, 'Terbitkan hasil')
  expect(eko.saw.at(-1)).toContain('tidak dapat ditarik')
  await press(eko, 'Terbitkan hasil')
  expect((await dbOf(city).forum.findUniqueOrThrow({ where: { id: forum.id } })).state).toBe('published')
  const told = ani.saw.join('\n')
  expect(told).toContain('Hasil forum Jam <layanan> sudah terbit')
  expect(told).toMatch(
    /Loket lansia perlu ada\nSetuju: sebagian besar \(sekitar 80 %\) · Tidak setuju: sebagian kecil \(sekitar 20 %\)/,
  )
  expect(told).toMatch(/Parkir gratis\nTerlalu sedikit orang menilainya/)
  // Of an anonymous forum no row of it stays.
  const rows = await dbOf(city).$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM message WHERE chat_id = ${ani.id} AND payload::text LIKE '%Loket lansia%'`
  expect(rows[0]?.count).toBe(0)
  expect(await looks(budi)).toMatch(/Kelompok pendapat: \d/)
  expect(await dbOf(city).audit.count({ where: { action: 'publishedForum', object: `forum:${forum.id}` } })).toBe(1)
})

test('it is in the report, with a chart', async () => {
  const { eko, budi } = city
  await city.clock.advance(20_000)
  await eko.says('/laporan')
  await press(eko, 'Forum dialog')
  expect(eko.saw.at(-1)).toMatch(/Jam <layanan> \(terbit\)\n84 orang, [\d.]+ suara, 32 pernyataan; 3 kelompok/)
  const before = eko.messages.filter(({ photo }) => photo).length
  await press(eko, 'Grafik')
  await expect.poll(() => eko.messages.filter(({ photo }) => photo).length, { timeout: 20_000 }).toBe(before + 1)
  await budi.says('/laporan')
  expect(budi.buttons).not.toContain('Forum dialog')
})

test('what is taken out of it has rounded shares, and none of what few have voted on', async () => {
  expect(await rowsOf(forumsExport)).toEqual([
    expect.objectContaining({ code: forum.code, people: 84, statements: 32, groups: 3, anonymous: true }),
  ])
  const rows = await rowsOf(statementsExport)
  expect(rows).toHaveLength(32)
  expect(rows.find(({ text }) => text === 'Loket lansia perlu ada')).toMatchObject({
    agree: 0.8,
    disagree: 0.2,
    pass: 0,
  })
  expect(rows.find(({ text }) => text === 'Parkir gratis')).toMatchObject({ agree: null, disagree: null, pass: null })
})
