// Who erases themselves leaves nothing: no row, and no byte in the embedded engine's files, but the employer's record.
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { features } from '../../src/features/index.ts'
import { orderOf } from '../../src/features/policies/ordering.ts'
import type { Feature } from '../../src/platform/feature.ts'
import type { Turn } from '../../src/platform/inbox/turn.ts'
import { tellFault } from '../../src/shared/people/handing.ts'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'
import { policyText, publishes, submits } from '../support/publishing.ts'
import { filesOf, filesWith, numberForms, rowsWith, textForms } from '../support/traces.ts'

const isServer = Boolean(process.env['TEST_DATABASE_URL'])
const id = 7_261_554_433
const first = 'Zubaidah'
const last = 'Kartanegara'
const nip = '198003172005012009'
const phone = '628007261553433'
/** The employer's record has these, and nothing else may. */
const onRecord = [`${first} ${last}`, phone]
/** Whatever she has said or sent holds the name of a hill. */
const hills = [
  'semeru',
  'rinjani',
  'bromo',
  'kerinci',
  'slamet',
  'lawu',
  'merapi',
  'agung',
  'tambora',
  'sumbing',
  'sindoro',
  'ciremai',
  'krakatau',
]

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Says nothing about the words with which it breaks. */
const breaking: Feature = {
  name: 'breaking',
  commands: [
    {
      name: 'rusak',
      right: 'all',
      summary: 'people:menuSummary',
      hidden: true,
      run: () => Promise.reject(new Error('broken on purpose')),
    },
  ],
}

type City = Awaited<ReturnType<typeof openCity>>
let city: City
beforeAll(async () => {
  city = await openCity({ features: [...features, breaking] })
  await city.app.fillSample(cast)
  const unit = await client().unit.findFirstOrThrow({ where: { name: 'Bidang P2P' } })
  const entry = { nip, name: `${first} ${last}`, position: 'Perawat', phone: null, unitId: unit.id }
  await client().rosterEntry.create({ data: entry })
  await city.fitri.joins('Pegawai')
  await city.budi.joins('Pegawai')
})
afterAll(() => city.close())
const client = () => city.app.work.database.client

const everything = [first, last, phone, String(id), ...hills]
const traces = () => rowsWith(city.app.work.database, everything)

/** All that somebody can do here, and that can be done with them. */
async function live(zubaidah: City['ani']) {
  const { fitri } = city
  await zubaidah.says('katasemeru sebelum kenal')
  await zubaidah.joins('Pegawai')
  await zubaidah.says('katasemeru')
  // The number is not on the roster: a NIP is typed, and an admin asked, who refuses.
  await zubaidah.sharesContact()
  await zubaidah.says(nip)
  expect(fitri.saw.at(-1)).toContain(`${first} ${last}, NIP ${nip}`)
  await fitri.presses('Tolak')
  // Then the roster is put right, and a contact is enough.
  await client().rosterEntry.update({ where: { nip }, data: { phone: `+${phone}` } })
  await zubaidah.says('/masuk')
  await zubaidah.sharesContact()
  expect(zubaidah.saw.at(-1)).toContain('pegawai di Bidang P2P')
  await fitri.says(`/peran ${first.toLowerCase()}`)
  await fitri.presses('Jadikan perencana')
  await fitri.presses('Ya, terapkan')
  await fitri.says(`/peran ${last.toLowerCase()}`)

  await zubaidah.says('/profil')
  await zubaidah.presses('Hentikan pengingat')
  await zubaidah.presses('Jam tenang')
  await zubaidah.says('jam 9 malam sampai 5 pagi')
  await zubaidah.says('/bahasa')

  // Announced to, and read.
  await fitri.says('/umumkan')
  await fitri.says('Apel pagi')
  await fitri.presses('Semua')
  await fitri.presses('Minta tanda baca')
  await fitri.presses('Kirim sekarang')
  await city.clock.advance(24 * 3_600_000)
  await city.settled()
  await zubaidah.presses('Saya sudah baca')
  // Scheduled by her, with a picture; laid aside; discarded; and one that lies open.
  await zubaidah.says('/umumkan')
  await zubaidah.sendsPhoto(
    { bytes: Buffer.concat([png, Buffer.from('fotorinjani')]), name: 'rinjani.png', type: 'image/png' },
    'jadwalrinjani',
  )
  await zubaidah.presses('Semua')
  await zubaidah.presses('Jadwalkan')
  await zubaidah.says('lusa 09.00')
  await zubaidah.presses('Jadwalkan')
  expect(zubaidah.saw.at(-1)).toContain('dijadwalkan')
  await zubaidah.says('/umumkan')
  await zubaidah.says('tundabromo')
  await zubaidah.says('/batal')
  await zubaidah.presses('Hapus isian')
  await zubaidah.says('/umumkan')
  await zubaidah.sendsDocument({ bytes: Buffer.from('berkaskerinci'), name: 'kerinci.pdf', type: 'application/pdf' })
  await zubaidah.says('/batal')
  await zubaidah.presses('Hapus isian')
  await zubaidah.says('/umumkan')
  await zubaidah.sendsDocument(
    { bytes: Buffer.from('berkaslawu'.repeat(50_000)), name: 'lawu.pdf', type: 'application/pdf' },
    'katalawu',
  )
  await zubaidah.presses('Semua')

  await reads(zubaidah)

  await zubaidah.blocks()
  await zubaidah.unblocks()
  await zubaidah.says('/rusak katamerapi')
  expect(zubaidah.saw.at(-1)).toContain('Rujukan')
  await zubaidah.says('/datasaya')
  expect(zubaidah.saw.at(-3)).toContain('Semua yang disimpan')
  await zubaidah.says('/takdikenal kataagung')
  const said = await zubaidah.says('katatambora')
  await zubaidah.edits(said.message_id, 'katasumbing')
  await zubaidah.says('/masuk slamet')
}

