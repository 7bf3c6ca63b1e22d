import { barSection, mostBars } from '../../../platform/charts/bars.ts'
import type { BarGroup } from '../../../platform/charts/bars.ts'
import { pictureOf } from '../../../platform/charts/frame.ts'
import type { Section } from '../../../platform/charts/frame.ts'
import { trendSection } from '../../../platform/charts/trend.ts'
import type { Voice } from '../../../platform/texts.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import type { Definition, Question } from '../../../shared/questionnaires/definition.ts'
import type { UnitFigures } from '../../../shared/questionnaires/published.ts'
import { skmIndex } from '../../../shared/questionnaires/skm.ts'
import { meansIn } from '../../../shared/questionnaires/trend.ts'
import { nameOf, rangeOf, rankedShares, short } from './figureWords.ts'
import { indexText } from './lines.ts'
import type { Results } from './reports.ts'

const blue = '#376bb0'
const green = '#1f9d6b'
const orange = '#c2410c'
/** More of them make a picture too high for a phone. */
const mostTrends = 3
const mostShares = 6

/** The results of a round at a place as a picture; null: there is nothing to draw. */
export function resultsChart(
  voice: Voice,
  heading: { title: string; under: string },
  results: Results,
  shortDay: (at: Date) => string,
) {
  const sections = [
    ...meanBars(voice, results),
    ...shareBars(voice, results),
    ...trends(voice, results, shortDay),
    ...unitBars(voice, results),
  ]
  return sections.length === 0 ? null : pictureOf(heading, sections)
}

/** The means of the questions, those of each scale together. */
function meanBars(voice: Voice, { round, own }: Results): Section[] {
  const scales = new Map<string, BarGroup>()
  for (const question of round.definition.questions) {
    const mean = own?.means.get(question.key)?.mean
    if (mean === undefined) continue
    const { least, most } = rangeOf(question)
    const group = scales.get(`${least}-${most}`) ?? {
      heading: voice.label('questionnaires:resChartMeans', { least, most }),
      most: most - least,
      bars: [],
      hasLongNames: true,
    }
    if (group.bars.length < mostBars)
      group.bars.push({
        name: said(question.text, voice.language),
        value: mean - least,
        text: voice.label('questionnaires:resValue', { value: short(mean) }),
        color: blue,
      })
    scales.set(`${least}-${most}`, group)
  }
  return [...scales.values()].map(barSection)
}

/** Who chose what: counts where the round is closed, else rounded shares. */
function shareBars(voice: Voice, { round, own, spreads }: Results): Section[] {
  const groups = round.definition.questions.flatMap((question) => {
    if (own === null || own.means.has(question.key)) return []
    const counted = spreads?.spreads.find((one) => one.question.key === question.key)
    const cells = (counted?.cells ?? []).flatMap(({ name, people, of }) =>
      people === null || of === null || of === 0 ? [] : [{ name, share: people / of, people }],
    )
    const shown = cells.length > 0 ? cells : rankedShares(question, own).map((one) => ({ ...one, people: null }))
    return shown.length === 0 ? [] : [shareGroup(voice, question, shown)]
  })
  return groups.slice(0, mostShares).map(barSection)
}

function shareGroup(
  voice: Voice,
  question: Question,
  shown: { name: string; share: number; people: number | null }[],
): BarGroup {
  const ordered = question.kind === 'several' ? shown.toSorted((a, b) => b.share - a.share) : shown
  return {
    heading: said(question.text, voice.language),
    most: 100,
    hasLongNames: true,
    bars: ordered.slice(0, mostBars).map(({ name, share, people }) => {
      const percent = Math.round(100 * share)
      const text =
        people === null
          ? voice.label('questionnaires:resChartShare', { percent })
          : voice.label('questionnaires:resChartCount', { people, percent })
      return { name: nameOf(voice, question, name), value: percent, text, color: green }
    }),
  }
}

/** The same figures of this round and those before it. */
function trends(voice: Voice, { round, past }: Results, shortDay: (at: Date) => string): Section[] {
  if (past.length < 2) return []
  const { definition } = round
  if (definition.index === 'skm') {
    const points = past.flatMap(({ at, ...one }) => {
      const index = skmIndex(one.definition, one.figures)
      return index === null ? [] : [{ name: shortDay(at), value: short(index.value) }]
    })
    const heading = voice.label('questionnaires:resChartIndexes')
    return points.length < 2 ? [] : [trendSection({ heading, points, least: 25, most: 100, color: orange })]
  }
  const lines = definition.questions.flatMap((question) => {
    const means = meansIn(past, question)
    if (means.length < 2) return []
    const points = means.map(({ at, mean }) => ({ name: shortDay(at), value: short(mean) }))
    const text = said(question.text, voice.language)
    const heading = voice.label('questionnaires:resChartTrend', { text: lineOf(text) })
    return [trendSection({ heading, points, ...rangeOf(question), color: orange })]
  })
  return lines.slice(0, mostTrends)
}

/** What the units have in common that says most: the index, the points, or the mean of the first scale. */
function unitBars(voice: Voice, { round, units }: Results): Section[] {
  const { definition } = round
  const first = definition.questions.find(({ key }) => units.some(({ means }) => means.has(key)))
  const bars = units.flatMap((figures) => {
    const found = measureOf(voice, definition, figures, first)
    return found === null ? [] : [{ name: figures.unit?.name ?? '', color: blue, ...found }]
  })
  if (bars.length === 0) return []
  const heading =
    definition.index === 'skm'
      ? voice.label('questionnaires:resChartUnitIndexes')
      : first === undefined
        ? voice.label('questionnaires:resChartUnitPoints')
        : voice.label('questionnaires:resChartUnits', { text: lineOf(said(first.text, voice.language)) })
  const range = definition.index === 'skm' ? { least: 25, most: 100 } : first && rangeOf(first)
  const most = range === undefined ? 100 : range.most - range.least
  return [barSection({ heading, most, bars: bars.slice(0, mostBars), hasLongNames: true })]
}

function measureOf(
  voice: Voice,
  definition: Definition,
  figures: UnitFigures,
  first: Question | undefined,
): { value: number; text: string } | null {
  const words = (value: number) => voice.label('questionnaires:resValue', { value: short(value) })
  if (definition.index === 'skm') {
    const index = skmIndex(definition, figures)
    return index === null ? null : { value: index.value - 25, text: indexText(voice, definition, figures) ?? '' }
  }
  if (figures.points !== null) return { value: figures.points.mean, text: words(figures.points.mean) }
  const mean = first && figures.means.get(first.key)?.mean
  return first === undefined || mean === undefined ? null : { value: mean - rangeOf(first).least, text: words(mean) }
}

/** Headings have one line. */
function lineOf(text: string): string {
  const letters = Array.from(text)
  return letters.length > 52 ? `${letters.slice(0, 51).join('')}…` : text
}
