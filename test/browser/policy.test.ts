// A policy from its file to "Saya paham", and again for the one paragraph that changes; the planner's chart moves with it.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../src/platform/root.ts'
import { openPlaygroundPage, startBrowser } from './phone.ts'
import type { Phone } from './phone.ts'
import { takePicture } from './pictures.ts'
import { openProduct } from './product.ts'

const [budi, citra, dewi, eko] = [1002, 1003, 1004, 1005]
let browser: Browser
let product: Awaited<ReturnType<typeof openProduct>>
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rembuk-policy-'))
  ;[browser, product] = await Promise.all([startBrowser(), openProduct()])
})
afterAll(async () => {
  await Promise.all([browser.close(), product.close()])
  await rm(folder, { recursive: true })
})

const sample = () => readFile(join(root, 'src/features/policies/template.id.md'), 'utf8')

/** Sends a file as a document. */
async function sends(phone: Phone, name: string, text: string) {
  const path = join(folder, name)
  await writeFile(path, text)
  await phone.column.locator('[data-role="attach"]').setInputFiles(path)
  await phone.input.press('Enter')
}

/** The address of the newest picture that the bot has sent. */
const pictureOf = async ({ heard, column }: Phone) => {
  const picture = heard.locator('img').last()
  await picture.waitFor()
  await picture.evaluate((image: HTMLImageElement) => image.decode())
  expect(await column.locator('img').count()).toBeGreaterThan(0)
  return picture.getAttribute('src')
}

test('the sample policy is published, read, missed in the quiz and acknowledged; version 2 asks for one paragraph', async () => {
  const viewport = { width: 1440, height: 1150 }
  const { page, complaints, phone } = await openPlaygroundPage(browser, product.url, [eko, budi], {
    panel: true,
    viewport,
  })
  const [planner, employee] = [phone(eko), phone(budi)]
  await page.getByRole('button', { name: 'Muat kota contoh' }).click()
  await page.getByText('Kota Contoh dimuat').waitFor()
  await planner.joins('Pegawai')
  await employee.joins('Pegawai')
  await product.join([citra, dewi])

  await planner.says('/terbitkan')
  await planner.hears('Apa yang akan diterbitkan?')
  await sends(planner, 'rencana.md', await sample())
  await planner.hears(/Kebijakan baru[^]*Sasaran: Pegawai/)
  await takePicture(planner.column, 'publish')
  await planner.presses('Terbitkan')
  await planner.hears('versi 1 terbit')

  await employee.hears('Kebijakan baru: Rencana Kerja Kepegawaian 2027')
  await employee.presses('Baca')
  await employee.hears('Apa relevansinya bagi Anda?')
  await employee.presses('Lanjut')
  await employee.hears('Paragraf 1 dari')
  await takePicture(employee.column, 'read')
  const count = Number(/Paragraf 1 dari (\d+)/.exec(await (await employee.hears('Paragraf 1 dari')).innerText())?.[1])
  for (let place = 2; place <= count; place++) {
    await employee.presses('Lanjut')
    await employee.hears(`Paragraf ${place} dari ${count}`)
  }
  await employee.presses('Lanjut')
  await employee.hears('Anda sudah membaca semuanya')
  await planner.says('/laporan')
  await planner.presses('Kebijakan')
  await planner.hears('Rencana Kerja Kepegawaian 2027')
  const before = await pictureOf(planner)
  await employee.presses('Mulai kuis')
  await employee.hears('Kuis')
  await answers(employee, 'wrong')
  await employee.hears('Belum tepat')
  await takePicture(employee.column, 'quiz')
  await employee.presses('Coba lagi')
  await answers(employee, 'right')
  await employee.presses('Saya paham')
  await employee.hears('Tercatat: Anda memahami Rencana Kerja Kepegawaian 2027 versi 1')

  await planner.says('/terbitkan')
  await sends(planner, 'rencana-2.md', (await sample()).replaceAll('20 jam', '24 jam'))
  await planner.hears(/Versi 2 dari[^]*1 berubah, 0 baru, 0 dihapus/)
  await planner.presses('Terbitkan')
  await planner.hears('versi 2 terbit')
  await employee.hears(/berubah: versi 2[^]*1 paragraf berubah/)
  await employee.presses('Baca')
  const changed = await employee.hears('Perubahan 1 dari 1')
  expect(await changed.locator('s, del').innerText()).toContain('20')
  expect(await changed.locator('u, ins').innerText()).toContain('24')
  await takePicture(employee.column, 'changed')
  await employee.presses('Lanjut')
  await employee.presses('Mulai kuis')
  await answers(employee, 'right')
  await employee.presses('Saya paham')
  await employee.hears('versi 2')
  await planner.says('/laporan')
  await planner.presses('Kebijakan')
  await planner.hears(/versi 2/)
  await expect.poll(() => pictureOf(planner), { timeout: 15_000 }).not.toBe(before)
  await takePicture(page, 'policy')
  expect(complaints).toEqual([])
})

/** Answers what is asked, once wrongly, or until nothing is asked any more. */
async function answers(reader: Phone, how: 'wrong' | 'right') {
  const text = await sample()
  const right = [...text.matchAll(/^- (.+) \*$/gm)].flatMap(([, option = '']) => [option, option.replace('20', '24')])
  const last = reader.column.locator('.message.theirs').last()
  for (let before = ''; ;) {
    await expect.poll(() => last.innerText()).toMatch(/pertanyaan lagi|tekan Saya paham/)
    await expect.poll(() => last.innerText()).not.toBe(before)
    before = await last.innerText()
    const options = (await last.locator('.inline-keyboard .key').allInnerTexts()).map((label) => label.trim())
    if (options.includes('Saya paham')) return
    const chosen = options.find((label) => right.includes(label) === (how === 'right'))
    if (chosen === undefined) throw new Error(`No answer among ${options.join(', ')}`)
    await reader.presses(chosen)
    if (how === 'wrong') return
  }
}
