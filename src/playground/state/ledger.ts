import { mkdir, open, readFile, rename, truncate, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

/** Values under keys, kept in memory and written behind. A value put on a shelf is never changed in place. */
interface Shelf<T> {
  get(key: string | number): T | undefined
  put(key: string | number, value: T): void
  remove(key: string | number): void
  values(): IterableIterator<T>
  entries(): IterableIterator<[string, T]>
}

/** All shelves of one playground and the file behind them. */
export interface Ledger {
  /** Opens the shelf of that name; ask once per name and run. */
  shelf<T>(name: string): Shelf<T>
  /** Work to wait for in `flush`, such as a file being written. */
  track(work: Promise<unknown>): void
  flush(): Promise<void>
  close(): Promise<void>
}

const flushAfter = 30
const spareLines = 20_000

/**
 * Opens the shelves kept in `dir` (null: nothing is read or written). One line of JSON per change, `[shelf, key, value]`,
 * the latest wins. A line torn by a crash is cut off, for a line appended to it would be lost as well.
 */
export async function openLedger(dir: string | null, log: (line: string) => void): Promise<Ledger> {
  const shelves = new Map<string, Map<string, unknown>>()
  const dirty = new Map<string, Set<string>>()
  const tracked = new Set<Promise<unknown>>()
  const path = dir === null ? null : join(dir, 'journal.jsonl')
  let lines = 0
  let file: FileHandle | null = null
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()
  let closed = false

  if (dir !== null && path !== null) {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    lines = await load(path, shelves, log)
    file = await open(path, 'a', 0o600)
    await compactIfLong()
  }

  function mark(name: string, key: string): void {
    if (file === null || closed) return
    let keys = dirty.get(name)
    if (keys === undefined) dirty.set(name, (keys = new Set()))
    keys.add(key)
    timer ??= setTimeout(() => {
      timer = null
      flush().catch((error: unknown) => log(`playground: its journal could not be written: ${String(error)}`))
    }, flushAfter)
  }

  function flush(): Promise<void> {
    // A write that failed must not stop the next one.
    writing = write(writing.catch(() => undefined))
    return writing
  }

  async function write(before: Promise<void>): Promise<void> {
    await before
    await Promise.all(tracked)
    if (file === null || dirty.size === 0) return
    const changes: string[] = []
    const written = [...dirty]
    for (const [name, keys] of written) {
      const values = shelves.get(name)
      for (const key of keys) changes.push(line(name, key, values?.get(key)))
    }
    dirty.clear()
    try {
      await file.appendFile(changes.join(''))
    } catch (error) {
      for (const [name, keys] of written) for (const key of keys) mark(name, key)
      throw error
    }
    lines += changes.length
    await compactIfLong()
  }

  async function compactIfLong(): Promise<void> {
    let live = 0
    for (const values of shelves.values()) live += values.size
    if (path === null || file === null || lines < 2 * live + spareLines) return
    const fresh = await open(`${path}.new`, 'w', 0o600)
    for (const [name, values] of shelves) {
      const changes: string[] = []
      for (const [key, value] of values) changes.push(line(name, key, value))
      await fresh.appendFile(changes.join(''))
    }
    await fresh.sync()
    await file.close()
    await rename(`${path}.new`, path)
    file = fresh
    lines = live
  }

  return {
    shelf<T>(name: string): Shelf<T> {
      // What a shelf holds is what this program put there under the same name: its type is a promise, not a check.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const values = (shelves.get(name) ?? new Map<string, unknown>()) as Map<string, T>
      shelves.set(name, values)
      return {
        get: (key) => values.get(String(key)),
        put(key, value) {
          values.set(String(key), value)
          mark(name, String(key))
        },
        remove(key) {
          if (values.delete(String(key))) mark(name, String(key))
        },
        values: () => values.values(),
        entries: () => values.entries(),
      }
    },
    track(work) {
      const done = work
        .catch((error: unknown) => log(`playground: a file could not be written: ${String(error)}`))
        .finally(() => tracked.delete(done))
      tracked.add(done)
    },
    flush,
    async close() {
      if (timer !== null) clearTimeout(timer)
      await flush()
      closed = true
      await file?.close()
      file = null
    },
  }
}

function line(name: string, key: string, value: unknown): string {
  return `${JSON.stringify(value === undefined ? [name, key] : [name, key, value])}\n`
}

async function load(path: string, shelves: Map<string, Map<string, unknown>>, log: (line: string) => void) {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0
    throw error
  }
  const end = text.lastIndexOf('\n') + 1
  if (end < text.length) await truncate(path, Buffer.byteLength(text.slice(0, end)))
  let lines = 0
  for (const row of text.slice(0, end).split('\n')) {
    if (row === '') continue
    lines += 1
    try {
      const [name, key, value]: [string, string, unknown] = JSON.parse(row)
      let values = shelves.get(name)
      if (values === undefined) shelves.set(name, (values = new Map()))
      if (value === undefined) values.delete(key)
      else values.set(key, value)
    } catch {
      log(`playground: line ${lines} of its journal is unreadable and was skipped`)
    }
  }
  return lines
}
