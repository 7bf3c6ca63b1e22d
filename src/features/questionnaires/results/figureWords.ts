import type { Voice } from '../../../platform/texts.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import type { Question } from '../../../shared/questionnaires/definition.ts'
import { doesNotApply } from '../../../shared/questionnaires/distribution.ts'
import type { UnitFigures } from '../../../shared/questionnaires/published.ts'

/** An answer in the words of its question: a point of a scale, an option, yes or no. */
export function nameOf(voice: Voice, { kind, options = [] }: Question, name: string): string {
  if (name === doesNotApply) return voice.label('questionnaires:notApplicable')
  if (kind === 'yesno') return voice.label(name === 'yes' ? 'questionnaires:yes' : 'questionnaires:no')
  const option = options.find(({ key }) => key === name)
  return option === undefined ? name : said(option.text, voice.language)
}

/** The published shares of a question, the largest first. */
export function rankedShares(
  { key }: Question,
  { shares }: UnitFigures,
): { name: string; share: number; step: number }[] {
  return [...(shares.get(key) ?? [])].map(([name, one]) => ({ name, ...one })).toSorted((a, b) => b.share - a.share)
}

/** Where the scale of a question's means begins and ends. */
export function rangeOf({ kind, min = 0, max = 100, options = [] }: Question): { least: number; most: number } {
  if (kind === 'scale5') return { least: 1, most: 5 }
  if (kind === 'scale10') return { least: 0, most: 10 }
  if (kind === 'number') return { least: min, most: max }
  const values = options.flatMap(({ value }) => value ?? [])
  return { least: Math.min(...values), most: Math.max(...values) }
}

/** At most two decimals. */
export function short(value: number): number {
  return Math.round(value * 100) / 100
}
