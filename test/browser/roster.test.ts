// What an administration does first: brings in its staff list, has people show that they are on it, and announces to a unit.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlaygroundPage, startBrowser } from './phone.ts'
import { takePicture } from './pictures.ts'
import { openProduct } from './product.ts'

const [ani, budi, citra, dewi, fitri] = [1001, 1002, 1003, 1004, 1006]

let browser: Browser
let product: Awaited<ReturnType<typeof openProduct>>
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rembuk-roster-'))
  ;[browser, product] = await Promise.all([startBrowser(), openProduct()])
})
afterAll(async () => {
  await Promise.all([browser.close(), product.close()])
  await rm(folder, { recursive: true })
})

const head = 'NIP;Nama;Unit Kerja;Jabatan;No HP'
const nip = (n: number) => String(n).padStart(18, '0')
const [first, second, third] = ['0800 0000 0002', '+62 800-0000-0003', '62 80000000004']
const good = [
  `${nip(1)};Budi Misalkan;Dinas Kesehatan / Bidang P2P;Epidemiolog;${first}`,
  `${nip(2)};Citra Umpama;Dinas Kesehatan;Perawat;${second}`,
  `${nip(3)};Dewi Ibaratna;Dinas Perhubungan;Kepala dinas;${third}`,
]
/** A number too short, a phone number that is none, and a unit that is missing. */
const faulty = [
  `12345;Budi Misalkan;Dinas Kesehatan / Bidang P2P;Epidemiolog;${first}`,
  `${nip(2)};Citra Umpama;Dinas Kesehatan;Perawat;nihil`,
  `${nip(3)};Dewi Ibaratna;;Kepala dinas;${third}`,
]

/** A list as Excel in Indonesia writes it; gives its path. */
async function write(name: string, lines: string[]) {
  const path = join(folder, name)
  await writeFile(path, `\uFEFF${[head, ...lines].join('\r\n')}\r\n`)
  return path
}

test('a roster with faults is mended and applied, employees show who they are, and tomorrow at nine one unit is told', async () => {
  const shown = [fitri, budi, citra, ani]
  const viewport = { width: 1920, height: 1000 }
  const { page, complaints, phone } = await openPlaygroundPage(browser, product.url, shown, { panel: true, viewport })
  const admin = phone(fitri)
  await admin.joins('Warga')
  const send = async (path: string) => {
    await admin.column.locator('[data-role="attach"]').setInputFiles(path)
    await admin.input.press('Enter')
  }

  await admin.says('/impor')
  await admin.hears('Kirim daftar pegawai')
  await send(await write('faulty.csv', faulty))
  const faults = await admin.hears('Ada 3 kesalahan di 3 baris')
  for (const line of ['Baris 2, nip', 'Baris 3, telepon', 'Baris 4, unit'])
    expect(await faults.innerText()).toContain(line)
  await send(await write('mended.csv', good))
  expect(await (await admin.hears('Daftar pegawai sudah dibaca: 3 orang')).innerText()).toContain('Baru: 3')
  await takePicture(admin.column, 'import')
  await admin.presses('Terapkan')
  await admin.hears('Daftar pegawai sudah diterapkan')

  for (const person of [budi, citra]) {
    const employee = phone(person)
    await employee.joins('Pegawai')
    await employee.column.getByRole('button', { name: 'Bagikan kontak saya' }).last().click()
    await employee.hears(person === budi ? 'pegawai di Bidang P2P' : 'pegawai di Dinas Kesehatan')
  }
  await product.join([dewi])
  await product.world.sharesContact(dewi)
  await phone(ani).joins('Pegawai')
  await product.world.sharesContact(ani, { phone: '6280000000004', firstName: 'Dewi', userId: dewi })
  await phone(ani).hears('Itu bukan kontak Anda sendiri')

  await admin.says('/umumkan')
  await admin.hears('Pengumuman baru')
  await admin.says('Apel kesiapsiagaan demam berdarah.')
  await admin.presses('Pilih unit')
  await admin.presses('Dinas Kesehatan')
  await admin.hears('Dipilih: Dinas Kesehatan')
  await admin.presses('Selesai')
  await admin.hears(/Dinas Kesehatan[^]*2 orang/)
  await admin.presses('Jadwalkan')
  await admin.hears('Kapan dikirim?')
  await admin.says('besok 09.00')
  await admin.hears(/Dikirim .*09\.00 WIB/)
  await admin.presses('Jadwalkan')
  const waiting = await admin.hears(/Pengumuman #\d+ dijadwalkan/)
  expect(await waiting.innerText()).toContain('09.00 WIB')
  await takePicture(admin.column, 'schedule')

  // The panel asks what is due when it is opened.
  await page.reload()
  await page.locator('#turn-due:not([disabled])').click()
  for (const person of [budi, citra]) {
    const received = await phone(person).hears('Apel kesiapsiagaan')
    expect(await received.innerText()).toContain('09.00')
  }
  await admin.hears(/Pengumuman #\d+ selesai[^]*Terkirim: 2/)
  const words = (person: number) => product.world.messages(person).map(({ message }) => message.text ?? '')
  for (const person of [ani, dewi]) expect(words(person).join('\n')).not.toContain('Apel kesiapsiagaan')
  // The panel says it, too, once it has heard that the clock was turned.
  await page.locator('#clock', { hasText: 'Berikutnya: ' }).waitFor({ state: 'detached' })
  await takePicture(page, 'unit')
  expect(complaints).toEqual([])
})
