// "/laporan": everything that can be looked at, in one place.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

test('planners and heads choose what to look at, and find back to the choice', async () => {
  const { eko, dewi } = city
  for (const one of [eko, dewi]) {
    await one.says('/laporan')
    expect(one.saw.at(-1)).toBe('Laporan apa yang ingin Anda lihat?')
    const chosen = one.buttons
    expect(chosen).toContain('Kebijakan')
    for (const label of chosen.filter((name) => name !== 'Kebijakan')) {
      await one.presses(label)
      expect(one.saw.at(-1)).not.toBe('')
      await one.says('/report')
    }
    await one.presses('Kebijakan')
    expect(one.saw.at(-1)).toContain('Belum ada kebijakan')
    await one.presses('‹ Laporan')
    expect(one.saw.at(-1)).toBe('Laporan apa yang ingin Anda lihat?')
  }
})

test('others may not, whatever they press', async () => {
  const { ani, citra, eko } = city
  for (const one of [ani, citra]) {
    await one.says('/laporan')
    expect(one.saw.at(-1)).toContain('tidak punya hak')
    expect(await one.forges('reports.open|policies')).toContain('tidak punya hak')
    expect(await one.forges('reports.hub')).toContain('tidak punya hak')
  }
  await eko.says('/laporan')
  expect(await eko.forges('reports.open|nothing')).toContain('Tombol')
})
