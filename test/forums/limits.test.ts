// What keeps a forum fair and silent: who may take part, what is told of few, and what is left in the database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nameGroups } from '../../src/features/forums/findings/labels.ts'
import { betweenVotes, whileVoting } from '../../src/features/forums/ballot.ts'
import { openListeners } from '../../src/features/forums/live/listeners.ts'
import { openStaffedCity } from '../support/city.ts'
import { opensForum, seeds } from './held.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())
const db = () => city.app.work.database.client

test('who has not agreed to be stored takes no part, and is asked first', async () => {
  const forum = await opensForum(city, { judul: 'Taman kota', bernama: 'ya' })
  const sita = city.newcomer('Sita')
  await sita.says(`/forum ${forum.code}`)
  expect(sita.saw.at(-1)).toContain('Taman kota')
  expect(sita.buttons).not.toContain('✍️ Tulis pernyataan')
  for (const data of [`forum.join|${forum.id}`, `forum.write|${forum.id}`, `forum.place|${forum.id}`])
    expect(await sita.forges(data)).toContain('/start')
  expect(await db().forumParticipant.count({ where: { forumId: forum.id } })).toBe(0)
  await sita.opens(`forum-${forum.code}`)
  for (const label of ['Bahasa Indonesia', 'Setuju', 'Warga', 'Ikut']) await sita.presses(label)
  await sita.presses('Setuju')
  expect(await db().forumVote.count({ where: { forumId: forum.id } })).toBe(1)
})

test('who has left the circle for which a forum is votes no more', async () => {
  const { budi } = city
  const forum = await opensForum(city, { judul: 'Hanya pegawai', sasaran: 'pegawai', tautan: 'tidak' })
  await budi.opens(`forum-${forum.code}`)
  await budi.presses('Ikut')
  await budi.presses('Setuju')
  const left = { where: { person: { telegramId: BigInt(budi.id) } } }
  const { leftAt } = await db().rosterEntry.findFirstOrThrow(left)
  await db().rosterEntry.updateMany({ ...left, data: { leftAt: city.clock.now() } })
  expect(await budi.presses('Setuju')).toContain('untuk orang lain')
  await db().rosterEntry.updateMany({ ...left, data: { leftAt } })
  expect(await db().forumVote.count({ where: { forumId: forum.id } })).toBe(1)
})

test('what is typed when a forum closes is given back, and the form is gone', async () => {
  const { citra, eko } = city
  const forum = await opensForum(city, { judul: 'Sebentar saja' })
  await citra.opens(`forum-${forum.code}`)
  await citra.presses('✍️ Tulis pernyataan')
  await citra.says('Taman perlu bangku yang teduh untuk lansia.')
  await eko.forges(`forum.close|${forum.id}`)
  await eko.says('Cukup sampai di sini')
  await citra.presses('Kirim')
  expect(citra.saw.at(-1)).toMatch(/sudah ditutup[^]*Taman perlu bangku yang teduh untuk lansia\./)
  expect(await db().dialog.count({ where: { chatId: BigInt(citra.id) } })).toBe(0)
  // No row of the sealed form's questions is left either.
  expect(await db().message.count({ where: { chatId: BigInt(citra.id), fleeting: true } })).toBe(0)
})

test('what nobody has decided on ends when the result is published, and planners hear that a forum has closed', async () => {
  const { ani, eko, clock } = city
  const forum = await opensForum(city, { judul: 'Tertinggal', moderasi: 'sebelum', tutup: 'dalam 2 hari' }, seeds)
  await ani.opens(`forum-${forum.code}`)
  await ani.presses('✍️ Tulis pernyataan')
  await ani.says('Lampu taman sebaiknya menyala sampai pagi.')
  await ani.presses('Kirim')
  const { createdAt } = await db().forumStatement.findFirstOrThrow({ where: { forumId: forum.id, isSeed: false } })
  // To the hour: nobody can tell which message it was.
  expect(createdAt.getTime() % 3_600_000).toBe(0)
  await clock.advance(3 * 86_400_000)
  await city.settled()
  expect(eko.saw.join('\n')).toMatch(/Tertinggal sudah ditutup[^]*1 pernyataan atau banding masih menunggu/)
  await eko.says('/menu')
  await eko.forges(`forum.desk|${forum.id}`)
  await eko.presses('Terbitkan hasil')
  expect(eko.saw.at(-1)).toContain('1 pernyataan atau banding belum diputuskan')
  expect(eko.saw.at(-1)).toContain('Kurang dari 5 orang')
  await eko.presses('Terbitkan hasil')
  await city.settled()
  expect(ani.saw.join('\n')).toContain('Moderator tidak sempat membacanya')
  await ani.says('/menu')
  expect(await ani.forges(`forum.result|${forum.id}`)).toContain('kurang dari 5 orang memberi suara')
})

