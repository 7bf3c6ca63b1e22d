// "/umumkan daftar": the last announcements with their figures, five to a page, each to be opened anew.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { announces, panel } from '../support/announcing.ts'
import { openStaffedCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openStaffedCity>>
let city: City
beforeAll(async () => {
  city = await openStaffedCity()
})
afterAll(() => city.close())

test('is empty at first, and stands beside the first question', async () => {
  const { fitri } = city
  await fitri.says('/umumkan daftar')
  expect(fitri.saw.at(-1)).toContain('Belum ada pengumuman.')
  await fitri.says('/umumkan')
  await fitri.presses('Pengumuman terakhir')
  expect(fitri.saw.at(-1)).toContain('Belum ada pengumuman.')
  // The question waits as before.
  await fitri.says('Tetap bisa diisi')
  expect(fitri.saw.at(-1)).toContain('Siapa sasarannya')
  await fitri.presses('Batal')
  await fitri.presses('Hapus isian')
})

test('tells number, first words, audience, state, time and figures, the newest first', async () => {
  const { eko, fitri } = city
  await announces(fitri, 'Satu')
  await announces(fitri, `Dua ${'kata yang panjang sekali '.repeat(6)}`)
  await announces(eko, 'Tiga', { to: 'Masyarakat', reads: true })
  await expect.poll(() => panel(eko, '3'), { timeout: 10_000 }).toContain('selesai\nSasaran')
  await fitri.says('/umumkan daftar')
  const said = fitri.saw.at(-1) ?? ''
  expect(said.indexOf('#3 Tiga')).toBeLessThan(said.indexOf('#2 Dua kata'))
  expect(said).toMatch(/#2 Dua kata yang panjang sekali kata yang panjang sekali …\n/)
  expect(said).toContain('Masyarakat · selesai · 23 November 2026')
  expect(said).toContain('Terkirim 1, tidak terjangkau 0, gagal 0\nSudah baca 0')
  await fitri.says('/announce list')
  expect(fitri.saw.at(-1)).toContain('#3 Tiga')
})

test('is turned like pages, and opens each below with what can be done', async () => {
  const { fitri } = city
  for (const words of ['Empat', 'Lima', 'Enam']) await announces(fitri, words)
  await expect.poll(() => panel(fitri, '6'), { timeout: 10_000 }).toContain('selesai\nSasaran')
  await fitri.says('/umumkan daftar')
  expect(fitri.buttons.slice(-6)).toEqual(['#6', '#5', '#4', '#3', '#2', 'Lebih lama ▶'])
  await fitri.presses('Lebih lama ▶')
  expect(fitri.saw.at(-1)).toContain('halaman 2')
  expect(fitri.buttons.slice(-2)).toEqual(['#1', '◀ Lebih baru'])
  // Long gone.
  await city.app.work.database.client.message.deleteMany({ where: { chatId: BigInt(fitri.id), lane: 'answer' } })
  await fitri.presses('#1')
  expect(fitri.saw.at(-1)).toContain('Pengumuman #1 selesai')
  expect(fitri.buttons.slice(-2)).toEqual(['Tarik kembali', 'Perbaiki'])
})

test('what is scheduled stands there with its time, and is controlled from there', async () => {
  const { fitri } = city
  await fitri.says('/umumkan')
  await fitri.says('Nanti saja')
  await fitri.presses('Semua')
  await fitri.presses('Jadwalkan')
  await fitri.says('besok 09.00')
  await fitri.presses('Jadwalkan')
  await fitri.says('/umumkan daftar')
  expect(fitri.saw.at(-1)).toContain('#7 Nanti saja\nSemua · dijadwalkan · 24 November 2026')
  expect(fitri.saw.at(-1)).not.toContain('Terkirim 0')
  await fitri.presses('#7')
  expect(fitri.saw.at(-1)).toContain('09.00')
  expect(fitri.buttons.at(-1)).toBe('Batalkan jadwal')
  expect(await city.eko.forges('bc.open|999')).toContain('tidak ada lagi')
})
