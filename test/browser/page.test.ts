import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openPlaygroundPage, startBrowser } from './phone.ts'
import type { Playground } from './phone.ts'
import { dataOf, openProduct } from './product.ts'

const [ani, budi, citra, dewi, eko, fitri] = [1001, 1002, 1003, 1004, 1005, 1006]
let product: Awaited<ReturnType<typeof openProduct>>
let browser: Browser
let complaints: string[] = []
let context: BrowserContext

beforeAll(async () => {
  ;[product, browser] = await Promise.all([openProduct(), startBrowser()])
  await product.join([citra, dewi, eko, fitri])
})
afterAll(async () => {
  await browser.close()
  await product.close()
})
afterEach(async () => {
  product.world.clearFaults()
  await context.close()
  expect(complaints, 'what the browser complained about').toEqual([])
})

async function open(people: number[], options?: Parameters<typeof openPlaygroundPage>[3]): Promise<Playground> {
  const opened = await openPlaygroundPage(browser, product.url, people, options)
  ;({ complaints } = opened)
  context = opened.page.context()
  return opened
}

describe('people', () => {
  test('a newcomer meets a citizen and the admin, and brings in the others', async () => {
    const { page, phone } = await open([])
    expect(await page.locator('.column').count()).toBe(2)
    await page.getByRole('link', { name: 'Tampilkan Citra Umpama' }).click()
    await phone(citra).column.waitFor()
    await page.getByRole('button', { name: 'Tambah orang' }).click()
    await page.getByLabel('Nama depan').fill('Gilang')
    await page.getByLabel('Keterangan').fill('Akademisi')
    await page.getByRole('button', { name: 'Tambahkan' }).click()
    await page.getByRole('region', { name: 'Gilang' }).waitFor()
    expect(await page.locator('.column').count()).toBe(4)
  })

  test('many are on the screen at once, each in their own column', async () => {
    const family = ['Hadi', 'Indah', 'Joko', 'Kartika', 'Lestari'].map(
      (firstName) => product.world.addPerson({ firstName }).user.id,
    )
    const { phone } = await open(family, { viewport: { width: 1800, height: 900 } })
    // There is one mouse: step by step, everyone in turn.
    for (const label of ['Mulai', 'Bahasa Indonesia', 'Setuju', 'Pegawai'])
      for (const person of family) await phone(person).presses(label)
    for (const person of family) await phone(person).hears('Anda terdaftar sebagai pegawai')
  })

  test('the page comes alive however late its scripts arrive', async () => {
    const { page, phone } = await open([ani], { late: 300 })
    await phone(ani).presses('Mulai')
    await phone(ani).hears('Pilih bahasa Anda')
    await page.reload()
    await phone(ani).presses('English')
    await phone(ani).hears('Welcome to Rembuk')
  })
})

describe('language', () => {
  test('changes with one press, for this browser', async () => {
    const { page } = await open([ani])
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Rembuk Playground' }).waitFor()
    await page.reload()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByRole('button', { name: 'Bahasa Indonesia' }).first().click()
    await page.getByRole('heading', { name: 'Arena Rembuk' }).waitFor()
  })
})

describe('keyboard', () => {
  test('commands are found, chosen and sent without a mouse', async () => {
    const { page, phone } = await open([eko])
    const { input, column } = phone(eko)
    const list = column.getByRole('listbox')
    const chosen = list.locator('[aria-selected="true"]')
    for (let presses = 0; presses < 40; presses++) {
      if (await input.evaluate((area) => area === document.activeElement)) break
      await page.keyboard.press('Tab')
    }
    expect(await input.evaluate((area) => area === document.activeElement)).toBe(true)

    await page.keyboard.type('/')
    await list.waitFor()
    const first = await chosen.innerText()
    await page.keyboard.press('ArrowDown')
    expect(await chosen.innerText()).not.toBe(first)
    await page.keyboard.press('ArrowUp')
    expect(await chosen.innerText()).toBe(first)
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'hidden' })
    await page.keyboard.type('prof')
    await page.keyboard.press('Enter')
    await phone(eko).hears('Terdaftar sebagai: Warga')
    expect(await input.inputValue()).toBe('')

    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await list.waitFor()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await list.waitFor({ state: 'hidden' })
    expect(await input.evaluate((area) => area === document.activeElement)).toBe(true)
  })

  test('a press of a button with Enter leaves the focus in the conversation', async () => {
    const { page, phone } = await open([dewi])
    await phone(dewi).says('/bahasa')
    await phone(dewi).column.getByRole('button', { name: 'English', exact: true }).focus()
    await page.keyboard.press('Enter')
    await phone(dewi).hears('Language: English')
    await phone(dewi).says('/bahasa')
    await phone(dewi).presses('Bahasa Indonesia')
    await phone(dewi).hears('Bahasa: Bahasa Indonesia')
  })
})

