import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
  const { app, ani, budi, fitri } = city
  await app.fillSample(cast)
  await ani.joins('Warga')
  await budi.joins('Pegawai')
  await fitri.joins('Pegawai')
})
afterAll(() => city.close())
const client = () => city.app.work.database.client

describe('giving a role', () => {
  test('/peran says who holds which, and asks whom it is about', async () => {
    const { fitri } = city
    await fitri.says('/peran')
    expect(fitri.saw.at(-2)).toContain('admin: Fitri Percontohan (Bidang Pengembangan)')
    expect(fitri.saw.at(-2)).toContain('perencana: Eko Andaikan (Badan Kepegawaian dan PSDM) (belum bergabung)')
    expect(fitri.saw.at(-2)).toContain('kepala unit Dinas Kesehatan: Dewi Ibaratna')
    expect(fitri.saw.at(-1)).toContain('Peran siapa')
  })

  test('by NIP: confirmation, news in the own language, a new menu at the next word, a record', async () => {
    const { budi, fitri } = city
    await budi.says('/bahasa')
    await budi.presses('English')
    await fitri.says('/peran')
    await fitri.says('00000 00000 00000 001')
    expect(fitri.saw.at(-1)).toContain('Budi Misalkan (Bidang P2P)')
    await fitri.presses('Jadikan perencana')
    expect(fitri.saw.at(-1)).toContain('Beri Budi Misalkan (Bidang P2P) peran perencana?')
    await fitri.presses('Ya, terapkan')
    expect(fitri.saw.at(-1)).toContain('kini perencana')
    expect(budi.saw.at(-1)).toContain('You have been given the role planner')
    expect(budi.commands()).not.toContain('announce')
    await budi.says('/menu')
    expect(budi.commands()).toContain('announce')
    await fitri.says('/audit')
    expect(fitri.saw.at(-1)).toContain(
      'Fitri Percontohan (Bidang Pengembangan) memberi peran perencana kepada Budi Misalkan (Bidang P2P)',
    )
  })

  test('by parts of a name: several are buttons with their unit; a wildcard is a letter', async () => {
    const { fitri } = city
    await fitri.says('/peran')
    await fitri.says('%%')
    expect(fitri.saw.at(-1)).toContain('Tidak ada pegawai')
    await fitri.says('a')
    expect(fitri.saw.at(-1)).toContain('Terlalu pendek')
    await fitri.says('contoh')
    const several = fitri.buttons.filter((label) => label.includes('Contoh'))
    expect(several.length).toBeGreaterThan(1)
    expect(several[0]).toMatch(/\(.+\)/)
    await fitri.presses(several[0] ?? '')
    expect(fitri.saw.at(-1)).toContain('Peran sekarang: tidak ada')
    await fitri.says('/peran an')
    expect(fitri.saw.at(-1)).toContain('Lebih dari 10')
  })

  test('a head of a sub-unit is chosen on a page of units; the role waits for who has not joined', async () => {
    const { citra, fitri } = city
    await client().person.deleteMany({ where: { telegramId: BigInt(citra.id) } })
    await fitri.says('/peran umpama citra')
    expect(fitri.saw.at(-1)).toContain('Belum bergabung')
    await fitri.presses('Jadikan kepala unit')
    expect(fitri.buttons.filter((label) => label.startsWith('↳'))).toHaveLength(5)
    await fitri.presses('Berikutnya (2/3) ▶')
    await fitri.presses('Berikutnya (3/3) ▶')
    await fitri.presses('◀ Sebelumnya')
    expect(fitri.buttons).toContain('↳ Bidang SMP')
    await fitri.presses('Berikutnya (3/3) ▶')
    await fitri.presses('↳ Bidang Angkutan')
    expect(fitri.saw.at(-1)).toContain('Beri Citra Umpama (Bidang Angkutan) peran kepala unit Bidang Angkutan?')
    await fitri.presses('Ya, terapkan')
    expect(fitri.saw.at(-1)).toContain('begitu bergabung')
    await citra.joins('Pegawai')
    await citra.says('/profil')
    expect(citra.saw.at(-1)).not.toContain('kepala unit')
    await client().rosterEntry.update({
      where: { phone: '+6280000000003' },
      data: { person: { connect: { telegramId: BigInt(citra.id) } } },
    })
    await citra.says('/profil')
    expect(citra.saw.at(-1)).toContain('kepala unit')
  })

  test('by a contact: its number on the roster in any spelling, else its account', async () => {
    const { ani, fitri } = city
    await fitri.says('/peran')
    await fitri.sharesContact({ phone: '0800-0000-0005', firstName: 'Eko' })
    expect(fitri.saw.at(-1)).toContain('Eko Andaikan')
    await fitri.says('/peran')
    await fitri.sharesContact({ phone: '+62 811 1111 1111', firstName: 'Ani' })
    expect(fitri.saw.at(-1)).toContain('Tidak ada pegawai')
    await fitri.sharesContact({ phone: '+62 811 1111 1111', firstName: 'Ani', userId: ani.id })
    expect(fitri.saw.at(-1)).toContain('akun Telegram 1001')
    await fitri.presses('Jadikan perencana')
    await fitri.presses('Ya, terapkan')
    expect(ani.saw.at(-1)).toContain('Anda mendapat peran perencana')
    await ani.says('/umumkan')
    expect(ani.saw.at(-1)).toContain('Pengumuman baru')
    expect(await client().audit.count({ where: { object: { contains: '1001' } } })).toBe(0)
  })
})
