// "/ekspor": tables of what is stored, as files that hold no more than who ordered them may see.
import Excel from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStaffedCity } from '../support/city.ts'
import { joinMore, makeVersion, reach, tell } from '../policies/editions.ts'
import { archiveOf, orders, sheetsOf, tableOf } from './orders.ts'

let city: Awaited<ReturnType<typeof openStaffedCity>>
let version: Awaited<ReturnType<typeof makeVersion>>
const client = () => city.app.work.database.client
const [funnel, questions] = ['Capaian kebijakan per unit', 'Pertanyaan tentang kebijakan']
const [deliveries, units, people] = ['Pengiriman pengumuman', 'Unit', 'Daftar pegawai']
const evil = ['=HYPERLINK("http://jahat","klik")', '+1', '@x', '\tTAB', '-2+3', 'a\u0007b']

async function asks(text: string, askedAt: Date) {
  const paragraphId = version.paragraphs[0]?.id ?? 0n
  await client().policyQuestion.create({ data: { paragraphId, text, askedAt } })
}
const column = (rows: unknown[][] | undefined, heading: string) => {
  const n = rows?.[0]?.indexOf(heading) ?? -1
  return (rows ?? []).slice(1).map((row) => row[n])
}

beforeAll(async () => {
  city = await openStaffedCity()
  const now = city.clock.now()
  version = await makeVersion(client(), now, { title: '=Rencana', audience: { kind: 'all' }, questions: 1 })
  const joined = await joinMore(client(), 16, now)
  for (const [n, { id, telegramId }] of joined.entries()) {
    await tell(client(), version.id, telegramId, now)
    if (n < 12) await reach(client(), version.id, id, n < 4 ? 'acknowledgedAt' : 'openedAt', now)
  }
})
afterAll(() => city.close())

describe('what can be had', () => {
  test('is offered by right, several at once, and to nobody else', async () => {
    const { ani, citra, dewi, eko, fitri } = city
    for (const one of [ani, citra]) {
      await one.says('/ekspor')
      expect(one.saw.at(-1)).toContain('tidak punya hak')
    }
    await dewi.says('/ekspor')
    expect(dewi.buttons).toContain(funnel)
    for (const label of [questions, deliveries, units, people]) expect(dewi.buttons).not.toContain(label)
    await eko.says('/export')
    for (const label of [funnel, questions, deliveries]) expect(eko.buttons).toContain(label)
    for (const label of [units, people]) expect(eko.buttons).not.toContain(label)
    expect(eko.buttons).not.toContain('Lanjut')
    await eko.presses(deliveries)
    await eko.presses(funnel)
    expect(eko.buttons).toContain('Lanjut')
    await eko.presses(`✓ ${deliveries}`)
    expect(eko.buttons).toContain(deliveries)
    await fitri.says('/ekspor')
    for (const label of [units, people]) expect(fitri.buttons).toContain(label)
  })

  test('a head who forges the choice of a planner gets nothing', async () => {
    const { dewi } = city
    await dewi.says('/ekspor')
    const data = dewi.dataOf(funnel).replace(/\|policies$/, '|questions')
    expect(await dewi.forges(data)).toContain('Tombol')
    expect(await dewi.files()).toEqual([])
  })
})

describe('every table', () => {
  test('has a name of its own that fits on a button, and columns with names of their own', () => {
    const names = city.app.work.exports.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, columns } of city.app.work.exports) {
      expect(name).toMatch(/^[a-zA-Z]{1,16}$/)
      const own = columns.map((one) => one.name)
      expect(new Set(own).size, name).toBe(own.length)
      for (const one of own) expect(one).toMatch(/^[a-z]+(_[a-z]+)*$/)
    }
  })

  test.each(['dewi', 'eko', 'fitri'] as const)(
    'that %s is offered comes, all in one file',
    { timeout: 60_000 },
    async (key) => {
      const who = city[key]
      const shown = who.buttons.length
      await who.says('/ekspor')
      // Archives are no tables, and come by themselves.
      const what = who.buttons.slice(shown).filter((label) => !label.startsWith('📦'))
      const [file] = await orders(who, { what })
      const sheets = await sheetsOf(file?.bytes ?? new Uint8Array())
      expect([...sheets.keys()]).toEqual([...what, 'Penjelasan'])
    },
  )
})