describe('conversation', () => {
  test('what is edited and deleted changes before the eyes of the reader', async () => {
    const { page, phone } = await open([citra])
    await phone(citra).says('/menu')
    await phone(citra).hears('Tekan salah satu perintah')
    const { message } = product.world.messages(citra).at(-1) ?? {}
    await product.calls('editMessageText', { chat_id: citra, message_id: message?.message_id, text: 'Diperbarui' })
    await phone(citra).hears(/Diperbarui\s*diedit/)
    await product.calls('deleteMessage', { chat_id: citra, message_id: message?.message_id })
    await phone(citra).hears('pesan dihapus')
    expect(await phone(citra).heard.filter({ hasText: 'Diperbarui' }).count()).toBe(0)

    await phone(citra).says('**Halo** dunia')
    const own = phone(citra).column.locator('.message.mine').filter({ hasText: 'Halo' }).last()
    await own.hover()
    await own.getByRole('button', { name: 'Tindakan untuk pesan ini' }).click()
    await page.getByRole('menuitem', { name: 'Ubah' }).click()
    expect(await phone(citra).input.inputValue()).toBe('**Halo** dunia')
    await phone(citra).input.fill('Halo **semua**')
    await page.keyboard.press('Enter')
    await own.locator('strong', { hasText: 'semua' }).waitFor()
    expect(await own.innerText()).toMatch(/^Halo semua\s*diedit/)
  })

  test('a press that came too late is answered with a box to close, a copy with a line', async () => {
    const { page, phone } = await open([budi])
    await phone(budi).says('/start')
    await phone(budi).presses('Bahasa Indonesia')
    await phone(budi).hears('Setujukah Anda?')
    const { message } = product.world.messages(budi).at(-1) ?? {}
    const agree = dataOf(product.world.inlineKeyboard(budi, message?.message_id ?? 0), 'Setuju')
    await phone(budi).presses('Setuju')
    await phone(budi).hears('Anda di sini sebagai siapa?')
    await product.world.presses(budi, budi, message?.message_id ?? 0, agree)
    const box = page.getByRole('alertdialog')
    expect(await box.innerText()).toContain('Pertanyaan ini sudah dijawab')
    await page.getByRole('button', { name: 'Oke' }).click()
    await box.waitFor({ state: 'detached' })

    const said = phone(budi).column.locator('.message.theirs').last()
    await said.hover()
    await said.getByRole('button', { name: 'Tindakan untuk pesan ini' }).click()
    await page.getByRole('menuitem', { name: 'Salin teks' }).click()
    await phone(budi).column.locator('.toast', { hasText: 'Disalin' }).waitFor()
  })
})

describe('refusals of the page', () => {
  test('what is too long is said for some seconds and given back, with its picture', async () => {
    const { page, phone } = await open([citra])
    const { input, column } = phone(citra)
    await column.locator('[data-role="attach"]').setInputFiles({
      name: 'foto.png',
      mimeType: 'image/png',
      buffer: Buffer.from('iVBORw0KGgo='),
    })
    await phone(citra).says('panjang '.repeat(200))
    const notice = page.getByText('Tidak berhasil: keterangan foto atau berkas paling panjang 1.024 huruf.')
    await notice.waitFor()
    expect(await input.inputValue()).toBe('panjang '.repeat(200))
    await column.getByRole('img', { name: 'foto.png' }).waitFor()
    await notice.waitFor({ state: 'detached' })
    // A request refused on purpose: the browser mentions it.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400')])
  })
})

