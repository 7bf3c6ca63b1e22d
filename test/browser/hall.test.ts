// A hall of thirty people, from the QR code on the screen to the minutes: they vote, ask, see where they stand, and read what
// came of it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Prisma } from '../../src/generated/prisma/client.ts'
import { until } from '../support/until.ts'
import { openPlaygroundPage, startBrowser } from './phone.ts'
import type { Phone } from './phone.ts'
import { takePicture } from './pictures.ts'
import { dataOf, openProduct } from './product.ts'

const eko = 1005
const camps = ['pagi', 'siang', 'malam'] as const
const perCamp = 10
const proposals = [
  'Pasar sebaiknya buka sejak subuh.',
  'Parkir perlu pindah ke luar pasar.',
  'Retribusi sebaiknya dibayar tanpa uang tunai.',
  'Lapak pedagang kecil perlu diperluas.',
  'Los ikan perlu dipisah dari sayur.',
  'Musik di pasar sebaiknya dihentikan.',
  'Pasar perlu tempat menitipkan anak.',
  'Truk sebaiknya bongkar muat pada malam hari.',
  'Pasar sebaiknya tutup pada hari Senin.',
]

let browser: Browser
let product: Awaited<ReturnType<typeof openProduct>>
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rembuk-hall-'))
  ;[browser, product] = await Promise.all([startBrowser(), openProduct()])
})
afterAll(async () => {
  await Promise.all([browser.close(), product.close()])
  await rm(folder, { recursive: true })
})

async function sends(phone: Phone, name: string, text: string) {
  const path = join(folder, name)
  await writeFile(path, text)
  await phone.column.locator('[data-role="attach"]').setInputFiles(path)
  await phone.input.press('Enter')
}

/** The newest message of somebody without a page that has this button, with its text. */
function shownTo(person: number, label: string) {
  return product.world
    .messages(person)
    .toReversed()
    .map(({ message }) => ({ message, keyboard: product.world.inlineKeyboard(person, message.message_id) }))
    .find(({ keyboard }) => keyboard?.inline_keyboard.flat().some(({ text }) => text === label) ?? false)
}

async function presses(person: number, label: string) {
  await until(`${person} is shown "${label}"`, () => shownTo(person, label) !== undefined, 20_000)
  const found = shownTo(person, label)
  if (found === undefined) throw new Error(`No button "${label}"`)
  const { message_id: id } = found.message
  await product.world.presses(person, person, id, dataOf(found.keyboard, label))
}

/** Votes on everything, each statement as the camp does: every third one is theirs. */
async function votes(person: number, camp: number) {
  await presses(person, 'Ikut')
  let before = ''
  for (let n = 0; n < proposals.length; n++) {
    const text = () => shownTo(person, 'Setuju')?.message.text ?? ''
    await until(`${person} sees the next statement`, () => text() !== '' && text() !== before, 30_000)
    before = text()
    const place = proposals.findIndex((proposal) => before.includes(proposal))
    await presses(person, place % 3 === camp ? 'Setuju' : 'Tidak setuju')
  }
  await until(
    `${person} has voted on all`,
    () => shownTo(person, '‹ Ubah suara')?.message.text?.includes('sudah menilai 9') ?? false,
    30_000,
  )
}

