import type { Clock } from './clock.ts'
import type { Database } from './database/database.ts'
import type { Export, Group } from './feature.ts'
import type { Log } from './log.ts'
import type { Posted } from './outbox/outbox.ts'
import type { QuietHours } from './outbox/quietHours.ts'
import type { Sealing } from './sealing.ts'
import type { Language, Voice } from './texts.ts'

/** What a limit in working days is for: the first response, the answer to each kind, and what needs an inspection. */
export const responseKinds = ['first', 'question', 'appreciation', 'suggestion', 'complaint', 'inspection'] as const
export type ResponseDays = Record<(typeof responseKinds)[number], number>

/** What the operator decided, as far as the features ask. */
export interface Settings {
  timeZone: string
  /** Messages a second. */
  sendRate: number
  quietHours: QuietHours | null
  /** The smallest group about which anything is published. */
  minGroup: number
  /** When people are at work on a working day, in minutes after midnight. */
  officeHours: { from: number; to: number }
  responseDays: ResponseDays
  /** Seals who is not to be named, with ANON_KEY; null: there is none, so nobody can be promised that. */
  sealing: Sealing | null
  /** Accounts that may do everything, for good. */
  adminIds: bigint[]
  /** Under which address people reach the pages, without a slash at its end; absent: nobody said. */
  publicUrl?: string | undefined
}

/** What a job, a page or anything else that no person's update started works with. */
export interface Work {
  database: Database
  clock: Clock
  log: Log
  voice(language: Language): Voice
  /** The bot's name at Telegram, without "@"; empty until Telegram has said it. */
  botName(): string
  /** Hands messages written in a committed transaction to the sender. */
  handOver(posted: Posted[]): void
  settings: Settings
  /** Kinds of people, from all features. */
  groups: readonly Group[]
  /** What can be taken out, from all features. */
  exports: readonly Export[]
}