describe('a workbook', () => {
  test('has typed cells, a frozen heading with a filter, and explains every column', async () => {
    const { eko } = city
    const last = await client().audit.findFirst({ orderBy: { id: 'desc' } })
    const [file, ...others] = await orders(eko, { what: [funnel] })
    expect(others).toEqual([])
    expect(file?.name).toBe('rembuk-policies-semua-2026-11-23.xlsx')
    expect(eko.saw.at(-1)).toContain(funnel)
    expect(eko.saw.at(-1)).toContain('semuanya sampai 23 November 2026')
    expect(eko.saw.join('\n')).toMatch(/✅ Siap: \d+ baris/)
    const workbook = new Excel.Workbook()
    await workbook.xlsx.load(new Uint8Array(file?.bytes ?? []).buffer)
    const [sheet, about] = workbook.worksheets
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([funnel, 'Penjelasan'])
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet?.autoFilter).toBeTruthy()
    const row = sheet?.getRow(2)
    expect(row?.getCell(1).type).toBe(Excel.ValueType.Number)
    expect(row?.getCell(3).type).toBe(Excel.ValueType.String)
    expect(row?.getCell(3).value).toBe('=Rencana')
    // At ten where the city is, whatever zone the server is in.
    expect(row?.getCell(4).value).toEqual(new Date(version.publishedAt.getTime() + 7 * 3_600_000))
    expect(row?.getCell(4).numFmt).toContain('yyyy')
    const explained = JSON.stringify(about?.getSheetValues())
    expect(explained).toContain('Eko ')
    expect(explained).toContain('semuanya sampai 23 November 2026')
    expect(explained).toContain('Asia/Jakarta')
    for (const name of ['policy', 'published_at', 'unit_code', 'acknowledged']) expect(explained).toContain(name)
    // Nothing of the file is kept, and who took it out is on record.
    expect(await client().file.count()).toBe(0)
    const rows = (sheet?.rowCount ?? 1) - 1
    const deeds = await client().audit.findMany({ where: { id: { gt: last?.id ?? 0n } } })
    expect(deeds.map(({ action, object }) => `${action} ${object}`)).toEqual([`exported export:${rows}`])
  })

  test('counts each unit by itself, so that the rows add up to the report', async () => {
    const { eko } = city
    const [file] = await orders(eko, { what: [funnel] })
    const rows = (await sheetsOf(file?.bytes ?? new Uint8Array())).get(funnel)
    const sum = (heading: string) => column(rows, heading).reduce((all: number, value) => all + Number(value ?? 0), 0)
    expect(sum('Di daftar pegawai')).toBe(40)
    expect(sum('Diberi tahu')).toBe(16)
    expect(sum('Paham')).toBe(4)
    expect(column(rows, 'Unit')).toContain('Dinas Kesehatan / Bidang P2P')
    // Ani, who is on no roster, in a row of her own.
    expect(column(rows, 'Unit').at(-1)).toBe(null)
    expect(column(rows, 'Bergabung').at(-1)).toBe(1)
  })

  test('shows a head their own unit with its sub-units, and nobody else', async () => {
    const { dewi } = city
    const [file] = await orders(dewi, { what: [funnel] })
    const sheets = await sheetsOf(file?.bytes ?? new Uint8Array())
    const found = column(sheets.get(funnel), 'Unit').map(String)
    expect(found.length).toBeGreaterThan(1)
    for (const unit of found) expect(unit).toMatch(/^Dinas Kesehatan/)
    expect(JSON.stringify(sheets.get('Penjelasan'))).toContain('hanya unit yang dipimpin')
  })

  test('takes no text for a formula, and holds what people wrote', async () => {
    const { eko } = city
    for (const text of [...evil, `${'x'.repeat(32_760)}${'🙂'.repeat(10)}`]) await asks(text, city.clock.now())
    const [file] = await orders(eko, { what: [questions, deliveries] })
    expect(file?.name).toBe('rembuk-data-semua-2026-11-23.xlsx')
    const workbook = new Excel.Workbook()
    await workbook.xlsx.load(new Uint8Array(file?.bytes ?? []).buffer)
    const sheet = workbook.getWorksheet(questions)
    const texts = (await sheetsOf(file?.bytes ?? new Uint8Array())).get(questions)
    const said = column(texts, 'Pertanyaan').map(String)
    for (const text of evil) expect(said.map((one) => one.trim())).toContain(text.replace('\u0007', '').trim())
    expect(said.at(-1)?.length).toBeLessThanOrEqual(32_767)
    expect(said.at(-1)?.endsWith('🙂…')).toBe(true)
    sheet?.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(Excel.ValueType.Formula)))
    // A table of which there is nothing is there with its heading.
    expect((await sheetsOf(file?.bytes ?? new Uint8Array())).get(deliveries)).toHaveLength(1)
    expect(column(texts, 'Tampil untuk umum')).toEqual(said.map(() => false))
  })
})

