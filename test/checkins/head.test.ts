// What heads have of check-ins: obstacles that were shared with them, notes with their people, and figures of many.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { answers, dbOf, enlist, openCheckin, personOf } from './rounds.ts'
import type { City } from './rounds.ts'

/** Without the right, or as if there were none. */
const refused = /tidak punya hak|bukan untuk Anda/

let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const blocked = { pekan: 2, kemajuan: 3, hambatan: 'Kulkas <vaksin> rusak' }

test('an obstacle is seen by the head with whom it was shared, and by nobody else', { timeout: 60_000 }, async () => {
  const { budi, citra, dewi, eko, fitri } = city
  const db = dbOf(city)
  const quiet = [budi, citra, eko, fitri].map((one) => ({ one, heard: one.saw.length }))
  const before = dewi.saw.length
  const first = await openCheckin(city, [budi, citra])
  await answers(city, first, budi, { ...blocked, bagikan: false, bantuan: true })
  expect(dewi.saw).toHaveLength(before)
  expect(await db.sharedBlocker.count()).toBe(0)
  await dewi.says('/checkin')
  await dewi.presses('Hambatan di unit saya')
  expect(dewi.saw.at(-1)).toContain('Tidak ada yang terbuka')

  const second = await openCheckin(city, [budi, citra])
  // Of another unit, which has no head.
  await answers(city, second, citra, { ...blocked, bagikan: true })
  expect(dewi.saw).toHaveLength(before + 1)
  await answers(city, second, budi, { ...blocked, bagikan: true, bantuan: true })
  expect(dewi.saw).toHaveLength(before + 2)
  expect(dewi.saw.at(-1)).toContain('Seorang pegawai di Bidang P2P membagikan hambatan')
  // What waits in a chat names nobody.
  expect(dewi.saw.at(-1)).not.toMatch(/Budi|vaksin/)
  for (const { one, heard } of quiet) expect(one.saw).toHaveLength(heard)

  const { id } = await db.sharedBlocker.findFirstOrThrow({ where: { unit: { name: 'Bidang P2P' } } })
  const other = await db.sharedBlocker.findFirstOrThrow({ where: { id: { not: id } } })
  for (const one of [budi, citra, eko, fitri])
    for (const data of [`obstacle.open|${id}`, `obstacle.resolve|${id}`, 'obstacle.list|0'])
      expect(await one.forges(data)).toMatch(refused)
  await dewi.presses('Lihat hambatan')
  expect(dewi.saw.at(-1)).toMatch(/Budi.*Bidang P2P/)
  expect(dewi.saw.at(-1)).toContain('Kulkas <vaksin> rusak')
  expect(dewi.saw.at(-1)).toContain('Ingin dibantu')
  await dewi.presses('Sudah ditangani')
  expect(budi.saw.at(-1)).toContain('sudah ditangani')
  const heard = budi.saw.length
  await dewi.forges(`obstacle.resolve|${id}`)
  expect(budi.saw).toHaveLength(heard)
  await dewi.presses('Semua hambatan')
  expect(dewi.saw.at(-1)).toContain('Tidak ada yang terbuka')
  expect(await dewi.forges(`obstacle.open|${other.id}`)).toMatch(refused)
})

test('a head who has stopped check-ins, or is on leave, finds it in the list', { timeout: 60_000 }, async () => {
  const { budi, dewi } = city
  const db = dbOf(city)
  const where = { telegramId: BigInt(dewi.id) }
  await db.person.update({ where, data: { muted: ['checkins'] } })
  const muted = dewi.saw.length
  await answers(city, await openCheckin(city, [budi]), budi, { ...blocked, bagikan: true })
  expect(dewi.saw).toHaveLength(muted)
  await dewi.says('/checkin')
  await dewi.presses('Hambatan di unit saya')
  expect(dewi.saw.at(-1)).toContain('1 masih terbuka')
  const today = new Date(city.clock.now().toISOString().slice(0, 10))
  await db.person.update({ where, data: { muted: [], leaveUntil: today } })
  const away = dewi.saw.length
  await answers(city, await openCheckin(city, [budi]), budi, { ...blocked, bagikan: true })
  expect(dewi.saw).toHaveLength(away)
  await city.clock.advance(86_400_000)
  await city.settled()
  expect(dewi.saw).toHaveLength(away + 1)
  expect(dewi.saw.at(-1)).toContain('membagikan hambatan')
})

