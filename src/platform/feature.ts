import type { Hono } from 'hono'
import type { Prisma } from '../generated/prisma/client.ts'
import type { Press } from './dialog/button.ts'
import type { Db } from './database/database.ts'
import type { AnyDialog } from './dialog/dialog.ts'
import type { Listener } from './events/events.ts'
import type { Job } from './scheduler/scheduler.ts'
import type { AnyTask } from './tasks/tasks.ts'
import type { TextKey, Voice } from './texts.ts'
import type { Turn } from './inbox/turn.ts'
import type { Right } from './visitor.ts'
import type { Work } from './work.ts'

/** A command as people type it, with its names in both languages. */
export interface Command {
  /** Indonesian name, shown in Indonesian menus. */
  name: string
  /** English name where it differs, shown in English menus; both work everywhere. */
  alias?: string
  right: Right
  /** What it does, for the menu and the help. */
  summary: TextKey
  /** Not in the menu: known to those who need it. */
  hidden?: boolean
  /** Leaves the open dialog alone; any other command lays it aside. */
  keepsDialog?: boolean
  run(turn: Turn, argument: string): Promise<void>
}

/** What a deep link opens: t.me/<bot>?start=<name>-<argument>. */
export interface Start {
  /** Letters only. */
  name: string
  right: Right
  /** `argument` has at most 60 of the characters A–Z a–z 0–9 _ and -. False: who opens it has to say who they are first. */
  run(turn: Turn, argument: string): Promise<boolean | void>
}

/** A kind of people whom an announcement can be for, such as those who have not yet acknowledged a policy. */
export interface Group {
  /** At most 7 letters: it goes on a button with the id. */
  name: string
  /** What can be chosen now, the newest first; `id` has at most 12 characters. */
  offers(db: Db, voice: Voice, now: Date): Promise<{ id: string; label: string }[]>
  /** The condition that a row of `person` belongs to it. */
  who(id: string): Prisma.Sql
}

/** One thing that is stored about a person: `name` and `value` for machines, `label` and `words` for people. */
export interface Fact {
  name: string
  label: string
  value: string | number | boolean | Date | null
  /** The value in words, where it is a name of ours. */
  words?: string
}

/** A part of what is stored about a person: rows of facts under a title. */
export interface Portion {
  name: string
  title: string
  rows: Fact[][]
}

/** Somebody of the playground to whom the sample gives a part. */
export interface SamplePersona {
  key: string
  telegramId: bigint
  name: string
  phone: string
}

/** What a sample is made with, in one transaction; it says what it made in the given voice, if there is something to say. */
export interface Sample {
  db: Db
  personas: SamplePersona[]
  voice: Voice
  now: Date
}

/** A feature's door plate: everything that the platform binds, checks rights for, or runs by the clock. */
export interface Feature {
  name: string
  commands?: Command[]
  buttons?: Press[]
  dialogs?: AnyDialog[]
  listen?: Listener[]
  jobs?: Job<Work>[]
  tasks?: AnyTask[]
  starts?: Start[]
  groups?: Group[]
  /** When the next of its affairs comes up that is not a message yet; null: none. For a clock that can be turned to it. */
  due?(db: Db): Promise<Date | null>
  /** Runs for as long as this instance leads; gives what ends it. */
  lead?(work: Work): () => Promise<void>
  web?(work: Work): Hono
  /** Takes a file that no dialog waits for; false: it is not for this feature. */
  files?(turn: Turn): Promise<boolean>
  /** Takes words said outside any dialog; one feature has it. */
  words?(turn: Turn): Promise<void>
  /** What it stores about a person, by their Telegram account: for themselves to read, and to erase. */
  personal?: {
    collect?(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]>
    erase?(db: Db, telegramId: bigint, around: Pick<Turn, 'voiceIn' | 'now'>): Promise<void>
  }
  /** Fills a sample city; gives one sentence on what it made. */
  sample?(sample: Sample): Promise<string | undefined>
}
