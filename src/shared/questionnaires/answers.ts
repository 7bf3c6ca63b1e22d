import { z } from 'zod'
import type { Condition, Definition, Question } from './definition.ts'

/**
 * An answer: a number (scales, numbers), an option's key or a text or a day "2027-01-04", options' keys, yes or no, a file's
 * row as text, or that the question does not apply. A question that was skipped, or not asked, has none.
 */
export const Answer = z.union([
  z.number(),
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.object({ file: z.string() }),
  z.object({ doesNotApply: z.literal(true) }),
])
export type Answer = z.infer<typeof Answer>

/** By the keys of the questions. */
export const Answers = z.record(z.string(), Answer)
export type Answers = z.infer<typeof Answers>

/** Whether a question is asked, as the answers before it are. */
export function isAsked({ when }: Pick<Question, 'when'>, answers: Answers): boolean {
  return when.every((condition) => holds(condition, answers[condition.key]))
}

/** The answers to the questions that are asked: what was said to one that a changed answer has taken away does not count. */
export function standing({ questions }: Pick<Definition, 'questions'>, answers: Answers): Answers {
  const kept: Answers = {}
  for (const question of questions) {
    const answer = answers[question.key]
    if (answer !== undefined && isAsked(question, kept)) kept[question.key] = answer
  }
  return kept
}

/** What an answer counts in means: points of a scale, a number, the value of an option, 1 or 0; null: nothing. */
export function valueOf(question: Question, answer: Answer): number | null {
  if (typeof answer === 'number') return answer
  if (typeof answer === 'boolean') return answer ? 1 : 0
  if (question.kind === 'one' && typeof answer === 'string')
    return question.options?.find(({ key }) => key === answer)?.value ?? null
  return null
}

/** Whether an answer is right; null: the question has no right one. */
export function isRight(question: Question, answer: Answer | undefined): boolean | null {
  const { kind, right, options = [] } = question
  if (kind === 'one' || kind === 'several') {
    const wanted = options.filter((option) => option.isRight === true).map(({ key }) => key)
    if (wanted.length === 0) return null
    const given = typeof answer === 'string' ? [answer] : Array.isArray(answer) ? answer : []
    return given.length === wanted.length && wanted.every((key) => given.includes(key))
  }
  return right === undefined ? null : answer === right
}

/** The points of all answers, and the most that the questions that are asked can give; null: none has a right answer. */
export function scoreOf({ questions }: Pick<Definition, 'questions'>, answers: Answers) {
  const judged = questions
    .filter((question) => isAsked(question, answers))
    .flatMap((question) => {
      const right = isRight(question, answers[question.key])
      return right === null ? [] : [{ right, points: question.points ?? 1 }]
    })
  if (judged.length === 0) return null
  const sum = (some: typeof judged) => some.reduce((total, { points }) => total + points, 0)
  return { points: sum(judged.filter(({ right }) => right)), most: sum(judged) }
}

function holds({ operator, value }: Condition, answer: Answer | undefined): boolean {
  // What was not answered, or does not apply, meets no condition.
  if (answer === undefined || (typeof answer === 'object' && !Array.isArray(answer))) return false
  const isSame = Array.isArray(answer) ? answer.includes(String(value)) : answer === value
  switch (operator) {
    case '=':
      return isSame
    case '!=':
      return !isSame
    case '<':
      return typeof answer === 'number' && answer < Number(value)
    case '<=':
      return typeof answer === 'number' && answer <= Number(value)
    case '>':
      return typeof answer === 'number' && answer > Number(value)
    case '>=':
      return typeof answer === 'number' && answer >= Number(value)
  }
}
