// Who blocks the bot and comes back is found again, told nothing special, and asked nothing twice.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
  await city.ani.joins('Warga')
  await city.fitri.joins('Pegawai')
})
afterAll(() => city.close())
const ani = () => city.app.work.database.client.person.findUniqueOrThrow({ where: { telegramId: BigInt(city.ani.id) } })

async function announce(words: string) {
  await city.fitri.says('/umumkan')
  await city.fitri.says(words)
  await city.fitri.presses('Semua')
  await city.fitri.presses('Kirim sekarang')
}

test('an announcement after the return arrives, and nothing else does', async () => {
  await city.ani.blocks()
  expect((await ani()).lostAt).not.toBeNull()
  await announce('Selagi pergi')
  const saw = city.ani.saw.length
  await city.ani.unblocks()
  expect((await ani()).lostAt).toBeNull()
  expect(city.ani.saw).toHaveLength(saw)
  await announce('Sesudah kembali')
  expect(city.ani.saw.slice(saw)).toEqual(['Sesudah kembali'])
})

test('/start greets and shows the menu; what was agreed stands', async () => {
  const before = await ani()
  await city.ani.blocks()
  await city.ani.unblocks()
  await city.ani.says('/start')
  expect(city.ani.saw.at(-1)).toContain('Selamat datang kembali')
  expect(city.ani.saw.at(-1)).toContain('/profil')
  expect(city.ani.buttons).toEqual([])
  expect(await ani()).toEqual(before)
})

test('what is told of a chat is forgotten once it is heard', async () => {
  const events = await city.app.work.database.client.event.findMany()
  expect(events.length).toBeGreaterThan(0)
  expect(events.map(({ payload }) => payload)).toEqual(events.map(() => ({})))
})
