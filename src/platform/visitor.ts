import type { User } from '@grammyjs/types'
import type { Db } from './database/database.ts'
import type { Language } from './texts.ts'

/** A right by its name; what the names mean is the trade's affair. "all" is everyone's. */
export type Right = string

/** Who an update comes from, as far as the platform has to know. */
export interface Visitor {
  telegramId: bigint
  /** Nothing about them is stored: what they say is kept only while it is needed. */
  stranger: boolean
  /** Undefined until they have chosen. */
  language: Language | undefined
  rights: ReadonlySet<Right>
  /** Digest of the command menu that their chat shows; undefined: the one for everyone. */
  menu: string | undefined
}

/** How the platform asks who someone is, in the transaction of their update. */
export interface Reception {
  /** Who speaks in a group is asked for only: nothing is noted of them. */
  identify(db: Db, user: User, now: Date, where: { isPrivate: boolean }): Promise<Visitor>
  /** Remembers the menu that a chat shows now. */
  showsMenu(db: Db, telegramId: bigint, digest: string | undefined): Promise<void>
}
