import type { Db } from '../../platform/database/database.ts'
import type { Turn } from '../../platform/inbox/turn.ts'
import { Refusal } from '../../platform/refusal.ts'
import { Audience, isSelected } from '../../shared/audiences/audience.ts'
import type { Scope } from '../../shared/audiences/audience.ts'
import type { Edition } from './versions.ts'

/** A version and whether it is for somebody. */
export interface Shelved {
  edition: Edition
  isMine: boolean
}

/** Those of the versions that somebody may read, each with whether it is for them. */
export async function shelfOf(turn: Turn, editions: Edition[]): Promise<Shelved[]> {
  const mine = await areMine(turn.db, editions, turn.who.telegramId, turn)
  return editions.flatMap((edition, index) => {
    const isMine = mine[index] ?? false
    return isMine || edition.isPublic || seesAll(turn) ? [{ edition, isMine }] : []
  })
}

/** Whether a version is for somebody; refused when they may not read it. */
export async function demandReadable(turn: Turn, edition: Edition): Promise<{ isMine: boolean }> {
  const [shelved] = await shelfOf(turn, [edition])
  if (shelved === undefined) throw new Refusal(turn.who.stranger ? 'policies:staffStranger' : 'policies:staffOnly')
  return shelved
}

/** Employees read what is for other employees, too; planners and heads everything. */
function seesAll(turn: Turn): boolean {
  return turn.may('employee') || turn.may('overseer')
}

async function areMine(db: Db, editions: Edition[], telegramId: bigint, scope: Scope): Promise<boolean[]> {
  const audiences = editions.map(({ audience }) => Audience.parse(audience))
  return isSelected(db, telegramId, audiences, scope)
}
