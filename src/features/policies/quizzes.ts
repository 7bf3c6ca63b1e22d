import { z } from 'zod'
import type { QuizQuestion } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Reader } from './readings.ts'

export const Options = z.array(z.object({ text: z.string(), isRight: z.boolean() }))

/** A question of the quiz with the paragraph that answers it. */
export interface Asked extends Pick<QuizQuestion, 'id' | 'versionId' | 'text' | 'position'> {
  options: z.infer<typeof Options>
  identity: number
}

/** The questions that are asked of a reader, those about what they have to read, and that they have not answered rightly. */
export async function questionsLeft(db: Db, versionId: bigint, { personId, task }: Reader): Promise<Asked[]> {
  const questions = await db.quizQuestion.findMany({
    where: {
      versionId,
      paragraph: { identity: { in: task.required } },
      tries: { none: { personId, isRight: true } },
    },
    orderBy: { position: 'asc' },
    include: { paragraph: { select: { identity: true } } },
  })
  return questions.map((question) => read(question))
}

/** A question by its row; null: there is none. */
export async function questionOf(db: Db, id: bigint): Promise<Asked | null> {
  const found = await db.quizQuestion.findUnique({
    where: { id },
    include: { paragraph: { select: { identity: true } } },
  })
  return found && read(found)
}

/** Keeps an answer, every one of them; gives whether it is right. One given again to a question already passed is not kept. */
export async function answerQuestion(
  db: Db,
  question: Asked,
  { personId, option }: { personId: bigint; option: number },
  now: Date,
): Promise<boolean> {
  const isRight = question.options[option]?.isRight ?? false
  const passed = await db.quizTry.count({ where: { questionId: question.id, personId, isRight: true } })
  if (passed > 0) return true
  await db.quizTry.create({ data: { questionId: question.id, personId, option, isRight, triedAt: now } })
  return isRight
}

function read({ paragraph, options, ...question }: QuizQuestion & { paragraph: { identity: number } }): Asked {
  return { ...question, options: Options.parse(options), identity: paragraph.identity }
}
