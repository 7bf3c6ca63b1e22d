import type { Db } from '../../platform/database/database.ts'
import type { Settings } from '../../platform/work.ts'
import { released } from '../../shared/results/released.ts'

/** What is published of how a question was answered the first time. */
export interface QuestionFigures {
  position: number
  text: string
  /** People who have answered it; null: not shown. */
  answered: number | null
  /** Of these, who were right the first time; null: not shown. */
  right: number | null
}

interface Row {
  id: bigint
  position: number
  text: string
  answered: number
  right: number
}

/** How a version's questions were answered the first time, as far as it may be shown; in their order. */
export async function quizFigures(
  tx: Db,
  versionId: bigint,
  settings: Pick<Settings, 'minGroup'>,
  now: Date,
): Promise<QuestionFigures[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT question.id, question.position, question.text, count(first.person_id)::int AS answered,
      count(*) FILTER (WHERE first.is_right)::int AS right
    FROM quiz_question question
    LEFT JOIN (
      SELECT DISTINCT ON (question_id, person_id) question_id, person_id, is_right FROM quiz_try
      WHERE question_id IN (SELECT id FROM quiz_question WHERE version_id = ${versionId})
      ORDER BY question_id, person_id, id
    ) first ON first.question_id = question.id
    WHERE question.version_id = ${versionId}
    GROUP BY question.id ORDER BY question.position`
  const figures: QuestionFigures[] = []
  for (const { id, position, text, answered, right } of rows) {
    const children = [
      { name: 'right', count: right },
      { name: 'wrong', count: answered - right },
    ]
    const table = { name: 'answered', count: answered, groups: [{ by: 'first', children }] }
    const shown = await released(tx, `policies.quiz:${id}`, table, settings, now)
    const found = shown.groups[0]?.children.find(({ name }) => name === 'right')
    figures.push({ position, text, answered: shown.count, right: found?.count ?? null })
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
