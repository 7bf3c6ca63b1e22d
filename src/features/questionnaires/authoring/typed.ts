import type { Message } from '@grammyjs/types'
import { Refusal } from '../../../platform/refusal.ts'
import type { Bilingual, Option, Question } from '../../../shared/questionnaires/definition.ts'
import { numberIn, tidy } from '../../../shared/questionnaires/source/fields.ts'
import type { Report } from '../../../shared/questionnaires/source/findings.ts'
import type { Node } from '../../../shared/questionnaires/source/nodes.ts'
import { readOptions } from '../../../shared/questionnaires/source/options.ts'

const nowhere = { line: 1, column: 1, sheet: null } as const

/** A text, and behind "|" the same in English, each of at most so many letters. */
export function readWords({ text }: Message, most: number): Bilingual {
  if (text === undefined) throw new Refusal('platform:wordsExpected')
  return bilingualOf(text, most)
}

/** The words at both ends of a scale, a line for each. */
export function readEnds({ text = '' }: Message, most: number): [Bilingual, Bilingual] {
  const [low, high, ...more] = linesOf(text)
  if (low === undefined || high === undefined || more.length > 0) throw new Refusal('questionnaires:endsLines')
  return [bilingualOf(low, most), bilingualOf(high, most)]
}

/** Options, a line for each, with what a file can say of one: "20 jam | 20 hours *". */
export function readChoices({ text = '' }: Message, kind: 'one' | 'several'): Option[] {
  const lines = linesOf(text).map((line) => {
    const [id = '', en = '', ...more] = line.split('|')
    // What a mark belongs to is the option, whichever of its texts it follows.
    const [, words = '', marks = ''] =
      /^(.*?)((?:\s*=\s*[-+]?\d+(?:[.,]\d+)?)?\s*\*?)$/s.exec([en, ...more].join('|')) ?? []
    return words.trim() === '' ? { id: line, en: undefined } : { id: `${id.trim()} ${marks.trim()}`.trim(), en: words }
  })
  const texts = (all: string[]): Node => ({ kind: 'list', at: nowhere, items: all.map(textNode) })
  const english = lines.flatMap(({ en }) => en ?? [])
  const id = texts(lines.map((line) => line.id))
  const entries = [
    { at: nowhere, name: 'id', value: id },
    { at: nowhere, name: 'en', value: texts(english) },
  ]
  const options = readOptions(english.length > 0 ? { kind: 'map', at: nowhere, entries } : id, refuse)
  if (options === undefined) throw new Refusal('questionnaires:optionsLines')
  if (kind === 'one' && options.filter(({ isRight }) => isRight === true).length > 1)
    throw new Refusal('questionnaires:rightOne')
  return options
}

/** What a number may be: "0-100 jam", "1-5". */
export function readRange({ text = '' }: Message, mostUnit: number): Pick<Question, 'min' | 'max' | 'unit'> {
  const [, low = '', high = '', unit = ''] =
    /^([-+]?\d+(?:[.,]\d+)?)\s*(?:-|–|sampai|to)\s*([-+]?\d+(?:[.,]\d+)?)\s*(.*)$/s.exec(tidy(text)) ?? []
  const [min, max] = [numberIn(low), numberIn(high)]
  if (min === undefined || max === undefined || min >= max) throw new Refusal('questionnaires:rangeWords')
  return { min, max, ...(unit !== '' && { unit: bilingualOf(unit, mostUnit) }) }
}

function linesOf(text: string): string[] {
  return tidy(text)
    .split('\n')
    .filter((line) => line !== '')
}

function bilingualOf(text: string, most: number): Bilingual {
  const [id = '', en = ''] = text.split('|').map(tidy)
  if (id === '') throw new Refusal('platform:wordsShort', { count: 1 })
  for (const { length } of [id, en])
    if (length > most) throw new Refusal('platform:wordsLong', { count: length, max: most })
  return { id, ...(en !== '' && { en }) }
}

function textNode(text: string): Node {
  return { kind: 'text', at: nowhere, text }
}

/** What is a fault in a file is a refusal in chat. */
const refuse: Report = (_, reason, value = '', other = '') => {
  if (reason === 'textLong') throw new Refusal('questionnaires:optionLong', { value, max: other })
  if (reason === 'optionTwice') throw new Refusal('questionnaires:optionTwice', { value })
  throw new Refusal('questionnaires:optionsLines')
}
