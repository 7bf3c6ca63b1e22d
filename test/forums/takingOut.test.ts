// What is taken out of a forum that has closed: open data that anybody can reckon with, and minutes.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Forum } from '../../src/generated/prisma/client.ts'
import { newestSnapshot, placesIn } from '../../src/features/forums/findings/snapshots.ts'
import { analyse } from '../../src/features/forums/opinion/analysis.ts'
import { readFolder } from '../../src/features/forums/opinion/folder.ts'
import { randIndex } from '../../src/features/forums/opinion/randIndex.ts'
import { openStaffedCity } from '../support/city.ts'
import { makeForum, write } from './forumRows.ts'
import { dbOf, refresh, voteMany, votesAs, writeThirty } from './opinionated.ts'
import type { City } from './opinionated.ts'

let city: City
let open: Forum
let counted: Forum
beforeAll(async () => {
  city = await openStaffedCity()
  open = await forumOf('Pasar terbuka', true)
  counted = await forumOf('Pasar tertutup', false)
})
afterAll(() => city.close())

/** A forum with three camps and a rejected statement, closed and counted. */
async function forumOf(title: string, sharesRows: boolean): Promise<Forum> {
  const { client } = city.app.work.database
  const forum = await makeForum(city, { title, sharesRows })
  const statements = await writeThirty(city, forum)
  const bad = await write(city, forum, '=HYPERLINK("jahat")', { state: 'accepted' })
  await voteMany(city, forum, [...statements, bad], { camp: 'early', people: 22, seed: sharesRows ? 11 : 21 })
  await voteMany(city, forum, statements, { camp: 'late', people: 20, seed: sharesRows ? 12 : 22 })
  await voteMany(city, forum, statements, { camp: 'online', people: 16, seed: sharesRows ? 13 : 23 })
  await votesAs(city, forum, statements, { by: city.ani, camp: 'late' })
  await client.forumStatement.update({ where: { id: bad.id }, data: { state: 'rejected', reason: 'insulting' } })
  await client.forum.update({ where: { id: forum.id }, data: { state: 'closed', closedAt: city.clock.now() } })
  await refresh(city, forum)
  return client.forum.findUniqueOrThrow({ where: { id: forum.id } })
}

/** The archive that eko is sent. */
async function takesOut({ title, code }: Forum) {
  const { eko } = city
  await eko.says('/ekspor')
  await eko.presses('📦 Forum: data terbuka (zip)')
  await eko.presses(`${title} · ${code}`)
  const file = (await eko.files()).findLast(({ name }) => name === `forum-${code}.zip`)
  return unzipSync(new Uint8Array(file?.bytes ?? expect.fail('no archive')))
}
const rowsOf = (bytes: Uint8Array | undefined): Record<string, string>[] =>
  parse(Buffer.from(bytes ?? []), { columns: true })

test('with rows, announced beforehand, the same groups are found again from the archive', async () => {
  const files = await takesOut(open)
  expect(Object.keys(files).toSorted()).toEqual(['comments.csv', 'participants-votes.csv', 'summary.csv', 'votes.csv'])
  const folder = await mkdtemp(join(tmpdir(), 'rembuk-open-data-'))
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
  const read = await readFolder(folder)
  await rm(folder, { recursive: true })
  const { participants, statements, votes, published } = read
  const found = analyse({
    participants: participants.length,
    statements: statements.length,
    votes,
    hidden: Uint8Array.from(statements, ({ isRejected, isMeta }) => (isRejected || isMeta ? 1 : 0)),
    meta: Uint8Array.from(statements, ({ isMeta }) => (isMeta ? 1 : 0)),
    earlier: null,
    seed: 1,
  })
  const names = [...new Set(published.filter((one) => one !== null))]
  expect(names).toHaveLength(3)
  expect(found.k).toBe(3)
  expect(
    randIndex(
      found.group,
      published.map((one) => (one === null ? -1 : names.indexOf(one))),
    ),
  ).toBe(1)
  // They are those of the product.
  const places = Object.values(await placesIn(dbOf(city), (await newestSnapshot(dbOf(city), open.id))?.id ?? 0n)).map(
    ([, , group]) => group,
  )
  expect(places.toSorted()).toEqual([...found.group].toSorted())
})

