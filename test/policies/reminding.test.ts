// Who has not acknowledged a policy is reminded, no more often than it helps; heads hear of it when it begins to hold.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast } from '../support/cast.ts'
import { openCity, openStaffedCity } from '../support/city.ts'
import { clauses, policyText, publishes } from '../support/publishing.ts'

type City = Awaited<ReturnType<typeof openCity>>
let city: City
afterEach(() => city.close())

const day = 86_400_000
/** Turns the clock so many days on; the morning's job runs on the last of them. */
const days = async (count: number) => {
  await city.clock.advance(count * day)
  await city.settled()
}
const reminders = (person: City['budi']) =>
  person.saw.filter((text) => text.includes('⏰') && text.includes('Ingat')).length
const plain = { title: 'Ingat', quiz: false, relevance: false }
const acknowledges = async (person: City['budi']) => {
  for (const step of ['Baca', 'Lanjut', 'Lanjut', 'Lanjut', 'Saya paham']) await person.presses(step)
}

describe('when everybody is there', () => {
  beforeEach(async () => {
    city = await openStaffedCity()
  })

  test('after three and seven days and on the day before it holds, and never once it is acknowledged', async () => {
    const { eko, budi, citra } = city
    // It begins to hold on the 15th day.
    await publishes(eko, policyText(clauses, { ...plain, effective: '2026-12-08' }))
    await acknowledges(citra)
    await days(2)
    expect(reminders(budi)).toBe(0)
    await days(1)
    expect(reminders(budi)).toBe(1)
    expect(budi.saw.at(-1)).toContain('Berlaku mulai Selasa, 8 Desember 2026')
    await days(3)
    expect(reminders(budi)).toBe(1)
    await days(1)
    expect(reminders(budi)).toBe(2)
    await days(6)
    expect(reminders(budi)).toBe(2)
    await days(1)
    expect(reminders(budi)).toBe(3)
    expect(reminders(citra)).toBe(0)
    await days(10)
    expect(reminders(budi)).toBe(3)
  })

  test('not who cannot be reached, is on leave, or has stopped reminders; who comes back is reminded then', async () => {
    const { eko, budi, citra, dewi } = city
    const { client } = city.app.work.database
    await publishes(eko, policyText(clauses, { ...plain, effective: '' }))
    await budi.says('/cuti')
    await budi.says('28 November 2026')
    await citra.says('/profil')
    await citra.presses('Hentikan pengingat')
    await dewi.blocks()
    await days(4)
    for (const person of [budi, citra, dewi]) expect(reminders(person)).toBe(0)
    expect(reminders(eko)).toBe(1)
    await days(3)
    expect(reminders(budi)).toBe(1)
    await days(7)
    for (const person of [citra, dewi]) expect(reminders(person)).toBe(0)
    expect(await client.message.count({ where: { lane: 'reminder', chatId: BigInt(dewi.id) } })).toBe(0)
  })

  test('a reminder that waits in the outbox is taken back by "Saya paham"', async () => {
    const { eko, budi } = city
    await publishes(eko, policyText(clauses, { ...plain, effective: '' }))
    const { client } = city.app.work.database
    await client.person.updateMany({ where: { telegramId: BigInt(budi.id) }, data: { quietHours: '08:00-20:00' } })
    await days(3)
    const waiting = { lane: 'reminder', chatId: BigInt(budi.id) } as const
    expect(await client.message.count({ where: { ...waiting, state: 'queued' } })).toBe(1)
    await budi.says('/kebijakan')
    await budi.presses('● Ingat')
    await acknowledges(budi)
    expect(await client.message.count({ where: { ...waiting, state: 'withdrawn' } })).toBe(1)
    await city.clock.advance(12 * 3_600_000)
    await city.settled()
    expect(reminders(budi)).toBe(0)
  })

  test('on its day each head hears how many of their units have not acknowledged it, once', async () => {
    const { eko, budi, dewi } = city
    await publishes(eko, policyText(clauses, { ...plain, effective: '2026-11-26' }))
    await acknowledges(budi)
    await days(2)
    expect(dewi.saw.join('\n')).not.toContain('sudah berlaku')
    await days(1)
    const told = () => dewi.saw.filter((text) => text.includes('sudah berlaku'))
    expect(told()).toHaveLength(1)
    const employees = await city.app.work.database.client.rosterEntry.count({
      where: { unit: { OR: [{ name: 'Dinas Kesehatan' }, { parent: { name: 'Dinas Kesehatan' } }] } },
    })
    expect(told()[0]).toContain(`${employees - 1} dari ${employees} pegawai belum menyatakan paham`)
    await days(5)
    expect(told()).toHaveLength(1)
    await dewi.presses('Capaian')
    expect(dewi.saw.join('\n')).toContain('Bidang P2P')
  })

  test('a message about several waits until none of them is left to be acknowledged', async () => {
    const { eko, budi } = city
    for (const title of ['Ingat satu', 'Ingat dua'])
      await publishes(eko, policyText(clauses, { ...plain, title, effective: '' }))
    const { client } = city.app.work.database
    await client.person.updateMany({ where: { telegramId: BigInt(budi.id) }, data: { quietHours: '08:00-20:00' } })
    await days(3)
    const waiting = { lane: 'reminder', chatId: BigInt(budi.id), state: 'queued' } as const
    expect(await client.message.count({ where: waiting })).toBe(1)
    await eko.says('/kebijakan')
    await eko.presses(eko.buttons.findLast((label) => label.endsWith('Ingat satu')) ?? '')
    await eko.presses('Cabut')
    await eko.presses('Ya, cabut')
    expect(await client.message.count({ where: waiting })).toBe(1)
    await budi.says('/kebijakan')
    await budi.presses('● Ingat dua')
    await acknowledges(budi)
    expect(await client.message.count({ where: waiting })).toBe(0)
  })

  test('a withdrawn policy reminds nobody', async () => {
    const { eko, budi } = city
    await publishes(eko, policyText(clauses, { ...plain, effective: '' }))
    await eko.says('/kebijakan')
    await eko.presses('● Ingat')
    await eko.presses('Cabut')
    await eko.presses('Ya, cabut')
    await days(8)
    expect(reminders(budi)).toBe(0)
  })
})

