import { Prisma } from '../../generated/prisma/client.ts'
import type { Round } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Settings } from '../../platform/work.ts'
import { roundedMean, roundedShare } from '../results/rounding.ts'
import type { RoundedMean, Sums } from '../results/rounding.ts'
import { locatedUnits } from '../units/located.ts'
import { Answer, isRight } from './answers.ts'
import { applies, partsOf, spanBetween, spanOf, sumsOf } from './counting.ts'
import type { Definition, Question } from './definition.ts'

type Rules = Pick<Settings, 'minGroup'>
type Asked = Pick<Round, 'id' | 'isAnonymous'>

/** What is published of a round under a unit with its sub-units, or under all units together. */
export interface UnitFigures {
  /** null: all together. */
  unit: { id: bigint; name: string; depth: number } | null
  /** Whose answers are in the figures: at least k. */
  people: number
  /** By the keys of questions that count: absent where fewer than k answered, or too few to tell anything. */
  means: Map<string, RoundedMean>
  /**
   * By question and option ("yes" for yes), from 0 to 1 in whole steps: of "yesno" and "several", and of "one" without values
   * its most chosen option. All shares of disjoint options together, or shares beside a mean, could tell small cells.
   */
  shares: Map<string, Map<string, { share: number; step: number }>>
  /** Of a test with names, in place of all these: points as a share of the most that there were, from 0 to 100. */
  points: RoundedMean | null
}

/** One value that several people gave, as it is published under a unit itself. */
interface Given {
  unitId: bigint | null
  key: string
  value: Answer
  people: number
}

/**
 * What is published of a round so far: all together first, then each unit in which at least k people's answers are, in the
 * order of the tree; of these units with their sub-units only, if `scope` says which, and then without "all together".
 */
export async function unitFigures(
  db: Db,
  round: Asked,
  definition: Definition,
  scope: bigint[] | null,
  rules: Rules,
): Promise<UnitFigures[]> {
  const tallies = await db.roundTally.findMany({ where: { roundId: round.id }, select: { unitId: true, people: true } })
  const given = await givenIn(db, round)
  const units = await db.$queryRaw<{ id: bigint; parentId: bigint | null; name: string; inside: boolean }[]>`
    WITH RECURSIVE ${locatedUnits(scope)}
    SELECT unit.id, unit.parent_id AS "parentId", unit.name, located.inside
    FROM unit JOIN located ON located.id = unit.id ORDER BY located.name`
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]))
  const pathOf = (unit: bigint | null): (bigint | null)[] =>
    unit === null ? [null] : [unit, ...pathOf(parents.get(unit) ?? null)]
  const people = new Map<bigint | null, number>()
  for (const tally of tallies)
    for (const unit of pathOf(tally.unitId)) people.set(unit, (people.get(unit) ?? 0) + tally.people)
  const below = new Map<bigint | null, Given[]>()
  for (const one of given)
    for (const unit of pathOf(one.unitId)) {
      const held = below.get(unit)
      if (held === undefined) below.set(unit, [one])
      else held.push(one)
    }
  const scored = await scoresIn(db, round, definition)
  const figuresOf = (id: bigint | null, unit: UnitFigures['unit']): UnitFigures[] => {
    const count = people.get(id) ?? 0
    if (count < rules.minGroup) return []
    if (scored === null) return [{ unit, people: count, ...told(below.get(id) ?? [], definition, rules), points: null }]
    const own = scored.filter(({ unitId }) => pathOf(unitId).includes(id))
    const points = roundedMean(addSums(own), rules.minGroup, pointsSpan(definition))
    return [{ unit, people: count, means: new Map(), shares: new Map(), points }]
  }
  const inside = units.filter((unit) => unit.inside)
  return [
    ...(scope === null ? figuresOf(null, null) : []),
    ...inside.flatMap(({ id, name }) => figuresOf(id, { id, name, depth: pathOf(id).length - 2 })),
  ]
}

