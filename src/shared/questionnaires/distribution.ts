import type { Round } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Settings } from '../../platform/work.ts'
import type { Counts } from '../results/counts.ts'
import { released } from '../results/released.ts'
import { Answer } from './answers.ts'
import type { Definition, Question } from './definition.ts'
import { applies, partsOf } from './counting.ts'
import { publishedAnswers } from './published.ts'

/** How everyone's answers to a question spread, as far as it may be shown. */
export interface Spread {
  question: Question
  /**
   * People by answer, in the question's order: points of a scale, options, "yes" and "no". null: not shown. `of`: how many
   * answered, without those to whom the question does not apply; null: not all of these may be counted.
   */
  cells: { name: string; people: number | null; of: number | null }[]
  /** Of a scale, and of options with values, whose cells are all shown; `spread` is the standard deviation (n − 1). */
  mean: { mean: number; spread: number } | null
}

/**
 * How the published answers of a closed round spread over all units together, question by question; null: the round is not
 * closed, fewer than k answered, or it is a test, of which a training's effect is told instead. Released once, as
 * one table: beside it, units show rounded figures only, so that the one cannot be subtracted from the other.
 */
export async function spreadsOf(
  tx: Db,
  round: Pick<Round, 'id' | 'isAnonymous' | 'state'>,
  definition: Definition,
  settings: Pick<Settings, 'minGroup'>,
  now: Date,
): Promise<{ people: number; spreads: Spread[] } | null> {
  if (round.state !== 'closed' || definition.use === 'test') return null
  const tallies = await tx.roundTally.findMany({ where: { roundId: round.id }, select: { people: true } })
  const people = tallies.reduce((sum, tally) => sum + tally.people, 0)
  if (people < settings.minGroup) return null
  const rows = await tx.$queryRaw<{ key: string; value: unknown; people: number }[]>`
    SELECT key, value, count(*)::int AS people FROM (${publishedAnswers(round)}) given GROUP BY key, value`
  const given = rows.map(({ value, ...row }) => ({ ...row, value: Answer.parse(value) }))
  const table = await released(tx, `round:${round.id}`, tableOf(definition, people, given), settings, now)
  const shown = (by: string, name: string) =>
    table.groups.find((group) => group.by === by)?.children.find((child) => child.name === name)?.count ?? null
  return { people, spreads: definition.questions.flatMap((question) => spreadOf(question, shown)) }
}

/** Everyone whose answers are published, broken down by each question; `given`: people by question and answer. */
export function tableOf(
  { questions }: Pick<Definition, 'questions'>,
  people: number,
  given: { key: string; value: Answer; people: number }[],
): Counts {
  const groups = questions.flatMap((question) => {
    const own = given.filter(({ key }) => key === question.key)
    return waysOf(question).map(({ by, cells }) => ({
      by,
      children: cells.map(({ name, holds }) => ({
        name,
        count: own.reduce((sum, one) => (holds(one.value) ? sum + one.people : sum), 0),
      })),
    }))
  })
  return { name: 'all', count: people, groups }
}

function spreadOf(question: Question, shown: (by: string, name: string) => number | null): Spread[] {
  const ways = waysOf(question).map(({ by, cells }) => cells.map(({ name }) => ({ name, people: shown(by, name) })))
  if (ways.length === 0) return []
  // Of "several", each option is a way of its own: those who chose it, and those who did not.
  if (question.kind === 'several') {
    const cells = ways.flatMap((way) => {
      const of = sumOf(way.filter(isCounted))
      return way.slice(0, 1).map((cell) => ({ ...cell, of: cell.people === null ? null : of }))
    })
    return [{ question, cells, mean: null }]
  }
  const cells = ways.flat()
  const of = sumOf(cells.filter(isCounted))
  const hasMean = cells.some(({ name }) => worthOf(question, name) !== null)
  // Beside a mean, some of the cells could tell the others.
  const isWhole = cells.every(({ people }) => people !== null)
  const told = cells.map((cell) => ({ ...cell, people: hasMean && !isWhole ? null : cell.people, of }))
  return [{ question, cells: told, mean: hasMean && isWhole ? meanOf(question, cells) : null }]
}

const isCounted = ({ name }: { name: string }) => name !== doesNotApply

/** All together; null: one of them is not shown. */
function sumOf(cells: { people: number | null }[]): number | null {
  return cells.reduce<number | null>((sum, { people }) => (sum === null || people === null ? null : sum + people), 0)
}

/** What an answer counts in a mean; null: nothing. */
function worthOf({ kind, options = [] }: Question, name: string): number | null {
  if (kind === 'scale5' || kind === 'scale10') return Number(name)
  return kind === 'one' ? (options.find(({ key }) => key === name)?.value ?? null) : null
}

function meanOf(question: Question, cells: { name: string; people: number | null }[]): Spread['mean'] {
  const given = cells.flatMap(({ name, people }) => {
    const worth = worthOf(question, name)
    return worth === null || people === null ? [] : [{ worth, people }]
  })
  const all = given.reduce((sum, { people }) => sum + people, 0)
  if (all < 2) return null
  const mean = given.reduce((sum, { worth, people }) => sum + worth * people, 0) / all
  const squares = given.reduce((sum, { worth, people }) => sum + (worth - mean) ** 2 * people, 0)
  return { mean, spread: Math.sqrt(squares / (all - 1)) }
}

/** The name of the cell of those to whom a question does not apply. */
export const doesNotApply = 'doesNotApply'

interface Way {
  by: string
  cells: { name: string; holds(value: Answer): boolean }[]
}

/** In which ways a question breaks all people down; who skipped it, or was not asked, is in no cell. */
function waysOf(question: Question): Way[] {
  const { key, kind } = question
  const more = question.mayNotApply ? [{ name: doesNotApply, holds: (value: Answer) => !applies(value) }] : []
  if (kind === 'several')
    return partsOf(question).map((part) => ({
      by: `${key}.${part.name}`,
      cells: [part, { name: `not.${part.name}`, holds: (value) => applies(value) && !part.holds(value) }],
    }))
  if (kind === 'yesno') {
    const no = { name: 'no', holds: (value: Answer) => value === false }
    return [{ by: key, cells: [...partsOf(question), no, ...more] }]
  }
  const points = kind === 'scale5' ? [1, 2, 3, 4, 5] : kind === 'scale10' ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : null
  if (points !== null) {
    const cells = points.map((point) => ({ name: String(point), holds: (value: Answer) => value === point }))
    return [{ by: key, cells: [...cells, ...more] }]
  }
  const parts = partsOf(question)
  return parts.length === 0 ? [] : [{ by: key, cells: [...parts, ...more] }]
}
