// Officers answer, ask back and reject in chat; nothing is sent by mistake, and nothing that somebody typed is lost.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { day, makeCase } from './cases.ts'
import { submits } from './talking.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
beforeEach(async () => {
  city = await openStaffedCity()
})
afterEach(() => city.close())

const ticketOf = (id: bigint) => city.app.work.database.client.ticket.findUniqueOrThrow({ where: { id } })
const health = async () =>
  (await city.app.work.database.client.unit.findFirstOrThrow({ where: { name: 'Dinas Kesehatan' } })).id

test(
  'an answer begins with a template, carries files, and survives a restart between any two steps',
  { timeout: 60_000 },
  async () => {
    const { ani, eko, dewi } = city
    const { id } = await makeCase(city, { author: ani.id, at: day(23, '09:00'), unit: await health() })
    await eko.forges('desk.templates|0')
    await eko.presses('Templat baru')
    await eko.says('Terima kasih')
    await eko.says('Terima kasih. Tiket {kode} kami bahas pada {tanggal}. Salam, {unit}.')
    expect(eko.saw.at(-1)).toContain('Templat Terima kasih disimpan')

    await dewi.forges(`desk.do|${id}|answer`)
    await dewi.presses('Terima kasih')
    const begun = 'Terima kasih. Tiket SG-2026-000001 kami bahas pada Senin, 23 November 2026. Salam, Dinas Kesehatan.'
    expect(dewi.saw.at(-1)).toContain(begun)
    await city.restart()
    await dewi.says('Puskesmas menambah dua loket mulai Senin.')
    expect(dewi.saw.at(-1)).toContain('Lampiran: 0')
    await city.restart()
    await dewi.sendsDocument({ bytes: Buffer.from('%PDF-1.4 jadwal'), name: 'jadwal.pdf', type: 'application/pdf' })
    expect(dewi.saw.at(-1)).toContain('Lampiran: 1')
    await dewi.says('eh')
    expect(dewi.saw.at(-1)).toContain('Kirim foto atau dokumen')
    await city.restart()
    await dewi.presses('Kirim jawaban')
    expect(dewi.saw.at(-1)).toContain('dikirim kepada pelapor')
    const told = ani.saw.at(-1) ?? ''
    expect(told).toContain('Jawaban Dinas Kesehatan atas tiket SG-2026-000001')
    expect(told).toContain(`${begun}\n\nPuskesmas menambah dua loket`)
    expect(ani.buttons).toEqual(expect.arrayContaining(['★5', 'Belum selesai', 'Lampiran (1)']))
    expect((await ticketOf(id)).state).toBe('answered')
    await eko.forges(`desk.do|${id}|open`)
    expect(eko.buttons).toEqual(expect.arrayContaining(['Tutup', 'Lampiran (1)', 'Percakapan (3)']))
    await eko.presses('Tutup')
    expect((await ticketOf(id)).state).toBe('closed')
    expect(ani.saw.at(-1)).toContain('ditutup')
  },
)

test('a planner keeps an answer as a template, and removes one', { timeout: 60_000 }, async () => {
  const { ani, eko } = city
  const { id } = await makeCase(city, { author: ani.id, at: day(23, '09:00') })
  await eko.forges(`desk.do|${id}|answer`)
  await eko.says('Lampu sudah diganti.')
  await eko.presses('Kirim jawaban')
  await eko.presses('Simpan sebagai templat')
  await eko.says('Lampu')
  expect(eko.saw.at(-1)).toContain('Lampu sudah diganti.')
  await eko.presses('Pakai apa adanya')
  await eko.presses('Templat jawaban')
  await eko.presses('Lampu')
  expect(eko.saw.at(-1)).toContain('Lampu sudah diganti.')
  await eko.presses('Hapus templat')
  expect(eko.saw.at(-1)).toContain('0 templat')
})