test('notes are between a head and somebody of their unit', { timeout: 60_000 }, async () => {
  const { ani, budi, citra, dewi, eko, fitri } = city
  const db = dbOf(city)
  const { id: budiId } = await personOf(city, budi)
  const { id: citraId } = await personOf(city, citra)
  await dewi.says('/laporan')
  await dewi.presses('Check-in')
  await dewi.presses('Catatan pembinaan')
  expect(dewi.buttons.some((label) => label.startsWith('Budi'))).toBe(true)
  expect(dewi.buttons.some((label) => label.startsWith('Citra') || label.startsWith('Dewi'))).toBe(false)
  await dewi.forges(`coach.write|${budiId}`)
  await dewi.says('Kulkas baru datang Senin. Ada yang <kurang>?')
  expect(dewi.saw.at(-1)).toContain('disimpan')
  expect(budi.saw.at(-1)).toContain('Catatan dari Dewi')
  expect(budi.saw.at(-1)).toContain('Ada yang <kurang>?')
  await budi.presses('Balas')
  await budi.says('Cukup, terima kasih.')
  expect(dewi.saw.at(-1)).toContain('Balasan dari Budi')
  // What is said in reply to the message is a note, too.
  const shown = dewi.messages.at(-1)
  await dewi.replies(shown?.message_id ?? 0, 'Baik.')
  expect(budi.saw.at(-1)).toContain('Baik.')
  expect(await db.coachingNote.count()).toBe(3)
  await budi.presses('Semua catatan')
  expect(budi.saw.join()).toMatch(/Dewi.*\nBaik\.\n\nAnda,.*\nCukup.*\n\nDewi.*\nKulkas baru/)

  const note = (await db.coachingNote.findFirstOrThrow()).id
  // Not to others, whatever they are.
  for (const one of [ani, citra, eko, fitri])
    for (const data of [
      `coach.notes|${budiId}|0`,
      `coach.write|${budiId}`,
      `coach.line|${note}|0`,
      `coach.answer|${note}`,
    ])
      expect(await one.forges(data), data).toMatch(refused)
  for (const data of [`coach.notes|${citraId}|0`, `coach.write|${citraId}`, `coach.line|${note}|0`])
    expect(await dewi.forges(data)).toMatch(refused)

  // A new head reads none of it, and the former one writes no more.
  const role = await db.role.findFirstOrThrow({ where: { name: 'head', telegramId: BigInt(dewi.id) } })
  await db.role.update({ where: { id: role.id }, data: { telegramId: BigInt(citra.id) } })
  await citra.forges(`coach.notes|${budiId}|0`)
  expect(citra.saw.at(-1)).toContain('Belum ada catatan')
  for (const data of [`coach.notes|${budiId}|0`, `coach.write|${budiId}`])
    expect(await dewi.forges(data)).toMatch(refused)
  await budi.says('/checkin')
  await budi.presses('Catatan saya (3)')
  await budi.presses('Balas')
  await budi.says('Masih di sana?')
  expect(budi.saw.at(-1)).toContain('bukan lagi kepala unit')
  await budi.says('/batal')
  await db.role.update({ where: { id: role.id }, data: { telegramId: BigInt(dewi.id) } })
  // Who moves to another unit is another head's.
  const entry = (await personOf(city, budi)).rosterEntry
  const elsewhere = await db.unit.findFirstOrThrow({ where: { name: 'Bidang SD' } })
  await db.rosterEntry.update({ where: { id: entry?.id ?? 0n }, data: { unitId: elsewhere.id } })
  expect(await dewi.forges(`coach.write|${budiId}`)).toMatch(refused)
  await db.rosterEntry.update({ where: { id: entry?.id ?? 0n }, data: { unitId: entry?.unitId ?? 0n } })
})

