// What comes of a round, as those read it who may: heads of their units, planners of all, and who took part when it is over.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answers, dbOf, enlist, openCheckin } from '../checkins/rounds.ts'
import type { City } from '../checkins/rounds.ts'
import { openStaffedCity } from '../support/city.ts'

let city: City
let round: Awaited<ReturnType<typeof openCheckin>>
let colleagues: { id: number }[]
let others: { id: number }[]
beforeAll(async () => {
  city = await openStaffedCity()
  colleagues = await enlist(city, 'Bidang P2P', [71, 72, 73, 74, 75])
  others = await enlist(city, 'Bidang Pengembangan', [81, 82, 83, 84, 85, 86])
  round = await openCheckin(city, [...colleagues, ...others, city.budi, city.citra])
})
afterAll(() => city.close())

const newest = (actor: City['dewi']) => actor.saw.at(-1) ?? ''
const few = 'Belum cukup jawaban untuk ditampilkan'

/** Opens the results of the check-in from the reports. */
async function looks(actor: City['dewi']): Promise<string> {
  await actor.says('/laporan')
  await actor.presses('Kuesioner: hasil')
  await actor.presses('Check-in mingguan · 1 putaran')
  return newest(actor)
}

test('a head sees nothing of four people, and the figures of their unit from the fifth on', async () => {
  const { dewi } = city
  for (const [n, one] of colleagues.slice(0, 4).entries())
    await answers(city, round, one, { pekan: 3 + (n % 2), kemajuan: 6, hambatan: `Hambatan <ke-${n}>`, bagikan: false })
  expect(await looks(dewi)).toMatch(new RegExp(`Dilihat: Dinas Kesehatan[^]*${few}`))
  expect(dewi.buttons).not.toContain('Tulisan')
  expect(dewi.buttons).not.toContain('Grafik')
  await answers(city, round, city.budi, { pekan: 5, kemajuan: 8 })
  await dewi.presses('Perbarui')
  expect(newest(dewi)).toMatch(/Dilihat: Dinas Kesehatan[^]*Dalam hasil ini: 5 orang[^]*rata-rata 4[^]*dibulatkan/)
  expect(newest(dewi)).toContain('Sebaran jawaban tampil sesudah putaran ditutup')
})

test('nor anything of another unit, by whatever number is pressed', async () => {
  const { dewi } = city
  for (const one of others.slice(0, 5)) await answers(city, round, one, { pekan: 1, kemajuan: 0 })
  const { id } = await dbOf(city).unit.findFirstOrThrow({ where: { name: 'Bidang Pengembangan' } })
  for (const data of [
    `result.round|${round.id}|${id}|0`,
    `result.units|${round.id}|${id}|0`,
    `result.words|${round.id}|${id}|0`,
  ])
    expect(await dewi.forges(data), data).not.toContain('rata-rata 1')
  expect(await looks(dewi)).not.toMatch(/Bidang Pengembangan|rata-rata 1\b/)
})

test('a planner sees all together and each unit, and gets a picture', async () => {
  const { eko } = city
  expect(await looks(eko)).toMatch(/Dilihat: semua unit[^]*Dalam hasil ini: 10 orang/)
  await eko.presses('Per unit')
  for (const unit of ['Dinas Kesehatan', 'Badan Kepegawaian dan PSDM'])
    expect(newest(eko)).toContain(`${unit}: 5 orang`)
  await eko.presses(eko.buttons.findLast((label) => label.startsWith('‹') || label === 'Kembali') ?? '')
  const before = eko.messages.length
  expect(await eko.presses('Grafik')).toContain('Grafik sedang dibuat')
  await expect.poll(() => eko.messages.slice(before).some(({ photo }) => photo), { timeout: 20_000 }).toBe(true)
})

test('an employee has no such report, and waits for the end; then they see all, and their own unit', async () => {
  const { budi, ani, eko } = city
  expect(await budi.forges(`result.round|${round.id}|0|0`)).toContain('tidak punya hak')
  expect(await budi.forges(`round.results|${round.id}`)).toContain('Putaran ditutup')
  await eko.says('/kuesioner')
  await eko.presses('Check-in mingguan')
  await eko.presses(eko.buttons.find((label) => label.startsWith('#1 ')) ?? '')
  await eko.presses('Akhiri')
  await eko.presses('Ya, akhiri')
  await city.clock.advance(60_000)
  await city.settled()
  await budi.forges(`round.results|${round.id}`)
  expect(newest(budi)).toMatch(/ditutup[^]*Dalam hasil ini: 10 orang[^]*Bidang P2P: 5 orang/)
  // Nobody asked this citizen, and the round is not for everybody.
  expect(await ani.forges(`round.results|${round.id}`)).not.toContain('Dalam hasil ini')
})