/** Reads a policy, misses a question, asks, is answered in public, objects; and has a draft of her own. */
async function reads(zubaidah: City['ani']) {
  const { fitri } = city
  await publishes(fitri, policyText(undefined, { relevance: false }))
  for (const step of ['Baca', 'Lanjut', 'Lanjut', 'Lanjut', 'Mulai kuis', '40 jam', 'Coba lagi'])
    await zubaidah.presses(step)
  const { id: policyId } = await client().policy.findFirstOrThrow()
  await zubaidah.opens(`policy-${policyId}-2`)
  await zubaidah.presses('Tanya')
  await zubaidah.says('tanyasindoro?')
  await fitri.replies(fitri.messages.at(-1)?.message_id ?? 0, 'Ya.')
  await fitri.presses('Terbitkan ke tanya jawab')
  await fitri.says('Apakah demikian?')
  await zubaidah.opens(`policy-${policyId}-2`)
  await zubaidah.presses('Tanya')
  await zubaidah.says('tanyaciremai?')
  await zubaidah.opens(`policy-${policyId}-2`)
  await zubaidah.presses('Keberatan/usul')
  await zubaidah.says('keberatan sindoro')
  await zubaidah.sendsDocument({
    bytes: Buffer.from(`%PDF-1.4\n${'berkaskrakatau'.repeat(30_000)}\n%%EOF`),
    name: 'krakatau.pdf',
    type: 'application/pdf',
  })
  for (const label of ['Lanjut', 'Anonim', 'Kirim']) await zubaidah.presses(label)
  expect(fitri.saw.at(-1)).toMatch(/^(Usulan|Keberatan) baru · SG-/)
  await zubaidah.says('/usul')
  for (const label of ['Aduan', 'Tidak tahu']) await zubaidah.presses(label)
  await zubaidah.says('aduankrakatau sejak kemarin')
  await zubaidah.presses('Lewati')
  await zubaidah.says('jalankrakatau')
  for (const label of ['Dengan nama', 'Kirim']) await zubaidah.presses(label)
  await zubaidah.says('/terbitkan')
  await submits(zubaidah, policyText(['1. Naskah ciremai yang belum terbit.'], { title: 'Naskahsindoro', quiz: false }))
}

