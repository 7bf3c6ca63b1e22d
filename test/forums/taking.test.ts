// People take part: they join, vote, change their mind, write, and go.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { opensForum, seeds } from './held.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
let city: City
let forum: Awaited<ReturnType<typeof opensForum>>
beforeAll(async () => {
  city = await openStaffedCity()
  forum = await opensForum(city)
})
afterAll(() => city.close())
const client = () => city.app.work.database.client

/** The last votes of who takes part, by statement. */
async function counted() {
  return client().$queryRaw<{ text: string; value: number }[]>`
    SELECT DISTINCT ON (participant_id, statement_id) text, value FROM forum_vote JOIN forum_statement statement
      ON statement.id = statement_id WHERE forum_vote.forum_id = ${forum.id} ORDER BY participant_id, statement_id, forum_vote.id DESC`
}

test('a stranger comes by the link, says who they are, votes on everything in one message, and changes a vote', async () => {
  const deri = city.newcomer('Deri')
  await deri.opens(`forum-${forum.code}`)
  for (const label of ['Bahasa Indonesia', 'Setuju', 'Warga']) await deri.presses(label)
  // The forum, then what else one can do here.
  const card = deri.saw.findLast((text) => text.includes('Apa yang perlu berubah di pasar kita?'))
  expect(card).toContain('Anonim')
  const said = deri.saw.length
  const shown = () => deri.saw.at(-2) ?? ''
  await deri.presses('Ikut')
  const seen = new Set<string>()
  for (const label of ['Setuju', 'Tidak setuju', 'Lewati', 'Setuju', 'Setuju']) {
    const text = shown()
    seen.add(seeds.find((one) => text.includes(one)) ?? text)
    await deri.presses(label)
  }
  expect(seen).toEqual(new Set(seeds))
  expect(deri.saw).toHaveLength(said)
  expect(shown()).toContain('Anda sudah menilai 5 pernyataan')
  expect((await counted()).map(({ value }) => value).toSorted()).toEqual([-1, 0, 1, 1, 1])
  await deri.presses('‹ Ubah suara')
  expect(deri.buttons).toContain('✓ Setuju')
  await deri.presses('Tidak setuju')
  expect((await counted()).map(({ value }) => value).toSorted()).toEqual([-1, -1, 0, 1, 1])
  expect(await client().forumVote.count({ where: { forumId: forum.id } })).toBe(6)
  // Nothing that was said to them while they voted has left a row.
  expect(
    await client().message.count({
      where: { chatId: BigInt(deri.id), payload: { path: ['text'], string_contains: 'dinilai' } },
    }),
  ).toBe(0)
})

test('who leaves goes on where they were, after a restart, too; an older card still votes on its own statement', async () => {
  const { budi } = city
  await budi.says(`/forum ${forum.code.toLowerCase()}`)
  await budi.presses('Ikut')
  const first = seeds.find((one) => budi.saw.at(-1)?.includes(one))
  const vote = budi.dataOf('Setuju')
  await budi.presses('Setuju')
  await city.restart()
  await budi.says('/forum')
  await budi.presses('Pasar yang kita mau')
  await budi.presses('Ikut: lanjutkan')
  expect(budi.saw.at(-1)).toContain('1 dari 5 sudah dinilai')
  expect(budi.saw.at(-1)).not.toContain(first)
  await budi.forges(vote.replace('|y', '|n'))
  const mine = await counted()
  expect(mine.filter(({ text, value }) => text === first && value === -1)).not.toHaveLength(0)
  expect(budi.saw.at(-1)).toContain('1 dari 5 sudah dinilai')
})

