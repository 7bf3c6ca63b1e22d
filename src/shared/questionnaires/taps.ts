import type { Language, Voice } from '../../platform/texts.ts'
import type { Answer } from './answers.ts'
import { said } from './definition.ts'
import type { Option, Question, QuestionKind } from './definition.ts'

/** An answer that is given by a button. */
export interface Tap {
  /** What the button carries: at most 16 characters; what begins with "-" is no option's key. */
  id: string
  label: string
  answer: Answer
}

/** Kinds of question that one tap answers. */
const tapKinds: readonly QuestionKind[] = ['scale5', 'scale10', 'one', 'yesno']
/** Longer options stand in the text, by letters. */
const longestLabel = 32
const lettersInARow = 6

/** Whether one tap answers a question of this kind. */
export function isTapped({ kind }: Pick<Question, 'kind'>): boolean {
  return tapKinds.includes(kind)
}

/** The answers that can be given by one tap, in rows; "Tidak berlaku" has a row of its own. */
export function tapsOf(voice: Voice, question: Question): Tap[][] {
  const rows = rowsOf(voice, question)
  if (!question.mayNotApply) return rows
  const label = voice.label('questionnaires:notApplicable')
  return [...rows, [{ id: '-na', label, answer: { doesNotApply: true } }]]
}

/** The options of a question with what stands on their buttons: their texts, or letters where one of them is long. */
export function labelled(options: Option[], language: Language): { key: string; label: string; text: string }[] {
  const texts = options.map(({ key, text }) => ({ key, text: said(text, language) }))
  const isShort = texts.every(({ text }) => Array.from(text).length <= longestLabel)
  return texts.map(({ key, text }, n) => ({ key, text, label: isShort ? text : String.fromCodePoint(65 + n) }))
}

/** Buttons of options in rows: one in a row, or some of them where they are letters. */
export function inRows<Button extends { label: string }>(buttons: Button[]): Button[][] {
  const width = buttons.every(({ label }) => label.length === 1) ? lettersInARow : 1
  return chunks(buttons, width)
}

function rowsOf(voice: Voice, question: Question): Tap[][] {
  switch (question.kind) {
    case 'scale5':
      return [points(1, 5)]
    case 'scale10':
      return [points(0, 5), points(6, 10)]
    case 'yesno':
      return [
        [
          { id: 'yes', label: voice.label('questionnaires:yes'), answer: true },
          { id: 'no', label: voice.label('questionnaires:no'), answer: false },
        ],
      ]
    case 'one':
      return inRows(
        labelled(question.options ?? [], voice.language).map(({ key, label }) => ({ id: key, label, answer: key })),
      )
    case 'several':
    case 'number':
    case 'date':
    case 'text':
    case 'longtext':
    case 'file':
      return []
  }
}

function points(from: number, to: number): Tap[] {
  return Array.from({ length: to - from + 1 }, (_, n) => ({
    id: String(from + n),
    label: String(from + n),
    answer: from + n,
  }))
}

function chunks<One>(all: One[], width: number): One[][] {
  return Array.from({ length: Math.ceil(all.length / width) }, (_, n) => all.slice(n * width, (n + 1) * width))
}
