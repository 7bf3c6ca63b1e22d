import type { Sums } from '../results/rounding.ts'
import { valueOf } from './answers.ts'
import type { Answer } from './answers.ts'
import type { Question } from './definition.ts'

/** What the values that people gave to a question come to; options without a value, and words, count nothing. */
export function sumsOf(question: Question, given: { value: Answer; people: number }[]): Sums {
  const sums = { people: 0, sum: 0, squares: 0 }
  for (const { value, people } of given) {
    const counted = valueOf(question, value)
    if (counted === null) continue
    sums.people += people
    sums.sum += counted * people
    sums.squares += counted * counted * people
  }
  return sums
}

/** The parts into which a question breaks those who answered it; of "several" each by itself. None: it is not broken down. */
export function partsOf({ kind, options = [] }: Question): { name: string; holds(value: Answer): boolean }[] {
  if (kind === 'yesno') return [{ name: 'yes', holds: (value) => value === true }]
  if (kind === 'one') return options.map(({ key }) => ({ name: key, holds: (value) => value === key }))
  if (kind === 'several')
    return options.map(({ key }) => ({ name: key, holds: (value) => Array.isArray(value) && value.includes(key) }))
  return []
}

/**
 * The width of a question's scale, in which a mean is rounded: four times what lies between two answers next to each other,
 * where there are fewer than five. Otherwise a single person could move the mean by more than a step. null: a number without
 * both limits, which anyone can move as far as they like, so that no mean of it is told.
 */
export function spanOf({ kind, min, max, options = [] }: Question): number | null {
  if (kind === 'scale10') return 10
  if (kind === 'number') return min === undefined || max === undefined ? null : spanBetween(max - min, max - min)
  if (kind !== 'one') return 4
  const values = [...new Set(options.flatMap(({ value }) => value ?? []))]
  return spanBetween(Math.max(...values) - Math.min(...values), values.length - 1)
}

/** The span of a scale of a width, which its points part into so many gaps. */
export function spanBetween(width: number, gaps: number): number {
  return gaps < 1 ? 4 : (4 * width) / Math.min(4, gaps)
}

/** Whether an answer says something, and not that the question does not apply. */
export function applies(value: Answer): boolean {
  return !(typeof value === 'object' && 'doesNotApply' in value)
}