test('nothing in it tells when, who, or from where; formulas are words; of what was rejected the text is missing', async () => {
  const files = await takesOut(open)
  const comments = rowsOf(files['comments.csv'])
  expect(comments).toHaveLength(31)
  expect(comments.every((row) => row['timestamp'] === '' && row['author-id'] === '')).toBe(true)
  expect(comments.find((row) => row['moderated'] === '-1')).toMatchObject({ 'comment-body': '' })
  const votes = rowsOf(files['votes.csv'])
  expect(votes.every((row) => row['timestamp'] === '' && row['datetime'] === '')).toBe(true)
  expect(votes.every((row) => Number(row['voter-id']) < 59)).toBe(true)
  const all = Object.values(files)
    .map((bytes) => Buffer.from(bytes).toString())
    .join('\n')
  const ids = (await dbOf(city).forumParticipant.findMany({ where: { forumId: open.id } })).map(({ id }) => id)
  for (const id of [...ids, String(city.ani.id), 'HYPERLINK']) expect(all).not.toContain(id)
  expect((await newestSnapshot(dbOf(city), open.id))?.opinion.isClear).toBe(true)
})

test('without the announcement there are counts only, and none of fewer than five people', async () => {
  const files = await takesOut(counted)
  expect(Object.keys(files).toSorted()).toEqual(['comments.csv', 'summary.csv'])
  const told = rowsOf(files['comments.csv'])
  expect(told.some((row) => row['agrees'] !== '')).toBe(true)
  for (const row of told)
    for (const name of ['agrees', 'disagrees', 'passes'])
      expect([0, ...Array.from({ length: 60 }, (_, n) => n + 5)]).toContain(Number(row[name]))
})

test('minutes come as a Word file and as a page, with what was asked and promised', async () => {
  const { eko } = city
  const { client } = city.app.work.database
  const asked = { forumId: open.id, createdAt: city.clock.now() }
  await client.forumQuestion.create({
    data: { ...asked, number: 1, text: 'Kapan <atap> diganti?', state: 'answered', answer: 'Bulan Maret.' },
  })
  await client.forumPromise.create({
    data: { ...asked, text: 'Sepuluh keran baru', keeper: 'Dinas Pasar', dueOn: new Date('2027-03-01') },
  })
  await eko.says(`/forum ${open.code}`)
  await eko.presses('Kelola forum')
  await eko.presses('📄 Notulen')
  const files = await eko.files()
  const word = files.findLast(({ name }) => name === `notulen-${open.code}.docx`)
  const page = files.findLast(({ name }) => name === `notulen-${open.code}.html`)?.text ?? ''
  const inside = Buffer.from(unzipSync(new Uint8Array(word?.bytes ?? []))['word/document.xml'] ?? []).toString()
  for (const text of ['Sepuluh keran baru', 'Dinas Pasar', 'Bulan Maret.', 'Kelompok A', 'Antrean']) {
    expect(inside, text).toContain(text)
    expect(page, text).toContain(text)
  }
  expect(page).toContain('Kapan &lt;atap&gt; diganti?')
  expect(page).toContain('data:image/png;base64,')
  expect(page.replaceAll(/base64,[^"]*/g, '')).not.toMatch(/<script|\bAni\b/)
  await city.ani.forges(`forum.minutes|${open.id}`)
  expect(city.ani.saw.at(-1)).not.toContain('Notulen')
})

test('the data of an open forum, and of one in which nobody voted, are refused in words', async () => {
  const empty = await makeForum(city, { title: 'Sepi', state: 'closed', closedAt: city.clock.now() })
  expect(await city.eko.forges(`forum.data|${empty.id}`)).toContain('tidak ada yang memberi suara')
  const running = await makeForum(city)
  expect(await city.eko.forges(`forum.data|${running.id}`)).toContain('setelah forum ditutup')
  expect(await city.budi.forges(`forum.data|${open.id}`)).toContain('tidak')
})
