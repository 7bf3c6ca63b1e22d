// Everyone whom an outcome concerns is told once, however many they are and whatever interrupts it; anonymous ones leave no trace.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { rowsWith } from '../support/traces.ts'
import { until } from '../support/until.ts'
import { newsOf, voicesIn, writes } from './voices.ts'
import type { City } from './voices.ts'

let city: City
let voices: ReturnType<typeof voicesIn>
beforeAll(async () => {
  city = await openStaffedCity()
  voices = voicesIn(city)
})
afterAll(() => city.close())

/** The tables in which something of somebody stands, with how many rows each. */
async function tracesOf(ids: number[]) {
  const rows = await rowsWith(city.app.work.database, ids.map(String))
  return rows.map((row) => row.replace(/:.*$/s, '')).filter((table) => !/^(inbox_|person$)/.test(table))
}

test('an anonymous author and an anonymous supporter are told, and nothing says who they are', async () => {
  const { eko } = city
  const [author, supporter] = [
    city.stranger({ id: 7_261_554_433, firstName: 'Rahasia', lastName: 'Satu' }),
    city.stranger({ id: 7_261_554_455, firstName: 'Rahasia', lastName: 'Dua' }),
  ]
  for (const actor of [author, supporter]) await actor.joins('Warga')
  await voices.db().message.deleteMany({ where: { chatId: { in: [BigInt(author.id), BigInt(supporter.id)] } } })
  const before = await tracesOf([author.id, supporter.id])
  const first = await voices.submits(author, 'Pasang lampu di gang belakang pasar.', { isAnonymous: true })
  const second = await voices.submits(author, 'Lampu gang pasar mati sejak lama.', { isAnonymous: true })
  const merged = await voices.submits(supporter, 'Gang pasar gelap.', { isAnonymous: true })
  await voices.supports(supporter, first.id, true)
  await voices.db().ticket.update({ where: { id: merged.id }, data: { mergedIntoId: first.id } })
  await voices.concludes(eko, first.id)
  await writes(eko, {
    at: ['Keputusan tanpa kebijakan'],
    sentence: 'Enam lampu dipasang bulan depan.',
    when: 'Simpan dulu',
  })
  await eko.presses('Tambah tiket')
  await eko.says(second.code)
  await eko.presses('Beri tahu sekarang')
  expect(eko.saw.at(-1)).not.toContain('terbuka untuk umum')
  await eko.presses('Ya, beri tahu')
  expect(eko.saw.at(-1)).toContain('Sudah diberitahukan kepada yang bersangkutan')
  expect(newsOf(author)).toHaveLength(1)
  expect(newsOf(author)[0]).toContain(`yang Anda kirim: ${first.code}, ${second.code}`)
  expect(newsOf(supporter)).toHaveLength(1)
  expect(newsOf(supporter)[0]).toContain(`kirim: ${merged.code}`)
  expect(newsOf(supporter)[0]).not.toContain(first.code)
  expect(await tracesOf([author.id, supporter.id])).toEqual(before)
  // Who supports it only now hears of it in the morning, and nobody else does again.
  await voices.supports(city.citra, second.id)
  await voices.supports(author, second.id, true)
  await city.clock.advance(86_400_000)
  await city.settled()
  await city.clock.advance(86_400_000)
  await city.settled()
  expect([newsOf(city.citra), newsOf(author), newsOf(supporter)].map(({ length }) => length)).toEqual([1, 1, 1])
  expect(eko.saw.join('\n')).not.toMatch(/Rahasia/)
})

test('a hundred and sixty supporters are told once each, though it breaks in the middle and starts again', async () => {
  const { ani, eko } = city
  const { world } = city.playground
  const db = voices.db()
  const wish = await voices.submits(ani, 'Trotoar di depan sekolah perlu diperbaiki.')
  const crowd = Array.from({ length: 160 }, (_, n) => city.newcomer(`Pendukung ${n}`))
  await Promise.all(crowd.map(({ id }) => world.says(id, '/start')))
  await city.settled()
  await db.person.createMany({
    data: crowd.map(({ id }, n) => ({
      telegramId: BigInt(id),
      subject: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      language: 'id',
      kind: 'citizen' as const,
      consentAt: city.clock.now(),
      createdAt: city.clock.now(),
    })),
    skipDuplicates: true,
  })
  for (const [n, supporter] of crowd.entries()) await voices.supports(supporter, wish.id, n % 2 === 0)
  await voices.concludes(eko, wish.id)
  await eko.presses('Tulis yang baru')
  await writes(eko, {
    at: ['Keputusan tanpa kebijakan'],
    sentence: 'Trotoar diperbaiki tahun ini.',
    when: 'Simpan dulu',
  })
  // It breaks when the first hundred have been told.
  await db.$executeRaw`
    CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF (SELECT count(*) FROM outcome_support WHERE outcome_id = NEW.outcome_id) > 120 THEN RAISE EXCEPTION 'broken'; END IF;
      RETURN NEW;
    END $$`
  await db.$executeRaw`CREATE TRIGGER breaks BEFORE INSERT ON outcome_support FOR EACH ROW EXECUTE FUNCTION break()`
  await eko.presses('Beri tahu sekarang')
  await eko.presses('Ya, beri tahu')
  const told = () => crowd.filter((actor) => newsOf(actor).length > 0).length
  const part = told()
  expect(part).toBeGreaterThan(50)
  expect(part).toBeLessThan(150)
  await db.$executeRaw`DROP TRIGGER breaks ON outcome_support`
  await city.restart()
  await until('all are told', () => told() === crowd.length, 30_000)
  await city.settled()
  for (const actor of [...crowd, ani]) expect(newsOf(actor)).toHaveLength(1)
  // Nor does anybody hear it again who supports it by more than one row, or when it is begun once more.
  const { id } = await voices.db().outcome.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const again = await voices.submits(ani, 'Trotoar sekolah berlubang di banyak tempat.')
  await eko.presses('Tambah tiket')
  await eko.says(again.code)
  expect(await voices.db().outcomeSource.count({ where: { outcomeId: id, isTold: true } })).toBe(2)
  for (const actor of [...crowd, ani]) expect(newsOf(actor)).toHaveLength(1)
}, 120_000)
