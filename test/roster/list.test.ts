// What is read of a staff list: the same rows from whatever file, and every fault by its line.
import { deflateRawSync } from 'node:zlib'
import { array, assert, asyncProperty, boolean, constantFrom, record, shuffledSubarray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ArchiveTooLarge, tryUnpacking } from '../../src/platform/files/archive.ts'
import { readList } from '../../src/features/roster/list.ts'
import { nipOf, textFile, xlsxOf } from './lists.ts'

/** Rows and faults of a file, as values. */
async function read({ bytes }: { bytes: Uint8Array<ArrayBuffer> }) {
  const found = await readList(bytes)
  if (found.kind === 'unreadable') return found
  const rows = JSON.parse(found.rows) as Record<string, unknown>[]
  const faults = found.faults.map(({ line, column, reason, other }) => [line, column, reason, other].join(' ').trim())
  return { ...found, rows, faults }
}
const text = (...lines: string[]) => textFile(lines.join('\n'))
const head = 'nip;nama;unit;jabatan;telepon'
const [a, b, c] = [nipOf(1), nipOf(2), nipOf(3)]
const rowA = { line: 2, nip: a, name: 'Ani', units: ['Dinas A'], position: null, phone: null }

describe('a CSV file', () => {
  const word = array(
    constantFrom('Budi', 'Siti', "D'arc", 'José', 'a;b', 'c,d', 'say "no"', 'x\ny', 'S.Kom', 'tab\there', '–'),
    {
      minLength: 1,
      maxLength: 3,
    },
  ).map((words) => words.join(' '))
  const letters = word.filter((one) => /\p{L}/u.test(one))
  const row = record({ name: letters, unit: letters.map((one) => one.replaceAll('/', '')), position: letters })
  const names = {
    nip: ['NIP', 'nip', ' NIP Baru', 'N.I.P.', 'NIP (18 angka)'],
    name: ['Nama', 'NAMA LENGKAP', 'name', 'nama_pegawai'],
    unit: ['unit', 'Unit Kerja', 'Perangkat Daerah', 'OPD'],
    position: ['Jabatan', 'position', 'Nama Jabatan'],
    phone: ['telepon', 'No. HP', 'Nomor Telepon', 'phone', 'No HP/WA'],
  }
  const columns = ['nip', 'name', 'unit', 'position', 'phone'] as const
  const shape = record({
    order: shuffledSubarray([...columns], { minLength: 5 }),
    headers: record({
      nip: constantFrom(...names.nip),
      name: constantFrom(...names.name),
      unit: constantFrom(...names.unit),
      position: constantFrom(...names.position),
      phone: constantFrom(...names.phone),
    }),
    delimiter: constantFrom(';', ',', '\t'),
    end: constantFrom('\n', '\r\n', '\r'),
    encoding: constantFrom('utf8', 'bom', 'utf16', 'windows'),
    quotes: boolean(),
    title: boolean(),
  })

  test('gives the same rows with any delimiter, quotes, encoding, line end, and order and names of columns', async () => {
    await assert(
      asyncProperty(array(row, { minLength: 1, maxLength: 6 }), shape, async (rows, how) => {
        const staff = rows.map((one, n) => ({ ...one, nip: nipOf(n + 1), phone: `+62812000000${n}` }))
        const quote = (value: string) =>
          how.quotes || /[;,\t"\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
        const line = (values: Record<(typeof columns)[number], string>) =>
          how.order.map((column) => quote(values[column])).join(how.delimiter)
        const lines = [...(how.title ? ['Daftar Pegawai'] : []), line(how.headers), ...staff.map(line)]
        const found = await read({ bytes: encode(lines.join(how.end), how.encoding) })
        const tidy = (value: string) => value.replaceAll(/\s+/g, ' ')
        expect(found).toMatchObject({ kind: 'list', faults: [], count: staff.length })
        expect(
          'rows' in found && found.rows.map(({ line, ...values }) => (expect(line).toBeGreaterThan(1), values)),
        ).toEqual(
          staff.map(({ nip, name, unit, position, phone }) => ({
            nip,
            name: tidy(name),
            units: [tidy(unit)],
            position: tidy(position),
            phone,
          })),
        )
      }),
      { numRuns: 200, seed: 20261123 },
    )
  })

  test('is counted in the lines that an editor shows', async () => {
    const found = await read(text('', head, `${a};"Ani\r\nAyu";Dinas A;;`, '', `${a};Budi;Dinas A;;`))
    expect(found).toMatchObject({ rows: [{ line: 3, name: 'Ani Ayu' }], faults: ['6 nip nipTwice 3'] })
  })

  test('may lack columns that are not needed, and say so', async () => {
    const found = await read(text('Unit,NIP,Nama', `Dinas A,${a},Ani`))
    expect(found).toMatchObject({ rows: [rowA], hasPhone: false, hasPosition: false })
    expect(await read(text(head, `${a};Ani;Dinas A;;`))).toMatchObject({ hasPhone: true, hasPosition: true })
  })

  test('tells which columns are missing and which there are, or that two mean the same', async () => {
    expect(await read(text('NIP;Jabatan;Gol', `${a};x;y`))).toEqual({
      kind: 'unreadable',
      why: 'columnsMissing',
      missing: ['name', 'unit'],
      found: ['NIP', 'Jabatan', 'Gol'],
    })
    expect(await read(text('nip;nama;unit kerja;perangkat daerah', `${a};x;y;z`))).toMatchObject({
      why: 'columnsTwice',
      found: ['unit kerja', 'perangkat daerah'],
    })
    expect(await read(text(head, ';;;;', ''))).toMatchObject({ why: 'empty' })
    expect(await read(text(head, `${a};Ani;Dinas A;;`, `${b};"Budi;Dinas A;;`))).toMatchObject({
      why: 'openQuote',
      found: ['3'],
    })
    expect(await read(text('', ''))).toMatchObject({ why: 'columnsMissing', found: [] })
  })

  test('obeys the mark that Excel names', async () => {
    expect(await read(text('sep=,', 'nip,nama,unit', `${a},Ani,Dinas A`))).toMatchObject({ rows: [{ line: 3 }] })
  })
})

describe('faults', () => {
  const faultsOf = async (...lines: string[]) => {
    const found = await read(text(head, ...lines))
    return 'faults' in found ? found.faults : found
  }

  test('are found in every value, by line', async () => {
    expect(
      await faultsOf(
        `;Ani;Dinas A;;`,
        `12345;Ani;Dinas A;;`,
        `1,98E+17;Ani;Dinas A;;`,
        `${b};;Dinas A;;`,
        `${c};Ani;;;`,
        `${nipOf(4)};Ani; / ;;abc`,
        `${nipOf(5)};Ani;a/b/c/d/e/f/g;;0812000001`,
        `${nipOf(6)};${'x'.repeat(201)};Dinas A;${'y'.repeat(201)};+62 812-000-001`,
        `${nipOf(6)};Ani;Dinas A;;12`,
      ),
    ).toEqual([
      '2 nip nipEmpty',
      '3 nip nipDigits 5',
      '4 nip nipScientific',
      '5 name nameEmpty',
      '6 unit unitEmpty',
      '7 unit unitEmpty',
      '7 phone phoneWrong',
      '8 unit unitDeep 6',
      '9 name tooLong 200',
      '9 position tooLong 200',
      '9 phone phoneTwice 8',
      '10 nip nipTwice 9',
      '10 phone phoneWrong',
    ])
  })

  test('are not what is only spelled in another way', async () => {
    const lines = [
      `'${a};Ani;Dinas A;;`,
      '0000 0000 0000 0000 02;  Budi   Santoso ;Dinas A/ Bidang B ;-;-',
      '00000000.000000.0.003;Citra;DINAS A;;"\'+62 (812) 000-0001"',
      `"=""${nipOf(4)}""";'=Dewi;Dinas A;;0812 0000 0002`,
      ' ; ; ; ; ',
    ]
    const found = await read(text(head, ...lines))
    expect(found).toMatchObject({
      faults: [],
      count: 4,
      rows: [
        { nip: a, name: 'Ani', units: ['Dinas A'] },
        { nip: b, name: 'Budi Santoso', units: ['Dinas A', 'Bidang B'], position: null, phone: null },
        { nip: c, phone: '+628120000001' },
        { nip: nipOf(4), name: '=Dewi', phone: '+6281200000002' },
      ],
    })
  })
})

describe('an XLSX file', () => {
  test('gives what its cells show: texts, results of formulas, links, days', async () => {
    const file = await xlsxOf([
      ['Daftar Pegawai Kota Contoh'],
      [],
      ['No', 'Telepon', 'Nama Lengkap', 'NIP Baru', 'Unit Kerja', 'Jabatan'],
      [1, 81_234_567_890, { richText: [{ text: 'Ani ' }, { text: 'Ayu' }] }, a, 'Dinas A', new Date('2026-01-04')],
      [
        2,
        { formula: '"0812"&"3"', result: '08120000002' },
        { text: 'Budi', hyperlink: 'mailto:budi@example.org' },
        b,
        'Dinas A / B',
      ],
      [3, '', '', '', '', ''],
    ])
    expect(await read(file)).toMatchObject({
      faults: [],
      rows: [
        { line: 4, nip: a, name: 'Ani Ayu', units: ['Dinas A'], position: '2026-01-04', phone: '+6281234567890' },
        { line: 5, nip: b, name: 'Budi', units: ['Dinas A', 'B'], phone: '+628120000002' },
      ],
    })
  })

  test('with NIPs stored as numbers, or formulas that failed, has faults', async () => {
    const file = await xlsxOf([
      ['nip', 'nama', 'unit'],
      [198_503_152_010_011_000, 'Ani', 'Dinas A'],
      [b, { formula: 'A1/0', result: { error: '#DIV/0!' } }, { formula: 'B2', result: undefined }],
    ])
    expect(await read(file)).toMatchObject({
      faults: ['2 nip nipNumber', '3 name cellFault', '3 unit unitEmpty'],
    })
  })

  test('is read from the sheet that has the columns', async () => {
    const { default: Excel } = await import('exceljs')
    const workbook = new Excel.Workbook()
    workbook.addWorksheet('Sampul').addRows([['Kota Contoh'], ['Nama', 'Walikota']])
    workbook.addWorksheet('Isi').addRows([
      ['nip', 'nama', 'unit'],
      [a, 'Ani', 'Dinas A'],
    ])
    expect(await read({ bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) })).toMatchObject({ rows: [rowA] })
  })

  test('that unpacks to more than it says is noticed before that much memory is used', () => {
    expect(() => tryUnpacking(bomb(4_000_000), 1_000_000)).toThrow(ArchiveTooLarge)
    expect(() => tryUnpacking(bomb(4_000_000), 5_000_000)).not.toThrow()
  })

  test('that is damaged, old, or a web page in disguise, is named as such', async () => {
    const { bytes } = await xlsxOf([['nip', 'nama', 'unit']])
    expect(await read({ bytes: bytes.slice(0, 1000) })).toMatchObject({ why: 'damaged' })
    expect(await read({ bytes: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]) })).toMatchObject({
      why: 'oldExcel',
    })
    expect(await read(text('<html><table><tr><td>NIP</td></tr></table></html>'))).toMatchObject({ why: 'webPage' })
    expect(await read({ bytes: new Uint8Array(100) })).toMatchObject({ why: 'damaged' })
  })
})

function encode(lines: string, encoding: string): Uint8Array<ArrayBuffer> {
  if (encoding === 'bom') return new Uint8Array(Buffer.from(`\uFEFF${lines}`))
  if (encoding === 'utf16') return new Uint8Array(Buffer.from(`\uFEFF${lines}`, 'utf16le'))
  // The dash stands elsewhere in Windows-1252 than in Latin-1.
  if (encoding === 'windows')
    return new Uint8Array(Buffer.from(lines, 'latin1').map((byte, at) => (lines[at] === '–' ? 0x96 : byte)))
  return new Uint8Array(Buffer.from(lines))
}

/** A small archive with one part that unpacks to so many bytes, and says that they are 10. */
function bomb(size: number): Uint8Array<ArrayBuffer> {
  const packed = deflateRawSync(Buffer.alloc(size))
  const name = Buffer.from('xl/workbook.xml')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04_03_4b_50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(10, 22)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02_01_4b_50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(10, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06_05_4b_50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return new Uint8Array(Buffer.concat([local, name, packed, entry, name, end]))
}
