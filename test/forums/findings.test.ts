// What comes of the votes: groups as they are stored, what of them is shown to whom, and where somebody stands.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Forum, ForumStatement } from '../../src/generated/prisma/client.ts'
import { joinButton, positionButton, resultButton } from '../../src/features/forums/buttons.ts'
import { recompute } from '../../src/features/forums/findings/computing.ts'
import { publishedOf } from '../../src/features/forums/findings/published.ts'
import { refreshing } from '../../src/features/forums/findings/refreshing.ts'
import { newestSnapshot } from '../../src/features/forums/findings/snapshots.ts'
import { openStaffedCity } from '../support/city.ts'
import { makeForum, vote, write } from './forumRows.ts'
import { dbOf, refresh, voteMany, votesAs, writeThirty } from './opinionated.ts'
import type { City } from './opinionated.ts'

let city: City
let forum: Forum
let statements: ForumStatement[]
beforeAll(async () => {
  city = await openStaffedCity()
})
beforeEach(async () => {
  await dbOf(city).forum.deleteMany()
  await dbOf(city).task.deleteMany()
  forum = await makeForum(city)
  statements = await writeThirty(city, forum)
  // Nobody says too much at once.
  await city.clock.advance(20_000)
})
afterAll(() => city.close())

const last = ({ saw }: { saw: string[] }) => saw.at(-1) ?? ''
const asks = async (who: City['ani']) => {
  await who.forges(positionButton.with('', { forum: forum.id }).callback_data)
  return who.saw.findLast((text) => text.includes('Posisi Anda') || text.includes('Where you stand')) ?? ''
}
const looks = (who: City['ani']) => who.forges(resultButton.with('', { forum: forum.id }).callback_data)
const close = () =>
  dbOf(city).forum.update({ where: { id: forum.id }, data: { state: 'closed', closedAt: city.clock.now() } })
/** Three camps that think otherwise, and Ani in the first of them. */
async function divide() {
  await voteMany(city, forum, statements, { camp: 'early', people: 30, seed: 1 })
  await voteMany(city, forum, statements, { camp: 'late', people: 26, seed: 2 })
  await voteMany(city, forum, statements, { camp: 'online', people: 22, seed: 4 })
  await votesAs(city, forum, statements, { by: city.ani, camp: 'early' })
  await refresh(city, forum)
}

describe('a forum of three people', () => {
  test('shows nothing to anyone, and says so', async () => {
    const { ani, budi, citra, eko } = city
    for (const one of [ani, budi, citra]) await votesAs(city, forum, statements, { by: one, camp: 'late' })
    await refresh(city, forum)
    expect((await newestSnapshot(dbOf(city), forum.id))?.voters).toBe(3)
    expect(await publishedOf(dbOf(city), forum.id)).toBeNull()
    const said = await asks(ani)
    expect(said).toContain('Belum ada gambaran pendapat')
    expect(said).not.toMatch(/sekitar|Usul jam/)
    expect(await looks(eko)).toContain('Belum ada yang dapat ditampilkan')
    expect(await looks(ani)).toContain('Hasilnya belum terbit')
    await close()
    await refresh(city, forum)
    expect(await publishedOf(dbOf(city), forum.id)).toBeNull()
  })
})

