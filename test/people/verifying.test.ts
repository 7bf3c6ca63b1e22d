import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
  await city.app.fillSample(cast)
  await client().rosterEntry.updateMany({ data: { personId: null } })
  await client().person.deleteMany()
})
afterAll(() => city.close())
const client = () => city.app.work.database.client
const entryOf = (id: number) =>
  client().rosterEntry.findFirst({ where: { person: { telegramId: BigInt(id) } }, select: { nip: true } })
const share = ['Bagikan kontak saya', 'Lewati']

describe('/masuk', () => {
  test('the introduction of an employee ends with the offer, which may be skipped', async () => {
    const { citra } = city
    await citra.joins('Pegawai')
    expect(citra.saw.at(-1)).toContain('terdaftar sebagai pegawai')
    expect(citra.keyboard).toEqual(share)
    await citra.says('Lewati')
    expect(citra.saw.at(-1)).toContain('/masuk kapan saja')
    expect(citra.keyboard).toBeUndefined()
  })

  test("one's own contact links with the roster, and a waiting role becomes active", async () => {
    const { budi, fitri } = city
    await fitri.joins('Warga')
    await fitri.says('/peran budi')
    await fitri.presses('Jadikan perencana')
    await fitri.presses('Ya, terapkan')
    await budi.joins('Pegawai')
    await budi.sharesContact()
    expect(budi.saw.at(-1)).toContain('pegawai di Bidang P2P')
    expect(budi.saw.at(-1)).toContain('Peran: perencana')
    expect(budi.keyboard).toBeUndefined()
    expect(await entryOf(budi.id)).toEqual({ nip: '000000000000000001' })
    expect(budi.commands()).toContain('umumkan')
    await budi.says('/masuk')
    expect(budi.saw.at(-1)).toContain('sudah terhubung')
    const stored = JSON.stringify(
      [await client().inboxUpdate.findMany(), await client().dialog.findMany(), await client().audit.findMany()],
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    )
    expect(stored).not.toContain('80000000002')
  })

  test("another's contact, a typed number, and a stranger's are refused with the reason", async () => {
    const { citra, ani } = city
    await citra.says('/masuk')
    expect(citra.keyboard).toEqual(share)
    await citra.sharesContact({ phone: '6280000000004', firstName: 'Dewi', userId: 1004 })
    expect(citra.saw.at(-1)).toContain('bukan kontak Anda sendiri')
    await citra.sharesContact({ phone: '6280000000004', firstName: 'Dewi' })
    expect(citra.saw.at(-1)).toContain('bukan kontak Anda sendiri')
    await citra.says('0800-0000-0003')
    expect(citra.saw.at(-1)).toContain('Nomor yang diketik')
    expect(await entryOf(citra.id)).toBeNull()
    await ani.sharesContact()
    expect(ani.saw.at(-1)).toContain('/start')
    await ani.says('/masuk')
    expect(ani.saw.at(-1)).toContain('/start')
  })

  test('a citizen may, too, whatever the spelling of the number', async () => {
    const { citra } = city
    await citra.says('/masuk')
    await citra.sharesContact({ phone: '+62 800-0000-0003', firstName: 'Citra', userId: citra.id })
    expect(citra.saw.at(-1)).toContain('pegawai di Bidang Angkutan')
  })
})

describe('what an admin decides', () => {
  test('an unknown number asks for the NIP; the request names the entry, is refused, and told', async () => {
    const { ani, fitri } = city
    await ani.joins('Warga')
    await ani.says('/masuk')
    await ani.sharesContact()
    expect(ani.saw.at(-1)).toContain('Ketik NIP')
    expect(ani.keyboard).toBeUndefined()
    await ani.says('123')
    expect(ani.saw.at(-1)).toContain('tidak ada di daftar')
    await ani.says('000000000000000004')
    expect(ani.saw.at(-1)).toContain('Permintaan #1 dikirim')
    expect(fitri.saw.at(-1)).toContain('Eko Andaikan, NIP 000000000000000004')
    expect(await ani.forges(fitri.dataOf('Setujui'))).toContain('tidak punya hak')
    await fitri.presses('Tolak')
    expect(fitri.saw.at(-1)).toContain('ditolak')
    expect(ani.saw.at(-1)).toContain('Admin menolak')
    expect(await entryOf(ani.id)).toBeNull()
    await fitri.says('/audit')
    expect(fitri.saw.at(-1)).toContain('menolak permintaan terhubung dengan data Eko Andaikan')
  })

  test('an entry of another account is never taken over silently: granted, the old account is told', async () => {
    const { budi, citra, fitri } = city
    await client().role.create({
      data: { telegramId: BigInt(citra.id), name: 'admin', createdAt: city.clock.now() },
    })
    const fresh = city.newcomer('Budi')
    await fresh.joins('Pegawai')
    await fresh.sharesContact({ phone: '6280000000002', firstName: 'Budi', userId: fresh.id })
    expect(fresh.saw.at(-1)).toContain('Permintaan #2 dikirim')
    expect(await entryOf(budi.id)).not.toBeNull()
    await fresh.sharesContact({ phone: '6280000000002', firstName: 'Budi', userId: fresh.id })
    expect(fresh.saw.at(-1)).toContain('masih menunggu')
    expect(citra.saw.at(-1)).toContain('terhubung dengan akun lain')
    const late = citra.dataOf('Setujui')
    await fitri.presses('Setujui')
    expect(citra.saw.at(-1)).toContain('Permintaan #2 sudah disetujui')
    expect(citra.buttons).not.toContain('Setujui')
    expect(await citra.forges(late)).toContain('sudah diputuskan')
    expect(fresh.saw.at(-1)).toContain('Admin menyetujui')
    expect(budi.saw.at(-1)).toContain('tidak lagi terhubung')
    expect(await entryOf(fresh.id)).toEqual({ nip: '000000000000000001' })
    await budi.says('/umumkan')
    expect(budi.saw.at(-1)).toContain('tidak punya hak')
    await fresh.says('/umumkan')
    expect(fresh.saw.at(-1)).toContain('Pengumuman baru')
  })

  test('who erases themself leaves no message that names them, and the roster entry unlinked', async () => {
    const { client: db } = city.app.work.database
    const person = await db.person.findFirstOrThrow({ where: { rosterEntry: { nip: '000000000000000001' } } })
    const fresh = Number(person.telegramId)
    await city.playground.world.says(fresh, '/hapusdata')
    await city.settled()
    const asked = city.playground.world.messages(fresh).findLast(({ fromBot }) => fromBot)
    const [button] =
      city.playground.world.inlineKeyboard(fresh, asked?.message.message_id ?? 0)?.inline_keyboard[0] ?? []
    if (asked === undefined || button === undefined || !('callback_data' in button))
      throw new Error('Nothing was asked')
    await city.playground.world.presses(fresh, fresh, asked.message.message_id, button.callback_data)
    await city.settled()
    const messages = await db.message.findMany({ select: { payload: true, subject: true } })
    expect(messages.filter(({ payload }) => JSON.stringify(payload).includes('Budi Misalkan'))).toEqual([])
    const entry = await db.rosterEntry.findUniqueOrThrow({ where: { nip: '000000000000000001' } })
    expect(entry.personId).toBeNull()
    expect(await db.role.count({ where: { rosterEntryId: entry.id } })).toBe(0)
  })
})
