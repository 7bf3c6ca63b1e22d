// A day after it was sent, the author reads once what became of an announcement, by unit.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { announces, panel } from '../support/announcing.ts'
import { openStaffedCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

const db = () => city.app.work.database.client
const reports = (actor: City['ani']) => actor.saw.filter((text) => text.startsWith('Laporan pengumuman'))

async function days(count: number) {
  await city.clock.advance(count * 86_400_000)
  await city.settled()
}

test('reached, read, unreachable and erased, and each unit of the top level', async () => {
  const { ani, budi, citra, eko, fitri } = city
  await citra.blocks()
  await db().person.updateMany({ data: { lostAt: null } })
  await announces(eko, 'Seharian', { reads: true })
  await expect.poll(() => panel(eko, '1'), { timeout: 10_000 }).toContain('selesai\nSasaran')
  await budi.presses('Saya sudah baca')
  await ani.says('/hapusdata')
  await ani.presses('Ya, hapus data saya')
  await city.clock.advance(23 * 3_600_000)
  await city.settled()
  expect(reports(eko)).toEqual([])
  await city.clock.advance(2 * 3_600_000)
  await expect.poll(() => reports(eko).length, { timeout: 10_000 }).toBe(1)
  const said = reports(eko)[0]
  expect(said).toContain('Laporan pengumuman #1, sehari setelah dikirim\nSasaran: Semua, 6 orang.')
  expect(said).toContain('Terkirim: 4\nTidak terjangkau: 1\nGagal: 0\nMenghapus datanya: 1\nSudah baca: 1 dari 4 (25%)')
  expect(said).toContain('Badan Kepegawaian dan PSDM: terkirim 2 dari 2, sudah baca 0')
  expect(said).toContain('Dinas Kesehatan: terkirim 2 dari 2, sudah baca 1')
  expect(said).toContain('Dinas Perhubungan: terkirim 0 dari 1, sudah baca 0')
  expect(said).not.toContain('Terlambat')
  await days(1)
  await city.restart()
  await city.settled()
  expect(reports(eko)).toHaveLength(1)
  expect(reports(fitri)).toEqual([])
  await citra.unblocks()
})

test('what was begun late, stopped or taken back is told as such; nobody reports to who has gone', async () => {
  const { eko, fitri } = city
  await announces(fitri, 'Terlambat', { to: 'Pegawai' })
  await expect.poll(() => panel(fitri, '2'), { timeout: 10_000 }).toContain('selesai\nSasaran')
  const due = new Date(city.clock.now().getTime() - 3_600_000)
  await db().broadcast.update({ where: { id: 2n }, data: { dueAt: due } })
  await fitri.presses('Tarik kembali')
  await fitri.presses('Ya, tarik kembali')
  await announces(eko, 'Tak bertuan')
  await eko.says('/hapusdata')
  await eko.presses('Ya, hapus data saya')
  await days(1.1)
  await expect.poll(() => reports(fitri).length, { timeout: 10_000 }).toBe(1)
  expect(reports(fitri)[0]).toMatch(/Terlambat: dijadwalkan [^]*Dihapus pada 4 dari 4 penerima/)
  expect(reports(fitri)[0]).not.toContain('sudah baca')
  expect(await db().broadcast.count({ where: { reportedAt: null } })).toBe(0)
  expect(reports(eko)).toHaveLength(1)
})

test('many units come as a file; what is a week old is no news', async () => {
  const { budi, fitri } = city
  for (let n = 1; n <= 25; n++) {
    const known = { telegramId: BigInt(90_000 + n), subject: randomUUID(), consentAt: city.clock.now() }
    const person = await db().person.create({ data: { ...known, createdAt: city.clock.now() } })
    const unit = await db().unit.create({ data: { name: `Kecamatan ${String(n).padStart(2, '0')}` } })
    const entry = { nip: String(900 + n), name: `Pegawai ${n}`, unitId: unit.id, personId: person.id }
    await db().rosterEntry.create({ data: entry })
  }
  await announces(fitri, 'Ke semua kecamatan')
  const { id } = await db().broadcast.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await announces(fitri, 'Sudah basi')
  await db().broadcast.update({
    where: { id: id + 1n },
    data: { startedAt: new Date(city.clock.now().getTime() - 8 * 86_400_000) },
  })
  await expect.poll(() => panel(fitri, String(id)), { timeout: 10_000 }).toContain('selesai\nSasaran')
  await days(1.1)
  await expect.poll(() => reports(fitri).length, { timeout: 10_000 }).toBe(2)
  await city.settled()
  expect(reports(fitri)[1]).not.toContain('Kecamatan')
  const file = fitri.messages.findLast((message) => message.document)?.document
  expect(file?.file_name).toBe(`laporan-pengumuman-${id}.csv`)
  expect(await db().broadcast.count({ where: { reportedAt: null } })).toBe(1)
  expect(budi.saw).toContain('Ke semua kecamatan')
})
