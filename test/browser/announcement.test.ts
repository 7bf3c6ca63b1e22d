import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlaygroundPage, startBrowser } from './phone.ts'
import { takePicture } from './pictures.ts'
import { paintPoster } from './poster.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

const [ani, budi, fitri] = [1001, 1002, 1006]
let product: Product
let browser: Browser
let folder: string

beforeAll(async () => {
  ;[product, browser, folder] = await Promise.all([
    startProduct(),
    startBrowser(),
    mkdtemp(join(tmpdir(), 'rembuk-poster-')),
  ])
})
afterAll(async () => {
  await browser.close()
  await product.close()
  await rm(folder, { recursive: true })
})

test('a citizen and an employee join, the admin announces a picture with bold words, and both receive it', async () => {
  const poster = join(folder, 'poster.png')
  await paintPoster(browser, poster)
  const { page, phone, complaints } = await openPlaygroundPage(browser, product.url, [ani, budi, fitri], {
    viewport: { width: 1440, height: 900 },
  })
  const [citizen, employee, admin] = [phone(ani), phone(budi), phone(fitri)]

  await citizen.presses('Mulai')
  await citizen.presses('Bahasa Indonesia')
  await citizen.hears('Selamat datang di Rembuk')
  await takePicture(citizen.column, 'join')
  await citizen.presses('Setuju')
  await citizen.presses('Warga')
  await citizen.hears('Anda terdaftar sebagai warga')
  await citizen.says('/menu')
  await citizen.hears('Tekan salah satu perintah')
  await employee.joins('Pegawai')
  await employee.says('/profil')
  await employee.hears('Terdaftar sebagai: Pegawai')
  await admin.joins('Pegawai')

  await admin.says('/umumkan')
  await admin.hears('Pengumuman baru')
  await admin.column.locator('[data-role="attach"]').setInputFiles(poster)
  await admin.input.fill('Mulai Senin loket kependudukan buka sampai pukul 18.00. Cukup bawa KTP asli, tanpa fotokopi.')
  await admin.input.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(0, 54))
  await admin.input.press('Control+b')
  await admin.input.press('Enter')
  await admin.presses('Semua')
  await admin.hears('3 orang')
  const preview = admin.heard.filter({ has: page.locator('img') })
  expect(await preview.locator('strong').innerText()).toBe('Mulai Senin loket kependudukan buka sampai pukul 18.00')
  await takePicture(admin.column, 'announce')
  await admin.presses('Kirim sekarang')

  for (const one of [citizen, employee]) {
    const received = await one.hears('loket kependudukan')
    expect(await received.locator('strong').innerText()).toBe('Mulai Senin loket kependudukan buka sampai pukul 18.00')
    const picture = received.locator('img')
    await picture.evaluate((image: HTMLImageElement) => image.decode())
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  }
  await admin.hears(/Pengumuman #\d+ untuk Semua[^]*100%[^]*Terkirim: 3/)
  await admin.hears(/Pengumuman #\d+ selesai/)
  await takePicture(page, 'playground')
  expect(complaints).toEqual([])
})
