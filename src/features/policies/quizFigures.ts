import type { Db } from '../../platform/database/database.ts'
import type { Settings } from '../../platform/work.ts'
import type { Edition } from '../../shared/policies/versions.ts'
import type { Bilingual } from '../../shared/questionnaires/definition.ts'
import { firstTriesOf } from '../../shared/questionnaires/tries.ts'
import { released } from '../../shared/results/released.ts'
import { questionsOf } from './quizzes.ts'

/** What is published of how a question was answered the first time. */
export interface QuestionFigures {
  position: number
  text: Bilingual
  /** People who have answered it; null: not shown. */
  answered: number | null
  /** Of these, who were right the first time; null: not shown. */
  right: number | null
}

/** How a version's questions were answered the first time, as far as it may be shown; in their order. */
export async function quizFigures(
  tx: Db,
  edition: Pick<Edition, 'quizId'>,
  settings: Pick<Settings, 'minGroup'>,
  now: Date,
): Promise<QuestionFigures[]> {
  const { quizId } = edition
  if (quizId === null) return []
  const tries = await firstTriesOf(tx, quizId)
  const figures: QuestionFigures[] = []
  for (const [index, { key, text }] of (await questionsOf(tx, edition)).entries()) {
    const { answered, right } = tries.get(key) ?? { answered: 0, right: 0 }
    const children = [
      { name: 'right', count: right },
      { name: 'wrong', count: answered - right },
    ]
    const table = { name: 'answered', count: answered, groups: [{ by: 'first', children }] }
    const shown = await released(tx, `quiz:${quizId}:${key}`, table, settings, now)
    const found = shown.groups[0]?.children.find(({ name }) => name === 'right')
    figures.push({ position: index + 1, text, answered: shown.count, right: found?.count ?? null })
  }
  return figures
}

/** The question that the largest share got wrong at first, of those of which it may be shown; undefined: there is none. */
export function mostMissed(figures: QuestionFigures[]): QuestionFigures | undefined {
  const missed = figures.flatMap((one) =>
    one.answered === null || one.right === null || one.right === one.answered
      ? []
      : [{ one, share: 1 - one.right / one.answered }],
  )
  return missed.toSorted((a, b) => b.share - a.share)[0]?.one
}
