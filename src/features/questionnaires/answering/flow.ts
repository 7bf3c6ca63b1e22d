import { z } from 'zod'
import { Answer, isAsked, standing } from '../../../shared/questionnaires/answers.ts'
import type { Answers } from '../../../shared/questionnaires/answers.ts'
import type { Definition, Question } from '../../../shared/questionnaires/definition.ts'
import { isTapped } from '../../../shared/questionnaires/taps.ts'

/** What was said to a question while it can still be changed; a file as the dialogs know files. */
export const Given = z.union([
  Answer,
  z.object({ skipped: z.literal(true) }),
  z.object({ fileId: z.string(), isPhoto: z.boolean() }),
])
export type Given = z.infer<typeof Given>

/** By the keys of the questions; `checked` as well, once somebody has seen all of it together. */
export const Sofar = z.record(z.string(), Given)
export type Sofar = z.infer<typeof Sofar>

type Asked = Pick<Definition, 'questions'>

/** All answers together, to be sent or changed. No question's key begins so. */
export const checkStep = '-check'
/** Which answer is to be changed. */
export const changeStep = '-change'
const checked = '-checked'

/** The answers as they are sent: of questions that are asked as things stand. */
export function answersOf(definition: Asked, sofar: Sofar): Answers {
  const answers: Answers = {}
  for (const { key } of definition.questions) {
    const given = sofar[key]
    if (given === undefined || (Array.isArray(given) && given.length === 0)) continue
    if (typeof given !== 'object' || Array.isArray(given)) answers[key] = given
    else if ('fileId' in given) answers[key] = { file: given.fileId }
    else if (!('skipped' in given)) answers[key] = given
  }
  return standing(definition, answers)
}

/** The questions that are asked as things stand. */
export function askedOf(definition: Asked, sofar: Sofar): Question[] {
  const answers = answersOf(definition, sofar)
  return definition.questions.filter((question) => isAsked(question, answers))
}

/** Those of them to which nothing was said, not even that they are skipped. */
export function openOf(definition: Asked, sofar: Sofar): Question[] {
  return askedOf(definition, sofar).filter(({ key }) => sofar[key] === undefined)
}

/** What comes after a step (null: from the beginning); null: the answers are sent. */
export function nextStep(definition: Asked, step: string | null, sofar: Sofar): string | null {
  const { questions } = definition
  const asked = askedOf(definition, sofar)
  if (step === null) return asked[0]?.key ?? null
  const place = questions.findIndex(({ key }) => key === step)
  const following = isChecking(sofar) ? [] : questions.slice(place + 1)
  const [next = openOf(definition, sofar)[0]] = following.filter((question) => asked.includes(question))
  if (next !== undefined) return next.key
  if (step === checkStep || (!isChecking(sofar) && sendsAtOnce(definition, sofar))) return null
  return checkStep
}

/** Whether somebody has seen all answers together: from then on that is where every answer leads. */
function isChecking(sofar: Sofar): boolean {
  return sofar[checked] === true
}

/** The same, having seen them. */
export function checking(sofar: Sofar): Sofar {
  return { ...sofar, [checked]: true }
}

/** How the last question's answer is sent: by the next tap, if no other question follows from it, by "Selesai", by skipping. */
export type Ending = 'tap' | 'mayTap' | 'done' | 'skip'

/** Whether what answers this question may send all of them at once; null: it does not. */
export function endingAt(definition: Asked, question: Question, sofar: Sofar): Ending | null {
  const { questions } = definition
  const rest = { ...sofar, [question.key]: { skipped: true } } satisfies Sofar
  const others = askedOf(definition, rest).filter(({ key }) => key !== question.key)
  const place = questions.indexOf(question)
  const isLast = others.every((other) => questions.indexOf(other) < place)
  if (!isLast || isChecking(sofar) || !others.every((other) => isByTap(other, rest[other.key]))) return null
  if (question.kind === 'several') return 'done'
  if (!isTapped(question)) return question.isOptional && sendsAtOnce(definition, rest) ? 'skip' : null
  const leadsOn = questions.slice(place + 1).some(({ when }) => when.some(({ key }) => key === question.key))
  return leadsOn ? 'mayTap' : 'tap'
}

/** Who has typed something gets to read it once more; of taps the last one sends. */
function sendsAtOnce(definition: Asked, sofar: Sofar): boolean {
  if (Object.keys(answersOf(definition, sofar)).length === 0) return false
  return askedOf(definition, sofar).every((question) => isByTap(question, sofar[question.key]))
}

function isByTap(question: Question, given: Given | undefined): boolean {
  if (given === undefined) return false
  if (isTapped(question) || question.kind === 'several') return true
  return typeof given === 'object' && ('skipped' in given || 'doesNotApply' in given)
}
