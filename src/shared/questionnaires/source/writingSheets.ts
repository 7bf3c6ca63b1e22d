import type { Bilingual, Definition, Option, Question } from '../definition.ts'
import { questionColumns } from './columns.ts'
import type { QuestionColumn } from './columns.ts'
import { writeAudience, writeConditions, writeMinutes, writeYes } from './writing.ts'

/**
 * The rows of both sheets of a workbook that holds a questionnaire. Its options get their keys anew from their texts, for a
 * sheet has no place for them.
 */
export function writeSheets(definition: Definition): { settings: string[][]; questions: string[][] } {
  return {
    settings: settingsOf(definition).filter(([, value]) => value !== ''),
    questions: definition.questions.map((question) => {
      const cells = cellsOf(question)
      return questionColumns.map((column) => cells[column] ?? '')
    }),
  }
}

/** A name, and its value in Indonesian and in English. */
function settingsOf({ key, title, use, isAnonymous, audience, schedule, ...rest }: Definition): string[][] {
  return [
    ['kunci', key ?? '', ''],
    ['judul', title.id, title.en ?? ''],
    ['kegunaan', use, ''],
    ['anonim', writeYes(isAnonymous), ''],
    ['sasaran', audience === null ? '' : writeAudience(audience), ''],
    ['jadwal', schedule?.words ?? '', ''],
    ['buka', writeMinutes(rest.openMinutes), ''],
    ['pengingat', String(rest.reminders), ''],
    ['indeks', rest.index ?? '', ''],
  ]
}

function cellsOf(question: Question): Partial<Record<QuestionColumn, string>> {
  const { key, kind, text, help, ends, options, min, max, unit, when, right, points, role } = question
  const list = (all: Bilingual[] | undefined) => all?.map(({ id }) => id).join('\n')
  const english = (all: Bilingual[] | undefined) =>
    all?.every(({ en }) => en !== undefined) === true ? all.map(({ en }) => en ?? '').join('\n') : undefined
  const shown = (value: number | undefined) => (value === undefined ? undefined : String(value))
  const cells = {
    key,
    kind,
    text: text.id,
    textEn: text.en,
    help: help?.id,
    helpEn: help?.en,
    options: options?.map(optionText).join('\n'),
    optionsEn: english(options?.map((option) => option.text)),
    ends: list(ends),
    endsEn: english(ends),
    min: shown(min),
    max: shown(max),
    unit: unit?.id,
    unitEn: unit?.en,
    notApplicable: question.mayNotApply ? writeYes(true) : undefined,
    optional: question.isOptional ? writeYes(true) : undefined,
    when: writeConditions(when),
    right: typeof right === 'boolean' ? writeYes(right) : shown(right),
    points: shown(points),
    role,
  }
  const found: Partial<Record<QuestionColumn, string>> = {}
  for (const column of questionColumns) {
    const value = cells[column]
    if (value !== undefined) found[column] = value
  }
  return found
}

function optionText({ text, value, isRight }: Option): string {
  return `${text.id}${value === undefined ? '' : ` =${value}`}${isRight === true ? ' *' : ''}`
}
