import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openCity>>
let city: City
beforeAll(async () => {
  city = await openCity()
  const { ani, budi, dewi, fitri } = city
  await city.app.fillSample(cast)
  await client().rosterEntry.updateMany({ data: { personId: null } })
  await client().person.deleteMany()
  await ani.joins('Warga')
  for (const person of [budi, dewi, fitri]) {
    await person.joins('Pegawai')
    await person.sharesContact()
  }
})
afterAll(() => city.close())
const client = () => city.app.work.database.client
const personOf = (someone: City['ani']) =>
  client().person.findUniqueOrThrow({ where: { telegramId: BigInt(someone.id) }, include: { rosterEntry: true } })

describe('/profil says who somebody is', () => {
  test('a citizen: what they get, and no more to stop than that', async () => {
    const { ani } = city
    await ani.says('/profil')
    const card = ani.saw.at(-1)
    for (const words of ['Terdaftar sebagai: Warga', 'Pengumuman: ya', 'Jam tenang: tidak ada (mengikuti kota)'])
      expect(card).toContain(words)
    expect(card).toContain('Pesan mendesak dan jawaban atas urusan Anda sendiri selalu datang')
    expect(card).toContain('Hanya akun Telegram ini.')
    expect(card).not.toContain('Check-in')
    expect(ani.buttons).toEqual(['Hentikan pengumuman', 'Jam tenang', 'English', 'Saya pegawai'])
    const before = await personOf(ani)
    expect(await ani.forges('people.category|reminders|n')).toContain('tidak punya hak')
    expect(await ani.forges('people.signOut|yes')).toContain('tidak punya hak')
    expect(await personOf(ani)).toEqual(before)
  })

  test('an employee by the roster: the unit with those above it, the roles with their units, since when', async () => {
    const { dewi, budi, fitri } = city
    const unit = await client().unit.findFirstOrThrow({ where: { name: 'Dinas Perhubungan' } })
    await client().role.create({
      data: { telegramId: BigInt(budi.id), name: 'head', unitId: unit.id, createdAt: city.clock.now() },
    })
    await budi.says('/profil')
    expect(budi.saw.at(-1)).toContain('Terdaftar sebagai: Pegawai (terbukti lewat daftar pegawai)')
    expect(budi.saw.at(-1)).toContain('Unit: Dinas Kesehatan / Bidang P2P, Epidemiolog')
    expect(budi.saw.at(-1)).toContain('Peran: kepala unit Dinas Perhubungan')
    expect(budi.saw.at(-1)).toMatch(/terhubung dengan data pegawai sejak \d+ \w+ \d{4}/)
    expect(budi.buttons.slice(0, 3)).toEqual(['Hentikan pengumuman', 'Hentikan pengingat', 'Hentikan check-in'])
    await client().role.deleteMany({ where: { unitId: unit.id } })
    await dewi.says('/profil')
    expect(dewi.saw.at(-1)).toContain('Peran: kepala unit Dinas Kesehatan')
    await fitri.says('/profil')
    expect(fitri.saw.at(-1)).toContain('Peran: perencana, admin')
  })

  test('a stranger, and who refused', async () => {
    const rini = city.newcomer('Rini')
    await rini.says('/profil')
    expect(rini.saw.at(-1)).toContain('Tidak ada data')
    expect(rini.buttons).toEqual([])
    expect(await rini.forges('people.category|announcements|n')).toContain('/start')
    await rini.says('/start')
    await rini.presses('Bahasa Indonesia')
    await rini.presses('Tidak setuju')
    await rini.says('/profil')
    expect(rini.saw.at(-1)).toContain('hanya penolakan itu')
    expect(await client().message.count({ where: { chatId: BigInt(rini.id) } })).toBe(0)
  })
})

