import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { give, revoke } from '../../src/features/roles/actions.ts'
import { openStaffedCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeAll(async () => {
  city = await openStaffedCity()
  const { ani, fitri } = city
  const by = BigInt(fitri.id)
  await give(client(), { by, to: `t${ani.id}`, name: 'planner', unitId: null }, city.clock.now())
})
afterAll(() => city.close())
const client = () => city.app.work.database.client

describe('revoking a role', () => {
  test('takes the right at once, also in a dialog that is open', async () => {
    const { ani, fitri } = city
    await ani.says('/umumkan')
    const open = ani.dataOf('Batal')
    await fitri.says('/peran')
    await fitri.sharesContact({ phone: '1', firstName: 'Ani', userId: ani.id })
    await fitri.presses('Cabut perencana')
    await fitri.presses('Tidak jadi')
    expect(fitri.saw.at(-1)).toContain('Tidak ada peran yang berubah')
    await fitri.says('/peran')
    await fitri.sharesContact({ phone: '1', firstName: 'Ani', userId: ani.id })
    await fitri.presses('Cabut perencana')
    const sure = fitri.dataOf('Ya, terapkan')
    await fitri.presses('Ya, terapkan')
    expect(ani.saw.at(-1)).toContain('sudah dicabut')
    expect(await ani.forges(open)).toContain('tidak punya hak')
    expect(await fitri.forges(sure)).toContain('sudah selesai')
  })

  test('an admin by ADMIN_IDS has nothing to revoke, and it is said', async () => {
    const { fitri } = city
    await fitri.says('/peran fitri')
    expect(fitri.saw.at(-1)).toContain('ADMIN_IDS tetap admin')
    expect(fitri.buttons.filter((label) => label.endsWith(' admin'))).toEqual([])
  })

  test('the last admin who has joined stays one; roles that only wait do not count', async () => {
    const { fitri } = city
    const db = client()
    const by = BigInt(fitri.id)
    const now = city.clock.now()
    await db.role.deleteMany({ where: { name: 'admin' } })
    const waiting = await db.rosterEntry.findFirstOrThrow({ where: { personId: null } })
    for (const to of [`t${by}`, `e${waiting.id}`]) await give(db, { by, to, name: 'admin', unitId: null }, now)
    await expect(give(db, { by, to: `t${by}`, name: 'admin', unitId: null }, now)).rejects.toThrow('roles:alreadyHeld')
    const role = await db.role.findFirstOrThrow({ where: { name: 'admin', rosterEntryId: { not: waiting.id } } })
    const revoked = { by, from: `t${by}`, roleId: role.id, adminIds: [] }
    await expect(db.$transaction((tx) => revoke(tx, revoked, now))).rejects.toThrow('roles:lastAdmin')
    await expect(revoke(db, { ...revoked, adminIds: [by] }, now)).rejects.toThrow('roles:forGood')
    await give(db, { by, to: `t${city.budi.id}`, name: 'admin', unitId: null }, now)
    await db.$transaction((tx) => revoke(tx, revoked, now))
    expect(await db.role.count({ where: { id: role.id } })).toBe(0)
  })
})

test('the record says to whom a role was given of whom nothing is known yet', async () => {
  const by = BigInt(city.fitri.id)
  await give(client(), { by, to: 't424242', name: 'planner', unitId: null }, city.clock.now())
  await city.fitri.says('/audit')
  expect(city.fitri.saw.at(-1)).toMatch(/memberi peran perencana kepada Akun #\d+/)
  expect(city.fitri.saw.at(-1)).not.toContain('424242')
})

test('a role is held once, by an account or by an entry', async () => {
  const db = client()
  const entry = await db.rosterEntry.findFirstOrThrow({ where: { personId: null } })
  const role = { name: 'planner', createdAt: city.clock.now() } as const
  await db.role.create({ data: { ...role, rosterEntryId: entry.id } })
  await expect(db.role.create({ data: { ...role, rosterEntryId: entry.id } })).rejects.toThrow()
  await expect(db.role.create({ data: role })).rejects.toThrow()
  await expect(db.role.create({ data: { ...role, rosterEntryId: entry.id, telegramId: 5n } })).rejects.toThrow()
})
