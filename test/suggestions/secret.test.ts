// Who lost the account finds a ticket by its number and six letters, and follows it from another one.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { officially, submits } from './talking.ts'
import type { City } from './talking.ts'

let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())
beforeEach(() => city.clock.advance(24 * 3_600_000))

const db = () => city.app.work.database.client

test(
  'by number and letters a ticket is seen, and followed from there; the old account is told',
  { timeout: 60_000 },
  async () => {
    const { ani, budi, citra, eko } = city
    for (const name of ['Anonim', 'Dengan nama']) {
      await city.clock.advance(24 * 3_600_000)
      const { id, code, secret } = await submits(city, ani, 'Air PDAM keruh sejak Senin.', { name })
      await budi.says(`/tiket ${code}`)
      expect(budi.saw.at(-1)).toContain('enam huruf rahasianya')
      await budi.says('ABC')
      expect(budi.saw.at(-1)).toContain('enam huruf, tanpa I dan O')
      await budi.says(secret === 'ABCDEF' ? 'ABCDEG' : 'ABCDEF')
      expect(budi.saw.at(-2)).toContain('Sisa 9 percobaan')
      await city.restart()
      await budi.says(secret.toLowerCase().split('').join(' '))
      expect(budi.saw.at(-1)).toMatch(/Air PDAM keruh[^]*Ingin mengikuti tiket ini dari akun ini\?/)
      await budi.presses('Cukup melihat')
      expect(budi.saw.at(-1)).toContain('tetap milik akun sebelumnya')
      // With both at once.
      await budi.says(`/tiket ${code.replaceAll('-', ' ')} ${secret}`)
      await budi.presses('Ikuti dari akun ini')
      expect(budi.saw.at(-1)).toContain('diikuti dari akun ini')
      expect(ani.saw.at(-1)).toContain('diikuti dari akun lain')
      await officially(city, id, { kind: 'verified' }, eko)
      expect(budi.saw.at(-1)).toContain('sudah diperiksa')
      expect(ani.saw.at(-1)).not.toContain('sudah diperiksa')
      await ani.says(`/tiket ${code}`)
      expect(ani.saw.at(-1)).toContain('bukan dari akun ini')
      await ani.says('/batal')
      const ticket = await db().ticket.findUniqueOrThrow({ where: { id } })
      expect(ticket.isAnonymous).toBe(ticket.personId === null)
    }
    await citra.says('/tiket SG-2026-999999')
    expect(citra.saw.at(-1)).toContain('tidak ada')
    await citra.says('/tiket lampu')
    expect(citra.saw.at(-1)).toContain('tidak terbaca')
  },
)

test(
  'ten wrong tries a day are enough for an account, whichever tickets they are for, and lock nobody else out',
  { timeout: 60_000 },
  async () => {
    const { ani, budi, citra } = city
    const { code: other } = await submits(city, ani, 'Jembatan kayu di dusun lapuk.')
    const { id, code, secret } = await submits(city, ani, 'Parit di gang kami tersumbat.')
    const wrong = secret === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA'
    for (let n = 0; n < 5; n++) await budi.says(`/tiket ${code} ${wrong}`)
    // The letters of that one, which are hardly the same.
    for (let n = 0; n < 5; n++) await budi.says(`/tiket ${other} ${wrong}`)
    expect(budi.saw.at(-1)).toContain('terlalu banyak huruf yang salah')
    await budi.says(`/tiket ${code} ${secret}`)
    expect(budi.saw.at(-1)).toContain('terlalu banyak huruf yang salah')
    await budi.says(`/tiket ${code}`)
    expect(budi.saw.at(-1)).toContain('Coba lagi besok')
    // Its author needs none.
    await ani.says(`/tiket ${code}`)
    expect(ani.saw.at(-1)).toContain('Parit di gang kami')
    await citra.says(`/tiket ${code} ${secret}`)
    expect(citra.saw.at(-1)).toContain('Parit di gang kami')
    // From all accounts together it takes a hundred.
    await db().ticket.update({ where: { id }, data: { secretFaults: 99 } })
    await citra.says(`/tiket ${code} ${wrong}`)
    expect(citra.saw.at(-1)).toContain('terlalu banyak huruf yang salah')
    await city.clock.advance(24 * 3_600_000)
    await budi.says(`/tiket ${code} ${secret}`)
    expect(budi.saw.at(-1)).toContain('Parit di gang kami')
  },
)

test('of who erased themselves nobody is asked for letters', async () => {
  const { ani, budi } = city
  const { id, code } = await submits(city, ani, 'Pohon tumbang di tepi jalan.')
  await db().ticket.update({ where: { id }, data: { personId: null } })
  await budi.says(`/tiket ${code}`)
  expect(budi.saw.at(-1)).toContain('tidak dapat Anda buka')
})
