import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The only reader of time. */
export interface Clock {
  /** The time of the trade: what is due, what is written on a row. Playground and tests turn it, forward only. */
  now(): Date
  /** Real time, for leases between instances; never turned. */
  wall(): Date
  /** Milliseconds that only grow, for limits and durations. */
  monotonic(): number
  /** Calls back whenever the clock has been turned; the turn ends when every listener has. */
  onTurn(listener: () => Promise<void> | void): () => void
}

/** A clock that can be turned forward. */
export interface TurnableClock extends Clock {
  /** Turns by `milliseconds` (> 0) and resolves when what became due has been started. */
  advance(milliseconds: number): Promise<void>
}

/** The machine's clock: nobody turns it. */
export function systemClock(): Clock {
  return { now: () => new Date(), wall: () => new Date(), monotonic: () => performance.now(), onTurn: () => () => {} }
}

/**
 * A clock ahead of the machine's by what it was turned, kept in `file` (null: not kept) over restarts. One that `begins` at
 * a moment of its own shows that first, so that what depends on days and hours is the same on every day.
 */
export async function turnableClock(file: string | null, begins?: Date): Promise<TurnableClock> {
  let ahead = (begins === undefined ? 0 : begins.getTime() - Date.now()) + (file === null ? 0 : await readAhead(file))
  const listeners = new Set<() => Promise<void> | void>()
  return {
    now: () => new Date(Date.now() + ahead),
    wall: () => new Date(),
    monotonic: () => performance.now(),
    onTurn(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async advance(milliseconds) {
      if (!(milliseconds > 0)) throw new RangeError('The clock turns forward only')
      ahead += milliseconds
      if (file !== null) await writeAhead(file, ahead)
      for (const listener of listeners) await listener()
    },
  }
}

async function readAhead(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '0'
    throw error
  })
  const ahead = Number(text)
  return Number.isFinite(ahead) && ahead > 0 ? ahead : 0
}

async function writeAhead(file: string, ahead: number) {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, String(ahead))
  await rename(`${file}.new`, file)
}