describe('CSV', () => {
  test('of one table is a file and its explanation; no cell begins a formula', async () => {
    const { eko } = city
    const [file, about] = await orders(eko, { what: [questions], format: 'CSV' })
    expect(file?.name).toBe('rembuk-questions-semua-2026-11-23.csv')
    const rows = tableOf(file?.bytes ?? new Uint8Array())
    expect(rows[0]?.slice(0, 3)).toEqual(['question', 'asked_at', 'policy'])
    const said = column(rows, 'text').map(String)
    for (const text of said) expect(text).not.toMatch(/^[=+\-@\t]/)
    for (const text of evil.slice(0, 5)) expect(said).toContain(`'${text}`)
    expect(column(rows, 'title')[0]).toBe("'=Rencana")
    expect(column(rows, 'asked_at')[0]).toMatch(/^2026-11-23 10:0\d:\d\d$/)
    expect(column(rows, 'public')[0]).toBe('FALSE')
    expect(about?.name).toContain('penjelasan.txt')
    expect(about?.text).toContain('asked_at (tanggal dan jam)')
  })

  test('of several is an archive, with the explanation in it', async () => {
    const { fitri } = city
    const files = await orders(fitri, { what: [units, people], format: 'CSV' })
    expect(files.map(({ name }) => name)).toEqual(['rembuk-data-semua-2026-11-23.zip'])
    const parts = archiveOf(files[0]?.bytes ?? new Uint8Array())
    expect(Object.keys(parts)).toEqual(['units.csv', 'people.csv', 'penjelasan.txt'])
    const staff = tableOf(parts['people.csv'] ?? new Uint8Array())
    expect(staff).toHaveLength(41)
    expect(String(column(staff, 'nip')[0])).toMatch(/^\d{18}$/)
    expect(column(staff, 'linked')).toContain('TRUE')
    const told = Object.values(parts).map((part) => Buffer.from(part).toString())
    // Neither telephone numbers nor accounts.
    const phones = await client().rosterEntry.findMany({ where: { phone: { not: null } }, select: { phone: true } })
    const secret = [...phones.map(({ phone }) => phone ?? ''), ...[1001, 1004, 1005].map((id) => `;${id};`)]
    for (const words of secret) expect(told.join('\n')).not.toContain(words)
    const tree = tableOf(parts['units.csv'] ?? new Uint8Array())
    const all = column(tree, 'employees').reduce((sum: number, count) => sum + Number(count), 0)
    expect(all).toBe(40)
    expect(column(tree, 'path')).toContain('Dinas Kesehatan / Bidang P2P')
  })
})

describe('the period', () => {
  test('begins and ends at midnight where the city is', { timeout: 60_000 }, async () => {
    const { eko } = city
    await client().policyQuestion.deleteMany()
    const moments = ['2026-02-28T16:59:59Z', '2026-02-28T17:00:00Z', '2026-03-31T16:59:59Z', '2026-03-31T17:00:00Z']
    for (const at of moments) await asks(at, new Date(at))
    const typed = async (period: string) => {
      const [file] = await orders(eko, { what: [questions], period, format: 'CSV' })
      return { name: file?.name, texts: column(tableOf(file?.bytes ?? new Uint8Array()), 'text') }
    }
    const march = { name: 'rembuk-questions-2026-03-01-2026-03-31.csv', texts: moments.slice(1, 3) }
    expect(await typed('1 Maret 2026 - 31 Maret 2026')).toEqual(march)
    expect(await typed('1 Maret - 31 Maret 2026')).toEqual(march)
    expect(await typed('1/3/2026 sampai 31/3/2026')).toEqual(march)
    expect((await typed('1 April 2026')).texts).toEqual(moments.slice(3))
    const [year] = await orders(eko, { what: [questions], period: 'Tahun ini' })
    expect(year?.name).toBe('rembuk-questions-2026-01-01-2026-11-23.xlsx')
    const [last] = await orders(eko, { what: [questions], period: 'Bulan lalu' })
    expect(last?.name).toBe('rembuk-questions-2026-10-01-2026-10-31.xlsx')
    const [month] = await orders(eko, { what: [questions], period: 'Bulan ini' })
    expect(month?.name).toBe('rembuk-questions-2026-11-01-2026-11-23.xlsx')
    expect(eko.saw.at(-1)).toContain('1–23 November 2026')
  })

  test('that is none is refused, with the reason', async () => {
    const { eko } = city
    await eko.says('/ekspor')
    await eko.presses(questions)
    await eko.presses('Lanjut')
    const faults = [
      ['kapan saja', 'belum dapat dibaca'],
      ['31 Februari 2026', 'tidak ada di kalender'],
      ['31 Maret 2026 - 1 Maret 2026', 'mendahului'],
      ['1 Januari 2027 - 31 Januari 2027', 'belum dimulai'],
    ]
    for (const [period = '', reason = ''] of faults) {
      await eko.says(period)
      expect(eko.saw.at(-1), period).toContain(reason)
    }
    await eko.says('/batal')
  })
})