test('a statement is one short idea: too long is said, the same is refused, what is like it is shown, and it is found again', async () => {
  const { ani, budi } = city
  await ani.opens(`forum-${forum.code}`)
  await ani.presses('✍️ Tulis pernyataan')
  expect(ani.saw.at(-1)).toContain('satu gagasan')
  await ani.says('x'.repeat(152))
  expect(ani.saw.at(-1)).toContain('152 karakter, 12 terlalu banyak')
  await ani.says(seeds[1] ?? '')
  expect(ani.saw.at(-1)).toContain('sudah ada')
  await ani.says('Parkir sebaiknya pindah ke lapangan di luar kota.')
  expect(ani.saw.at(-1)).toContain('1. Parkir sebaiknya pindah ke luar pasar.')
  await ani.presses('Nilai no. 1')
  expect(ani.saw.at(-1)).toContain('Parkir sebaiknya pindah ke luar pasar.')
  await ani.presses('Tetap kirim')
  expect(ani.saw.at(-1)).toContain('sudah dapat dinilai')
  const written = await client().forumStatement.findFirstOrThrow({ where: { forumId: forum.id, isSeed: false } })
  expect(written).toMatchObject({ number: 6, state: 'waiting', personId: null, isFlagged: false })
  expect(written.sealedAuthor).not.toBeNull()
  await budi.says(`/forum ${forum.code}`)
  await budi.presses('Ikut: lanjutkan')
  expect(budi.saw.at(-1)).toContain('1 dari 6')
  await ani.opens(`forum-${forum.code}`)
  await ani.presses('Pernyataan saya')
  expect(ani.saw.at(-1)).toContain('menunggu moderator')
})

test('two write at once, and each statement has its number', async () => {
  const people = ['Sari', 'Tono', 'Umar'].map((name) => city.newcomer(name))
  for (const person of people) {
    await person.joins()
    await person.opens(`forum-${forum.code}`)
    await person.presses('✍️ Tulis pernyataan')
  }
  const texts = ['Air bersih di setiap blok.', 'Musala pasar perlu diperluas.', 'Atap yang bocor harus diganti.']
  await Promise.all(people.map((person, n) => person.says(texts[n] ?? '')))
  await Promise.all(people.map((person) => person.presses('Kirim')))
  const numbers = await client().forumStatement.findMany({ where: { forumId: forum.id }, select: { number: true } })
  expect(numbers.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('in a forum with names statements show who wrote them, and votes have no names', async () => {
  const { budi, citra } = city
  const named = await opensForum(city, { judul: 'Loket', bernama: 'ya', sasaran: 'pegawai', tautan: 'tidak' }, [])
  await budi.opens(`forum-${named.code}`)
  expect(budi.saw.at(-1)).toContain('Bernama')
  await budi.presses('✍️ Tulis pernyataan')
  await budi.says('Loket perlu dibuka pada jam istirahat.')
  await budi.presses('Kirim')
  await citra.opens(`forum-${named.code}`)
  await citra.presses('Ikut')
  expect(citra.saw.at(-1)).toMatch(/Loket perlu dibuka[^]*– Budi/)
  await city.ani.opens(`forum-${named.code}`)
  expect(city.ani.saw.at(-1)).toContain('untuk orang lain')
})

test('English is spoken; nonsense is answered; what is closed takes no votes', async () => {
  const kim = city.newcomer('Kim', 'en')
  await kim.says('/start')
  for (const label of ['English', 'Agree', 'Citizen']) await kim.presses(label)
  await kim.says('/forum XXXXXX')
  expect(kim.saw.at(-1)).toContain('There is no such forum')
  await kim.says(`/forum ${forum.code}`)
  await kim.presses('Join')
  expect(kim.saw.at(-1)).toContain('0 of 9 voted on')
  const vote = kim.dataOf('Agree')
  expect(await kim.forges(vote.replace(/\|\d+\|y/, '|999999|y'))).toContain('not voted on any more')
  await kim.opens(`forum-${forum.code}`)
  await city.clock.advance(4 * 86_400_000)
  await city.settled()
  expect(await kim.forges(vote)).toContain('has closed')
})

test('who erases themselves leaves votes and statements of nobody', async () => {
  const { ani } = city
  const { id } = forum
  await ani.says('/datasaya')
  const data = (await ani.files()).map(({ text }) => text).join()
  expect(data).toContain('Parkir sebaiknya pindah ke lapangan di luar kota.')
  const votes = await client().forumVote.count({ where: { forumId: id } })
  await ani.says('/hapusdata')
  await ani.presses('Ya, hapus data saya')
  expect(await client().forumVote.count({ where: { forumId: id } })).toBe(votes)
  expect(await client().forumStatement.findFirst({ where: { forumId: id, number: 6 } })).toMatchObject({
    sealedAuthor: null,
    personId: null,
  })
  expect(await client().forumParticipant.count({ where: { forumId: id, personKey: null, sealedAuthor: null } })).toBe(1)
})
