// A weekly check-in of two units: it goes out on Friday at three, reminds those who have not answered, leaves alone who is
// on leave, and shows a unit's results as soon as the fifth of it has answered.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayIn } from '../../src/platform/calendar.ts'
import { onWorkingDay } from '../../src/shared/questionnaires/times.ts'
import { readOffice } from '../../src/shared/workdays/holidays.ts'
import { until } from '../support/until.ts'
import { openPlaygroundPage, startBrowser } from './phone.ts'
import { takePicture } from './pictures.ts'
import { dataOf, openProduct } from './product.ts'

const [budi, eko] = [1002, 1005]
const timeZone = 'Asia/Jakarta'

let browser: Browser
let product: Awaited<ReturnType<typeof openProduct>>
beforeAll(async () => {
  ;[browser, product] = await Promise.all([startBrowser(), openProduct()])
})
afterAll(async () => {
  await Promise.all([browser.close(), product.close()])
})

/** Six employees of a new unit, who have joined. */
async function staff(unit: string): Promise<number[]> {
  const { client } = product.work.database
  const people = Array.from({ length: 6 }, (_, n) => product.world.addPerson({ firstName: `${unit} ${n}` }).user.id)
  await product.join(people)
  const { id: unitId } = await client.unit.create({ data: { name: unit } })
  for (const [n, telegramId] of people.entries()) {
    const person = await client.person.update({
      where: { telegramId: BigInt(telegramId) },
      data: { kind: 'employee' },
    })
    const nip = `19${String(unitId).padStart(8, '0')}${String(n).padStart(8, '0')}`
    await client.rosterEntry.create({ data: { nip, name: `${unit} ${n}`, unitId, personId: person.id } })
  }
  return people
}

const words = (person: number) => product.world.messages(person).map(({ message }) => message.text ?? '')
const heard = (person: number, text: string) => words(person).filter((one) => one.includes(text)).length

/** Presses a button of somebody whose page is not open, and waits until the bot has done what it is for. */
async function presses(person: number, label: string) {
  const found = product.world
    .messages(person)
    .toReversed()
    .find(({ message }) => {
      const keyboard = product.world.inlineKeyboard(person, message.message_id)
      return keyboard?.inline_keyboard.flat().some(({ text }) => text === label) ?? false
    })
  if (found === undefined) throw new Error(`${person} is shown no "${label}"`)
  const { message_id: id } = found.message
  await product.world.presses(person, person, id, dataOf(product.world.inlineKeyboard(person, id), label))
  await product.settled()
}

/** Three taps: the week, the progress, and that there is no obstacle. */
async function answers(person: number) {
  await presses(person, '4')
  await presses(person, '7')
  await presses(person, 'Lewati')
  await until(`${person} is thanked`, () => heard(person, 'sudah terkirim') > 0, 10_000)
}

test('goes out on Friday at three, reminds who has not answered, and shows a unit from its fifth answer on', async () => {
  const viewport = { width: 1500, height: 1100 }
  const { page, complaints, phone } = await openPlaygroundPage(browser, product.url, [eko, budi], {
    panel: true,
    viewport,
  })
  const planner = phone(eko)
  await page.getByRole('button', { name: 'Muat kota contoh' }).click()
  await page.getByText('Kota Contoh dimuat').waitFor()
  await planner.joins('Pegawai')
  await phone(budi).joins('Pegawai')
  const north = await staff('Asrama Utara')
  const south = await staff('Asrama Selatan')
  const [absent = 0] = south.slice(-1)
  await product.world.says(absent, '/cuti')
  await product.settled()
  await product.world.says(absent, '31 Desember')
  await product.settled()
  expect(words(absent).at(-1)).toContain('cuti')

  await planner.says('/kuesioner')
  await planner.presses('✨ Check-in mingguan (siap pakai)')
  for (const label of ['Mulai putaran', 'Bernama', 'Sasaran lain', 'Pilih unit']) await planner.presses(label)
  await planner.presses('Asrama Utara')
  await planner.hears(/Dipilih: [^]*Asrama Utara/)
  await planner.presses('Asrama Selatan')
  await planner.hears(/Dipilih: [^]*Asrama Selatan/)
  await planner.presses('Selesai')
  await planner.presses('Berkala')
  await planner.hears('Seberapa sering?')
  await planner.says('setiap Jumat 15.00')
  await planner.presses('5 hari')
  await planner.presses('2')
  await planner.hears(/Check-in mingguan[^]*12 orang/)
  await planner.presses('Mulai')
  await planner.hears(/Direncanakan[^]*setiap Jumat 15\.00/)
  await takePicture(planner.column, 'series')

  // The next Friday at three in Jakarta, or the working day after it where that is a holiday.
  const { database, settings, clock } = product.work
  const series = await database.client.roundSeries.findFirstOrThrow()
  const opensAt = series.nextAt ?? new Date(0)
  const office = await readOffice(database.client, settings, clock.now())
  const today = dayIn(clock.now(), timeZone)
  const fridays = [0, 1].map((weeks) => today.add({ days: ((5 - today.dayOfWeek + 7) % 7) + 7 * weeks }))
  const wanted = fridays
    .map((day) => new Date(day.toZonedDateTime({ timeZone, plainTime: '15:00' }).epochMilliseconds))
    .map((at) => onWorkingDay(office, at, timeZone))
    .find((at) => at > clock.now())
  expect(opensAt).toEqual(wanted)

  /** Presses "to what is next" until the clock has come so far. */
  const turnPast = async (at: Date) => {
    while (clock.now() < at) {
      await page.locator('#turn-due:not([disabled])').click()
      const before = clock.now().getTime()
      await until('the clock is turned', () => clock.now().getTime() > before + 1000 || clock.now() >= at, 5000)
      await product.settled()
    }
  }
  await page.reload()
  await turnPast(opensAt)
  for (const person of [...north, ...south.slice(0, -1)])
    await until(`${person} is asked`, () => heard(person, 'Check-in mingguan') === 1, 10_000)
  // Neither who is on leave nor who is of another unit hears of it.
  for (const person of [absent, budi]) expect(heard(person, 'Check-in mingguan')).toBe(0)

  for (const person of [...north.slice(0, 4), ...south.slice(0, 2)]) await answers(person)
  await planner.says('/laporan')
  await planner.presses('Check-in')
  await planner.hears('Belum ada yang dapat ditampilkan')
  await answers(north[4] ?? 0)
  await planner.says('/laporan')
  await planner.presses('Check-in')
  const results = await (await planner.hears(/Putaran terakhir[^]*Asrama Utara/)).innerText()
  expect(results).toMatch(/Asrama Utara[^]*5/)
  expect(results).not.toContain('Asrama Selatan')
  await takePicture(planner.column, 'checkins')

  const round = await database.client.round.findFirstOrThrow()
  await turnPast(round.nextReminderAt ?? new Date(0))
  const silent = [north[5] ?? 0, ...south.slice(2, -1)]
  for (const person of silent) await until(`${person} is reminded`, () => heard(person, 'Pengingat') === 1, 10_000)
  for (const person of [...north.slice(0, 5), ...south.slice(0, 2), absent, budi])
    expect(heard(person, 'Pengingat')).toBe(0)
  expect(complaints).toEqual([])
})
