import type { Turn } from '../../../platform/inbox/turn.ts'
import { targetOf } from '../../../shared/questionnaires/context.ts'
import { ownIdOf } from '../people.ts'
import { readAnswered } from './answered.ts'
import { ownLines } from './trend.ts'
import type { OwnLine } from './trend.ts'

/** What somebody's check-ins have brought them, for themselves. */
export interface Own {
  personId: bigint
  /** When they last answered one that bears their name; null: never. */
  lastAt: Date | null
  lines: OwnLine[]
  target: string | null
  /** Notes that they and their heads wrote. */
  notes: number
  /** Thanks that they got. */
  received: number
}

/** Reads it of who speaks. */
export async function readOwn({ db, who }: Pick<Turn, 'db' | 'who'>): Promise<Own> {
  const personId = await ownIdOf(db, who)
  const answered = await readAnswered(db, personId)
  return {
    personId,
    lastAt: answered.at(-1)?.at ?? null,
    lines: ownLines(answered),
    target: await targetOf(db, personId),
    notes: await db.coachingNote.count({ where: { personId } }),
    received: await db.appreciation.count({ where: { personId } }),
  }
}