/** Words that people wrote, in no order; none while fewer than k people wrote some, or where fewer than k are counted. */
export async function wordsOf(
  db: Db,
  round: Asked,
  key: string,
  scope: bigint[] | null,
  { minGroup }: Rules,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ text: string }[]>`
    WITH RECURSIVE ${locatedUnits(scope)}
    SELECT value #>> '{}' AS text FROM (${publishedAnswers(round)}) given
    WHERE key = ${key} AND jsonb_typeof(value) = 'string'
      AND (${scope === null}::boolean OR unit_id IN (SELECT id FROM located WHERE inside))
    ORDER BY md5(value #>> '{}')`
  return rows.length < minGroup ? [] : rows.map(({ text }) => text)
}

/** The answers that are published of a round, as a SELECT of unit_id, key and value. */
export function publishedAnswers({ id, isAnonymous }: Asked): Prisma.Sql {
  return isAnonymous
    ? Prisma.sql`SELECT unit_id, key, value FROM anonymous_answer WHERE round_id = ${id}`
    : Prisma.sql`
        SELECT response.unit_id, given.key, given.value
        FROM response CROSS JOIN jsonb_each(response.answers) AS given (key, value)
        WHERE response.round_id = ${id} AND response.is_published`
}

async function givenIn(db: Db, round: Asked): Promise<Given[]> {
  const rows = await db.$queryRaw<{ unitId: bigint | null; key: string; value: unknown; people: number }[]>`
    SELECT unit_id AS "unitId", key, value, count(*)::int AS people FROM (${publishedAnswers(round)}) given
    GROUP BY unit_id, key, value`
  return rows.map(({ value, ...row }) => ({ ...row, value: Answer.parse(value) }))
}

/** What the points of a test come to, by the unit itself; null: it is none, or nobody's answers are known together. */
async function scoresIn(db: Db, { id, isAnonymous }: Asked, { use }: Definition) {
  if (use !== 'test' || isAnonymous) return null
  return db.$queryRaw<({ unitId: bigint | null } & Sums)[]>`
    SELECT unit_id AS "unitId", count(*)::int AS people, sum(score) AS sum, sum(score * score) AS squares
    FROM (SELECT unit_id, 100 * points / most_points AS score FROM response
      WHERE round_id = ${id} AND is_published AND most_points > 0) scored
    GROUP BY unit_id`
}

function addSums(all: Sums[]): Sums {
  const add = (of: keyof Sums) => all.reduce((total, one) => total + one[of], 0)
  return { people: add('people'), sum: add('sum'), squares: add('squares') }
}

/** As if it were a scale with a point for each question. */
function pointsSpan({ questions }: Definition): number {
  const judged = questions.filter((question) => isRight(question, undefined) !== null)
  return spanBetween(100, judged.length)
}

function told(given: Given[], { questions }: Definition, { minGroup }: Rules): Pick<UnitFigures, 'means' | 'shares'> {
  const means: UnitFigures['means'] = new Map()
  const shares: UnitFigures['shares'] = new Map()
  for (const question of questions) {
    const own = given.filter(({ key, value }) => key === question.key && applies(value))
    const span = spanOf(question)
    const mean = span === null ? null : roundedMean(sumsOf(question, own), minGroup, span)
    if (mean !== null && question.kind !== 'yesno') means.set(question.key, mean)
    const parts = sharesIn(question, own, minGroup)
    if (!means.has(question.key) && parts.size > 0) shares.set(question.key, parts)
  }
  return { means, shares }
}

function sharesIn(question: Question, own: Given[], k: number) {
  const all = own.reduce((sum, { people }) => sum + people, 0)
  const counted = partsOf(question).map(({ name, holds }) => ({
    name,
    some: own.reduce((sum, { value, people }) => (holds(value) ? sum + people : sum), 0),
  }))
  const most = counted.toSorted((a, b) => b.some - a.some)[0]
  const parts = new Map<string, { share: number; step: number }>()
  for (const one of counted) {
    if (question.kind === 'one' && one !== most) continue
    const share = roundedShare(one.some, all, k)
    if (share !== null) parts.set(one.name, share)
  }
  return parts
}
