import type { Clock } from './clock.ts'
import type { Database } from './database/database.ts'
import type { Group } from './feature.ts'
import type { Log } from './log.ts'
import type { Posted } from './outbox/outbox.ts'
import type { QuietHours } from './outbox/quietHours.ts'
import type { Language, Voice } from './texts.ts'

/** What the operator decided, as far as the features ask. */
export interface Settings {
  timeZone: string
  /** Messages a second. */
  sendRate: number
  quietHours: QuietHours | null
  /** The smallest group about which anything is published. */
  minGroup: number
  /** Accounts that may do everything, for good. */
  adminIds: bigint[]
}

/** What a job, a page or anything else that no person's update started works with. */
export interface Work {
  database: Database
  clock: Clock
  log: Log
  voice(language: Language): Voice
  /** Hands messages written in a committed transaction to the sender. */
  handOver(posted: Posted[]): void
  settings: Settings
  /** Kinds of people, from all features. */
  groups: readonly Group[]
}
