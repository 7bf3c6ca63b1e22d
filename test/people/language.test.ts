import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
})
afterAll(() => city.close())

test('a stranger who chooses a language is told that it is not kept', async () => {
  const { ani } = city
  await ani.says('/bahasa')
  await ani.presses('English')
  expect(ani.saw.at(-1)).toContain('for this message only')
  await ani.says('/menu')
  expect(ani.saw.at(-1)).toContain('Tekan salah satu perintah')
})

test('a member who chooses a language hears it from then on', async () => {
  const { budi } = city
  await budi.joins('Pegawai')
  await budi.says('/bahasa')
  await budi.presses('English')
  expect(budi.saw.at(-1)).toBe('Language: English.')
  await budi.says('/menu')
  expect(budi.saw.at(-1)).toContain('Tap a command')
})
