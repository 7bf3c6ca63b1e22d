import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Log } from './log.ts'
import type { Posted } from './outbox.ts'
import type { Language, Voice } from './texts.ts'

/** What a job, a page or anything else that no person's update started works with. */
export interface Work {
  database: Database
  clock: Clock
  log: Log
  voice(language: Language): Voice
  /** Hands messages written in a committed transaction to the sender. */
  handOver(posted: Posted[]): void
  settings: { timeZone: string; sendRate: number; quietHours: { from: number; to: number } | null; minGroup: number }
}
