// A planner mutes who abuses the desk: with a reason that they read, for a time, and without learning who it is.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { day, makeCase } from './cases.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeEach(async () => {
  city = await openStaffedCity()
})
afterEach(() => city.close())

test(
  'somebody without a name is muted for a week and told why; nothing shows who it is, nor that another is theirs',
  { timeout: 60_000 },
  async () => {
    const { budi, eko } = city
    const db = city.app.work.database.client
    const { id } = await makeCase(city, { author: budi.id, at: day(23, '09:00'), isAnonymous: true })
    const other = await makeCase(city, { author: budi.id, at: day(23, '09:00'), isAnonymous: true })
    await eko.forges(`desk.do|${id}|more`)
    await eko.presses('Bisukan pengirim')
    await eko.says('Pendek')
    expect(eko.saw.at(-1)).toContain('Terlalu pendek')
    await eko.says('Berkali-kali mengirim makian.')
    await eko.presses('7 hari')
    expect(eko.saw.at(-1)).toContain('dibisukan sampai dengan Senin, 30 November 2026')
    expect(budi.saw.at(-1)).toContain('Sampai dengan Senin, 30 November 2026')
    expect(budi.saw.at(-1)).toContain('Berkali-kali mengirim makian.')
    const mute = await db.ticketMute.findFirstOrThrow()
    expect(mute).toMatchObject({ personId: null, until: new Date('2026-12-01T00:00:00+07:00') })
    const { sealedAuthor } = await db.ticket.findUniqueOrThrow({ where: { id } })
    expect(mute.sealedAuthor).not.toEqual(sealedAuthor)
    await eko.forges(`desk.do|${id}|open`)
    expect(eko.saw.at(-1)).toContain('Pengirim dibisukan')
    await eko.forges(`desk.do|${other.id}|open`)
    expect(eko.saw.at(-1)).not.toContain('Pengirim dibisukan')
    await eko.forges(`desk.do|${id}|more`)
    await eko.presses('Cabut pembisuan')
    expect(budi.saw.at(-1)).toContain('dapat mengirim usulan dan aduan lagi')
    expect(await db.ticketMute.count()).toBe(0)
    await eko.says('/audit')
    expect(city.fitri.saw.join()).not.toContain('Budi')
  },
)

test('somebody with a name is muted once, whatever the ticket', { timeout: 60_000 }, async () => {
  const { ani, eko } = city
  const { id } = await makeCase(city, { author: ani.id, at: day(23, '09:00') })
  const other = await makeCase(city, { author: ani.id, at: day(23, '09:00') })
  await eko.forges(`desk.do|${id}|mute`)
  await eko.says('Berkali-kali mengirim makian.')
  await eko.presses('90 hari')
  await eko.forges(`desk.do|${other.id}|more`)
  expect(eko.saw.at(-1)).toContain('Pengirim dibisukan')
  expect(eko.buttons).toContain('Cabut pembisuan')
  expect(ani.saw.at(-1)).toContain('21 Februari 2027')
})
