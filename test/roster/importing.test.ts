// "/impor" as an admin meets it: a list is sent, compared, and applied or not.
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { reading } from '../../src/features/roster/reading.ts'
import { post } from '../../src/platform/outbox/outbox.ts'
import { begin } from '../../src/platform/tasks/tasks.ts'
import { cast } from '../support/cast.ts'
import { writtenNip } from '../../src/shared/people/nip.ts'
import { openCity } from '../support/city.ts'
import { csvOf, nipOf, staffOf, textFile, xlsxOf } from './lists.ts'
import type { Staff } from './lists.ts'

// Each list is read in a thread of its own, which takes its time to begin on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let city: Awaited<ReturnType<typeof openCity>>
beforeAll(async () => {
  city = await openCity()
  await city.app.fillSample(cast)
  for (const person of [city.budi, city.citra, city.fitri]) await person.joins('Pegawai')
})
afterAll(() => city.close())
const client = () => city.app.work.database.client
const staff = () => staffOf(city.app.work.database)
const entry = (n: number) =>
  client().rosterEntry.findUniqueOrThrow({ where: { nip: nipOf(n) }, include: { unit: true } })
const told = () => city.fitri.saw.at(-1) ?? ''

/** Sends a list in "/impor". */
async function imports(file: Parameters<typeof city.fitri.sendsDocument>[0]) {
  await city.fitri.says('/impor')
  await city.fitri.sendsDocument(file)
}

/** The newest table that the bot has sent. */
async function lastTable(): Promise<string[][]> {
  const file = (await city.fitri.files()).at(-1)
  return parse(Buffer.from(file?.bytes ?? []), { bom: true, delimiter: ';' })
}

/** That nothing of a list lingers but its figures. */
async function expectNothingLeft() {
  expect(await client().rosterImportRow.count()).toBe(0)
  expect(await client().file.count()).toBe(0)
}

describe('what is sent', () => {
  test('has to be a document, a list, and not too large; a template is at hand', async () => {
    const { fitri, budi } = city
    await budi.says('/impor')
    expect(budi.saw.at(-1)).toContain('tidak punya hak')
    await fitri.says('/impor')
    expect(told()).toContain('nip')
    expect(told()).toContain('Dinas Kesehatan / Bidang P2P')
    await fitri.presses('Contoh berkas')
    const [template] = (await fitri.files()).slice(-1)
    expect(template?.name).toBe('daftar-pegawai.xlsx')
    await fitri.says('ini daftarnya')
    expect(told()).toContain('sebagai dokumen')
    await fitri.sharesLocation()
    expect(told()).toContain('sebagai dokumen')
    await fitri.sendsDocument({ bytes: new Uint8Array([1]), name: 'daftar.pdf', type: 'application/pdf' })
    expect(told()).toContain('bukan CSV atau XLSX')
    await fitri.sendsDocument({ bytes: new Uint8Array([1]), name: 'daftar.xls', type: 'application/vnd.ms-excel' })
    expect(told()).toContain('format Excel lama')
    await fitri.sendsAlbum([csvOf([]), csvOf([])])
    expect(told()).toContain('satu berkas saja')
    await fitri.sendsDocument({ ...csvOf([]), bytes: new Uint8Array(21 * 1024 * 1024) })
    expect(told()).toContain('lebih besar dari 20 MB')
    // The dialog is still open, and the template, filled in, is a list.
    await fitri.sendsDocument({ ...csvOf([]), bytes: new Uint8Array(template?.bytes ?? []), name: 'isi.xlsx' })
    expect(told()).toContain('tidak ada data')
    await expectNothingLeft()
  })

  test('that cannot be read says why, and the corrected one may be sent at once', async () => {
    const { fitri } = city
    await imports(textFile('NIP;Nama <b>;Gol\n1;2;3'))
    expect(told()).toContain('Kolom yang tidak ditemukan: nama, unit')
    expect(told()).toContain('NIP, Nama <b>, Gol')
    await fitri.sendsDocument(csvOf(await staff()))
    expect(told()).toContain('sama dengan yang tersimpan')
    expect(fitri.buttons).not.toContain('Terapkan')
    await expectNothingLeft()
  })

  test('that cannot be fetched says so', async () => {
    const now = city.clock.now()
    const chatId = BigInt(city.fitri.id)
    await client().$transaction(async (tx) => {
      const message = { lane: 'answer', chatId, method: 'sendMessage', payload: { text: 'Membaca' } } as const
      const [shown] = await post(tx, [message], now)
      const file = await tx.file.create({ data: { state: 'failed', createdAt: now } })
      const row = { authorChat: chatId, language: 'id', fileId: file.id, shownId: shown?.id ?? null, createdAt: now }
      const { id } = await tx.rosterImport.create({ data: row })
      await begin(tx, reading, { id: String(id) }, now)
    })
    await city.settled()
    expect(told()).toContain('tidak dapat diambil')
    await expectNothingLeft()
  })
})

