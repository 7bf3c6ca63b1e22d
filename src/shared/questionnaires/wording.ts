import { maxFileSize } from '../../platform/files/files.ts'
import { takenKinds } from '../../platform/files/sentKinds.ts'
import { joinHtml } from '../../platform/html.ts'
import type { Html } from '../../platform/html.ts'
import { writeDay } from '../../platform/moments.ts'
import type { Voice } from '../../platform/texts.ts'
import type { Answer } from './answers.ts'
import { said } from './definition.ts'
import type { Question } from './definition.ts'
import { labelled } from './taps.ts'

/** Letters that a typed answer can have, by its kind. */
export const mostLetters = { text: 300, longtext: 2000 } as const

/** A question as it is asked, with what can be answered where no button says it. */
export function questionText(voice: Voice, question: Question): Html {
  const { text, help } = question
  return joinHtml([
    voice.t('questionnaires:questionText', { text: said(text, voice.language) }),
    help && voice.t('questionnaires:questionHelp', { text: said(help, voice.language) }),
    hintOf(voice, question),
  ])
}

/** An answer in words, such as "4 dari 5", an option's text or a day. */
export function answerText(voice: Voice, question: Question, answer: Answer): string {
  if (typeof answer === 'boolean') return voice.label(answer ? 'questionnaires:yes' : 'questionnaires:no')
  if (typeof answer === 'number') return numberText(voice, question, answer)
  if (Array.isArray(answer)) return answer.map((key) => optionText(voice, question, key)).join(', ')
  if (typeof answer === 'object')
    return voice.label('file' in answer ? 'questionnaires:answerFile' : 'questionnaires:notApplicable')
  if (question.kind === 'date') return writeDay(answer, voice.language)
  return question.kind === 'one' ? optionText(voice, question, answer) : answer
}

function hintOf(voice: Voice, question: Question): Html | undefined {
  const { kind, options = [] } = question
  switch (kind) {
    case 'scale5':
      return scaleHint(voice, question, 1, 5)
    case 'scale10':
      return scaleHint(voice, question, 0, 10)
    case 'one':
      return lettersText(voice, options)
    case 'several':
      return joinHtml([lettersText(voice, options), voice.t('questionnaires:severalHint')])
    case 'number':
      return numberHint(voice, question)
    case 'date':
      return voice.t('questionnaires:dateHint')
    case 'text':
    case 'longtext':
      return voice.t('questionnaires:textHint', { max: mostLetters[kind] })
    case 'file':
      return voice.t('questionnaires:fileHint', { kinds: takenKinds, max: maxFileSize / 2 ** 20 })
    case 'yesno':
      return undefined
  }
}

function scaleHint(voice: Voice, { ends }: Question, from: number, to: number): Html {
  if (ends === undefined) return voice.t('questionnaires:scaleRange', { from, to })
  const [low, high] = ends.map((text) => said(text, voice.language))
  return voice.t('questionnaires:scaleEnds', { from, to, low: low ?? '', high: high ?? '' })
}

/** The options by their letters; nothing where their texts stand on the buttons. */
function lettersText(voice: Voice, options: NonNullable<Question['options']>): Html | undefined {
  const lines = labelled(options, voice.language)
    .filter(({ label, text }) => label !== text)
    .map(({ label, text }) => voice.t('questionnaires:optionLine', { letter: label, text }))
  return lines.length === 0 ? undefined : joinHtml(lines, '\n')
}

function numberHint(voice: Voice, question: Question): Html {
  const { unit } = question
  const what =
    unit === undefined
      ? voice.t('questionnaires:numberHint')
      : voice.t('questionnaires:numberHintUnit', { unit: said(unit, voice.language) })
  return joinHtml([what, rangeText(voice, question)], ' ')
}

/** What a number may be; nothing where it may be any. */
export function rangeText(voice: Voice, { min, max }: Pick<Question, 'min' | 'max'>): Html | undefined {
  if (min !== undefined && max !== undefined) return voice.t('questionnaires:numberBetween', { min, max })
  if (min !== undefined) return voice.t('questionnaires:numberAtLeast', { min })
  return max === undefined ? undefined : voice.t('questionnaires:numberAtMost', { max })
}

function numberText(voice: Voice, { kind, unit }: Question, value: number): string {
  if (kind === 'scale5' || kind === 'scale10')
    return voice.label('questionnaires:answerScale', { value, most: kind === 'scale5' ? 5 : 10 })
  const written = voice.label('questionnaires:answerNumber', { value, unit: unit ? said(unit, voice.language) : '' })
  return written.trim()
}

function optionText({ language }: Voice, { options = [] }: Question, key: string): string {
  const found = options.find((option) => option.key === key)
  return found === undefined ? key : said(found.text, language)
}
