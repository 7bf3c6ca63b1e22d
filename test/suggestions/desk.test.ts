// Planners and heads look through what waits, open it, and move it on; nobody sees what is not theirs.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { noUnit } from '../../src/features/suggestions/desk/buttons.ts'
import { day, makeCase } from './cases.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeEach(async () => {
  city = await openStaffedCity()
})
afterEach(() => city.close())

const queue = 'desk.queue|all|0|0'
const unitNamed = async (name: string) =>
  (await city.app.work.database.client.unit.findFirstOrThrow({ where: { name } })).id

test('the queue shows what is due first, with its marks, and can be narrowed', { timeout: 60_000 }, async () => {
  const { ani, eko, budi } = city
  const health = await unitNamed('Dinas Kesehatan')
  const part = await unitNamed('Bidang P2P')
  await makeCase(city, { author: ani.id, at: day(20), kind: 'question', text: 'Kapan vaksin tersedia?', unit: part })
  await makeCase(city, { author: ani.id, at: day(2), text: 'Antrean puskesmas terlalu lama', unit: health })
  await makeCase(city, { author: budi.id, at: day(23, '09:00'), text: 'Lampu jalan padam', isAnonymous: true })
  const asked = { kind: 'asked', by: { officer: BigInt(eko.id) }, text: 'Di mana?' } as const
  await makeCase(city, { author: ani.id, at: day(19), text: 'Jalan berlubang', deeds: [[day(20), asked]] })
  const answered = { kind: 'answered', by: { officer: BigInt(eko.id) }, text: 'Sudah.' } as const
  await makeCase(city, { author: ani.id, at: day(19), text: 'Parkir liar', deeds: [[day(20), answered]] })

  await eko.forges(queue)
  const seen = eko.saw.at(-1) ?? ''
  expect(seen).toContain('Tiket: Terbuka · semua unit · 4 tiket')
  const order = ['SG-2026-000002', 'SG-2026-000003', 'SG-2026-000001', 'SG-2026-000004'].map((code) =>
    seen.indexOf(code),
  )
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(order.every((place) => place >= 0)).toBe(true)
  expect(seen).toContain('SG-2026-000002 ⚠\nAduan · diteruskan · Dinas Kesehatan\nBatas: lewat 3 hari')
  expect(seen).toContain('Lampu jalan padam')
  expect(seen).not.toContain('Parkir liar')

  await eko.presses('Perlu diverifikasi')
  expect(eko.saw.at(-1)).toContain('1 tiket')
  expect(eko.saw.at(-1)).toContain('SG-2026-000003')
  await eko.presses('Lewat batas')
  expect(eko.saw.at(-1)).toContain('Tiket: Lewat batas, termasuk tanggapan pertama')
  expect(eko.saw.at(-1)).toContain('SG-2026-000002')
  expect(eko.saw.at(-1)).not.toContain('SG-2026-000001')
  await eko.presses('Menunggu pelapor')
  expect(eko.saw.at(-1)).toContain('Jalan berlubang')
  await eko.presses('Dijawab')
  expect(eko.saw.at(-1)).toContain('Parkir liar')
  await eko.presses('Terbuka')
  await eko.presses('Per unit')
  expect(eko.buttons).toContain('Dinas Kesehatan (2)')
  await eko.presses('↳ Bidang P2P (1)')
  expect(eko.saw.at(-1)).toContain('Tiket: Terbuka · Bidang P2P · 1 tiket')
  await eko.presses('Semua unit')
  expect(eko.saw.at(-1)).toContain('4 tiket')
  await eko.presses('Per unit')
  await eko.presses('Belum diteruskan (2)')
  expect(eko.saw.at(-1)).toContain('Tiket: Terbuka · Belum diteruskan · 2 tiket')
  expect(eko.buttons).toEqual(expect.arrayContaining(['Perlu diverifikasi', 'Semua unit']))
  expect(await city.dewi.forges(`desk.queue|all|${noUnit}|0`)).toContain('Anda tidak')
})

