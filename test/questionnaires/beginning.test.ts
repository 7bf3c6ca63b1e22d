// How a round is begun and gone on with: by a tap, by a reply, from a reminder, and when somebody only types.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { rowsWith } from '../support/traces.ts'
import { asking, opens, question, responseOf } from './asked.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())
beforeEach(() => city.clock.advance(60_000))

const lastId = ({ messages }: { messages: { message_id: number }[] }) => messages.at(-1)?.message_id ?? 0
const scales = (...keys: string[]) => asking(keys.map((key) => question({ key, kind: 'scale5' })))
const written = asking([question({ key: 't', kind: 'text' }), question({ key: 'b', kind: 'scale5' })])

test('a reply to the message that brings a round answers its first question, of whatever kind', async () => {
  const { budi, citra } = city
  const round = await opens(city, scales('a', 'b'), [budi])
  await budi.replies(lastId(budi), '2')
  expect(budi.saw.at(-2)).toMatch(/Soal a\?[^]*✓ 2 dari 5/)
  expect(budi.saw.at(-1)).toContain('Soal b?')
  await budi.presses('5')
  expect((await responseOf(city, round, budi))?.answers).toEqual({ a: 2, b: 5 })

  const texts = await opens(city, written, [citra])
  await citra.replies(lastId(citra), 'Rapat terlalu panjang')
  expect(citra.saw.at(-1)).toContain('Soal b?')
  await citra.presses('4')
  await citra.presses('Kirim')
  expect((await responseOf(city, texts, citra))?.answers).toEqual({ t: 'Rapat terlalu panjang', b: 4 })

  // One question is all: it is sent, and a reply to the message comes too late then.
  const one = await opens(city, scales('a'), [budi])
  const brought = lastId(budi)
  await budi.replies(brought, '3')
  expect(budi.saw.at(-1)).toContain('Terima kasih')
  expect((await responseOf(city, one, budi))?.answers).toEqual({ a: 3 })
  await budi.replies(brought, '4')
  expect(budi.saw.at(-1)).toMatch(/sudah menjawab[^]*4/)
})

test('a reply that is no answer is said to be none, with its words, above the question; nothing of it is stored', async () => {
  const { budi, app } = city
  await opens(city, scales('a', 'b'), [budi], { isAnonymous: true })
  await budi.replies(lastId(budi), 'lumayan rahasia')
  expect(budi.saw.at(-2)).toMatch(/pilih salah satu tombol[^]*lumayan rahasia/)
  expect(budi.saw.at(-1)).toContain('Soal a?')
  expect(await rowsWith(app.work.database, ['lumayan rahasia'])).toEqual([])
  await budi.says('4')
  expect(budi.saw.at(-1)).toContain('Soal b?')
  await budi.presses('1')
  expect(budi.saw.at(-1)).toContain('Terima kasih')
})

test('what a bot says of several things takes no reply as an answer', async () => {
  const { citra, app } = city
  const round = await opens(city, written, [citra])
  await citra.says('Saya lelah sekali pekan ini')
  await citra.replies(lastId(citra), 'dan juga bosan')
  expect(citra.saw.at(-1)).toContain('Kirim sebagai usulan?')
  expect(await app.work.database.client.dialog.count()).toBe(0)
  await app.work.database.client.round.update({ where: { id: round }, data: { state: 'closed' } })
})

test('words said while a questionnaire waits are offered to it first', async () => {
  const { ani, budi, app } = city
  await budi.says('Atap pasar bocor di musim hujan')
  expect(budi.saw.at(-1)).not.toContain('kuesioner yang menunggu')
  const round = await opens(city, written, [budi], { isAnonymous: true })
  await budi.says('Atasan saya terlalu keras')
  expect(budi.saw.at(-1)).toMatch(/kuesioner yang menunggu jawaban[^]*Kirim sebagai usulan\?/)
  expect(budi.buttons.slice(-2)).toEqual(['Mulai: Kuesioner uji', 'Kirim sebagai usulan'])
  await budi.presses('Mulai: Kuesioner uji')
  expect(budi.saw.at(-1)).toContain('Soal t?')
  await budi.says('Atasan saya terlalu keras')
  await budi.says('/batal')
  await budi.says('Entah bagaimana')
  expect(budi.buttons.slice(-2)).toEqual(['Lanjutkan: Kuesioner uji', 'Kirim sebagai usulan'])
  await budi.presses('Lanjutkan: Kuesioner uji')
  expect(budi.saw.at(-1)).toContain('Soal b?')
  await budi.presses('5')
  await budi.presses('Kirim')
  expect(await app.work.database.client.pooledAnswers.count({ where: { roundId: round } })).toBe(1)
  await ani.says('Atap pasar bocor di musim hujan')
  expect(ani.saw.at(-1)).not.toContain('kuesioner yang menunggu')
})

test('a reminder goes on where one was, and changes nothing', async () => {
  const { budi } = city
  const definition = asking([
    question({ key: 'a', kind: 'scale5' }),
    question({ key: 'b', kind: 'text' }),
    question({ key: 'c', kind: 'scale5' }),
  ])
  const round = await opens(city, definition, [budi])
  await budi.presses('4')
  await budi.says('Cukup baik')
  await budi.presses('2')
  expect(budi.saw.at(-1)).toContain('Sudah benar?')
  await city.clock.advance(3_600_000)
  await budi.forges(`round.first|${round}|1`)
  expect(budi.saw.at(-2)).toContain('jawaban yang sudah ada tidak berubah')
  expect(budi.saw.at(-1)).toMatch(/→ 4 dari 5[^]*Cukup baik[^]*→ 2 dari 5[^]*Sudah benar\?/)
  expect(budi.buttons.filter((label) => label === 'Kirim')).toHaveLength(1)
  await budi.presses('Kirim')
  expect((await responseOf(city, round, budi))?.answers).toEqual({ a: 4, b: 'Cukup baik', c: 2 })
})

test('a double tap is one tap', async () => {
  const { budi, citra } = city
  const round = await opens(city, scales('a', 'b'), [budi])
  const before = budi.saw.length
  await budi.forgesAll([`round.first|${round}|4`, `round.first|${round}|4`])
  expect(budi.saw).toHaveLength(before + 1)
  expect(budi.saw.at(-2)).toMatch(/✓ 4$/)
  expect(budi.saw.at(-2)).not.toContain('✓ ✓')
  expect(budi.saw.at(-1)).toContain('Soal b?')
  const begun = await opens(city, written, [citra])
  const said = citra.saw.length
  await citra.forgesAll([`round.begin|${begun}`, `round.begin|${begun}`])
  expect(citra.saw).toHaveLength(said + 1)
})
