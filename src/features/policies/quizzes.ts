import type { Db } from '../../platform/database/database.ts'
import { Answer } from '../../shared/questionnaires/answers.ts'
import { Definition } from '../../shared/questionnaires/definition.ts'
import type { Question } from '../../shared/questionnaires/definition.ts'
import { leftFor } from '../../shared/questionnaires/tries.ts'
import { definitionOf } from '../../shared/questionnaires/versions.ts'
import type { Edition } from '../../shared/policies/versions.ts'
import type { Document } from './document.ts'
import type { Reader } from './readings.ts'

type Quizzed = Pick<Edition, 'quizId'>

/** Nobody is asked a quiz in a round; a questionnaire has to say how long one would stay open. */
const openMinutes = 7 * 24 * 60

/** Writes the questions of a document as a questionnaire of their own; null: it has none. */
export async function writeQuiz(
  db: Db,
  { title, quiz }: Pick<Document, 'title' | 'quiz'>,
  { identities, authorId }: { identities: number[]; authorId: bigint },
  now: Date,
): Promise<bigint | null> {
  if (quiz.length === 0) return null
  const questions = quiz.map(({ text, paragraph, options }, index): Question => {
    const about = identities[paragraph]
    if (about === undefined) throw new Error('A question is about a paragraph of its own document')
    return {
      key: `q${index + 1}`,
      kind: 'one',
      text: { id: text },
      options: options.map((option, n) => ({
        key: String.fromCodePoint(97 + n),
        text: { id: option.text },
        isRight: option.isRight,
      })),
      mayNotApply: false,
      isOptional: false,
      when: [],
      about,
    }
  })
  const { versions } = await db.questionnaire.create({
    data: {
      use: 'quiz',
      createdAt: now,
      versions: {
        create: {
          number: 1,
          authorId,
          createdAt: now,
          definition: {
            key: null,
            title: { id: title },
            use: 'quiz',
            isAnonymous: false,
            audience: null,
            schedule: null,
            openMinutes,
            reminders: 0,
            questions,
          } satisfies Definition,
        },
      },
    },
    select: { versions: { select: { id: true } } },
  })
  return versions[0]?.id ?? null
}

/** The questions of a version's quiz, in their order. */
export async function questionsOf(db: Db, { quizId }: Quizzed): Promise<Question[]> {
  return quizId === null ? [] : (await definitionOf(db, quizId)).questions
}

/** The questions that are asked of a reader, those about what they have to read, and that they have not answered rightly. */
export async function questionsLeft(db: Db, edition: Quizzed, { personId, task }: Reader): Promise<Question[]> {
  const { quizId } = edition
  if (quizId === null) return []
  const asked = (await questionsOf(db, edition)).filter(
    ({ about }) => about !== undefined && task.required.includes(about),
  )
  return leftFor(db, quizId, asked, personId)
}

/** What somebody answered in quizzes: every try, with the policy's version that it was about; the first one first. */
export async function triesOf(db: Db, telegramId: bigint) {
  const tries = await db.questionTry.findMany({
    where: { person: { telegramId }, version: { policy: { isNot: null } } },
    include: { version: { select: { definition: true, policy: { select: { title: true, number: true } } } } },
    orderBy: { id: 'asc' },
  })
  return tries.flatMap(({ version: { definition, policy }, key, answer, isRight, triedAt }) => {
    if (policy === null) return []
    const question = Definition.parse(definition).questions.find((one) => one.key === key)
    return question === undefined ? [] : [{ policy, question, answer: Answer.parse(answer), isRight, triedAt }]
  })
}
