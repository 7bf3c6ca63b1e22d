import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Voice } from '../../../platform/texts.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import type { Condition, Question } from '../../../shared/questionnaires/definition.ts'
import { tapsOf } from '../../../shared/questionnaires/taps.ts'
import { answerText, questionText } from '../../../shared/questionnaires/wording.ts'
import type { Manuscript } from './drafts.ts'

const operatorWord: Record<Condition['operator'], string> = {
  '=': '=',
  '!=': '≠',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
}

/** A question as it will be asked, with what only its author sees: when it is asked, what is right, what it counts. */
export function askedText(voice: Voice, { questions }: Manuscript, question: Question, index: number): Html {
  const taps = tapsOf(voice, question)
    .flat()
    .map(({ label }) => voice.t('questionnaires:draftTap', { label }))
  return joinHtml(
    [
      voice.t('questionnaires:draftNumber', { number: index + 1 }),
      questionText(voice, question),
      chosenText(voice, question),
      taps.length > 0 ? joinHtml(taps, ' ') : undefined,
      notesText(voice, questions, question),
    ],
    '\n',
  )
}

/** The options of several, which are buttons that can be pressed and pressed again. */
function chosenText(voice: Voice, { kind, options = [] }: Question): Html | undefined {
  if (kind !== 'several') return undefined
  return joinHtml(
    options.map(({ text }) => voice.t('questionnaires:draftTap', { label: said(text, voice.language) })),
    ' ',
  )
}

function notesText(voice: Voice, questions: Question[], question: Question): Html | undefined {
  const { isOptional, when, points } = question
  const notes = [
    ...(isOptional ? [voice.label('questionnaires:noteOptional')] : []),
    ...when.map((condition) =>
      voice.label('questionnaires:noteWhen', { condition: conditionText(voice, questions, condition) }),
    ),
    ...rightTexts(voice, question),
    ...(points === undefined ? [] : [voice.label('questionnaires:notePoints', { points })]),
  ]
  return notes.length === 0 ? undefined : voice.t('questionnaires:draftNotes', { notes: notes.join(' · ') })
}

function conditionText(voice: Voice, questions: Question[], { key, operator, value }: Condition): string {
  const index = questions.findIndex((question) => question.key === key)
  const question = questions[index]
  const number = index + 1
  if (question === undefined || value === '') return voice.label('questionnaires:whenAnswered', { number })
  return voice.label('questionnaires:whenIs', {
    number,
    operator: operatorWord[operator],
    value: valueText(voice, question, value),
  })
}

function valueText(voice: Voice, question: Question, value: Condition['value']): string {
  if (typeof value === 'number') return String(value)
  return question.kind === 'several' ? optionText(voice, question, String(value)) : answerText(voice, question, value)
}

function rightTexts(voice: Voice, question: Question): string[] {
  const { options = [], right } = question
  const rights = options.filter(({ isRight }) => isRight === true).map(({ text }) => said(text, voice.language))
  const answer = right === undefined ? rights.join(', ') : answerText(voice, question, right)
  return answer === '' ? [] : [voice.label('questionnaires:noteRight', { answer })]
}

function optionText({ language }: Voice, { options = [] }: Question, key: string): string {
  const found = options.find((option) => option.key === key)
  return found === undefined ? key : said(found.text, language)
}
