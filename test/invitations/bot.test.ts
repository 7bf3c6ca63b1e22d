import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../support/cast.ts'
import { openCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
  await city.app.fillSample(cast)
  await client().rosterEntry.updateMany({ data: { personId: null } })
  await client().person.deleteMany()
  await city.fitri.joins('Warga')
})
afterAll(() => city.close())
const client = () => city.app.work.database.client
const day = 86_400_000

/** The payload of the newest link that somebody was given. */
const payloadIn = (text: string | undefined) => /\?start=([\w-]+)/.exec(text ?? '')?.[1] ?? ''

/** Makes a personal link for one employee; gives its payload. */
async function inviteOne(name: string, days = '14 hari') {
  const { fitri } = city
  await fitri.says('/undang')
  await fitri.presses('Satu pegawai')
  await fitri.says(name)
  await fitri.presses(days)
  return payloadIn(fitri.saw.at(-1))
}

describe('a personal link', () => {
  test('is handed out as a QR picture and makes a newcomer the employee whom it is for', async () => {
    const payload = await inviteOne('budi')
    const { fitri, budi } = city
    expect(fitri.saw.at(-1)).toMatch(/Budi[^]*Bidang P2P[^]*https:\/\/t\.me\/\w+\?start=i-[\w-]{22}\n[^]*sekali pakai/)
    const [picture] = (await fitri.files()).slice(-1)
    expect(picture?.type).toBe('image/png')
    await budi.opens(payload)
    for (const label of ['Bahasa Indonesia', 'Setuju', 'Pegawai']) await budi.presses(label)
    expect(budi.saw.at(-1)).toContain('pegawai di Bidang P2P')
    const entry = await client().rosterEntry.findFirst({ where: { person: { telegramId: BigInt(budi.id) } } })
    expect(entry?.nip).toBe('000000000000000001')
    expect(entry?.linkedAt).not.toBeNull()
    await budi.says('/profil')
    expect(budi.saw.at(-1)).not.toContain('keterangan sendiri')
  })

  test('is used once, by whomever', async () => {
    const { fitri, citra, budi } = city
    const payload = await inviteOne('citra')
    await citra.joins('Warga')
    await citra.opens(payload)
    expect(citra.saw.at(-1)).toContain('pegawai di Bidang Angkutan')
    await citra.opens(payload)
    expect(citra.saw.at(-1)).toContain('sudah dipakai')
    await budi.opens(payload)
    expect(budi.saw.at(-1)).toContain('sudah dipakai')
    await fitri.says('/undang')
    await fitri.presses('Satu pegawai')
    await fitri.says('citra')
    expect(fitri.saw.at(-1)).toContain('sudah bergabung semua')
    await fitri.says('/batal')
  })

  test('opened by somebody linked with another entry waits for an admin, and stays unused', async () => {
    const { citra, fitri } = city
    const payload = await inviteOne('dewi')
    await citra.opens(payload)
    expect(citra.saw.at(-1)).toMatch(/Permintaan #\d+ dikirim kepada admin/)
    expect(fitri.saw.at(-1)).toContain('Akun itu sekarang terhubung dengan data lain')
    await fitri.presses('Tolak')
    await city.dewi.opens(payload)
    for (const label of ['Bahasa Indonesia', 'Setuju', 'Pegawai']) await city.dewi.presses(label)
    expect(city.dewi.saw.at(-1)).toContain('pegawai di Dinas Kesehatan')
  })

  test('expires, and a newer one replaces it', async () => {
    const { eko } = city
    const first = await inviteOne('eko', '7 hari')
    const second = await inviteOne('eko', '7 hari')
    await eko.joins('Warga')
    await eko.opens(first)
    expect(eko.saw.at(-1)).toContain('sudah dipakai atau sudah ditarik')
    await city.clock.advance(7 * day + 1)
    await eko.opens(second)
    expect(eko.saw.at(-1)).toContain('Masa berlaku undangan ini sudah habis')
    await eko.opens('i-' + 'x'.repeat(22))
    expect(eko.saw.at(-1)).toContain('Undangan ini tidak dikenal')
    await eko.opens('zzz-1')
    expect(eko.saw.at(-1)).toContain('Tautan ini tidak dikenal')
  })

  test('that leads nowhere does not undo the joining of who came by it', async () => {
    const gita = city.newcomer('Gita')
    await gita.opens('i-' + 'y'.repeat(22))
    for (const label of ['Bahasa Indonesia', 'Setuju', 'Warga']) await gita.presses(label)
    expect(gita.saw.slice(-2).join('\n')).toMatch(/Undangan ini tidak dikenal[^]*terdaftar sebagai warga/)
    expect(await client().person.count({ where: { telegramId: BigInt(gita.id), consentAt: { not: null } } })).toBe(1)
  })

  test('keeps its secret to itself: nothing stored opens it', async () => {
    const secret = (await inviteOne('contoh dua')).slice(2)
    const stored = JSON.stringify(
      [
        await client().invitation.findMany(),
        await client().message.findMany(),
        await client().task.findMany(),
        await client().inboxUpdate.findMany(),
      ],
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    )
    expect(stored).not.toContain(secret)
  })
})

describe('a unit', () => {
  test('gets a list and a QR sheet for those who have not joined, sub-units included', async () => {
    const { fitri } = city
    await fitri.says('/undang')
    await fitri.presses('Satu unit')
    await fitri.says('dinas kesehatan')
    await fitri.presses('30 hari')
    const [list, sheet] = (await fitri.files()).slice(-2)
    expect(list?.name).toBe('undangan.csv')
    const rows: string[][] = parse(list?.text ?? '', { bom: true, delimiter: ';' })
    const waiting = await client().rosterEntry.count({
      where: { personId: null, unit: { OR: [{ code: 'DINKES' }, { parent: { code: 'DINKES' } }] } },
    })
    expect(rows[0]).toEqual(['NIP', 'Nama', 'Unit', 'Jabatan', 'Tautan'])
    expect(rows).toHaveLength(waiting + 1)
    expect(rows.slice(1).every(([, , unit]) => unit?.startsWith('Dinas Kesehatan'))).toBe(true)
    expect(new Set(rows.map((row) => row[4])).size).toBe(waiting + 1)
    expect(sheet?.name).toBe('undangan-qr.pdf')
    expect(sheet?.text.startsWith('%PDF-')).toBe(true)
    const hani = city.newcomer('Hani')
    await hani.opens(payloadIn(rows[1]?.[4]))
    for (const label of ['Bahasa Indonesia', 'Setuju', 'Pegawai']) await hani.presses(label)
    expect(hani.saw.at(-1)).toContain('Anda terdaftar sebagai pegawai di')
  })

  test('of which all have joined needs none', async () => {
    const { fitri } = city
    const unit = await client().unit.create({ data: { name: 'Unit Kosong' } })
    await fitri.says('/undang')
    await fitri.presses('Satu unit')
    await fitri.says(unit.name)
    await fitri.presses('7 hari')
    expect(fitri.saw.at(-1)).toContain('tidak ada yang perlu diundang')
  })
})

describe('a guest link', () => {
  test('brings in anyone, without the rights of an employee, is counted, and can be called off', async () => {
    const { fitri } = city
    await fitri.says('/undang')
    await fitri.presses('Tamu')
    await fitri.says('Universitas <b>Jambi</b>')
    await fitri.presses('90 hari')
    expect(fitri.saw.at(-1)).toContain('Tautan tamu: Universitas <b>Jambi</b>')
    const payload = payloadIn(fitri.saw.at(-1))
    const indra = city.newcomer('Indra')
    await indra.opens(payload)
    for (const label of ['Bahasa Indonesia', 'Setuju', 'Warga']) await indra.presses(label)
    await indra.opens(payload)
    expect(indra.saw.at(-1)).toContain('Anda sudah terdaftar')
    await indra.says('/profil')
    expect(indra.saw.at(-1)).toContain('Warga')
    await fitri.says('/undang')
    expect(fitri.saw.join('\n')).toContain('Universitas <b>Jambi</b>: dipakai 1 kali')
    await fitri.presses('Tarik: Universitas <b>Jambi</b>')
    const late = city.newcomer('Joko')
    await late.opens(payload)
    for (const label of ['Bahasa Indonesia', 'Setuju', 'Warga']) await late.presses(label)
    expect(late.saw.at(-2)).toContain('sudah ditarik')
  })

  test('all personal links can be called off at once, and the record knows', async () => {
    const { fitri } = city
    const payload = await inviteOne('umpama dua')
    await fitri.says('/undang')
    await fitri.presses('Tarik semua tautan pribadi')
    expect(
      await client().invitation.count({
        where: { kind: 'personal', closedAt: null, expiresAt: { gt: city.clock.now() } },
      }),
    ).toBe(0)
    const kiki = city.newcomer('Kiki')
    await kiki.joins('Pegawai')
    await kiki.opens(payload)
    expect(kiki.saw.at(-1)).toContain('sudah ditarik')
    await fitri.says('/audit')
    expect(fitri.saw.at(-1)).toContain('menarik semua undangan pribadi')
    expect(fitri.saw.at(-1)).toContain('membuat undangan pribadi untuk Umpama')
  })
})

test('only an admin invites', async () => {
  const { budi } = city
  await budi.says('/undang')
  expect(budi.saw.at(-1)).toContain('tidak punya hak')
  expect(await budi.forges('invitations.revoke|0')).toContain('tidak punya hak')
})
