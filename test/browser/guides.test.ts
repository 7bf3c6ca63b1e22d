import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlaygroundPage, startBrowser } from './phone.ts'
import { takePicture } from './pictures.ts'
import { openProduct } from './product.ts'

const [ani, fitri] = [1001, 1006]
let product: Awaited<ReturnType<typeof openProduct>>
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([openProduct(), startBrowser()])
  const guests = Array.from({ length: 16 }, (_, n) => product.world.addPerson({ firstName: `Tamu ${n + 1}` }).user.id)
  await product.join([fitri, ani, ...guests])
})
afterAll(async () => {
  await browser.close()
  await product.close()
})

test('while an announcement goes out, its author sees how far it has got', async () => {
  const { page, phone, complaints } = await openPlaygroundPage(browser, product.url, [fitri], {
    viewport: { width: 1440, height: 900 },
    panel: true,
  })
  await phone(fitri).says('/umumkan')
  await phone(fitri).hears('Pengumuman baru')
  await phone(fitri).says('**Apel bersama** Jumat pukul 07.30 di halaman balai kota.')
  await phone(fitri).presses('Semua')
  await phone(fitri).hears('18 orang')
  product.world.setFault({ kind: 'slow', milliseconds: 1200 })
  await phone(fitri).presses('Kirim sekarang')
  await phone(fitri).hears(/▰▰▰[^]*Perkiraan selesai: sekitar \d+ detik lagi/)
  await takePicture(phone(fitri).column, 'progress')
  product.world.clearFaults()
  await page.getByRole('button', { name: 'Muat kota contoh' }).click()
  await page.getByText('Kota Contoh dimuat').waitFor()
  await takePicture(page, 'panel')
  await phone(fitri).hears(/100%[^]*Terkirim: 18/)
  expect(complaints).toEqual([])
})

test('on a phone the announcement fills the screen', async () => {
  const { page, phone, complaints } = await openPlaygroundPage(browser, product.url, [ani], {
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  })
  await phone(ani).hears('Apel bersama')
  await phone(ani).says('/menu')
  await phone(ani).hears('Tekan salah satu perintah')
  await takePicture(page, 'phone')
  expect(complaints).toEqual([])
})
