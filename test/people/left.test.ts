// Who has left the roster is no employee, whatever their entry was linked with.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeAll(async () => {
  city = await openStaffedCity()
  await city.fitri.says('/peran budi')
  await city.fitri.presses('Jadikan perencana')
  await city.fitri.presses('Ya, terapkan')
  const entry = { person: { telegramId: BigInt(city.budi.id) } }
  await client().rosterEntry.updateMany({ where: entry, data: { leftAt: city.clock.now(), phone: null } })
  await client().person.updateMany({ where: { telegramId: BigInt(city.budi.id) }, data: { kind: 'citizen' } })
})
afterAll(() => city.close())
const client = () => city.app.work.database.client

test('loses the rights of an employee, and the roles held through the entry', async () => {
  const { budi, fitri } = city
  await budi.says('/umumkan')
  expect(budi.saw.at(-1)).toContain('tidak punya hak')
  await budi.says('/profil')
  expect(budi.saw.at(-1)).toContain('Terdaftar sebagai: Warga')
  expect(budi.saw.at(-1)).not.toContain('Bidang P2P')
  await fitri.says('/peran')
  expect(fitri.saw.findLast((text) => text.startsWith('Pemegang peran'))).not.toContain('Budi')
  await fitri.says('Budi')
  expect(fitri.saw.at(-1)).toContain('Tidak ada pegawai yang cocok')
})

test('is linked anew with the entry that a later roster has for them', async () => {
  const { budi } = city
  const { unitId } = await client().rosterEntry.findUniqueOrThrow({ where: { nip: '000000000000000001' } })
  const entry = { nip: '000000000000000099', name: 'Budi Misalkan', phone: '+6280000000002', unitId }
  await client().rosterEntry.create({ data: entry })
  await budi.says('/masuk')
  await budi.sharesContact()
  expect(budi.saw.at(-1)).toContain('pegawai di Bidang P2P')
  const old = await client().rosterEntry.findUniqueOrThrow({ where: { nip: '000000000000000001' } })
  expect(old.personId).toBeNull()
})