test('figures of a unit from the fifth answer on, for its head and for planners', { timeout: 60_000 }, async () => {
  const { budi, dewi, eko } = city
  const db = dbOf(city)
  await db.response.deleteMany()
  await db.sharedBlocker.deleteMany()
  const people = await enlist(city, 'Bidang P2P', [5001, 5002, 5003, 5004])
  const far = await enlist(city, 'Bidang SD', [5011, 5012, 5013, 5014, 5015])
  const show = async (who: City['dewi']) => {
    await who.says('/laporan')
    await who.presses('Check-in')
    return who.saw.at(-1) ?? ''
  }
  const said = { pekan: 4, kemajuan: 6, hambatan: 'x', bantuan: true }
  const round = await openCheckin(city, [budi, ...people, ...far])
  for (const one of people) await answers(city, round, one, said)
  for (const one of far) await answers(city, round, one, { pekan: 1, kemajuan: 1 })
  expect(await show(dewi)).toContain('Belum ada yang dapat ditampilkan')
  expect(await dewi.forges('checkin.unitChart|0|0')).toContain('Belum ada angka')
  await answers(city, round, budi, said)
  const seen = await show(dewi)
  expect(seen).toMatch(/Bidang P2P: 5 jawaban\nSuasana kerja: 4 \(dari 5\)\nKemajuan: 5 \(dari 10\)/)
  expect(seen).not.toContain('Bidang SD')
  const second = await openCheckin(city, [budi, ...people])
  for (const one of [...people, budi]) await answers(city, second, one, { pekan: 2, kemajuan: 6 })
  expect(await show(dewi)).toMatch(/Bidang P2P: 5 jawaban\nSuasana kerja: 4 → 2 \(dari 5\)/)
  await dewi.presses('Grafik')
  expect((await dewi.files()).at(-1)?.text.slice(1, 4)).toBe('PNG')
  const all = await show(eko)
  expect(all).toContain('semua unit')
  expect(all).toMatch(/Bidang SD: putaran terakhir belum dapat ditampilkan\nSuasana kerja: 1 \(dari 5\)/)
  expect(eko.buttons).not.toContain('Hambatan di unit saya')
  const { id } = await db.unit.findFirstOrThrow({ where: { name: 'Bidang SD' } })
  await eko.presses('Bidang SD')
  expect(eko.saw.at(-1)).not.toContain('Bidang P2P')
  for (const data of [`checkin.figures|${id}|0|0`, `checkin.unitChart|${id}|0`])
    expect(await dewi.forges(data)).toMatch(refused)
  expect(await budi.forges('checkin.figures|0|0|0')).toMatch(refused)
})

test(
  'a head who erases themselves leaves their notes to whom they are for, without a name',
  { timeout: 60_000 },
  async () => {
    const { budi, dewi } = city
    const db = dbOf(city)
    const { id } = await personOf(city, budi)
    await db.person.update({
      where: { id },
      data: { leaveUntil: new Date(city.clock.now().toISOString().slice(0, 10)) },
    })
    await dewi.forges(`coach.write|${id}`)
    await dewi.says('Sampai jumpa.')
    await dewi.says('/hapusdata')
    await dewi.presses('Ya, hapus data saya')
    await city.clock.advance(86_400_000)
    await city.settled()
    // What waited for him bore her name.
    expect(budi.saw.join()).not.toContain('Sampai jumpa.')
    await budi.says('/checkin')
    await budi.presses('Catatan saya (4)')
    expect(budi.saw.at(-1)).toContain('kepala unit yang sudah pergi')
    expect(budi.saw.at(-1)).toContain('Sampai jumpa.')
    expect(budi.saw.at(-1)).not.toContain('Dewi')
    expect(await db.coachingNote.count({ where: { headChat: { not: null } } })).toBe(0)
    await budi.says('/datasaya')
    expect((await budi.files()).map(({ text }) => text).join()).toContain('Kulkas baru datang Senin')
  },
)
