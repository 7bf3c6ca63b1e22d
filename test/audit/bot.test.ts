import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCity } from '../support/city.ts'

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
  await city.ani.joins('Warga')
  await city.fitri.joins('Pegawai')
})
afterAll(() => city.close())

test('only an admin reads the record, which begins empty', async () => {
  const { ani, fitri } = city
  await ani.says('/audit')
  expect(ani.saw.at(-1)).toContain('tidak punya hak')
  expect(await ani.forges('audit.page|0')).toContain('tidak punya hak')
  await fitri.says('/audit')
  expect(fitri.saw.at(-1)).toContain('Belum ada tindakan')
})

test('an announcement is recorded with who and when, and nothing of what it says', async () => {
  const { fitri } = city
  await fitri.says('/umumkan')
  await fitri.says('Rahasia umum')
  await fitri.presses('Semua')
  await fitri.presses('Kirim sekarang')
  await fitri.says('/audit')
  const record = fitri.saw.findLast((text) => text.startsWith('Catatan tindakan'))
  expect(record).toMatch(/23 November 2026.*Akun #[0-9a-f]{8} mengirim pengumuman #1/)
  const rows = await city.app.work.database.client.audit.findMany()
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows.map(({ id, ...row }) => ({ ...row, id: String(id) })))).not.toContain('Rahasia')
})

test('the record is turned page by page, and a forged page is refused', async () => {
  const { app, fitri } = city
  const { client } = app.work.database
  const { subject } = await client.person.findUniqueOrThrow({ where: { telegramId: BigInt(fitri.id) } })
  const createdAt = new Date('2026-11-23T03:00:00Z')
  await client.audit.createMany({
    data: Array.from({ length: 14 }, (_, n) => ({
      subject,
      action: 'announced',
      object: `broadcast:${n + 2}`,
      createdAt,
    })),
  })
  await fitri.says('/audit')
  expect(fitri.saw.at(-1)).toContain('pengumuman #15')
  expect(fitri.saw.at(-1)).not.toContain('pengumuman #5\n')
  await fitri.presses('Lebih lama ▶')
  expect(fitri.saw.at(-1)).toContain('halaman 2')
  expect(fitri.saw.at(-1)).toContain('pengumuman #5')
  expect(fitri.buttons.filter((label) => label.startsWith('Lebih'))).toEqual([])
  await fitri.presses('◀ Lebih baru')
  expect(fitri.saw.at(-1)).toContain('halaman 1')
  expect(await fitri.forges('audit.page|-1')).toContain('tidak berlaku')
})

test('erasing oneself leaves the number in the record and destroys whom it stood for', async () => {
  const { app, fitri } = city
  const before = await app.work.database.client.audit.count()
  await fitri.says('/hapusdata')
  await fitri.presses('Ya, hapus data saya')
  await fitri.joins('Pegawai')
  await fitri.says('/audit')
  expect(fitri.saw.at(-1)).toContain('Akun terhapus #')
  expect(await app.work.database.client.audit.count()).toBe(before)
})
