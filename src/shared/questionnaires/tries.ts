import type { Db } from '../../platform/database/database.ts'
import { isRight } from './answers.ts'
import type { Answer } from './answers.ts'
import type { Question } from './definition.ts'

// A version's questions can also be asked outside of any round, each until it is answered rightly; every answer is kept.

/** How a question was answered the first time. */
export interface FirstTries {
  answered: number
  right: number
}

/** Of these questions of a version, those that somebody has not answered rightly yet, in their order. */
export async function leftFor(db: Db, versionId: bigint, questions: Question[], personId: bigint): Promise<Question[]> {
  if (questions.length === 0) return []
  const passed = await db.questionTry.findMany({
    where: { versionId, personId, isRight: true },
    select: { key: true },
  })
  return questions.filter((question) => passed.every(({ key }) => key !== question.key))
}

/** Keeps an answer, every one of them; gives whether it is right. One given again to a question already passed is not kept. */
export async function answerTry(
  db: Db,
  versionId: bigint,
  question: Question,
  { personId, answer }: { personId: bigint; answer: Answer },
  now: Date,
): Promise<boolean> {
  const right = isRight(question, answer) === true
  const { key } = question
  const passed = await db.questionTry.count({ where: { versionId, key, personId, isRight: true } })
  if (passed > 0) return true
  await db.questionTry.create({ data: { versionId, key, personId, answer, isRight: right, triedAt: now } })
  return right
}

/** How many people have answered each question of a version, and how many of them rightly at once; by its key. */
export async function firstTriesOf(db: Db, versionId: bigint): Promise<Map<string, FirstTries>> {
  const rows = await db.$queryRaw<(FirstTries & { key: string })[]>`
    SELECT key, count(*)::int AS answered, count(*) FILTER (WHERE is_right)::int AS right
    FROM (
      SELECT DISTINCT ON (key, person_id) key, is_right FROM question_try
      WHERE version_id = ${versionId} ORDER BY key, person_id, id
    ) first
    GROUP BY key`
  return new Map(rows.map(({ key, ...first }) => [key, first]))
}
