// An objection without a name, from the paragraph to the version in which it is heard: four people, and a photo.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../src/platform/root.ts'
import { openPlaygroundPage, startBrowser } from './phone.ts'
import type { Phone } from './phone.ts'
import { takePicture } from './pictures.ts'
import { openProduct } from './product.ts'

const [ani, dewi, eko] = [1001, 1004, 1005]
let browser: Browser
let product: Awaited<ReturnType<typeof openProduct>>
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rembuk-suggestion-'))
  ;[browser, product] = await Promise.all([startBrowser(), openProduct()])
})
afterAll(async () => {
  await Promise.all([browser.close(), product.close()])
  await rm(folder, { recursive: true })
})

/** The sample policy, for everyone. */
async function sample(): Promise<string> {
  const text = await readFile(join(root, 'src/features/policies/template.id.md'), 'utf8')
  return text.replace(/^audience:.*$/m, 'audience: semua')
}

/** Sends a file: a picture as a photo. */
async function sends(phone: Phone, name: string, bytes: string | Buffer) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  await phone.column.locator('[data-role="attach"]').setInputFiles(path)
  await phone.input.press('Enter')
}

test('an anonymous objection is forwarded, answered twice, heard in version 2, and rated', async () => {
  const viewport = { width: 1700, height: 1150 }
  const { page, complaints, phone } = await openPlaygroundPage(browser, product.url, [ani, eko, dewi], {
    panel: true,
    viewport,
  })
  const [citizen, planner, head] = [phone(ani), phone(eko), phone(dewi)]
  await page.getByRole('button', { name: 'Muat kota contoh' }).click()
  await page.getByText('Kota Contoh dimuat').waitFor()
  await citizen.joins('Warga')
  await planner.joins('Pegawai')
  await head.joins('Pegawai')

  await planner.says('/terbitkan')
  await planner.hears('Apa yang akan diterbitkan?')
  await sends(planner, 'rencana.md', await sample())
  await planner.presses('Terbitkan')
  await planner.hears('versi 1 terbit')

  // The citizen objects to paragraph 2, with a photo and without their name.
  await citizen.hears('Kebijakan baru: Rencana Kerja Kepegawaian 2027')
  await citizen.presses('Baca')
  await citizen.hears('Paragraf 1 dari')
  await citizen.presses('Lanjut')
  await citizen.hears('Paragraf 2 dari')
  await citizen.presses('Keberatan/usul')
  await citizen.says('Umpan balik setiap triwulan terlalu sering bagi puskesmas kecil; usul saya setiap semester.')
  await citizen.hears(/foto/i)
  const photo = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#7a9e7e' } })
    .withExif({ IFD0: { Artist: 'Ani Warga' } })
    .jpeg()
    .toBuffer()
  await sends(citizen, 'puskesmas.jpg', photo)
  await citizen.hears('1 dari 5')
  await citizen.presses('Lanjut')
  await citizen.presses('Anonim')
  await citizen.hears('Anonim')
  await takePicture(citizen.column, 'submit')
  await citizen.presses('Kirim')
  const sent = await (await citizen.hears('SG-2026-000001')).innerText()
  expect(sent).toMatch(/[A-Z]{6}/)

  // The planner forwards it, the head answers.
  await planner.hears('SG-2026-000001')
  await planner.says('/tiket SG-2026-000001')
  await planner.hears('Anonim')
  expect(await planner.column.innerText()).not.toContain('Ani')
  await takePicture(planner.column, 'ticket')
  await planner.presses('Teruskan')
  await planner.presses('Dinas Kesehatan')
  await citizen.hears('diteruskan')
  await head.hears('SG-2026-000001')
  await answers(head, 'Setiap triwulan ditentukan peraturan wali kota.')
  await citizen.hears('Setiap triwulan ditentukan peraturan wali kota.')

  // It is not solved, and answered again.
  await citizen.presses('Belum selesai')
  await citizen.says('Peraturan itu hanya menyebut "berkala".')
  await head.hears('Pesan dari pelapor')
  await answers(head, 'Anda benar: kami usulkan semester bagi unit kecil.')
  await citizen.hears('Anda benar')

  // The planner writes down what becomes of it, and publishes version 2.
  await planner.says('/tiket SG-2026-000001')
  await planner.presses('Lainnya')
  await planner.presses('Catat tindak lanjut')
  await planner.presses(/^▸/)
  await planner.presses('✅ Diterima')
  await planner.says('Unit dengan kurang dari 15 pegawai memberi umpan balik setiap semester.')
  await planner.presses('Saat versi berikutnya terbit')
  await planner.hears('versi berikutnya')
  await planner.says('/terbitkan')
  await sends(planner, 'rencana-2.md', (await sample()).replaceAll('triwulan', 'semester'))
  await planner.hears(/Versi 2 dari/)
  await planner.presses('Terbitkan')
  await planner.hears('versi 2 terbit')

  await citizen.hears(/Anda usul, kami lakukan[^]*Unit dengan kurang dari 15 pegawai/)
  await takePicture(citizen.column, 'outcome')
  await citizen.presses('★5')
  await citizen.hears(/Terima kasih/)
  await takePicture(page, 'suggestion')
  expect(complaints).toEqual([])
})

/** Opens the ticket, writes an answer without files, and sends it. */
async function answers(officer: Phone, words: string) {
  await officer.says('/tiket SG-2026-000001')
  await officer.presses('Jawab')
  await officer.hears('Tulis jawaban')
  await officer.says(words)
  await officer.presses('Kirim jawaban')
  await officer.hears('dikirim kepada pelapor')
}