test('rows that were announced are given out only where at least k have voted', async () => {
  const { ani, eko } = city
  const forum = await opensForum(city, { judul: 'Satu suara', 'data terbuka': 'ya' })
  await ani.opens(`forum-${forum.code}`)
  await ani.presses('Ikut')
  await ani.presses('Setuju')
  await eko.forges(`forum.close|${forum.id}`)
  await eko.says('Cukup sampai di sini')
  await city.clock.advance(60_000)
  await city.settled()
  const { gatherOpenData, readSettled } = await import('../../src/features/forums/openData/gathering.ts')
  const settled = await readSettled(db(), forum.id)
  if (settled === null) throw new Error('It is not settled')
  const given = await db().$transaction((tx) => gatherOpenData(tx, settled, 'bot', { minGroup: 5 }, city.clock.now()))
  expect(given).toMatchObject({ voters: null, participants: null })
  expect(
    given.statements.every(({ agrees, disagrees, passes }) => agrees === null && disagrees === null && passes === null),
  ).toBe(true)
})

test('groups keep their letters by who is in them; where nobody could say which is which they have none', () => {
  const people = (...groups: number[]) =>
    Object.fromEntries(groups.map((group, n): [string, [number, number, number]] => [`p${n}`, [0, 0, group]]))
  const many = (count: number, group: number) => Array.from({ length: count }, () => group)
  const before = { names: ['A', 'B'], places: people(...many(20, 0), ...many(30, 1)) }
  expect(nameGroups(2, people(...many(20, 0), ...many(30, 1)), null, 5)).toEqual(['A', 'B'])
  // The same people, found in another order, and ten more.
  expect(nameGroups(2, people(...many(20, 1), ...many(30, 0), 1, ...many(9, 0)), before, 5)).toEqual(['B', 'A'])
  // One falls into two: the larger part keeps the letter, the other has a new one.
  expect(nameGroups(3, people(...many(20, 2), ...many(22, 1), ...many(8, 0)), before, 5)).toEqual(['C', 'B', 'A'])
  expect(nameGroups(1, people(...many(20, 0), ...many(30, 0)), before, 5)).toEqual(['B'])
  expect(nameGroups(2, people(...many(10, 0), ...many(10, 1), ...many(15, 0), ...many(15, 1)), before, 5)).toBeNull()
})

test('a count of the votes waits for those that have begun, and new ones wait for it', async () => {
  if (city.app.work.database.engine === 'PGlite') return
  const order: string[] = []
  let open = () => {}
  const gate = new Promise<void>((done) => (open = done))
  const voting = db().$transaction(async (tx) => {
    await whileVoting(tx, 77n)
    await gate
    order.push('voted')
  })
  const counting = db().$transaction(async (tx) => {
    await betweenVotes(tx, 77n)
    order.push('counted')
  })
  const other = db().$transaction(async (tx) => {
    await whileVoting(tx, 78n)
    order.push('other forum')
  })
  await other
  open()
  await Promise.all([voting, counting])
  expect(order).toEqual(['other forum', 'voted', 'counted'])
})

test('a screen that has gone without a word is forgotten', async () => {
  const listeners = openListeners()
  const bytes = new Uint8Array([1])
  const stream = listeners.add(bytes)
  for (let n = 0; n < 200; n++) listeners.send(bytes, () => bytes)
  expect(listeners.size).toBe(0)
  await stream.cancel().catch(() => undefined)
})

test('who asks for the headers of the stream only is no listener', async () => {
  const forum = await db().forum.findFirstOrThrow({ where: { title: 'Taman kota' } })
  const { url } = city.app
  for (let n = 0; n < 3; n++)
    expect((await fetch(`${url}/forum/${forum.code}/live/stream`, { method: 'HEAD' })).status).toBe(200)
})
