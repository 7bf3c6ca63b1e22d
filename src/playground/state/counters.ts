import type { Ledger } from './ledger.ts'

/** Numbers that are never given twice, not even after a crash that lost the last writes. */
export interface Counters {
  /** The next number of the series `name`, which begins at `start` at the earliest in this run. */
  next(name: string, start?: number): number
}

const reserved = 500

/** Counts in memory and writes ahead: what is on disk is always beyond what was given out. */
export function openCounters(ledger: Ledger): Counters {
  const shelf = ledger.shelf<number>('counter')
  const current = new Map<string, number>()
  return {
    next(name, start = 1) {
      const number = current.get(name) ?? Math.max(start, shelf.get(name) ?? start)
      current.set(name, number + 1)
      if (number + 1 >= (shelf.get(name) ?? 0)) shelf.put(name, number + 1 + reserved)
      return number
    },
  }
}