describe('three camps', () => {
  beforeEach(divide)

  test('are found, told in words, and drawn with "Anda di sini"', async () => {
    const { ani } = city
    const said = await asks(ani)
    expect(said).toMatch(/Anda berpikir mirip dengan sekitar 31 orang: kelompok [ABC]/)
    expect(said).toMatch(/Yang khas pada kelompok ini\n[^]*👍 Usul .* – sebagian besar \(sekitar \d+ %\) setuju\n/)
    expect(said).toMatch(/Yang disepakati semua kelompok\n[^]*• Antrean <daring> perlu ada \(setuju: sekitar 80 %/)
    expect(said).toMatch(/Pendapat terbelah pada\n• Usul jam layanan \d+ \(setuju: sekitar \d+ %/)
    expect(ani.messages.at(-1)?.photo).toBeDefined()
    expect(last(ani)).toContain('Titik gelap adalah Anda')
    const [picture] = (await ani.files()).slice(-1)
    expect(picture?.bytes.length).toBeGreaterThan(10_000)
  })

  test('are told in English to who reads English', async () => {
    const { ani } = city
    await ani.says('/bahasa')
    await ani.presses('English')
    const said = await asks(ani)
    expect(said).toMatch(/You think much like about 31 people: group [ABC]/)
    expect(said).toContain('What all groups agree on')
    await ani.says('/language')
    await ani.presses('Bahasa Indonesia')
  })

  test('leave no message row of who asked in an anonymous forum', async () => {
    const before = await dbOf(city).message.count({ where: { chatId: BigInt(city.ani.id) } })
    await asks(city.ani)
    expect(await dbOf(city).message.count({ where: { chatId: BigInt(city.ani.id) } })).toBe(before)
    expect(await dbOf(city).task.count({ where: { name: 'forums.mapping' } })).toBe(0)
  })

  test('are stored so that anyone gets the same again, at that moment and later', async () => {
    const first = await newestSnapshot(dbOf(city), forum.id)
    await voteMany(city, forum, statements, { camp: 'late', people: 12, seed: 3 })
    await refresh(city, forum)
    const second = await newestSnapshot(dbOf(city), forum.id)
    expect(second?.id).not.toBe(first?.id)
    expect(second?.input.earlier).toMatchObject({ k: 3 })
    for (const one of [first, second]) {
      if (one === null) throw new Error('Nothing was computed')
      const again = await recompute(dbOf(city), one.id, new AbortController().signal)
      expect(again.opinion).toEqual(one.opinion)
      expect(again.voters).toBe(one.voters)
    }
    // Where people stand is kept of the newest one and of the one that is shown.
    const kept = await dbOf(city).$queryRaw<{ id: bigint }[]>`
      SELECT id FROM forum_snapshot WHERE forum_id = ${forum.id} AND places IS NOT NULL`
    expect(kept.map(({ id }) => id)).toContain(second?.id)
    expect(second?.opinion.priorities['29']).toBeGreaterThan(0)
  })

  test('survive a restart', async () => {
    const before = await asks(city.ani)
    await city.restart()
    expect(await asks(city.ani)).toBe(before)
  })

  test('somebody who voted on few is told how many are missing; who did not, to begin', async () => {
    const { budi, citra } = city
    await votesAs(city, forum, statements, { by: budi, camp: 'late', most: 3 })
    expect(await asks(budi)).toContain(
      'Anda baru menilai 3 pernyataan; untuk menunjukkan posisi Anda diperlukan 7. Masih 4 lagi',
    )
    expect(await asks(citra)).toContain('Anda belum memberi suara di forum ini')
    await votesAs(city, forum, statements, { by: citra, camp: 'late' })
    expect(await asks(citra)).toContain('belum masuk hitungan')
  })

  test('who joins and votes in the chat is counted with the next who come', async () => {
    const { citra } = city
    await citra.says('/menu')
    await citra.forges(joinButton.with('', { forum: forum.id }).callback_data)
    const agree = () => citra.buttons.findLast((label) => /(^| )Setuju$/.test(label)) ?? 'Setuju'
    for (let n = 0; n < 7; n++) await citra.presses(agree())
    expect(await dbOf(city).forumVote.count({ where: { value: 1, participant: { isGrouped: false } } })).toBe(7)
    expect(await asks(citra)).toContain('belum masuk hitungan')
    await voteMany(city, forum, statements, { camp: 'early', people: 8, seed: 12 })
    await voteMany(city, forum, statements, { camp: 'late', people: 8, seed: 13 })
    await voteMany(city, forum, statements, { camp: 'online', people: 8, seed: 14 })
    await refresh(city, forum)
    expect(await dbOf(city).forumVote.count({ where: { participant: { isGrouped: false, forumId: forum.id } } })).toBe(
      0,
    )
    expect(await asks(citra)).toMatch(/Anda berpikir mirip dengan sekitar \d+ orang/)
  })

  test('what few add is not shown; what enough add is', async () => {
    const shown = await publishedOf(dbOf(city), forum.id)
    await voteMany(city, forum, statements, { camp: 'late', people: 4, seed: 5 })
    await refresh(city, forum)
    expect(await publishedOf(dbOf(city), forum.id)).toEqual(shown)
    // A fifth person: everyone's figures follow, the groups not, for only one of them has grown, and by so few.
    await voteMany(city, forum, statements, { camp: 'early', people: 1, seed: 6 })
    await refresh(city, forum)
    const next = await publishedOf(dbOf(city), forum.id)
    expect(next?.published.people).toBe(84)
    expect(next?.published.groups).toEqual(shown?.published.groups)
    expect(await asks(city.ani)).toContain('sekitar 31 orang')
    await voteMany(city, forum, statements, { camp: 'early', people: 6, seed: 7 })
    await voteMany(city, forum, statements, { camp: 'late', people: 6, seed: 8 })
    await refresh(city, forum)
    const grown = await publishedOf(dbOf(city), forum.id)
    expect(grown?.published.groups?.list.map(({ people }) => people).toSorted()).toEqual([22, 36, 38])
  })

  test('a rejected statement is in no list, and nobody is placed by it; votes on a merged one count for the other', async () => {
    const { ani, budi } = city
    const [first, second] = statements
    if (first === undefined || second === undefined) throw new Error('No statements')
    const twin = await write(city, forum, 'Usul jam layanan kembar', { state: 'accepted' })
    await vote(city, forum, twin, { by: budi, value: -1 })
    await vote(city, forum, twin, { by: ani, value: -1 })
    await dbOf(city).forumStatement.update({
      where: { id: twin.id },
      data: { state: 'merged', mergedIntoId: second.id },
    })
    await dbOf(city).forumStatement.update({ where: { id: first.id }, data: { state: 'rejected', reason: 'offTopic' } })
    await refresh(city, forum)
    const snapshot = await newestSnapshot(dbOf(city), forum.id)
    expect(snapshot?.input.columns).toEqual(statements.map(({ number }) => number))
    expect(snapshot?.input.hidden[0]).toBe(1)
    expect(snapshot?.input.merged).toEqual([[31, 2]])
    // Budi's counts for the other one; Ani has voted on that one herself.
    const votes = await dbOf(city).forumVote.count({ where: { statementId: second.id } })
    expect(snapshot?.opinion.everyone.votes[1]).toBe(votes + 1)
    const found = await publishedOf(dbOf(city), forum.id)
    expect(found?.texts.has(1)).toBe(false)
    expect(found?.published.shares.some(({ number }) => number === 1)).toBe(false)
    expect(await asks(ani)).not.toMatch(/Usul jam layanan 1 /)
  })

  test('a vote begins one computation, and the next one waits ten seconds', async () => {
    const before = await dbOf(city).forumSnapshot.count()
    await vote(city, forum, statements[0] ?? failing(), { by: city.budi })
    await vote(city, forum, statements[1] ?? failing(), { by: city.budi })
    expect(await dbOf(city).forumSnapshot.count()).toBe(before)
    const waiting = await dbOf(city).task.findMany({ where: { name: refreshing.name } })
    expect(waiting).toHaveLength(1)
    const rest = (waiting[0]?.restUntil?.getTime() ?? 0) - city.app.work.clock.wall().getTime()
    expect(rest).toBeGreaterThan(1000)
    expect(rest).toBeLessThanOrEqual(10_000)
    await refresh(city, forum)
    expect(await dbOf(city).forumSnapshot.count()).toBe(before + 1)
    // Nothing has happened since: the one that follows ends quietly.
    await refresh(city, forum)
    expect(await dbOf(city).task.count({ where: { name: refreshing.name } })).toBe(0)
  })

  test('a task that was given up holds up no later one', async () => {
    await dbOf(city).task.deleteMany()
    const payload = { forumId: String(forum.id) }
    const now = city.clock.now()
    await dbOf(city).task.create({
      data: { name: refreshing.name, payload, attempts: 4, failedAt: now, error: 'Error', createdAt: now },
    })
    const before = await dbOf(city).forumSnapshot.count()
    await vote(city, forum, statements[0] ?? failing(), { by: city.budi })
    expect(await dbOf(city).forumSnapshot.count()).toBe(before + 1)
  })
})

test('a group of four is neither described nor drawn, nor can its size be worked out', async () => {
  await voteMany(city, forum, statements, { camp: 'early', people: 30, seed: 1 })
  await voteMany(city, forum, statements, { camp: 'late', people: 26, seed: 2 })
  await voteMany(city, forum, statements, { camp: 'online', people: 3, seed: 3 })
  await votesAs(city, forum, statements, { by: city.ani, camp: 'online' })
  await refresh(city, forum)
  const snapshot = await newestSnapshot(dbOf(city), forum.id)
  expect(snapshot?.opinion.groups.map(({ size }) => size).toSorted()).toEqual([26, 30, 4])
  const { groups } = (await publishedOf(dbOf(city), forum.id))?.published ?? {}
  // Of the others one is hidden, too: together they are many, and each of them may be of any size.
  expect(groups?.list.map(({ people }) => people)).toEqual([30])
  const said = await asks(city.ani)
  expect(said).toContain('Pendapat Anda paling dekat dengan sebuah kelompok kecil')
  expect(said).not.toContain('Yang khas')
})

test('people on one line, without groups, are told so, and what most of them think', async () => {
  await voteMany(city, forum, statements, { camp: 'early', people: 60, seed: 11 })
  await votesAs(city, forum, statements, { by: city.ani, camp: 'early' })
  await refresh(city, forum)
  const said = await asks(city.ani)
  expect(said).toContain('Belum ada kelompok pendapat yang jelas')
  expect(said).toMatch(/Disetujui kebanyakan orang\n• Usul jam layanan/)
  expect(said).not.toContain('Anda berpikir mirip')
  expect((await publishedOf(dbOf(city), forum.id))?.published.uncertain).toEqual([30])
})

function failing(): never {
  throw new Error('No statement')
}
