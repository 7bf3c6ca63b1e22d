// Several people complain about the same: their tickets become one, and all of them hear what becomes of it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { day, makeCase } from './cases.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeEach(async () => {
  city = await openStaffedCity()
})
afterEach(() => city.close())

test(
  'its author and supporters follow the other one, each once, and are told of both',
  { timeout: 60_000 },
  async () => {
    const { ani, budi, citra, dewi, eko } = city
    const db = city.app.work.database.client
    const into = await makeCase(city, { author: ani.id, at: day(23, '08:00'), text: 'Lampu padam di Jalan Merdeka' })
    const from = await makeCase(city, {
      author: budi.id,
      at: day(23, '09:00'),
      text: 'Gelap sekali',
      isAnonymous: true,
    })
    const personOf = async (id: number) =>
      (await db.person.findUniqueOrThrow({ where: { telegramId: BigInt(id) }, select: { id: true } })).id
    const support = async (ticketId: bigint, id: number) =>
      db.ticketSupport.create({ data: { ticketId, personId: await personOf(id) } })
    await support(from.id, citra.id)
    await support(into.id, citra.id)
    await support(from.id, ani.id)

    await eko.forges(`desk.do|${from.id}|merge`)
    await eko.says('tiket yang tadi')
    expect(eko.saw.at(-1)).toContain('bukan kode tiket')
    await eko.says('SG-2026-000002')
    expect(eko.saw.at(-1)).toContain('tiket yang sama')
    await eko.says('sg 2026 1')
    expect(eko.saw.at(-1)).toContain('Lampu padam di Jalan Merdeka')
    await eko.presses('Gabungkan sekarang')
    expect(eko.saw.at(-1)).toContain('SG-2026-000002 digabung ke SG-2026-000001')
    expect(budi.saw.at(-1)).toContain('digabung dengan tiket SG-2026-000001')
    expect(citra.saw.at(-1)).toContain('yang Anda dukung digabung dengan SG-2026-000001')
    expect(await db.ticket.findUniqueOrThrow({ where: { id: from.id } })).toMatchObject({
      state: 'closed',
      mergedIntoId: into.id,
      dueAt: null,
    })
    const supports = await db.ticketSupport.findMany({ where: { ticketId: into.id } })
    expect(supports.map(({ personId }) => personId === null)).toEqual([false, true])
    expect(supports.at(-1)?.sealedAuthor).not.toEqual(from.sealedAuthor)
    await eko.forges(`desk.do|${from.id}|open`)
    expect(eko.saw.at(-1)).toContain('Digabung ke SG-2026-000001')
    expect(eko.buttons.slice(-4)).not.toContain('Jawab')

    // Who gave their name for a ticket did not give it for supporting another one.
    const named = await makeCase(city, { author: dewi.id, at: day(23, '09:10'), text: 'Lampu mati' })
    await eko.forges(`desk.do|${named.id}|merge`)
    await eko.says('SG-2026-000001')
    await eko.presses('Gabungkan sekarang')
    const newest = await db.ticketSupport.findFirstOrThrow({ where: { ticketId: into.id }, orderBy: { id: 'desc' } })
    expect(newest).toMatchObject({ personId: null, sealedAuthor: expect.any(Uint8Array) })
    // Nobody supports what is followed elsewhere.
    expect(await db.ticketSupport.count({ where: { ticketId: { in: [from.id, named.id] } } })).toBe(0)

    await eko.forges(`desk.do|${into.id}|answer`)
    await eko.says('Semua lampu sudah menyala.')
    await eko.presses('Kirim jawaban')
    for (const person of [ani, budi, citra, dewi]) expect(person.saw.at(-1)).toContain('Semua lampu sudah menyala.')
    // What is answered takes nothing in any more.
    const late = await makeCase(city, { author: budi.id, at: day(23, '09:30') })
    await eko.forges(`desk.do|${late.id}|merge`)
    await eko.says('SG-2026-000001')
    expect(eko.saw.at(-1)).toContain('sudah tidak terbuka')
  },
)

test('a head merges only into what is theirs', { timeout: 60_000 }, async () => {
  const { ani, dewi } = city
  const { id: unit } = await city.app.work.database.client.unit.findFirstOrThrow({ where: { name: 'Bidang P2P' } })
  const own = await makeCase(city, { author: ani.id, at: day(20), unit })
  await makeCase(city, { author: ani.id, at: day(20), text: 'Rahasia unit lain' })
  await dewi.forges(`desk.do|${own.id}|merge`)
  await dewi.says('SG-2026-000002')
  expect(dewi.saw.at(-1)).toContain('Tiket itu tidak ada')
  expect(dewi.saw.join()).not.toContain('Rahasia')
})