describe('faults', () => {
  test('are said by line, nothing is offered, and the corrected list is simply sent again', async () => {
    const { fitri } = city
    const [first, second, ...rest] = await staff()
    if (first === undefined || second === undefined) throw new Error('Nobody is on the roster')
    const faulty: Staff[] = [
      [first[0], first[1], first[2], first[3], '123'],
      ['', 'Tanpa <NIP>', second[2]],
      [second[0], second[1], second[2], second[3], first[4]],
      [second[0], second[1], second[2]],
      ...rest,
    ]
    const before = await staff()
    await imports(csvOf(faulty))
    expect(told()).toContain('3 kesalahan di 3 baris')
    expect(told()).toContain('Baris 2, telepon: “123” bukan nomor telepon')
    expect(told()).toContain('Baris 3, nip: NIP kosong')
    expect(told()).toContain(`Baris 5, nip: NIP ${second[0]} sudah ada di baris 4`)
    expect(fitri.buttons).not.toContain('Terapkan')
    await expectNothingLeft()
    expect(await staff()).toEqual(before)
    await fitri.sendsDocument(csvOf([first, second, ...rest]))
    expect(told()).toContain('sama dengan yang tersimpan')
  })

  test('that are many come as a table as well, in which nothing is a formula', async () => {
    const unit = 'Dinas Kesehatan'
    await imports(csvOf(Array.from({ length: 16 }, (_, n): Staff => [nipOf(900 + n), 'Contoh', unit, '', `=${n}+1`])))
    expect(city.fitri.saw.at(-2)).toContain('16 kesalahan')
    expect(city.fitri.saw.at(-2)).toContain('dan 1 lagi')
    expect(city.fitri.saw.at(-2)).not.toContain('Baris 17')
    const table = await lastTable()
    expect(table).toHaveLength(17)
    expect(table[0]).toEqual(['Baris', 'Kolom', 'Nilai', 'Sebab'])
    expect(table[16]).toEqual(['17', 'telepon', "'=15+1", '“=15+1” bukan nomor telepon'])
    await expectNothingLeft()
  })

  test('of NIPs that a spreadsheet has rounded say how to mend the column', async () => {
    await imports(
      await xlsxOf([
        ['nip', 'nama', 'unit'],
        [198_503_152_010_011_000, 'Ani', 'Dinas Kesehatan'],
      ]),
    )
    expect(told()).toContain('tersimpan sebagai angka')
    expect(told()).toContain('ubah formatnya menjadi Teks')
    await city.fitri.sendsDocument(textFile('nip;nama;unit\n1,98E+17;Ani;Dinas Kesehatan'))
    expect(told()).toContain('1,98E+17')
    expect(told()).toContain('ubah formatnya menjadi Teks')
  })

  test('a phone of an employee of whom the list does not speak is one', async () => {
    const citra = await entry(2)
    await imports(csvOf([[nipOf(77), 'Baru', 'Dinas Kesehatan', '', citra.phone ?? '']]))
    expect(told()).toContain(`milik pegawai lain yang tidak ada di berkas ini (NIP ${nipOf(2)})`)
    await expectNothingLeft()
  })
})

