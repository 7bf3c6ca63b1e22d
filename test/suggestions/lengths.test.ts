// What is as long as it may be, in letters that Telegram counts twice, comes to its end everywhere; what is longer is refused at once.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clip } from '../../src/platform/cuts.ts'
import { cut } from '../../src/shared/policies/places.ts'
import { openStaffedCity } from '../support/city.ts'
import { submitted, submits } from './talking.ts'
import type { City } from './talking.ts'

let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())
beforeEach(() => city.clock.advance(24 * 3_600_000))

/** 3,000 UTF-16 units. */
const longest = '🚧'.repeat(1500)
const ticketOf = (id: bigint) => city.app.work.database.client.ticket.findUniqueOrThrow({ where: { id } })

test('a text is cut where Telegram would count it as too long, and no emoji is left half', () => {
  expect(clip('🚧🚧', 3)).toBe('🚧')
  expect(clip('🚧🚧', 4)).toBe('🚧🚧')
  expect(cut('🚧🚧🚧', 5)).toBe('🚧🚧…')
  expect(cut('jalan rusak 🚧', 12)).toBe('jalan rusak…')
})

test('a suggestion of emoji is sent, and its author and officers see it', { timeout: 60_000 }, async () => {
  const { ani, eko } = city
  await ani.says('/usul')
  for (const label of ['Aduan', 'Tidak tahu']) await ani.presses(label)
  await ani.says('🚧'.repeat(1990))
  expect(ani.saw.at(-1)).toContain('paling banyak 3.000 huruf')
  await ani.says(longest)
  for (const label of ['Lewati', 'Lewati', 'Anonim']) await ani.presses(label)
  expect(ani.saw.at(-1)).toContain(longest)
  await ani.presses('Kirim')
  const { id, code } = await submitted(city, ani)
  expect((await ticketOf(id)).text).toBe(longest)
  await ani.says('/tiket')
  await ani.presses(code)
  expect(ani.saw.at(-1)).toContain('🚧'.repeat(1449))
  await eko.forges(`desk.do|${id}|open`)
  expect(eko.saw.at(-1)).toContain('🚧'.repeat(700))
})

test('an answer of emoji is sent and told, also in reply and begun with a template', { timeout: 120_000 }, async () => {
  const { ani, eko } = city
  const ids: bigint[] = []
  for (const text of ['Lampu padam di simpang', 'Pipa air bocor di pasar', 'Trotoar retak di depan kantor']) {
    ids.push((await submits(city, ani, text)).id)
  }
  const [one, two, three] = ids
  await eko.forges(`desk.do|${one}|answer`)
  await eko.says('🚧'.repeat(2000))
  expect(eko.saw.at(-1)).toContain('paling banyak 3.000 huruf')
  await eko.says(longest)
  expect(eko.saw.at(-1)).toContain(longest)
  await eko.presses('Kirim jawaban')
  expect(ani.saw.at(-1)).toContain(longest)

  await eko.forges(`desk.do|${two}|open`)
  await eko.replies(eko.messages.at(-1)?.message_id ?? 0, longest)
  expect(eko.saw.at(-1)).toContain(longest)
  await eko.presses('Jawab')
  expect(ani.saw.at(-1)).toContain(longest)

  // What is filled in makes it longer than an answer may be.
  await eko.forges('desk.templates|0')
  await eko.presses('Templat baru')
  await eko.says('Panjang')
  await eko.says('{kode} 🚧'.repeat(200))
  await eko.forges(`desk.do|${three}|answer`)
  await eko.presses('Panjang')
  expect(eko.saw.at(-1)).toContain('…')
  expect(eko.buttons).not.toContain('Pakai apa adanya')
  await eko.presses('Tanpa templat')
  await eko.says('Sudah diperbaiki.')
  await eko.presses('Kirim jawaban')
  expect(ani.saw.at(-1)).toContain('Sudah diperbaiki.')
})

test('a forged number of a ticket that no row can have is no button of ours', async () => {
  const { ani, eko } = city
  const number = '9'.repeat(30)
  for (const data of [`ticket.open|${number}`, `mine.write|${number}`, `ticket.rate|${number}|5`]) {
    expect(await ani.forges(data), data).toContain('Tombol')
  }
  for (const data of [`desk.do|${number}|open`, `desk.talk|${number}|0`, `ticket.open|-${number}`])
    expect(await eko.forges(data), data).toContain('Tombol')
})
