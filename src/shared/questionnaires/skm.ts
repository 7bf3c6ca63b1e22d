import type { Definition, Question } from './definition.ts'
import type { UnitFigures } from './published.ts'

/** What PermenPANRB 14/2017 calls the quality of a service, the best first, with the least index that it takes. */
const grades = [
  { grade: 'A', least: 88.31 },
  { grade: 'B', least: 76.61 },
  { grade: 'C', least: 65 },
  { grade: 'D', least: 25 },
] as const
export type Grade = (typeof grades)[number]['grade']

/** An index from 25 to 100, as exactly as rounded means tell it. */
export interface SkmIndex {
  value: number
  /** By how much it can be more or less. */
  margin: number
  /** The grade of the least, and of the most, that it can be. */
  from: Grade
  to: Grade
}

/**
 * The index of the Survei Kepuasan Masyarakat: the mean of its elements' means, each with the same weight, times 25
 * (PermenPANRB 14/2017). null: the questionnaire has none, or one of its elements is not shown.
 */
export function skmIndex(definition: Definition, { means }: Pick<UnitFigures, 'means'>): SkmIndex | null {
  const elements = elementsOf(definition).map(({ key }) => means.get(key))
  const known = elements.flatMap((mean) => mean ?? [])
  if (known.length === 0 || known.length < elements.length) return null
  const average = (of: (mean: { mean: number; step: number }) => number) =>
    known.reduce((sum, mean) => sum + of(mean), 0) / known.length
  const value = 25 * average(({ mean }) => mean)
  const margin = (25 * average(({ step }) => step)) / 2
  return { value, margin, from: gradeOf(value - margin), to: gradeOf(value + margin) }
}

/** The quality of a service with this index, which is read with two decimals. */
export function gradeOf(index: number): Grade {
  const read = Math.round(index * 100) / 100
  return grades.find(({ least }) => read >= least)?.grade ?? 'D'
}

/** The questions that the index is of. */
function elementsOf({ index, questions }: Definition): Question[] {
  if (index !== 'skm') return []
  return questions.filter(
    ({ kind, options = [] }) => kind === 'one' && options.every(({ value }) => value !== undefined),
  )
}