test(
  'a head sees only what is at their units, and a forged button opens nothing else',
  { timeout: 60_000 },
  async () => {
    const { ani, dewi, budi } = city
    const own = await makeCase(city, { author: ani.id, at: day(20), unit: await unitNamed('Bidang P2P') })
    const other = await makeCase(city, { author: ani.id, at: day(20), unit: await unitNamed('Dinas Perhubungan') })
    const fresh = await makeCase(city, { author: ani.id, at: day(20) })
    await dewi.forges(queue)
    expect(dewi.saw.at(-1)).toContain('1 tiket')
    expect(dewi.buttons).not.toContain('Perlu diverifikasi')
    const forged = [`desk.do|${other.id}|take`, `desk.talk|${other.id}|0`, `desk.do|${fresh.id}|open`]
    for (const press of forged) expect(await dewi.forges(press), press).toContain('Tiket itu tidak ada')
    for (const deed of ['verify', 'publish', 'unmute'])
      expect(await dewi.forges(`desk.do|${own.id}|${deed}`), deed).toContain('tidak punya hak')
    const elsewhere = await unitNamed('Dinas Perhubungan')
    expect(await dewi.forges(`desk.queue|all|${elsewhere}|0`)).toContain('tidak punya hak')
    for (const press of [queue, `desk.do|${own.id}|open`])
      expect(await budi.forges(press), press).toContain('tidak punya hak')
    await dewi.forges('desk.units|all|0')
    expect(dewi.buttons).toEqual(expect.arrayContaining(['Dinas Kesehatan (1)', '↳ Bidang P2P (1)']))
    expect(dewi.buttons.join()).not.toContain('Perhubungan')
    await dewi.forges(queue)
    await dewi.presses('SG-2026-000001')
    expect(dewi.saw.at(-1)).toContain('Diteruskan ke: Bidang P2P')
    expect(dewi.buttons).toEqual(expect.arrayContaining(['Ambil', 'Jawab', 'Tanyakan', 'Teruskan', 'Tolak']))
    expect(dewi.buttons).not.toContain('Catat tindak lanjut')
  },
)

test(
  'a card tells of its author what they gave, and never who sent something without a name',
  { timeout: 60_000 },
  async () => {
    const { ani, budi, eko } = city
    const db = city.app.work.database.client
    const flagged = await makeCase(city, { author: budi.id, at: day(20), text: 'Dasar tidak becus', isAnonymous: true })
    await db.ticket.update({
      where: { id: flagged.id },
      data: { isFlagged: true, latitude: -1.6, longitude: 103.6, namedUnitId: await unitNamed('Dinas Kesehatan') },
    })
    await makeCase(city, { author: budi.id, at: day(20) })
    await makeCase(city, { author: ani.id, at: day(20), text: 'panjang '.repeat(370) })
    await eko.forges(`desk.do|${flagged.id}|open`)
    const card = eko.saw.at(-1) ?? ''
    for (const words of ['Dari: Anonim', 'kata-kata kasar', 'lihat peta', 'Unit menurut pelapor: Dinas Kesehatan'])
      expect(card).toContain(words)
    for (const trace of ['Budi', String(budi.id)]) expect(card).not.toContain(trace)
    await eko.forges(`desk.do|${flagged.id + 1n}|open`)
    expect(eko.saw.at(-1)).toContain('Dengan nama: Budi')
    await eko.forges(`desk.do|${flagged.id + 2n}|open`)
    expect(eko.saw.at(-1)).toContain('Warga, dengan nama')
    expect(eko.saw.at(-1)).toContain('Teks lengkapnya ada di Percakapan')
    await eko.presses('Percakapan (1)')
    expect(eko.saw.at(-1)?.match(/panjang/g)).toHaveLength(370)
    await eko.presses('Lihat tiket')
    expect(eko.saw.at(-1)).toContain('SG-2026-000003 · Aduan · baru')
  },
)