describe('everything is changed in its place', () => {
  test('categories, each on and off, in one message', async () => {
    const { budi } = city
    await budi.says('/profil')
    const shown = budi.saw.length
    await budi.presses('Hentikan pengumuman')
    await budi.presses('Hentikan check-in')
    expect(budi.saw).toHaveLength(shown)
    expect(budi.saw.at(-1)).toContain('Pengumuman: dihentikan')
    expect(budi.saw.at(-1)).toContain('Pengingat: ya')
    expect(budi.saw.at(-1)).toContain('Check-in: dihentikan')
    expect((await personOf(budi)).muted).toEqual(['announcements', 'checkins'])
    // Pressed twice is stopped once.
    await budi.forges('people.category|checkins|n')
    expect((await personOf(budi)).muted).toEqual(['announcements', 'checkins'])
    await city.fitri.says('/umumkan')
    await city.fitri.says('Apel pagi')
    await city.fitri.presses('Semua')
    await city.fitri.presses('Kirim sekarang')
    expect(city.ani.saw).toContain('Apel pagi')
    expect(budi.saw).not.toContain('Apel pagi')
    await budi.presses('Terima pengumuman')
    await budi.presses('Terima check-in')
    expect((await personOf(budi)).muted).toEqual([])
  })

  test('quiet hours: from the buttons, typed, and back to the city’s', async () => {
    const { budi, fitri } = city
    await budi.says('/profil')
    const shown = budi.saw.length
    await budi.presses('Jam tenang')
    expect(budi.saw.at(-1)).toContain('Sekarang: tidak ada (mengikuti kota)')
    await budi.presses('20.00–07.00')
    expect(budi.saw).toHaveLength(shown)
    expect(budi.saw.at(-1)).toContain('Jam tenang: 20.00–07.00')
    expect((await personOf(budi)).quietHours).toBe('20:00-07:00')
    await budi.presses('Jam tenang')
    await budi.presses('Kembali')
    expect(budi.saw.at(-1)).toContain('Jam tenang: 20.00–07.00')

    await budi.presses('Jam tenang')
    await budi.says('9 sampai 5')
    expect(budi.saw.at(-1)).toContain('Pagi atau malam?')
    await budi.says('entah')
    expect(budi.saw.at(-1)).toContain('tidak terbaca')
    await budi.says('jam setengah sepuluh malam sampai 5 pagi')
    expect(budi.saw.at(-1)).toBe('Jam tenang: 21.30–05.00.')
    expect(budi.saw[shown - 1]).toContain('Jam tenang: 21.30–05.00')
    expect((await personOf(budi)).quietHours).toBe('21:30-05:00')
    // What is said to them unasked carries it, as does what waits already.
    await fitri.says('/peran budi')
    await fitri.presses('Jadikan perencana')
    await fitri.presses('Ya, terapkan')
    const told = { chatId: BigInt(budi.id), lane: 'notice' as const }
    const quietOf = async () =>
      (await client().message.findFirstOrThrow({ where: told, orderBy: { id: 'desc' } })).quiet
    expect(await quietOf()).toBe('Asia/Jakarta 21:30-05:00')
    await client().message.updateMany({ where: told, data: { state: 'held' } })
    await budi.presses('Jam tenang')
    await budi.presses('Tanpa jam tenang')
    expect(budi.saw[shown - 1]).toContain('Jam tenang: tidak ada')
    expect(await quietOf()).toBeNull()
    await client().message.updateMany({ where: told, data: { state: 'sent' } })
    await budi.presses('Jam tenang')
    await budi.presses('Ikuti kota')
    expect((await personOf(budi)).quietHours).toBeNull()
  })

  test('hours of one’s own hold back what is said unasked, in a city that has none', async () => {
    const { budi, fitri } = city
    await budi.says('/profil')
    const hour = (shift: number) => {
      const at = new Date(city.clock.now().getTime() + (7 + shift) * 3_600_000)
      return `${String(at.getUTCHours()).padStart(2, '0')}.00`
    }
    await budi.presses('Jam tenang')
    await budi.says(`${hour(-1)}-${hour(3)}`)
    await fitri.says('/umumkan')
    await fitri.says('Rapat besok')
    await fitri.presses('Semua')
    await fitri.presses('Kirim sekarang')
    expect(city.ani.saw).toContain('Rapat besok')
    expect(budi.saw).not.toContain('Rapat besok')
    await city.clock.advance(3 * 3_600_000)
    await city.settled()
    expect(budi.saw).toContain('Rapat besok')
    await budi.presses('Jam tenang')
    await budi.presses('Ikuti kota')
  })

  test('the language, with everything in it', async () => {
    const { budi } = city
    await budi.says('/profil')
    await budi.presses('English')
    expect(budi.saw.at(-1)).toContain('Registered as: Employee (shown by the roster)')
    expect(budi.buttons.slice(budi.buttons.lastIndexOf('Stop announcements')).slice(0, 3)).toEqual([
      'Stop announcements',
      'Stop reminders',
      'Stop check-ins',
    ])
    await budi.presses('Quiet hours')
    await budi.says('9 pm to 5 am')
    expect(budi.saw.at(-1)).toBe('Quiet hours: 21:00–05:00.')
    await budi.presses('Quiet hours')
    await budi.presses('As the city has them')
    await budi.presses('Bahasa Indonesia')
    expect(budi.saw.join('\n')).toContain('Terdaftar sebagai: Pegawai')
  })

  test('citizen or employee, as long as nothing shows it', async () => {
    const { ani } = city
    await ani.says('/profil')
    await ani.presses('Saya pegawai')
    expect(ani.saw.at(-1)).toContain('menurut keterangan sendiri')
    expect(ani.buttons).toContain('Hentikan check-in')
    await ani.presses('Saya warga')
    expect(ani.saw.at(-1)).toContain('Terdaftar sebagai: Warga')
    expect(await city.budi.forges('people.kind|citizen')).toContain('tidak punya hak')
    expect((await personOf(city.budi)).kind).toBe('employee')
  })
})