test(
  'who asks back stops the clock, and a reply to a message is sent only when it is said as what',
  { timeout: 60_000 },
  async () => {
    const { ani, eko } = city
    const { id } = await makeCase(city, { author: ani.id, at: day(23, '09:00') })
    await eko.forges(`desk.do|${id}|open`)
    const card = eko.messages.at(-1)?.message_id ?? 0
    await eko.replies(card, 'Lampu yang mana?')
    expect(eko.saw.at(-1)).toContain('sebagai jawaban untuk SG-2026-000001')
    await eko.presses('Batal')
    expect((await ticketOf(id)).state).toBe('new')
    await eko.replies(card, 'Lampu yang mana?')
    await eko.presses('Tanyakan')
    expect(ani.saw.at(-1)).toContain('Lampu yang mana?')
    expect(await ticketOf(id)).toMatchObject({ state: 'waiting', dueAt: null, remindAt: null })
    await eko.replies(card, 'Sudah kami perbaiki.')
    const shown = () =>
      eko.messages
        .at(-1)
        ?.reply_markup?.inline_keyboard.flat()
        .map(({ text }) => text)
    expect(shown()).toEqual(['Jawab', 'Batal'])
    await eko.presses('Jawab')
    expect(ani.saw.at(-1)).toContain('Sudah kami perbaiki.')
    expect((await ticketOf(id)).state).toBe('answered')
    // A second answer may follow, to what the author wrote after the first.
    await ani.presses('Tulis pesan')
    await ani.says('Yang di ujung jalan belum.')
    await eko.replies(eko.messages.at(-1)?.message_id ?? 0, 'Yang itu besok.')
    await eko.presses('Jawab')
    expect(ani.saw.at(-1)).toContain('Yang itu besok.')
    await eko.forges(`desk.do|${id}|close`)
    expect(shown()).toContain('Jawab')
    await city.app.work.database.client.ticket.update({ where: { id }, data: { personId: null } })
    await eko.forges(`desk.do|${id}|open`)
    expect(shown()).not.toContain('Jawab')
  },
)

test(
  'of two officers who answer at once the second is told who was faster, and gets back what they wrote',
  { timeout: 60_000 },
  async () => {
    const { ani, eko, dewi } = city
    const { id } = await makeCase(city, { author: ani.id, at: day(23, '09:00'), unit: await health() })
    for (const officer of [eko, dewi]) {
      await officer.forges(`desk.do|${id}|answer`)
      await officer.says(`Jawaban dari petugas ${officer.id}`)
    }
    await dewi.presses('Kirim jawaban')
    await eko.presses('Kirim jawaban')
    expect(eko.saw.at(-1)).toContain('sudah dijawab oleh petugas lain (Dewi')
    expect(eko.saw.at(-1)).toContain(`Jawaban dari petugas ${eko.id}`)
    expect(ani.saw.filter((text) => text.includes('Jawaban dari petugas'))).toHaveLength(1)
    // Whoever began after that may send another one.
    await eko.forges(`desk.do|${id}|answer`)
    expect(eko.saw.at(-1)).not.toContain('templat')
    await eko.says('Tambahan dari perencana')
    await eko.presses('Kirim jawaban')
    expect(ani.saw.at(-1)).toContain('Tambahan dari perencana')
    // Whoever has taken a ticket is told that somebody else has answered it.
    const held = await makeCase(city, { author: ani.id, at: day(23, '09:00'), unit: await health() })
    await dewi.forges(`desk.do|${held.id}|take`)
    await eko.forges(`desk.do|${held.id}|answer`)
    await eko.says('Sudah ditangani.')
    await eko.presses('Kirim jawaban')
    expect(dewi.saw.at(-1)).toContain('yang Anda ambil, sudah dijawab oleh perencana:\nSudah ditangani.')
    // What goes to another unit meanwhile is no longer the head's to answer.
    const other = await makeCase(city, { author: ani.id, at: day(23, '09:00'), unit: await health() })
    await dewi.forges(`desk.do|${other.id}|ask`)
    await eko.forges(`desk.do|${other.id}|forward`)
    await eko.says('Dinas Perhubungan')
    await dewi.says('Di jalan apa?')
    expect(dewi.saw.at(-1)).toContain('bukan lagi tugas unit Anda')
    expect(dewi.saw.at(-1)).toContain('Di jalan apa?')
    // Two at the very same moment.
    const last = await makeCase(city, { author: ani.id, at: day(23, '09:00') })
    for (const officer of [eko, city.fitri]) {
      await officer.forges(`desk.do|${last.id}|answer`)
      await officer.says('Bersamaan')
    }
    await Promise.all([eko.presses('Kirim jawaban'), city.fitri.presses('Kirim jawaban')])
    const answers = { ticketId: last.id, kind: 'answered' } as const
    expect(await city.app.work.database.client.ticketEvent.count({ where: answers })).toBe(1)
    expect([eko, city.fitri].filter(({ saw }) => saw.at(-1)?.includes('tidak terkirim'))).toHaveLength(1)
  },
)