describe('when the admin comes later', () => {
  beforeEach(async () => {
    city = await openCity()
    await city.app.fillSample(cast)
    for (const person of [city.budi, city.citra, city.dewi, city.eko]) await person.joins('Pegawai')
  })

  test('who comes into the audience later is told, and reminded from then on; a job run twice tells nobody twice', async () => {
    const { eko, fitri } = city
    await publishes(eko, policyText(clauses, { ...plain, effective: '' }))
    await days(5)
    await fitri.joins('Pegawai')
    expect(fitri.saw.join('\n')).not.toContain('Kebijakan baru')
    await days(1)
    expect(fitri.saw.at(-1)).toContain('Kebijakan baru: Ingat')
    expect(reminders(fitri)).toBe(0)
    await city.restart()
    await days(2)
    expect(reminders(fitri)).toBe(0)
    await days(1)
    expect(reminders(fitri)).toBe(1)
    expect(fitri.saw.filter((text) => text.includes('Kebijakan baru')).length).toBe(1)
  })

  test('of several policies one hears in one message, and counts as told of each', async () => {
    const { eko, fitri } = city
    const titles = ['Ingat satu', 'Ingat dua', 'Ingat tiga']
    for (const title of titles) await publishes(eko, policyText(clauses, { ...plain, title, effective: '' }))
    await days(2)
    const before = fitri.saw.length
    await fitri.joins('Pegawai')
    await days(1)
    expect(fitri.saw.slice(before).filter((text) => text.includes('3 kebijakan menunggu'))).toHaveLength(1)
    for (const title of titles) expect(fitri.saw.at(-1)).toContain(title)
    await fitri.presses('Lihat kebijakan')
    expect(fitri.buttons).toContain('● Ingat dua')
    await days(3)
    expect(fitri.saw.filter((text) => text.includes('3 kebijakan menunggu'))).toHaveLength(2)
    await eko.says('/laporan')
    await eko.presses('Kebijakan')
    await eko.presses(eko.buttons.findLast((label) => label.includes('Ingat dua')) ?? '')
    expect(eko.saw.join('\n')).toMatch(/Diberi tahu: 5/)
  })
})