describe('a list without faults', () => {
  test('shows what will change, in detail on demand, and changes nothing when it is dropped', async () => {
    const { fitri } = city
    const before = await staff()
    const changed = before.map((row): Staff => {
      if (row[0] === nipOf(1)) return [row[0], 'Budi Berubah', row[2], row[3], row[4]]
      if (row[0] === nipOf(2)) return [row[0], row[1], 'dinas  KESEHATAN / bidang p2p', row[3], row[4]]
      return row
    })
    await imports(
      csvOf([...changed.slice(0, -1), [nipOf(88), 'Orang Baru', 'DINKES / Seksi Baru', 'Staf', '0812 0000 0088']]),
    )
    expect(told()).toContain('40 orang')
    expect(told()).toContain('Baru: 1')
    expect(told()).toContain('telepon berubah: 1')
    expect(told()).toContain('Pindah unit: 1')
    expect(told()).toContain('Keluar: 1')
    expect(told()).toContain('Tetap: 37')
    expect(told()).toContain('Unit baru (1): DINKES / Seksi Baru')
    expect(told()).toContain('mencakup semua unit (6)')
    await fitri.presses('Lihat rinciannya')
    const table = await lastTable()
    expect(table[0]).toEqual(['Perubahan', 'nip', 'nama', 'unit', 'unit sebelumnya', 'jabatan'])
    const last = before.at(-1)
    expect(table.slice(1)).toEqual(
      [
        ['data berubah', writtenNip(nipOf(1)), 'Budi Berubah', 'Dinas Kesehatan / Bidang P2P', '', 'Epidemiolog'],
        ['keluar', writtenNip(last?.[0] ?? ''), last?.[1], last?.[2], '', last?.[3]],
        [
          'pindah unit',
          writtenNip(nipOf(2)),
          'Citra Umpama',
          'dinas KESEHATAN / bidang p2p',
          'Dinas Perhubungan / Bidang Angkutan',
          'Pengawas terminal',
        ],
        ['baru', writtenNip(nipOf(88)), 'Orang Baru', 'DINKES / Seksi Baru', '', 'Staf'],
      ].toSorted((one, other) => (one[0] === 'baru' ? 1 : one < other ? -1 : 1)),
    )
    await fitri.presses('Batal')
    expect(fitri.saw.join('\n')).toContain('Daftar pegawai tidak berubah')
    expect(await staff()).toEqual(before)
    await expectNothingLeft()
  })

  test('is applied once, and the record tells how many', async () => {
    const { fitri } = city
    const before = await staff()
    await imports(csvOf([...before, [nipOf(88), 'Orang Baru', 'DINKES / Seksi Baru', 'Staf', '0812 0000 0088']]))
    const apply = fitri.dataOf('Terapkan')
    await fitri.presses('Terapkan')
    expect(told()).toContain('sudah diterapkan')
    expect(await fitri.forges(apply)).toContain('sudah diterapkan')
    const added = await entry(88)
    expect(added).toMatchObject({
      name: 'Orang Baru',
      position: 'Staf',
      phone: '+6281200000088',
      unit: { name: 'Seksi Baru' },
    })
    const parent = await client().unit.findUniqueOrThrow({ where: { id: added.unit.parentId ?? 0n } })
    expect(parent.code).toBe('DINKES')
    await expectNothingLeft()
    await fitri.says('/audit')
    expect(told()).toMatch(/menerapkan daftar pegawai #\d+ \(baru 1, kembali 0, berubah 0, pindah 0, keluar 0\)/)
  })

  test('without a column leaves what it does not speak of; phones are swapped', async () => {
    const [budi, citra] = [await entry(1), await entry(2)]
    const lines = (await staff()).map(([nip, name, unit]) => `${nip};${name};${unit}`)
    await imports(textFile(['nip;nama;unit', ...lines].join('\n')))
    expect(told()).toContain('sama dengan yang tersimpan')
    const swapped = (await staff()).map((row): Staff => {
      if (row[0] === budi.nip) return [row[0], row[1], row[2], row[3], citra.phone ?? '']
      return row[0] === citra.nip ? [row[0], row[1], row[2], row[3], budi.phone ?? ''] : row
    })
    await imports(csvOf(swapped))
    await city.fitri.presses('Terapkan')
    expect([(await entry(1)).phone, (await entry(2)).phone]).toEqual([citra.phone, budi.phone])
  })

  test('of one unit marks nobody left elsewhere; who leaves is a citizen and told, and comes back', async () => {
    const { fitri, budi } = city
    const everyone = await staff()
    const health = everyone.filter(([, , unit]) => unit.startsWith('Dinas Kesehatan'))
    await imports(csvOf(health.filter(([nip]) => nip !== nipOf(1))))
    expect(told()).toContain('Keluar: 1')
    expect(told()).toContain('mencakup 1 dari 6 unit: Dinas Kesehatan')
    await fitri.presses('Terapkan')
    // One of nine is more than a tenth.
    if (told().includes('Yakin?')) await fitri.presses('Ya, terapkan')
    expect(await entry(1)).toMatchObject({ phone: null, leftAt: expect.any(Date) })
    expect(await client().rosterEntry.count({ where: { leftAt: { not: null } } })).toBe(1)
    expect(budi.saw.at(-1)).toContain('tidak lagi tercatat')
    expect(await client().person.findUniqueOrThrow({ where: { telegramId: BigInt(budi.id) } })).toMatchObject({
      kind: 'citizen',
    })
    await imports(csvOf(everyone))
    expect(told()).toContain('Kembali (pernah keluar): 1')
    await fitri.presses('Terapkan')
    expect(await entry(1)).toMatchObject({ phone: expect.any(String), leftAt: null })
    expect(budi.saw.at(-1)).toContain('kembali tercatat')
    expect(await client().person.findUniqueOrThrow({ where: { telegramId: BigInt(budi.id) } })).toMatchObject({
      kind: 'employee',
    })
  })

  test('by which more than a tenth would leave is asked about once more', async () => {
    const { fitri } = city
    const everyone = await staff()
    const citraLast = everyone.toSorted(([one], [other]) => Number(one === nipOf(2)) - Number(other === nipOf(2)))
    await imports(csvOf(citraLast.slice(-30)))
    const covered = told()
    await fitri.presses('Terapkan')
    expect(covered).toContain('Keluar: 11')
    expect(told()).toContain('11 orang akan ditandai keluar')
    expect(told()).toContain('Yakin?')
    expect(await staff()).toEqual(everyone)
    await fitri.presses('Batal')
    expect(await staff()).toEqual(everyone)
    await expectNothingLeft()
  })
})

describe('meanwhile', () => {
  test('another list was applied: this one is compared again', async () => {
    const { fitri } = city
    const everyone = await staff()
    await imports(csvOf([...everyone, [nipOf(91), 'Pertama', 'Dinas Kesehatan']]))
    await imports(
      csvOf([...everyone, [nipOf(91), 'Pertama', 'Dinas Kesehatan'], [nipOf(92), 'Kedua', 'Dinas Kesehatan']]),
    )
    await fitri.presses('Terapkan')
    expect(await staff()).toHaveLength(everyone.length + 2)
    await fitri.presses('Terapkan')
    const again = fitri.saw.find((text) => text.includes('berubah sejak dibandingkan'))
    expect(again).toContain('Keluar: 1')
    await fitri.presses('Batal')
    expect(await staff()).toHaveLength(everyone.length + 2)
  })

  test('another admin presses the button: it is not theirs', async () => {
    const { fitri, eko } = city
    await imports(csvOf([...(await staff()), [nipOf(93), 'Ketiga', 'Dinas Kesehatan']]))
    const apply = fitri.dataOf('Terapkan')
    expect(await city.budi.forges(apply)).toContain('tidak punya hak')
    await eko.joins('Pegawai')
    await client().role.create({ data: { telegramId: BigInt(eko.id), name: 'admin', createdAt: city.clock.now() } })
    expect(await eko.forges(apply)).toContain('tidak berlaku')
    await fitri.presses('Batal')
  })

  test('a week passes: it is gone, and says so', async () => {
    const { fitri } = city
    await imports(csvOf([...(await staff()), [nipOf(94), 'Keempat', 'Dinas Kesehatan']]))
    const apply = fitri.dataOf('Terapkan')
    // To the morning of the seventh day, when the night's purge is over, and then to its evening.
    const day = 86_400_000
    await city.clock.advance(7 * day - 3 * 3_600_000)
    await city.settled()
    expect(await client().rosterImportRow.count()).toBeGreaterThan(0)
    await city.clock.advance(6 * 3_600_000)
    await expect.poll(() => client().rosterImportRow.count()).toBe(0)
    await city.settled()
    expect(fitri.buttons).not.toContain('Terapkan')
    expect(fitri.saw.join('\n')).toContain('tidak diterapkan dalam 7 hari')
    expect(await fitri.forges(apply)).toContain('sudah dihapus')
  })
})
