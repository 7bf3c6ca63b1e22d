import { joinHtml } from '../../../platform/html.ts'
import type { Html } from '../../../platform/html.ts'
import type { Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import type { Definition, Question } from '../../../shared/questionnaires/definition.ts'
import { doesNotApply } from '../../../shared/questionnaires/distribution.ts'
import type { Spread } from '../../../shared/questionnaires/distribution.ts'
import type { UnitFigures } from '../../../shared/questionnaires/published.ts'
import { gradeOf, skmIndex } from '../../../shared/questionnaires/skm.ts'
import { meansIn } from '../../../shared/questionnaires/trend.ts'
import type { PastFigures } from '../../../shared/questionnaires/trend.ts'
import type { RoundedMean } from '../../../shared/results/rounding.ts'
import { wilson } from '../../../shared/statistics/wilson.ts'
import { nameOf, rankedShares, short } from './figureWords.ts'

const longestQuestion = 160

/** What is known of the answers at a place. */
export interface Known {
  figures: UnitFigures | null
  spreads: Spread[]
  past: PastFigures[]
}

/** A block of text for the whole, and one for each question of which something can be said in figures. */
export function blocksOf(voice: Voice, definition: Definition, known: Known): Html[] {
  return [
    ...wholeLines(voice, definition, known),
    ...definition.questions.flatMap((question, index) => {
      const lines = questionLines(voice, question, known)
      if (lines.length === 0) return []
      const text = cut(said(question.text, voice.language), longestQuestion)
      return [joinHtml([voice.t('questionnaires:resQuestion', { number: index + 1, text }), ...lines], '\n')]
    }),
  ]
}

/** The figures of a unit on one line, its questions by their numbers. */
export function unitLine(voice: Voice, definition: Definition, figures: UnitFigures): string {
  const index = skmIndex(definition, figures)
  if (index !== null) return indexText(voice, definition, figures) ?? ''
  if (figures.points !== null)
    return voice.label('questionnaires:resUnitPoints', { points: short(figures.points.mean) })
  const parts = definition.questions.flatMap((question, n) => {
    const mean = figures.means.get(question.key)
    if (mean !== undefined)
      return [voice.label('questionnaires:resUnitMean', { number: n + 1, value: short(mean.mean) })]
    const [most] = rankedShares(question, figures)
    if (most === undefined || most.share === 0) return []
    const values = { number: n + 1, name: nameOf(voice, question, most.name), percent: percentOf(most.share) }
    return [voice.label('questionnaires:resUnitShare', values)]
  })
  return parts.join(' · ')
}

/** Whether a unit's line says something of each question, rather than one figure for all of them. */
export function isByQuestion(definition: Definition, figures: UnitFigures): boolean {
  return figures.points === null && skmIndex(definition, figures) === null
}

/** "B (81,3)", with what it may be instead where the means are too coarse; undefined: there is no index. */
export function indexText(voice: Voice, definition: Definition, figures: UnitFigures): string | undefined {
  const index = skmIndex(definition, figures)
  if (index === null) return undefined
  const { value, margin, from, to } = index
  const grade = from === to ? from : voice.label('questionnaires:resGrades', { from, to })
  return voice.label('questionnaires:resIndexValue', { value: short(value), margin: short(margin), grade })
}

function wholeLines(voice: Voice, definition: Definition, { figures, past }: Known): Html[] {
  if (figures === null) return []
  const points = figures.points
  if (points !== null)
    return [voice.t('questionnaires:resPoints', { points: short(points.mean), step: short(points.step) })]
  const value = indexText(voice, definition, figures)
  if (value === undefined) return []
  const before = past.slice(0, -1).flatMap((one) => skmIndex(one.definition, one.figures) ?? [])
  const line = voice.t('questionnaires:resIndex', { value })
  if (before.length === 0) return [line]
  const wordsOf = (one: number) => voice.label('questionnaires:resValue', { value: short(one) })
  const values = before.map(({ value: one }) => `${wordsOf(one)} (${gradeOf(one)})`).join(' → ')
  return [joinHtml([line, voice.t('questionnaires:resBefore', { values })], '\n')]
}

function questionLines(voice: Voice, question: Question, { figures, spreads, past }: Known): Html[] {
  const spread = spreads.find((one) => one.question.key === question.key)
  const rounded = figures?.means.get(question.key)
  const counted = spread === undefined ? [] : countLines(voice, question, spread)
  const mean = spread?.mean ?? null
  return [
    ...(mean !== null
      ? [voice.t('questionnaires:resMeanExact', { mean: short(mean.mean), spread: short(mean.spread) })]
      : rounded === undefined
        ? []
        : [meanText(voice, rounded)]),
    ...trendLines(voice, question, past),
    ...(counted.length > 0 || figures === null ? counted : shareLines(voice, question, figures)),
  ]
}

function meanText(voice: Voice, { mean, spread, step }: RoundedMean): Html {
  const values = { mean: short(mean), step: short(step) }
  return spread === null
    ? voice.t('questionnaires:resMean', values)
    : voice.t('questionnaires:resMeanSpread', { ...values, spread: short(spread) })
}

function trendLines(voice: Voice, question: Question, past: PastFigures[]): Html[] {
  const before = meansIn(past, question).slice(0, -1)
  const values = before.map(({ mean }) => voice.label('questionnaires:resValue', { value: short(mean) })).join(' → ')
  return before.length === 0 ? [] : [voice.t('questionnaires:resBefore', { values })]
}

function countLines(voice: Voice, question: Question, { cells }: Spread): Html[] {
  if (cells.every(({ people }) => people === null)) return [voice.t('questionnaires:resSpreadHidden')]
  // Topics are read by how much they are wanted.
  const listed = question.kind === 'several' ? cells.toSorted((a, b) => (b.people ?? -1) - (a.people ?? -1)) : cells
  return listed.map(({ name, people, of }) => {
    const answer = nameOf(voice, question, name)
    if (people === null) return voice.t('questionnaires:resCellHidden', { answer })
    if (of === null || of === 0 || name === doesNotApply) return voice.t('questionnaires:resCell', { answer, people })
    const { low, high } = wilson(people, of)
    const percents = { percent: percentOf(people / of), low: percentOf(low), high: percentOf(high) }
    return voice.t('questionnaires:resCellShare', { answer, people, ...percents })
  })
}

function shareLines(voice: Voice, question: Question, figures: UnitFigures): Html[] {
  return rankedShares(question, figures).map(({ name, share, step }) =>
    voice.t('questionnaires:resShare', {
      answer: nameOf(voice, question, name),
      percent: percentOf(share),
      step: percentOf(step),
    }),
  )
}

const percentOf = (share: number) => Math.round(100 * share)
