import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
type Actor = (typeof city)['ani']
beforeAll(async () => {
  city = await openStaffedCity({ quietHours: null })
})
afterAll(() => city.close())
const client = () => city.app.work.database.client
const everyone = () => ['ani', 'budi', 'citra', 'dewi', 'eko', 'fitri'] as const

/** Composes up to the question for the audience. */
async function composes(author: Actor, words: string) {
  await author.says('/umumkan')
  await author.says(words)
  expect(author.saw.at(-1)).toContain('Siapa sasarannya')
}

/** Who has received these words; what an author is shown before is no delivery. */
async function receivers(words: string) {
  const deliveries = await client().message.findMany({
    where: { content: { payload: { path: ['text'], equals: words } }, state: 'sent' },
    select: { chatId: true },
  })
  const names = everyone().filter((name) => deliveries.some(({ chatId }) => chatId === BigInt(city[name].id)))
  for (const name of names) expect(city[name].saw).toContain(words)
  return names
}

async function leaves(author: Actor) {
  await author.presses('Batal')
  await author.presses('Hapus isian')
}

describe('units', () => {
  test('are chosen with all their sub-units, one by one and by name, and exactly their people receive it', async () => {
    const { fitri } = city
    await composes(fitri, 'Untuk dua dinas')
    await fitri.presses('Pilih unit')
    expect(fitri.saw.at(-1)).toContain('Unit mana?')
    expect(fitri.buttons).not.toContain('Selesai')
    await fitri.presses('Dinas Kesehatan')
    expect(fitri.saw.at(-1)).toContain('Dipilih: Dinas Kesehatan, dengan sub-unitnya')
    // Sub-units go with it, and cannot be left out.
    expect(fitri.buttons).toEqual(expect.arrayContaining(['✓ Dinas Kesehatan', '✓ ↳ Bidang P2P', 'Selesai']))
    expect(await fitri.presses('✓ ↳ Bidang P2P')).toContain('Dinas Kesehatan dipilih beserta semua sub-unitnya')
    expect(fitri.buttons).toContain('✓ Dinas Kesehatan')
    await fitri.presses('Berikutnya (2/3) ▶')
    await fitri.presses('Dinas Pendidikan')
    expect(fitri.buttons).toContain('✓ Dinas Pendidikan')
    await fitri.presses('✓ Dinas Pendidikan')
    await fitri.says('dinas')
    expect(fitri.saw.at(-1)).toContain('Lebih dari satu unit cocok')
    await fitri.says('perhub')
    expect(fitri.saw.at(-1)).toContain('Dinas Kesehatan dan Dinas Perhubungan, dengan sub-unitnya')
    await fitri.says('p2p')
    expect(fitri.saw.at(-1)).toContain('sudah termasuk')
    await fitri.presses('Selesai')
    expect(fitri.saw.at(-1)).toContain('Dinas Kesehatan dan Dinas Perhubungan, dengan sub-unitnya, 3 orang')
    await fitri.presses('Kirim sekarang')
    expect(await receivers('Untuk dua dinas')).toEqual(['budi', 'citra', 'dewi'])
    expect(fitri.saw.join('\n')).toMatch(/Pengumuman #1\D.*Dinas Kesehatan dan Dinas Perhubungan, dengan sub-unitnya/)
    expect(await client().broadcast.findFirst({ select: { audienceText: true, audience: true } })).toMatchObject({
      audienceText: 'Dinas Kesehatan dan Dinas Perhubungan, dengan sub-unitnya',
      audience: { kind: 'units' },
    })
  })

  test('a sub-unit alone leaves out its unit; a unit chosen after it takes its place', async () => {
    const { eko } = city
    await composes(eko, 'Hanya P2P')
    await eko.presses('Pilih unit')
    await eko.presses('↳ Bidang P2P')
    expect(eko.saw.at(-1)).toContain('Dipilih: Bidang P2P')
    await eko.presses('Dinas Kesehatan')
    expect(eko.saw.at(-1)).toContain('Dipilih: Dinas Kesehatan, dengan')
    await eko.presses('✓ Dinas Kesehatan')
    await eko.presses('↳ Bidang P2P')
    await eko.presses('Selesai')
    expect(eko.saw.at(-1)).toContain('1 orang')
    await eko.presses('Kirim sekarang')
    expect(await receivers('Hanya P2P')).toEqual(['budi'])
  })

  test('of which nobody has joined are refused, and others can be chosen; who has left is in none', async () => {
    const { fitri, budi } = city
    const entry = await client().rosterEntry.findFirstOrThrow({ where: { person: { telegramId: BigInt(budi.id) } } })
    await client().rosterEntry.update({ where: { id: entry.id }, data: { leftAt: city.clock.now() } })
    await composes(fitri, 'Untuk siapa?')
    await fitri.presses('Pilih unit')
    await fitri.says('Bidang P2P')
    expect(await fitri.presses('Selesai')).toContain('tidak ada yang terdaftar dalam sasaran Bidang P2P')
    await fitri.presses('Dinas Kesehatan')
    await fitri.presses('Selesai')
    expect(fitri.saw.at(-1)).toContain('1 orang')
    await fitri.presses('Kembali')
    await fitri.presses('Kembali')
    await fitri.presses('Pegawai')
    expect(fitri.saw.at(-1)).toContain('Pegawai, 4 orang')
    await leaves(fitri)
    await client().rosterEntry.update({ where: { id: entry.id }, data: { leftAt: null } })
  })

  test('of the same name are told apart', async () => {
    const { eko } = city
    const [health, traffic] = await Promise.all(
      ['DINKES', 'DISHUB'].map((code) => client().unit.findUniqueOrThrow({ where: { code } })),
    )
    for (const parent of [health, traffic])
      await client().unit.create({ data: { name: 'Sekretariat', parentId: parent?.id ?? null } })
    await composes(eko, 'Sekretaris')
    await eko.presses('Pilih unit')
    await eko.says('sekretariat')
    expect(eko.saw.at(-1)).toContain('Sekretariat (Dinas Kesehatan); Sekretariat (Dinas Perhubungan)')
    await leaves(eko)
    await client().unit.deleteMany({ where: { name: 'Sekretariat' } })
  })
})

describe('roles', () => {
  test('are held by account or by the roster, and by admins for good', async () => {
    const { citra, fitri } = city
    const entry = await client().rosterEntry.findFirstOrThrow({ where: { person: { telegramId: BigInt(citra.id) } } })
    const [unitId, createdAt] = [entry.unitId, city.clock.now()]
    await client().role.create({ data: { rosterEntryId: entry.id, name: 'head', unitId, createdAt } })
    await composes(fitri, 'Untuk kepala')
    await fitri.presses('Pilih peran')
    await fitri.presses('Kepala unit')
    await fitri.presses('Perencana')
    await fitri.presses('✓ Perencana')
    await fitri.presses('Selesai')
    expect(fitri.saw.at(-1)).toContain('Kepala unit, 2 orang')
    await fitri.presses('Kirim sekarang')
    expect(await receivers('Untuk kepala')).toEqual(['citra', 'dewi'])

    await client().role.deleteMany({ where: { telegramId: BigInt(fitri.id) } })
    await client().rosterEntry.update({ where: { id: entry.id }, data: { leftAt: city.clock.now() } })
    await composes(fitri, 'Untuk semua peran')
    await fitri.presses('Pilih peran')
    for (const label of ['Admin', 'Perencana', 'Kepala unit', 'Selesai']) await fitri.presses(label)
    expect(fitri.saw.at(-1)).toContain('Kepala unit, Perencana, dan Admin, 3 orang')
    await fitri.presses('Kirim sekarang')
    expect(await receivers('Untuk semua peran')).toEqual(['dewi', 'eko', 'fitri'])
    await client().rosterEntry.update({ where: { id: entry.id }, data: { leftAt: null } })
    await client().role.deleteMany({ where: { rosterEntryId: entry.id } })
  })
})

describe('those who have not yet', () => {
  test('shown that they are employees', async () => {
    const { eko } = city
    await composes(eko, 'Ketik /masuk')
    expect(eko.buttons).not.toContain('Yang belum …')
    const gita = city.newcomer('Gita')
    await gita.joins('Pegawai')
    await eko.presses('Semua')
    await eko.presses('Kembali')
    await eko.presses('Yang belum …')
    await eko.presses('yang mengaku pegawai tetapi belum membuktikannya (/masuk)')
    expect(eko.saw.at(-1)).toContain('belum membuktikannya (/masuk), 1 orang')
    await eko.presses('Kirim sekarang')
    expect(gita.saw.at(-1)).toBe('Ketik /masuk')
    expect(await receivers('Ketik /masuk')).toEqual([])
    await client().person.deleteMany({ where: { telegramId: BigInt(gita.id) } })
  })

  test('said that they have read an announcement which they got', async () => {
    const { budi, dewi, eko } = city
    await composes(eko, 'Harap dibaca')
    await eko.presses('Pilih unit')
    await eko.says('Dinas Kesehatan')
    await eko.presses('Selesai')
    await eko.presses('Minta tanda baca')
    await eko.presses('Kirim sekarang')
    await budi.presses('Saya sudah baca')
    await composes(eko, 'Belum dibaca?')
    await eko.presses('Yang belum …')
    const label = eko.buttons.find((text) => text.startsWith('yang belum menekan Saya sudah baca')) ?? ''
    await eko.presses(label)
    expect(eko.saw.at(-1)).toContain(`${label}, 1 orang`)
    await eko.presses('Kirim sekarang')
    expect(await receivers('Belum dibaca?')).toEqual(['dewi'])
    expect(dewi.saw.at(-1)).toBe('Belum dibaca?')
  })
})

describe('who has stopped announcements', () => {
  test('is not sent any, and the author is told how many; nobody else left: refused', async () => {
    const { ani, budi, dewi, eko } = city
    const mute = (person: Actor, muted: ('announcements' | 'reminders')[]) =>
      client().person.update({ where: { telegramId: BigInt(person.id) }, data: { muted } })
    await mute(budi, ['announcements'])
    await mute(dewi, ['reminders'])
    await composes(eko, 'Sunyi')
    await eko.presses('Pilih unit')
    await eko.says('Dinas Kesehatan')
    await eko.presses('Selesai')
    expect(eko.saw.at(-1)).toContain('1 orang.\n1 orang lagi menghentikan pengumuman')
    await eko.presses('Kirim sekarang')
    expect(await receivers('Sunyi')).toEqual(['dewi'])
    await mute(ani, ['announcements'])
    await composes(eko, 'Sunyi lagi')
    expect(await eko.presses('Masyarakat')).toContain('menghentikan pengumuman')
    await leaves(eko)
    for (const person of [ani, budi, dewi]) await mute(person, [])
  })
})

describe('quiet hours', () => {
  test("are each recipient's own, else those of the city in the zone of their unit or the one above", async () => {
    const { ani, budi, citra, dewi, eko } = city
    const own = (person: Actor, quietHours: string | null) =>
      client().person.update({ where: { telegramId: BigInt(person.id) }, data: { quietHours } })
    await client().unit.update({ where: { code: 'DINKES' }, data: { zone: 'Asia/Jayapura' } })
    await own(dewi, '20:00-07:00')
    await own(citra, '19:00-05:00')
    await own(ani, 'none')
    await composes(eko, 'Kapan pun')
    await eko.presses('Semua')
    await eko.presses('Kirim sekarang')
    const { id } = await client().broadcast.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const rows = await client().message.findMany({ where: { subject: `broadcast:${id}` } })
    const quietOf = (person: Actor) => rows.find(({ chatId }) => chatId === BigInt(person.id))?.quiet
    expect([ani, budi, citra, dewi, eko].map(quietOf)).toEqual([
      null,
      'Asia/Jayapura',
      'Asia/Jakarta 19:00-05:00',
      'Asia/Jayapura 20:00-07:00',
      'Asia/Jakarta',
    ])
  })
})

test('an old announcement shows the name of its kind', async () => {
  await client().broadcast.updateMany({ data: { audienceText: null, audience: { kind: 'public' } } })
  const { audienceName } = await import('../../src/features/broadcasts/views.ts')
  const old = await client().broadcast.findFirstOrThrow()
  expect(audienceName(city.app.work.voice('en'), old)).toBe('The public')
})
