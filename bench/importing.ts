// A process of its own that imports made-up staff lists into a database, and tells how long each part takes.
import { z } from 'zod'
import { apply, holdRoster } from '../src/features/roster/applying.ts'
import { basisOf, stage } from '../src/features/roster/comparing.ts'
import { end } from '../src/features/roster/imports.ts'
import { judge } from '../src/features/roster/judging.ts'
import { readBytes } from '../src/features/roster/reading.ts'
import { toCsv } from '../src/platform/csv.ts'
import { openDatabase } from '../src/platform/database/database.ts'
import { keepBytes, read } from '../src/platform/files/files.ts'
import { openLog } from '../src/platform/log.ts'
import { listen } from './line.ts'

const { DATABASE_URL, DATA_DIR = '' } = process.env
const database = await openDatabase({ url: DATABASE_URL || undefined, folder: DATA_DIR, log: openLog('silent') })
const db = database.client

const List = z.object({ kind: z.enum(['CSV', 'XLSX']), rows: z.number(), year: z.number() })
type List = z.infer<typeof List>

const head = ['NIP', 'Nama', 'Unit Kerja', 'Jabatan', 'Telepon']
const highest = () => process.resourceUsage().maxRSS * 1024
const never = new AbortController().signal

listen({
  /** A thread of a process that has just begun has to be compiled first. */
  async warm() {
    await readBytes(new Uint8Array(), never)
  },
  import: (given) => importList(List.parse(given)),
  close: () => database.close(),
})

/** Seconds of each part; the file is made before. */
async function importList(list: List) {
  const bytes = await makeFile(list)
  const now = new Date()
  const fileId = await db.$transaction((tx) => keepBytes(tx, { name: 'list', type: '', bytes }, now))
  const { id } = await db.rosterImport.create({ data: { language: 'id', fileId, createdAt: now } })
  const before = highest()
  let last = performance.now()
  const lap = () => {
    const from = last
    last = performance.now()
    return (last - from) / 1000
  }
  const file = await read(db, fileId)
  const found = await readBytes(file?.bytes ?? new Uint8Array(), never)
  if (found.kind === 'unreadable') throw new Error(`Unreadable: ${found.why}`)
  const reading = lap()
  const verdict = await db.$transaction(async (tx) => {
    await stage(tx, id, found.rows)
    return judge(tx, id, found, found.faults, now)
  })
  if (verdict.kind !== 'ready') throw new Error(`The list is ${verdict.kind}`)
  const compare = lap()
  await db.$transaction(async (tx) => {
    await holdRoster(tx)
    await basisOf(tx)
    await apply(tx, id, found, now)
    await end(tx, [id], 'applied', now)
  })
  return { read: reading, compare, apply: lap(), grown: highest() - before }
}

async function makeFile({ kind, rows, year }: List): Promise<Uint8Array<ArrayBuffer>> {
  const staff = [head, ...Array.from({ length: rows }, (_, n) => employee(n, rows, year))]
  if (kind === 'CSV') return toCsv(staff)
  const { default: Excel } = await import('exceljs')
  const workbook = new Excel.Workbook()
  workbook.addWorksheet('Pegawai').addRows(staff)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** A year later one in twenty has left and another come, one in ten has moved, a third has another position. */
function employee(n: number, rows: number, year: number): string[] {
  const isReplaced = year > 0 && n % 20 === 0
  const unit = year > 0 && n % 10 === 3 ? n + 1 : n
  const position = year > 0 && n % 3 === 0 ? 'Analis' : 'Pengelola'
  return [
    String(isReplaced ? n + rows : n).padStart(18, '0'),
    `Pegawai ${isReplaced ? n + rows : n}`,
    `Dinas ${unit % 40} / Bidang ${unit % 200}`,
    `${position} kepegawaian`,
    `0812${String(n).padStart(8, '0')}`,
  ]
}