describe('somebody with a full history', () => {
  test('is in many rows before, and in none but the employer’s record after', { timeout: 120_000 }, async () => {
    const zubaidah = city.stranger({ id, firstName: first, lastName: last })
    await live(zubaidah)
    const before = new Set((await traces()).map((row) => row.split(':')[0]))
    expect([...before]).toEqual(
      expect.arrayContaining([
        'broadcast',
        'content',
        'dialog',
        'file',
        'file_chunk',
        'message',
        'person',
        'policy_draft',
        'policy_question',
        'roster_entry',
        'ticket',
      ]),
    )
    expect(await client().inboxUpdate.count({ where: { sealed: { not: null } } })).toBe(1)

    await zubaidah.says('/hapusdata')
    expect(zubaidah.saw.at(-1)).toContain('Yang tetap')
    await zubaidah.presses('Ya, hapus data saya')
    expect(zubaidah.saw.at(-1)).toContain('sudah dihapus')
    await city.settled()

    expect(await traces()).toEqual([expect.stringContaining('roster_entry: ')])
    const entry = await client().rosterEntry.findUniqueOrThrow({ where: { nip }, include: { roles: true } })
    expect(entry).toMatchObject({ personId: null, linkedAt: null, roles: [] })
    expect(await client().inboxUpdate.count({ where: { sealed: { not: null } } })).toBe(0)
    expect(await client().message.count({ where: { chatId: BigInt(id) } })).toBe(0)
    expect(await client().broadcast.findFirst({ where: { state: 'scheduled' } })).toBeNull()
    expect(zubaidah.commands()).not.toContain('umumkan')
    // Whoever got her question sees that it was taken back.
    expect(city.fitri.saw.join('\n')).toContain('sudah ditarik oleh penanyanya')
    expect(city.fitri.saw.join('\n')).not.toContain('tanyaciremai')
  })

  test.skipIf(isServer)('leaves no byte in the files of the embedded engine either', async () => {
    const { place, app } = city
    const allowed = (await filesOf(app.work.database, 'roster_entry')).map((path) => join('database', path))
    const forms = new Map([...textForms([first, last, phone, ...hills]), ...numberForms(id)])
    const found = (await filesWith(place.folder, forms)).filter(
      ([file, form]) => !(allowed.includes(file) && onRecord.some((known) => known.includes(form))),
    )
    expect(found).toEqual([])
    // It reads what there is to read, and where it may be.
    const record = await filesWith(place.folder, new Map(textForms([nip])))
    expect(record.length).toBeGreaterThan(0)
    for (const [file] of record) expect(allowed).toContain(file)
  })

  test('is a stranger from then on: what they are told leaves no trace, and they may begin anew', async () => {
    const { world } = city.playground
    await world.says(id, 'katasemeru lagi')
    await world.says(id, '/profil')
    await city.settled()
    expect(await client().message.count({ where: { chatId: BigInt(id) } })).toBe(0)
    expect((await traces()).filter((row) => !row.startsWith('roster_entry'))).toEqual([])
    expect(world.messages(id).findLast(({ fromBot }) => fromBot)?.message.text).toContain('Tidak ada data')
  })
})

describe('somebody whom others were about to do something with', () => {
  test('is taken out of that, too', async () => {
    const { fitri } = city
    const other = 7_261_554_444
    const gita = city.stranger({ id: other, firstName: 'Gitalangi', lastName: 'Rekaan' })
    await gita.joins('Warga')
    await fitri.says('/peran')
    await fitri.sharesContact({ phone: '628007261553444', firstName: 'Gitalangi', userId: other })
    expect(await rowsWith(city.app.work.database, [String(other)])).toContainEqual(expect.stringContaining('dialog: '))
    // Telegram says at the same time that they are gone, and nobody has heard it yet.
    await city.app.work.database.client.event.create({
      data: {
        kind: 'chat.lost',
        payload: { chatIds: ['5', String(other)] },
        createdAt: city.clock.now(),
        fannedAt: city.clock.now(),
      },
    })
    await client().task.create({
      data: { name: 'made.elsewhere', payload: { chatId: String(other) }, createdAt: city.clock.now() },
    })
    // What they ordered was given up.
    const turn = { who: { telegramId: BigInt(other) }, voice: { language: 'id' } } as Turn
    await client().task.create({
      data: {
        name: 'policies.missing',
        payload: orderOf(turn, 1n, 0n),
        failedAt: city.clock.now(),
        createdAt: city.clock.now(),
      },
    })
    await gita.says('/hapusdata')
    await gita.presses('Ya, hapus data saya')
    await city.settled()
    expect(await rowsWith(city.app.work.database, [String(other), 'Gitalangi'])).toEqual([])
    expect(await fitri.presses('Jadikan perencana')).toContain('sudah selesai')
    // One in hand that is given up only now tells nobody.
    const { voice, clock } = city.app.work
    const conclude = tellFault(voice('id'), BigInt(other), 'task-1')
    expect(await client().$transaction((tx) => conclude(tx, clock.now()))).toEqual([])
  })

  test('the last admin has to appoint another before, and may not sign out either', async () => {
    const { client: db } = city.app.work.database
    const { fitri, budi } = city
    // An admin by role, in a city without ADMIN_IDS.
    city.app.work.settings.adminIds.length = 0
    await db.role.create({ data: { telegramId: BigInt(budi.id), name: 'admin', createdAt: city.clock.now() } })
    await db.role.deleteMany({ where: { telegramId: BigInt(fitri.id) } })
    await budi.says('/hapusdata')
    expect(budi.saw.at(-1)).toContain('Anda admin terakhir')
    expect(budi.buttons).not.toContain('Ya, hapus data saya')
    const data = await db.role.create({
      data: { telegramId: BigInt(fitri.id), name: 'admin', createdAt: city.clock.now() },
    })
    await budi.says('/hapusdata')
    expect(budi.saw.at(-1)).toContain('Yang tetap')
    // The other one is gone again when it is confirmed.
    await db.role.delete({ where: { id: data.id } })
    expect(await budi.presses('Ya, hapus data saya')).toContain('Anda admin terakhir')
    expect(await db.person.count({ where: { telegramId: BigInt(budi.id) } })).toBe(1)
  })
})