describe('signing out', () => {
  test('asks, unlinks, takes the roles of the entry away, is on the record, and can be undone by /masuk', async () => {
    const { budi, fitri } = city
    await budi.says('/menu')
    expect(budi.commands()).toContain('umumkan')
    const told = fitri.saw.length
    await budi.says('/profil')
    await budi.presses('Keluar sebagai pegawai')
    await budi.presses('Tidak jadi')
    expect((await personOf(budi)).rosterEntry).not.toBeNull()
    await budi.presses('Keluar sebagai pegawai')
    await budi.presses('Ya, keluar')
    expect(budi.saw.at(-1)).toContain('Terdaftar sebagai: Warga')
    expect(budi.saw.at(-1)).toContain('Hanya akun Telegram ini.')
    expect(await personOf(budi)).toMatchObject({ kind: 'citizen', rosterEntry: null })
    expect(fitri.saw).toHaveLength(told)
    expect(budi.commands()).not.toContain('umumkan')
    await fitri.says('/audit')
    expect(fitri.saw.at(-1)).toContain('melepas akunnya dari data Budi Misalkan')
    await budi.says('/masuk')
    await budi.sharesContact()
    expect(budi.saw.at(-1)).toContain('pegawai di Bidang P2P')
    expect(budi.saw.at(-1)).toContain('Peran: perencana')
  })

  test('is refused to the last admin', async () => {
    const { budi } = city
    city.app.work.settings.adminIds.length = 0
    const entry = (await personOf(budi)).rosterEntry
    await client().role.deleteMany({ where: { name: 'admin' } })
    await client().role.create({ data: { rosterEntryId: entry?.id ?? 0n, name: 'admin', createdAt: city.clock.now() } })
    await budi.says('/profil')
    await budi.presses('Keluar sebagai pegawai')
    expect(await budi.presses('Ya, keluar')).toContain('Anda admin terakhir')
    expect((await personOf(budi)).rosterEntry).not.toBeNull()
  })
})
