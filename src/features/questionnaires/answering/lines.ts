import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Voice } from '../../../platform/texts.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import type { Definition, Question } from '../../../shared/questionnaires/definition.ts'
import { answerText } from '../../../shared/questionnaires/wording.ts'
import { cut } from '../../../shared/policies/places.ts'
import { answersOf, askedOf } from './flow.ts'
import type { Given, Sofar } from './flow.ts'

/** Letters that all lines have together: a message holds 4096, and something stands around them. */
const mostLetters = 3300
const longestQuestion = 120

/** Every question that is asked as things stand with what was said to it, in lines that fit into one message. */
export function linesOf(voice: Voice, definition: Definition, sofar: Sofar): Html {
  const asked = askedOf(definition, sofar)
  const room = Math.floor(mostLetters / asked.length)
  return joinHtml(
    asked.map((question, n) => {
      const text = cut(said(question.text, voice.language), Math.min(longestQuestion, Math.floor(room / 2)))
      const answer = cut(givenText(voice, definition, question, sofar), room - text.length)
      return voice.t('questionnaires:answerLine', { n: n + 1, question: text, answer })
    }),
    '\n',
  )
}

/** What was said to a question, in words. */
export function givenText(voice: Voice, definition: Definition, question: Question, sofar: Sofar): string {
  const answer = answersOf(definition, sofar)[question.key]
  if (answer !== undefined) return answerText(voice, question, answer)
  return voice.label(isSkipped(sofar[question.key]) ? 'questionnaires:skipped' : 'questionnaires:notYet')
}

function isSkipped(given: Given | undefined): boolean {
  return typeof given === 'object' && 'skipped' in given
}