test(
  'a rejection has a reason that its author and its supporters read; the anonymous are told, too',
  { timeout: 60_000 },
  async () => {
    const { ani, budi, citra, eko } = city
    const db = city.app.work.database.client
    const { sealing } = city.app.work.settings
    const { id } = await makeCase(city, { author: ani.id, at: day(23, '09:00'), isAnonymous: true })
    await db.ticket.update({ where: { id }, data: { publicText: 'Penerangan jalan' } })
    const sealedAuthor = sealing?.seal(`author ${String(budi.id).padStart(20, '0')}`)
    if (sealedAuthor === undefined) throw new Error('No key')
    await db.ticketSupport.create({ data: { ticketId: id, sealedAuthor } })
    await eko.forges(`desk.do|${id}|reject`)
    await eko.presses('Bukan wewenang kami')
    expect(eko.saw.at(-1)).toContain('di luar wewenang')
    await eko.presses('Tolak tiket')
    expect(ani.saw.at(-1)).toContain('Alasan: Ini di luar wewenang')
    expect(budi.saw.at(-1)).toContain('yang Anda dukung tidak dapat ditindaklanjuti')
    expect(budi.saw.at(-1)).toContain('Tentang: Penerangan jalan')
    expect(budi.saw.at(-1)).not.toContain('Lampu jalan padam')
    expect(citra.saw.join()).not.toContain('SG-2026')
    // No row is left of what they were told.
    expect(await db.message.count({ where: { chatId: { in: [BigInt(ani.id)] }, lane: 'notice' } })).toBe(0)
  },
)

test(
  'from /usul to "Belum selesai" and back, without opening anything but what one is told',
  { timeout: 60_000 },
  async () => {
    const { ani, eko, dewi } = city
    const { id, code } = await submits(city, ani, 'Loket puskesmas hanya satu', { name: 'Anonim' })
    expect(eko.saw.at(-1)).toContain(code)
    await eko.replies(eko.messages.at(-1)?.message_id ?? 0, 'Puskesmas mana?')
    await eko.presses('Tanyakan')
    await ani.replies(ani.messages.at(-1)?.message_id ?? 0, 'Puskesmas Kota')
    expect(eko.saw.at(-1)).toContain('Pesan dari pelapor')
    await eko.says(`/tiket ${code}`)
    expect(eko.saw.at(-1)).toContain('Dari: Anonim')
    await eko.presses('Teruskan')
    await eko.says('Dinas Kesehatan')
    expect(dewi.saw.at(-1)).toContain('Loket puskesmas hanya satu')
    await dewi.replies(dewi.messages.at(-1)?.message_id ?? 0, 'Mulai Senin dibuka loket kedua.')
    await dewi.presses('Jawab')
    expect(ani.saw.at(-1)).toContain('Mulai Senin dibuka loket kedua.')
    await ani.presses('Belum selesai')
    await ani.says('Sampai hari ini masih satu')
    expect((await ticketOf(id)).state).toBe('reopened')
    expect(dewi.saw.at(-1)).toContain(`Pesan dari pelapor · ${code}`)
    await dewi.says('/tiket')
    expect(dewi.saw.at(-1)).toContain(`${code} 🔁`)
    await dewi.presses(code)
    await dewi.presses('Jawab')
    await dewi.says('Loket kedua dibuka pukul 08.00 hari ini.')
    await dewi.presses('Kirim jawaban')
    expect(ani.saw.at(-1)).toContain('dibuka pukul 08.00')
    for (const person of [eko, dewi]) expect(person.saw.join()).not.toMatch(/\bAni\b/)
  },
)
