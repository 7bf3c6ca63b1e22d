import { Zip, ZipDeflate } from 'fflate'
import { toCsv } from '../csv.ts'
import { openZone, written } from './cells.ts'
import type { Explanation, Plan, Sink, WrittenFile } from './tables.ts'

const csv = 'text/csv'
const plain = 'text/plain'

/** Writes each table as a CSV file, and a text that explains them: each by itself, or all in an archive. */
export function openDelimited(plan: Plan): Sink {
  const target = plan.isPacked ? openArchive(plan) : openFolder(plan)
  const zoned = openZone(plan.timeZone)
  return {
    open(table) {
      target.begin(table.name, 'csv', csv)
      target.push(toCsv([table.columns.map(({ name }) => name)]))
    },
    async add(rows) {
      target.push(
        toCsv(
          rows.map((row) => row.map((cell) => written(cell, zoned))),
          { isRest: true },
        ),
      )
    },
    size: target.size,
    async close(explanation) {
      target.begin(plan.explanationName, 'txt', plain)
      target.push(new Uint8Array(Buffer.from(`\uFEFF${inWords(explanation)}`)))
      return target.end()
    },
  }
}

/** Where files are put one after the other. */
interface Target {
  begin(name: string, ending: string, type: string): void
  push(bytes: Uint8Array<ArrayBuffer>): void
  size(): number
  end(): WrittenFile[]
}

function openFolder({ fileName, tables }: Plan): Target {
  const files: { name: string; type: string; parts: Uint8Array[] }[] = []
  let size = 0
  return {
    begin(name, ending, type) {
      // A table alone is called as the archive of several would be.
      const own = tables.length === 1 && type === csv ? fileName : `${fileName}-${name}`
      files.push({ name: `${own}.${ending}`, type, parts: [] })
    },
    push(bytes) {
      files.at(-1)?.parts.push(bytes)
      size += bytes.length
    },
    size: () => size,
    end: () => files.map(({ parts, ...file }) => ({ ...file, bytes: new Uint8Array(Buffer.concat(parts)) })),
  }
}

function openArchive({ fileName, now }: Plan): Target {
  const parts: Uint8Array[] = []
  let size = 0
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    parts.push(bytes)
    size += bytes.length
  })
  let open: ZipDeflate | undefined
  const finish = () => open?.push(new Uint8Array(), true)
  return {
    begin(name, ending) {
      finish()
      open = Object.assign(new ZipDeflate(`${name}.${ending}`, { level: 6 }), { mtime: now })
      zip.add(open)
    },
    push: (bytes) => open?.push(bytes),
    size: () => size,
    end() {
      finish()
      zip.end()
      return [{ name: `${fileName}.zip`, type: 'application/zip', bytes: new Uint8Array(Buffer.concat(parts)) }]
    },
  }
}

/** The explanation for those who open no sheet. */
function inWords({ title, facts, tables }: Explanation): string {
  const lines = [
    title,
    '',
    ...facts.map(([what, value]) => `${what}: ${value}`),
    ...tables.flatMap((table) => [
      '',
      `== ${table.title} ==`,
      ...table.columns.map(([name, heading, about, type]) => `${name} (${type}): ${heading}. ${about}`),
    ]),
  ]
  return `${lines.join('\r\n')}\r\n`
}