describe('behind the scenes', () => {
  // Before the sample city, whose forum closes some day: nothing is due.
  test('the clock goes forward by an hour, a day, and to what is due next', async () => {
    const { page } = await open([fitri], { panel: true })
    const shown = async () => new Date((await page.locator('#clock time').getAttribute('datetime')) ?? '').getTime()
    const hour = 60 * 60 * 1000
    for (const [label, step] of [
      ['+1 jam', hour],
      ['+1 hari', 24 * hour],
    ] as const) {
      const before = await shown()
      await page.getByRole('button', { name: label }).click()
      // What was due in the meantime is done first.
      await expect.poll(shown, { timeout: 15_000 }).toBeGreaterThanOrEqual(before + step)
    }
    const next = page.getByRole('button', { name: 'Ke pesan berikutnya' })
    expect(await next.isDisabled()).toBe(true)
    await product.post(fitri, 'Sampai nanti', 3 * hour)
    await page.reload()
    const before = await shown()
    await next.click()
    await expect.poll(shown, { timeout: 15_000 }).toBeGreaterThan(before + 2 * hour)
    await page.getByText('Sampai nanti', { exact: true }).waitFor()
  })

  test('the sample city gives a planner the right to announce, and a citizen none', async () => {
    const { page, phone } = await open([ani, eko], { panel: true })
    await page.getByRole('button', { name: 'Muat kota contoh' }).click()
    await page.getByText('Kota Contoh dimuat').waitFor()
    await phone(eko).says('/umumkan')
    await phone(eko).hears('Pengumuman baru')
    await phone(eko).says('/batal')
    await phone(eko).hears('Dibatalkan.')
    await phone(eko).input.fill('/')
    await phone(eko).column.getByRole('option', { name: '/umumkan' }).waitFor()
    await phone(eko).input.fill('')

    await phone(ani).says('/start')
    await phone(ani).presses('Bahasa Indonesia')
    await phone(ani).presses('Setuju')
    await phone(ani).presses('Warga')
    await phone(ani).hears('Anda terdaftar sebagai warga')
    await phone(ani).says('/umumkan')
    await phone(ani).hears('Anda tidak punya hak untuk ini')
    await phone(ani).input.fill('/')
    await phone(ani).column.getByRole('option', { name: '/menu' }).waitFor()
    expect(await phone(ani).column.getByRole('option', { name: '/umumkan' }).count()).toBe(0)
  })

  test('a server that answers 502 shows in the panel, and what was said meanwhile is answered afterwards', async () => {
    const { page, phone } = await open([ani], { panel: true })
    await page.getByText('Gangguan', { exact: true }).click()
    await page.getByRole('switch', { name: /502/ }).click()
    await page.locator('#fault-bad-gateway.on').waitFor()
    await phone(ani).says('/bantuan')
    await page
      .locator('.call.failed', { hasText: /sendMessage[^]*Bad Gateway/ })
      .first()
      .waitFor()
    await page.getByRole('switch', { name: /502/ }).click()
    await phone(ani).hears('Rembuk menyampaikan pengumuman')
  })

  test('of those who block the bot while Telegram holds an announcement back, the summary says unreachable', async () => {
    const { page, phone } = await open([citra, fitri], { panel: true, viewport: { width: 1600, height: 900 } })
    await phone(fitri).says('/umumkan')
    await phone(fitri).hears('Pengumuman baru')
    await phone(fitri).says('Apel pagi pukul 07.30.')
    await phone(fitri).presses('Semua')
    await phone(fitri).hears('Perkiraan waktu')
    await page.getByText('Gangguan', { exact: true }).click()
    await page.locator('#fault-too-many').getByRole('spinbutton').first().fill('1')
    await page.getByRole('switch', { name: /429/ }).click()
    await page.locator('#fault-too-many.on').waitFor()
    await phone(fitri).presses('Kirim sekarang')
    await page
      .locator('.call.failed', { hasText: /sendMessage[^]*Too Many Requests/ })
      .first()
      .waitFor()
    await phone(citra).column.locator('summary').click()
    await page.getByRole('button', { name: 'Blokir bot' }).click()
    await page.getByText('Citra Umpama memblokir bot ini.').waitFor()
    await page.getByRole('switch', { name: /429/ }).click()
    await phone(fitri).hears(/Pengumuman #\d+ selesai[^]*Tidak terjangkau: 1/)
    await page.getByRole('button', { name: 'Buka blokir' }).click()
    await phone(citra).says('/profil')
    await phone(citra).hears('Terdaftar sebagai')
  })
})

describe('every screen', () => {
  test('a phone of 360 pixels shows one person, and nothing to scroll sideways', async () => {
    const { page, phone } = await open([fitri, ani], { viewport: { width: 360, height: 740 }, hasTouch: true })
    const width = () => page.evaluate(() => document.documentElement.scrollWidth)
    await phone(fitri).column.waitFor()
    expect(await page.locator('.column:visible').count()).toBe(1)
    expect(await width()).toBe(360)
    await phone(fitri).input.fill('/')
    await phone(fitri).column.getByRole('option', { name: '/umumkan' }).waitFor()
    expect(await width()).toBe(360)
    await phone(fitri).input.fill('')
    await page.getByRole('button', { name: 'Buka panel' }).click()
    await page.getByRole('complementary', { name: 'Panel' }).waitFor()
    expect(await width()).toBe(360)
    await page.getByRole('button', { name: 'Tutup panel' }).click()
    await page.getByRole('complementary', { name: 'Panel' }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Tampilkan Ani Contohwati' }).click()
    await phone(ani).input.waitFor()
    await phone(ani).says('kata'.repeat(60))
    await phone(ani).column.locator('.mine', { hasText: 'katakata' }).waitFor()
    expect(await width()).toBe(360)
  })

  test('at night it is dark, and what is written stays legible', async () => {
    for (const colorScheme of ['dark', 'light'] as const) {
      const { page, phone } = await open([ani, fitri], { colorScheme, panel: true })
      await phone(ani).says('/menu')
      await phone(ani).hears('Tekan salah satu perintah')
      await page.locator('.call').first().waitFor()
      const pale = await page.evaluate(paleWords)
      expect(pale, colorScheme).toEqual([])
      const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      expect(brightness(light) > 128).toBe(colorScheme === 'light')
      if (colorScheme === 'dark') await context.close()
    }
  })

  test('every control has a name', async () => {
    const { page, phone } = await open([ani, fitri], { panel: true })
    await phone(ani).column.locator('.message').first().waitFor()
    for (const dialog of [undefined, 'Tambah orang', 'Buat grup']) {
      if (dialog) await page.getByRole('button', { name: dialog }).click()
      for (const role of roles) {
        const named = page.getByRole(role, { name: /\S/ })
        expect(await named.count(), role).toBe(await page.getByRole(role).count())
      }
      if (dialog) await page.keyboard.press('Escape')
    }
  })
})

const roles = [
  'alertdialog',
  'button',
  'checkbox',
  'combobox',
  'complementary',
  'dialog',
  'link',
  'listbox',
  'log',
  'menuitem',
  'navigation',
  'option',
  'region',
  'searchbox',
  'spinbutton',
  'switch',
  'textbox',
] as const

function brightness(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number)
  return 0.3 * red + 0.59 * green + 0.11 * blue
}

/** Words whose contrast with what lies behind them is below 4.5 to 1 (3 to 1 when large); runs in the page. */
function paleWords(): string[] {
  const parse = (color: string) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number)
    return { red, green, blue, alpha }
  }
  type Color = ReturnType<typeof parse>
  const mix = (above: Color, below: Color): Color => {
    const part = (channel: 'red' | 'green' | 'blue') =>
      above[channel] * above.alpha + below[channel] * (1 - above.alpha)
    return { red: part('red'), green: part('green'), blue: part('blue'), alpha: 1 }
  }
  const luminance = ({ red, green, blue }: Color) => {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
      const share = value / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const found = new Set<string>()
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement
    const words = node.textContent?.trim() ?? ''
    if (!element || words === '' || !element.checkVisibility({ opacityProperty: true })) continue
    if (element.closest(':disabled, .unseen, script, [aria-hidden="true"]')) continue
    const box = element.getBoundingClientRect()
    if (box.width === 0) continue
    const behind: Color[] = []
    let isPicture = false
    for (let under: Element | null = element; under; under = under.parentElement) {
      const style = getComputedStyle(under)
      isPicture ||= style.backgroundImage !== 'none'
      const color = parse(style.backgroundColor)
      behind.unshift(color)
      if (color.alpha === 1) break
    }
    const style = getComputedStyle(element)
    const ground = behind.reduce((below, above) => mix(above, below), { red: 255, green: 255, blue: 255, alpha: 1 })
    const ink = mix(parse(style.color), ground)
    const [light = 0, dark = 0] = [luminance(ink), luminance(ground)].toSorted((a, b) => b - a)
    const ratio = (light + 0.05) / (dark + 0.05)
    const isLarge = Number.parseFloat(style.fontSize) >= 24
    if (!isPicture && ratio < (isLarge ? 3 : 4.5)) found.add(`${words.slice(0, 40)} (${ratio.toFixed(1)})`)
  }
  return [...found]
}
