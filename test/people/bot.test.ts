import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

describe('introduction', () => {
  test('a citizen joins in three taps', async () => {
    const { ani } = city
    await ani.says('/start')
    expect(ani.saw.at(-1)).toContain('Pilih bahasa')
    await ani.presses('Bahasa Indonesia')
    expect(ani.saw.at(-1)).toContain('Yang disimpan')
    await ani.presses('Setuju')
    expect(ani.saw.at(-1)).toContain('sebagai siapa')
    await ani.presses('Warga')
    expect(ani.saw.at(-1)).toContain('terdaftar sebagai warga')
    expect(ani.saw).toHaveLength(1)
    expect(ani.buttons).toEqual([])
  })
})
