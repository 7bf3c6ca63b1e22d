// Where something can still be read: in the rows of the database, and in the files in which the embedded engine keeps them.
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Database } from '../../src/platform/database/database.ts'

/**
 * "table: row" of every row in which one of these can be read, as text or as bytes; names are compared in any case, and a
 * number is found where it stands alone: four digits within a longer word of hexadecimal ones say nothing.
 */
export async function rowsWith({ client }: Database, secrets: string[]): Promise<string[]> {
  const tables = await client.$queryRaw<{ name: string }[]>`
    SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`
  const forms = secrets.flatMap((secret) => [
    /^\d+$/.test(secret)
      ? (row: string) => new RegExp(`(?<![0-9a-f])${secret}(?![0-9a-f])`).test(row)
      : (row: string) => row.includes(secret.toLowerCase()),
    (row: string) => row.includes(Buffer.from(secret).toString('hex')),
  ])
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await client.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`)
    const hits = rows.filter(({ row }) => forms.some((isIn) => isIn(row.toLowerCase())))
    found.push(...hits.map(({ row }) => `${name}: ${row}`))
  }
  return found
}

/** Every file below the folder in which one of these forms stands, with the name of the form. */
export async function filesWith(folder: string, forms: Map<string, Buffer>): Promise<[file: string, form: string][]> {
  const found: [string, string][] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path)
    for (const [name, form] of forms) if (bytes.includes(form)) found.push([relative(folder, path), name])
  }
  return found
}

/** A text as it stands in a file. */
export const textForms = (texts: string[]): [string, Buffer][] => texts.map((text) => [text, Buffer.from(text)])

/**
 * A number as it stands in PostgreSQL's files: as text, as bigint in the machine's order and in the order of the wire, and
 * as numeric, which JSON uses, in digits of base 10000.
 */
export function numberForms(number: number): [string, Buffer][] {
  const [little, big] = [Buffer.alloc(8), Buffer.alloc(8)]
  little.writeBigInt64LE(BigInt(number))
  big.writeBigInt64BE(BigInt(number))
  const digits: number[] = []
  for (let rest = number; rest > 0; rest = Math.floor(rest / 10_000)) digits.unshift(rest % 10_000)
  const numeric = Buffer.alloc(2 * digits.length)
  for (const [place, digit] of digits.entries()) numeric.writeInt16LE(digit, 2 * place)
  return [
    ['number as text', Buffer.from(String(number))],
    ['number as bigint', little],
    ['number in wire order', big],
    ['number as numeric', numeric],
  ]
}

/** The files of a table and its indexes in the embedded engine's folder. */
export async function filesOf({ client }: Database, table: string): Promise<string[]> {
  const rows = await client.$queryRaw<{ path: string }[]>`
    SELECT pg_relation_filepath(oid) AS path FROM pg_class
    WHERE oid = to_regclass(${table}) OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = to_regclass(${table}))`
  return rows.map(({ path }) => path)
}
