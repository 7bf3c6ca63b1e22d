import type { InlineKeyboardButton, Message as TelegramMessage } from '@grammyjs/types'
import type { Hono } from 'hono'
import type { Prisma } from '../generated/prisma/client.ts'
import type { Press } from './dialog/button.ts'
import type { Db } from './database/database.ts'
import type { AnyDialog } from './dialog/dialog.ts'
import type { Listener } from './events/events.ts'
import type { Html } from './html.ts'
import type { Job } from './scheduler/scheduler.ts'
import type { AnyTask } from './tasks/tasks.ts'
import type { TextKey, Voice } from './texts.ts'
import type { Turn } from './inbox/turn.ts'
import type { Right } from './visitor.ts'
import type { Settings, Work } from './work.ts'

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

/** A command that is also heard in groups and their topics, where nobody is known and no dialog is held. */
export interface GroupCommand {
  /** The same in both languages. */
  name: string
  /** What it does, for the menu of groups. */
  summary: TextKey
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

/** Something that can be looked at as figures. */
export interface Report {
  /** At most 16 letters: it goes on a button. */
  name: string
  /** What it is about. */
  label: TextKey
  right: Right
  /** Shows it in the place of what was pressed. */
  open(turn: Turn): Promise<void>
}

/** What a cell of an export holds; a day is written as '2027-01-04'. */
export type Cell = string | number | boolean | Date | null

/** A column of an export. */
export interface Column {
  /** For machines, in small letters and "_". */
  name: string
  /** Its heading. */
  title: TextKey
  /** What it says, for the sheet that explains every column. */
  about: TextKey
  type: 'text' | 'number' | 'day' | 'moment' | 'boolean'
}

/** Who orders an export, and of what. */
export interface ExportOrder {
  /** What happened from this moment on, and before that one. */
  from: Date
  until: Date
  /** The units that they may see, each with its sub-units; null: everything. */
  units: bigint[] | null
  voice: Voice
  settings: Settings
  now: Date
}

/** A table that can be taken out, as its feature declares it. */
export interface Export {
  /** At most 16 letters: it goes on a button, and in the file's name. */
  name: string
  /** What it is called in the chat and on its sheet. */
  title: TextKey
  right: Right
  columns: Column[]
  /** How many rows there will be, for the progress. */
  count(db: Db, order: ExportOrder): Promise<number>
  /** The rows in their order, in batches of at most some thousands, each read by itself; a row has a cell for each column. */
  rows(db: Db, order: ExportOrder): AsyncIterable<Cell[][]>
}

/** Files that can be taken out of one thing at a time, in a layout of their own; "/ekspor" offers them below the tables. */
export interface Archive {
  /** At most 16 letters: it goes on a button. */
  name: string
  label: TextKey
  right: Right
  /** Asks of which thing, and has the files made. */
  open(turn: Turn): Promise<void>
}

/** A kind of file that can be published with "/terbitkan". */
export interface Publishable {
  /** At most 16 letters: it goes on a button. */
  name: string
  /** What it is called on the button. */
  label: TextKey
  right: Right
  /** What its files' names end in, in small letters: "yaml". */
  endings: readonly string[]
  /** Says what the file should be like, offers templates, and waits for it; or shows what waits for a word. */
  open(turn: Turn): Promise<void>
  /** Whether something that was sent before waits for its author's word. */
  waits?(turn: Turn): Promise<boolean>
  /** Takes the document of this message, which nothing waited for. */
  take(turn: Turn, message: TelegramMessage): Promise<void>
}

/** What a feature adds to "/profil": lines in the text, and buttons below it. */
export interface ProfilePart {
  lines: Html[]
  buttons: InlineKeyboardButton[][]
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
  groupCommands?: GroupCommand[]
  buttons?: Press[]
  dialogs?: AnyDialog[]
  listen?: Listener[]
  jobs?: Job<Work>[]
  tasks?: AnyTask[]
  starts?: Start[]
  groups?: Group[]
  reports?: Report[]
  exports?: Export[]
  archives?: Archive[]
  /** When the next of its affairs comes up that is not a message yet; null: none. For a clock that can be turned to it. */
  due?(db: Db): Promise<Date | null>
  /** Runs for as long as this instance leads; gives what ends it. */
  lead?(work: Work): () => Promise<void>
  web?(work: Work): Hono
  publishes?: Publishable[]
  /** What it adds to somebody's own profile. */
  profile?(turn: Turn): Promise<ProfilePart>
  /** Takes a file that no dialog waits for; false: it is not for this feature. */
  files?(turn: Turn): Promise<boolean>
  /** Takes words said outside any dialog; one feature has it. */
  words?(turn: Turn): Promise<void>
  /** What it stores about a person, by their Telegram account: for themselves to read, and to erase. */
  personal?: {
    collect?(db: Db, telegramId: bigint, voice: Voice, settings: Settings): Promise<Portion[]>
    erase?(db: Db, telegramId: bigint, around: Pick<Turn, 'voiceIn' | 'now' | 'settings'>): Promise<void>
  }
  /** Fills a sample city; gives one sentence on what it made. */
  sample?(sample: Sample): Promise<string | undefined>
}
