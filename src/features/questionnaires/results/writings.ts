import type { Db } from '../../../platform/database/database.ts'
import type { Settings } from '../../../platform/work.ts'
import type { Question } from '../../../shared/questionnaires/definition.ts'
import { wordsOf } from '../../../shared/questionnaires/published.ts'
import type { Results } from './reports.ts'

/** What people wrote to a question. */
export interface Writing {
  question: Question
  texts: string[]
}

/** Whether what is written to a question is shown: not what somebody shares with their head, or keeps from them, by their own choice. */
export function isWorded({ kind, role }: Question): boolean {
  return (kind === 'text' || kind === 'longtext') && role === undefined
}

/** What people wrote at a place, by question; those are left out to which fewer than k wrote something. */
export async function writingsOf(
  db: Db,
  { round, place }: Pick<Results, 'round' | 'place'>,
  settings: Settings,
): Promise<Writing[]> {
  const writings: Writing[] = []
  for (const question of round.definition.questions.filter(isWorded)) {
    const texts = await wordsOf(db, round, question.key, place.scope, settings)
    if (texts.length > 0) writings.push({ question, texts })
  }
  return writings
}
