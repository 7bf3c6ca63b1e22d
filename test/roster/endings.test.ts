// How a list ends when something comes between: a restart, an erasure, a lost right, the last admin.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { reading } from '../../src/features/roster/reading.ts'
import { roster } from '../../src/features/roster/index.ts'
import { keepBytes } from '../../src/platform/files/files.ts'
import { post } from '../../src/platform/outbox/outbox.ts'
import { begin } from '../../src/platform/tasks/tasks.ts'
import { openStaffedCity } from '../support/city.ts'
import { csvOf, nipOf, staffOf } from './lists.ts'
import type { Staff } from './lists.ts'

// Each list is read in a thread of its own, which takes its time to begin on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())
const client = () => city.app.work.database.client
const staff = () => staffOf(city.app.work.database)
const fresh = (n: number): Staff => [nipOf(n), 'Orang Baru', 'Dinas Kesehatan', 'Staf']

/** A list that is being read, as a turn leaves it. */
async function beginReading(chatId: bigint, rows: Staff[]) {
  const now = city.clock.now()
  return client().$transaction(async (tx) => {
    const [shown] = await post(
      tx,
      [{ lane: 'answer', chatId, method: 'sendMessage', payload: { text: 'Membaca' } }],
      now,
    )
    const fileId = await keepBytes(tx, csvOf(rows), now)
    const row = { authorChat: chatId, language: 'id', fileId, shownId: shown?.id ?? null, createdAt: now }
    const { id } = await tx.rosterImport.create({ data: row })
    await begin(tx, reading, { id: String(id) }, now)
    return id
  })
}

test('a restart while it is read: it is read by the next process', async () => {
  const { fitri } = city
  await beginReading(BigInt(fitri.id), [...(await staff()), fresh(70)])
  await city.restart()
  await city.settled()
  expect(fitri.saw.at(-1)).toContain('Baru: 1')
  await fitri.presses('Terapkan')
  expect(fitri.saw.at(-1)).toContain('sudah diterapkan')
})

test('the author is no admin any more when it has been read: nothing is shown', async () => {
  const { eko } = city
  await beginReading(BigInt(eko.id), [...(await staff()), fresh(71)])
  await city.settled()
  expect(eko.saw.at(-1)).toContain('tidak punya hak')
  expect(await client().rosterImportRow.count()).toBe(0)
  expect(await client().file.count()).toBe(0)
})

test('the author erases themself: what was not applied is gone, what was stays without them', async () => {
  const { fitri } = city
  await fitri.says('/impor')
  await fitri.sendsDocument(csvOf([...(await staff()), fresh(72)]))
  const { voice, settings } = city.app.work
  const [portion] = (await roster.personal?.collect?.(client(), BigInt(fitri.id), voice('id'), settings)) ?? []
  expect(portion?.rows.map((row) => row.find(({ name }) => name === 'state')?.value)).toEqual([
    'diterapkan',
    'menunggu keputusan',
  ])
  await fitri.says('/hapusdata')
  await fitri.presses('Ya, hapus data saya')
  const imports = await client().rosterImport.findMany({ select: { authorChat: true, state: true, fileId: true } })
  expect(imports.map(({ state }) => state).toSorted()).toEqual(['applied', 'dropped', 'dropped'])
  expect(imports.every(({ authorChat, state }) => authorChat === null || state === 'dropped')).toBe(true)
  expect(await client().rosterImport.count({ where: { authorChat: BigInt(fitri.id) } })).toBe(0)
  expect(await client().rosterImportRow.count()).toBe(0)
  await fitri.joins('Pegawai')
})

test('another dialog is open when faults are found: it goes on, and does not take the corrected list', async () => {
  const { fitri } = city
  await fitri.says('/umumkan')
  await beginReading(BigInt(fitri.id), [fresh(74), fresh(74)])
  await city.settled()
  expect(fitri.saw.at(-1)).toContain('1 kesalahan')
  expect(fitri.saw.at(-1)).toContain('/impor')
  await fitri.says('Besok apel pukul 07.30')
  expect(fitri.saw.at(-1)).toContain('Langkah 2')
  await fitri.presses('Batal')
})

test('an import that is erased while it is read is not shown', async () => {
  const { fitri } = city
  const id = await beginReading(BigInt(fitri.id), [...(await staff()), fresh(73)])
  await client().rosterImport.update({ where: { id }, data: { state: 'dropped', authorChat: null } })
  await city.settled()
  expect(fitri.saw.at(-1)).not.toContain('Baru: 1')
  expect(await client().rosterImportRow.count()).toBe(0)
})

test('the last admin cannot be marked as having left, and nothing of the list is kept then', async () => {
  const { fitri, budi } = city
  const { settings } = city.app.work
  const before = [...settings.adminIds]
  const entry = await client().rosterEntry.findUniqueOrThrow({ where: { nip: nipOf(1) } })
  await client().role.create({ data: { rosterEntryId: entry.id, name: 'admin', createdAt: city.clock.now() } })
  const everyone = await staff()
  await budi.says('/impor')
  await budi.sendsDocument(csvOf(everyone.filter(([nip]) => nip !== nipOf(1))))
  expect(budi.saw.at(-1)).toContain('Keluar: 1')
  settings.adminIds.splice(0)
  await client().role.deleteMany({ where: { telegramId: { not: null } } })
  expect(await budi.presses('Terapkan')).toContain('tidak ada admin yang tersisa')
  expect(await staff()).toEqual(everyone)
  settings.adminIds.push(...before)
  await budi.presses('Terapkan')
  // They are told, and have no right any more.
  expect(budi.saw.join('\n')).toContain('tidak lagi tercatat')
  await budi.says('/impor')
  expect(budi.saw.at(-1)).toContain('tidak punya hak')
  expect(fitri.commands()).toContain('impor')
})