test(
  'it is verified and forwarded; its author and the head are told, and one takes it',
  { timeout: 60_000 },
  async () => {
    const { ani, eko, dewi } = city
    const { id } = await makeCase(city, { author: ani.id, at: day(23, '09:00'), text: 'Antrean puskesmas lama' })
    await eko.forges(`desk.do|${id}|open`)
    await eko.presses('Verifikasi')
    expect(eko.saw.at(-1)).toContain('diverifikasi')
    expect(ani.saw.at(-1)).toContain('sudah diperiksa')
    expect(await eko.forges(`desk.do|${id}|verify`)).toContain('tiket ini sudah diverifikasi')
    await eko.presses('Teruskan')
    await eko.says('kesehatan')
    expect(eko.saw.at(-1)).toContain('Bidang Pelayanan Kesehatan')
    await eko.says('dinas kesehatan')
    expect(eko.saw.at(-1)).toContain('diteruskan ke Dinas Kesehatan. 1 kepala unit diberi tahu.')
    expect(ani.saw.at(-1)).toContain('diteruskan kepada Dinas Kesehatan')
    expect(dewi.saw.at(-1)).toContain('Antrean puskesmas lama')
    await dewi.presses('Ambil')
    expect(dewi.saw.at(-1)).toContain('Diambil oleh: Dewi')
    for (const deed of ['take', 'takeOver'])
      expect(await dewi.forges(`desk.do|${id}|${deed}`)).toContain('sudah Anda ambil')
    expect(ani.saw.at(-1)).toContain('mulai dikerjakan oleh Dinas Kesehatan')
    // Two officers want it: the second one is told, and may take it over on purpose.
    expect(await eko.forges(`desk.do|${id}|take`)).toContain('sudah diambil petugas lain')
    await eko.forges(`desk.do|${id}|open`)
    await eko.presses('Ambil alih')
    expect(eko.saw.at(-1)).toContain('Diambil oleh: Eko')
    const labels = eko.messages
      .at(-1)
      ?.reply_markup?.inline_keyboard.flat()
      .map(({ text }) => text)
    expect(labels).toContain('Jawab')
    expect(labels).not.toContain('Ambil alih')
    // Forwarded away it is the head's no longer; where no head has joined, the planners are told that it stays theirs.
    await eko.presses('Teruskan')
    await eko.says('Dinas Perhubungan')
    expect(eko.saw.at(-1)).toContain('belum ada kepala unit yang bergabung')
    expect(await dewi.forges(`desk.do|${id}|open`)).toContain('Tiket itu tidak ada')
  },
)

test('an inspection gives it another limit; a summary is in words of its own', { timeout: 60_000 }, async () => {
  const { ani, eko } = city
  const db = city.app.work.database.client
  const { id } = await makeCase(city, { author: ani.id, at: day(23, '09:00'), text: 'Jembatan di RT 5 hampir roboh' })
  await eko.forges(`desk.do|${id}|open`)
  await eko.presses('Lainnya')
  await eko.presses('Perlu peninjauan lapangan')
  expect(eko.saw.at(-1)).toContain('60 hari kerja, bukan 14')
  await eko.presses('Ya, perlu peninjauan')
  expect(ani.saw.at(-1)).toContain('batas waktunya menjadi 60 hari kerja')
  expect(await eko.forges(`desk.do|${id}|inspectNow`)).toContain('Sudah ditetapkan')
  await eko.presses('Lainnya')
  expect(eko.buttons).not.toContain('Perlu peninjauan lapangan')
  await eko.presses('Terbitkan ringkasan')
  await eko.says('Jembatan di RT 5 hampir ROBOH!')
  expect(eko.saw.at(-1)).toContain('kalimat Anda sendiri')
  await eko.says('Kondisi jembatan di wilayah timur kota')
  expect(eko.saw.at(-1)).toContain('terbit')
  expect((await db.ticket.findUniqueOrThrow({ where: { id } })).publicText).toBe(
    'Kondisi jembatan di wilayah timur kota',
  )
  await eko.presses('SG-2026-000001')
  expect(eko.saw.at(-1)).toContain('Ringkasan publik: Kondisi jembatan')
  await eko.presses('Lainnya')
  await eko.presses('Tarik ringkasan')
  expect((await db.ticket.findUniqueOrThrow({ where: { id } })).publicText).toBeNull()
})

test('that it was rated is seen once, and neither how nor with which word', { timeout: 60_000 }, async () => {
  const { ani, eko } = city
  const officer = { officer: BigInt(eko.id) }
  const { id } = await makeCase(city, {
    author: ani.id,
    at: day(16),
    deeds: [
      [day(17), { kind: 'answered', by: officer, text: 'Sudah diperbaiki.' }],
      [day(18), { kind: 'rated', by: 'author', number: 2n }],
      [day(18, '10:05'), { kind: 'rated', by: 'author', number: 2n, text: 'Pegawainya ketus' }],
      [day(19), { kind: 'reopened', by: 'author', text: 'Masih padam' }],
      [day(20), { kind: 'answered', by: officer, text: 'Sudah menyala.' }],
      [day(20, '11:00'), { kind: 'rated', by: 'author', number: 4n, text: 'Lebih ramah' }],
    ],
  })
  await eko.forges(`desk.do|${id}|open`)
  await eko.forges(`desk.talk|${id}|0`)
  const seen = eko.saw.slice(-2).join('\n')
  expect(seen).toContain('Masih padam')
  expect(eko.saw.at(-1)?.match(/memberi nilai/g)).toHaveLength(1)
  for (const words of ['ketus', 'ramah']) expect(seen).not.toContain(words)
})