test('thirty people in a hall, from the QR code to the minutes', async () => {
  const viewport = { width: 1500, height: 1100 }
  const { page, complaints, phone } = await openPlaygroundPage(browser, product.url, [eko], { panel: true, viewport })
  const planner = phone(eko)
  await page.getByRole('button', { name: 'Muat kota contoh' }).click()
  await page.getByText('Kota Contoh dimuat').waitFor()
  await planner.joins('Pegawai')
  const people = Array.from(
    { length: camps.length * perCamp },
    (_, n) => product.world.addPerson({ firstName: `Warga ${n}` }).user.id,
  )
  await product.join(people)

  await planner.says('/terbitkan')
  await planner.presses('Forum dialog')
  await sends(
    planner,
    'pasar.yaml',
    [
      'judul: Pasar yang kita mau',
      'pertanyaan: Apa yang perlu berubah di pasar kita?',
      'sasaran: pegawai',
      'tautan: ya',
      'tutup: dalam 2 hari pukul 16.00',
      'moderasi: sesudah',
      'pernyataan:',
      ...proposals.map((text) => `  - ${text}`),
    ].join('\n'),
  )
  await planner.presses('Lihat rancangan')
  await planner.presses('Buka forum')
  await planner.hears(/orang diberi tahu/)
  await planner.presses('Buka forum')
  await planner.hears(/Terbuka sejak/)
  const { client } = product.work.database
  const forum = await client.forum.findFirstOrThrow({ where: { title: 'Pasar yang kita mau' } })
  await planner.presses('🏛 Forum langsung')
  await planner.presses('▶️ Mulai forum langsung')
  await planner.hears(/Fase: Gabung/)

  // The projector, which nobody is logged in at.
  const screen = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  const faults: string[] = []
  screen.on('pageerror', (error) => faults.push(String(error)))
  const address = new URL(`/forum/${forum.code}/live`, product.url).href
  await screen.goto(address)
  await screen.getByText('Pasar yang kita mau').first().waitFor()
  await screen.getByText(forum.code).first().waitFor()
  await takePicture(screen, 'hall-join')

  // Nothing is computed before all have voted: what is published in between depends on how quick the machine is.
  const held = { name: 'forums.refreshing', payload: { forumId: String(forum.id) } }
  const later = new Date(Date.now() + 3_600_000)
  await client.task.create({ data: { ...held, createdAt: new Date(), restUntil: later } })

  // They scan the code, and vote as fast as they are shown statements.
  await Promise.all(people.map((person) => product.world.opens(person, `forum-${forum.code}`)))
  await planner.presses('Suara')
  await Promise.all(people.map((person, n) => votes(person, n % camps.length)))
  await product.settled()
  const stored = await client.forumVote.groupBy({ by: ['participantId'], where: { forumId: forum.id }, _count: true })
  expect(stored.map(({ _count }) => _count)).toEqual(Array.from({ length: people.length }, () => proposals.length))
  await screen.getByText(/270/).first().waitFor()

  await client.task.updateMany({ where: { name: held.name, attempts: 0 }, data: { restUntil: null } })
  product.work.database.wake('tasks')

  // One asks, another wants it answered; both are seen on the screen, and nobody's name.
  const [first = 0, second = 0] = people
  await product.world.opens(first, `forum-${forum.code}`)
  await presses(first, '❓ Ajukan pertanyaan')
  await product.settled()
  await product.world.says(first, 'Kapan atap yang bocor diganti?')
  await product.settled()
  await presses(first, 'Kirim')
  await product.settled()
  await planner.presses('Pertanyaan')
  await screen.getByText('Kapan atap yang bocor diganti?').waitFor()
  expect(await screen.locator('body').innerText()).not.toContain('Warga 0')
  await takePicture(screen, 'hall-questions')

  await until(
    'the groups are published',
    async () => (await client.forumSnapshot.count({ where: { forumId: forum.id, voters: people.length } })) > 0,
    30_000,
  )
  await planner.presses('Tampilkan peta')
  await planner.presses('Tampilkan hasil')
  await planner.presses('Penutup')
  await screen.locator('.opinion-map').waitFor()
  await screen.locator('.results').first().waitFor()
  await takePicture(screen, 'hall-map')
  await product.world.opens(second, `forum-${forum.code}`)
  await presses(second, '🧭 Bagaimana posisi saya?')
  await until(
    'a map with "you are here" is sent',
    () => product.world.messages(second).some(({ message }) => message.photo !== undefined),
    30_000,
  )
  const place = product.world.messages(second).findLast(({ message }) => message.text?.includes('Posisi Anda'))
    ?.message.text
  expect(place).toMatch(/\d+ orang/)

  await planner.says(`/forum ${forum.code}`)
  await planner.presses('Kelola forum')
  await planner.presses('📊 Hasil sementara')
  await planner.presses('Peta pendapat')
  const isDrawn = () => product.world.messages(eko).some(({ message }) => message.photo !== undefined)
  await until('the map is sent', isDrawn, 30_000)
  await planner.hears(/Peta pendapat/)
  const map = planner.column.locator('img').last()
  await map.waitFor()
  await map.scrollIntoViewIfNeeded()
  await takePicture(planner.column, 'forum-map')
  await planner.says(`/forum ${forum.code}`)
  await planner.presses('Kelola forum')
  await planner.presses('🏛 Forum langsung')
  await planner.presses('⏹ Akhiri')
  await planner.presses('Ya, akhiri')
  await planner.hears(/Sudah berakhir/)
  await until(
    'the question is a ticket',
    async () => (await client.forumQuestion.count({ where: { forumId: forum.id, state: 'ticket' } })) === 1,
    10_000,
  )
  await product.settled()
  expect(
    product.world
      .messages(first)
      .map(({ message }) => message.text)
      .join('\n'),
  ).toMatch(/SG-\d{4}-\d{6}/)

  await planner.says(`/forum ${forum.code}`)
  await planner.presses('Kelola forum')
  await planner.presses('Tutup sekarang')
  await planner.hears(/Mengapa ditutup lebih awal/)
  await planner.says('Semua sudah berpendapat')
  await planner.hears(/Ditutup .* Hasil belum terbit/)
  await until(
    'the last votes are counted',
    async () =>
      (await client.forumSnapshot.count({
        where: { forumId: forum.id, input: { path: ['earlier'], equals: Prisma.JsonNull } },
      })) > 0,
    30_000,
  )
  await product.settled()
  await planner.presses('Terbitkan hasil')
  await planner.hears(/tidak dapat ditarik/)
  await planner.presses('Terbitkan hasil')
  await planner.hears(/Hasil terbit/)
  await until(
    'everyone is told',
    () =>
      people.every((person) =>
        product.world.messages(person).some(({ message }) => message.text?.includes('sudah terbit')),
      ),
    30_000,
  )
  await planner.presses('📄 Notulen')
  await planner.hears(/Notulen[^]*Word/)
  await product.settled()
  await until(
    'the minutes come',
    () => product.world.messages(eko).filter(({ message }) => message.document !== undefined).length >= 2,
    30_000,
  )
  const documents = product.world.messages(eko).flatMap(({ message }) => message.document ?? [])
  const word = await product.world.file(documents.find(({ file_name: name }) => name?.endsWith('.docx'))?.file_id ?? '')
  const inside = Buffer.from(unzipSync(new Uint8Array(word?.bytes ?? []))['word/document.xml'] ?? []).toString()
  for (const text of ['Pasar yang kita mau', 'Kapan atap yang bocor diganti?', 'Kelompok A'])
    expect(inside).toContain(text)
  expect(complaints).toEqual([])
  expect(faults).toEqual([])
}, 180_000)
