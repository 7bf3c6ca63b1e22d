import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlaygroundPage, startBrowser } from './phone.ts'
import { startProduct } from './product.ts'
import type { Product } from './product.ts'

const [ani, fitri] = [1001, 1006]
let product: Product
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await product.close()
})

test('conversations survive a restart, an open page finds back by itself, and what was begun goes on', async () => {
  const { page, phone } = await openPlaygroundPage(browser, product.url, [ani, fitri])
  await phone(fitri).joins('Pegawai')
  await phone(fitri).says('/umumkan')
  await phone(fitri).hears('Pengumuman baru')
  await phone(fitri).says('Apel **pukul 07.30**')
  await phone(fitri).hears('Siapa sasarannya?')

  await product.restart(async () => {
    await page.locator('body.lost').waitFor()
  })
  await page.locator('body:not(.lost)').waitFor()
  await phone(fitri).presses('Semua')
  await phone(fitri).hears('1 orang')
  await phone(fitri).presses('Kirim sekarang')
  await phone(fitri).hears(/Pengumuman #\d+ selesai/)
  await phone(ani).presses('Mulai')
  await phone(ani).hears('Pilih bahasa Anda')

  const before = await phone(fitri).column.locator('.messages').innerText()
  await page.reload()
  expect(await phone(fitri).column.locator('.messages').innerText()).toBe(before)
})
