import type { Db } from '../../../platform/database/database.ts'
import { batchesById } from '../../../platform/exports/batches.ts'
import type { Cell, Export, ExportOrder } from '../../../platform/feature.ts'
import type { Voice } from '../../../platform/texts.ts'
import { said } from '../../../shared/questionnaires/definition.ts'
import type { Definition, Question } from '../../../shared/questionnaires/definition.ts'
import { doesNotApply, spreadsOf } from '../../../shared/questionnaires/distribution.ts'
import type { Spread } from '../../../shared/questionnaires/distribution.ts'
import { unitFigures } from '../../../shared/questionnaires/published.ts'
import type { UnitFigures } from '../../../shared/questionnaires/published.ts'
import { skmIndex } from '../../../shared/questionnaires/skm.ts'
import { wilson } from '../../../shared/statistics/wilson.ts'
import { nameOf } from './figureWords.ts'
import { askedRound } from './reports.ts'
import type { AskedRound } from './reports.ts'
import { roundsAfter } from './roundExport.ts'

/** What a row tells of one unit: of a question, of one of its answers, or of all of them. */
interface Told {
  /** The question's, or what else is told of a unit. */
  key: string
  text?: string
  answer?: string
  count?: number
  mean?: number
  spread?: number | null
  share?: number
  low?: number
  high?: number
  step?: number
}

/** A row for each published figure of the rounds that were opened in the period. */
export const resultExport: Export = {
  name: 'results',
  title: 'questionnaires:exResults',
  right: 'overseer',
  columns: [
    { name: 'round', title: 'questionnaires:exRound', about: 'questionnaires:exRoundAbout', type: 'number' },
    { name: 'questionnaire', title: 'questionnaires:exTitle', about: 'questionnaires:exTitleAbout', type: 'text' },
    { name: 'unit', title: 'questionnaires:exUnit', about: 'questionnaires:exUnitAbout', type: 'text' },
    { name: 'people', title: 'questionnaires:exPeople', about: 'questionnaires:exPeopleAbout', type: 'number' },
    { name: 'question', title: 'questionnaires:exQuestion', about: 'questionnaires:exQuestionAbout', type: 'text' },
    { name: 'text', title: 'questionnaires:exText', about: 'questionnaires:exTextAbout', type: 'text' },
    { name: 'answer', title: 'questionnaires:exAnswer', about: 'questionnaires:exAnswerAbout', type: 'text' },
    { name: 'count', title: 'questionnaires:exCount', about: 'questionnaires:exCountAbout', type: 'number' },
    { name: 'mean', title: 'questionnaires:exMean', about: 'questionnaires:exMeanAbout', type: 'number' },
    { name: 'spread', title: 'questionnaires:exSpread', about: 'questionnaires:exSpreadAbout', type: 'number' },
    { name: 'share', title: 'questionnaires:exShare', about: 'questionnaires:exShareAbout', type: 'number' },
    { name: 'share_low', title: 'questionnaires:exLow', about: 'questionnaires:exLowAbout', type: 'number' },
    { name: 'share_high', title: 'questionnaires:exHigh', about: 'questionnaires:exHighAbout', type: 'number' },
    { name: 'step', title: 'questionnaires:exStep', about: 'questionnaires:exStepAbout', type: 'number' },
  ],
  async count(db, order) {
    let count = 0
    for await (const rows of readRows(db, order)) count += rows.length
    return count
  },
  rows: readRows,
}

async function* readRows(db: Db, order: ExportOrder): AsyncGenerator<Cell[][]> {
  for await (const read of batchesById((after) => roundsAfter(db, order, after))) {
    const rows: Cell[][] = []
    for (const { id } of read) rows.push(...(await rowsOf(db, await askedRound(db, id), order)))
    yield rows
  }
}

async function rowsOf(db: Db, round: AskedRound, { units, voice, settings, now }: ExportOrder): Promise<Cell[][]> {
  const { definition } = round
  const title = said(definition.title, voice.language)
  const figures = await unitFigures(db, round, definition, units, settings)
  const whole = units === null ? await spreadsOf(db, round, definition, settings, now) : null
  return figures.flatMap((one) =>
    toldOf(voice, definition, one, one.unit === null ? (whole?.spreads ?? []) : []).map((row): Cell[] => [
      Number(round.id),
      title,
      one.unit?.name ?? voice.label('units:all'),
      one.people,
      row.key,
      row.text ?? null,
      row.answer ?? null,
      row.count ?? null,
      row.mean ?? null,
      row.spread ?? null,
      row.share ?? null,
      row.low ?? null,
      row.high ?? null,
      row.step ?? null,
    ]),
  )
}

function toldOf(voice: Voice, definition: Definition, figures: UnitFigures, spreads: Spread[]): Told[] {
  const index = skmIndex(definition, figures)
  const { points } = figures
  return [
    ...(index === null ? [] : [{ key: 'index', mean: index.value, step: 2 * index.margin }]),
    ...(points === null ? [] : [{ key: 'points', mean: points.mean, step: points.step }]),
    ...definition.questions.flatMap((question) =>
      toldOfQuestion(
        voice,
        question,
        figures,
        spreads.find((one) => one.question.key === question.key),
      ),
    ),
  ]
}

function toldOfQuestion(voice: Voice, question: Question, figures: UnitFigures, spread: Spread | undefined): Told[] {
  const head = { key: question.key, text: said(question.text, voice.language) }
  const rounded = figures.means.get(question.key)
  const exact = spread?.mean ?? null
  const counted = (spread?.cells ?? []).flatMap(({ name, people, of }): Told[] => {
    if (people === null) return []
    const cell = { ...head, answer: nameOf(voice, question, name), count: people }
    if (of === null || of === 0 || name === doesNotApply) return [cell]
    return [{ ...cell, share: people / of, ...wilson(people, of) }]
  })
  const shares = [...(figures.shares.get(question.key) ?? [])].map(([name, one]) => ({
    ...head,
    answer: nameOf(voice, question, name),
    ...one,
  }))
  return [
    ...(exact !== null ? [{ ...head, ...exact }] : rounded === undefined ? [] : [{ ...head, ...rounded }]),
    ...(counted.length > 0 ? counted : shares),
  ]
}
