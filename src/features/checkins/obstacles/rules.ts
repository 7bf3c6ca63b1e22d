import type { Answers } from '../../../shared/questionnaires/answers.ts'
import type { Definition, Question } from '../../../shared/questionnaires/definition.ts'

/** What somebody lets the head of their unit see of their check-in; null: nothing. Only a plain yes shares. */
export function sharedOf(
  { questions }: Pick<Definition, 'questions'>,
  answers: Answers,
): { text: string; wantsHelp: boolean } | null {
  const answerTo = (role: NonNullable<Question['role']>) => {
    const question = questions.find((one) => one.role === role)
    return question && answers[question.key]
  }
  if (answerTo('share') !== true) return null
  const said = answerTo('blocker')
  const text = typeof said === 'string' ? said.trim() : ''
  const wantsHelp = answerTo('help') === true
  return text === '' && !wantsHelp ? null : { text, wantsHelp }
}
