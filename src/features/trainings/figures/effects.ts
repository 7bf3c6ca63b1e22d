import type { TrainingPurpose } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { storable } from '../../../platform/database/json.ts'
import type { Settings } from '../../../platform/work.ts'
import { isRight } from '../../../shared/questionnaires/answers.ts'
import { Definition } from '../../../shared/questionnaires/definition.ts'
import { Effect, effectOf } from './scores.ts'
import type { Scores } from './scores.ts'

/** Which measurement is held against the one before. */
export const laters = ['after', 'followup'] as const satisfies TrainingPurpose[]
export type Later = (typeof laters)[number]

/** Why there is no effect: it was not measured, or by two tests; its rounds are not over; or too few answered both. */
export type NoEffect = 'unmeasured' | 'different' | 'open' | 'few'

type Rules = Pick<Settings, 'minGroup'>

/**
 * Works out the effect once both rounds are closed, and keeps it as it is then: from closed rounds nothing comes any more,
 * and who erases themselves afterwards is not told by a figure that changes.
 */
export async function keepEffect(
  tx: Db,
  trainingId: bigint,
  later: Later,
  { minGroup }: Rules,
  now: Date,
): Promise<void> {
  const pair = await pairOf(tx, trainingId, later)
  if (typeof pair === 'string') return
  const name = nameOf(trainingId, later)
  if ((await tx.resultRelease.count({ where: { name } })) > 0) return
  const effect = storable(effectOf(await scoresOf(tx, pair), pair.points, minGroup))
  await tx.$executeRaw`
    INSERT INTO result_release (name, counts, released_at)
    VALUES (${name}, ${effect}::jsonb, ${now.toISOString()}::timestamptz) ON CONFLICT (name) DO NOTHING`
}

/** What is known of the effect of a training. */
export async function readEffect(
  db: Db,
  trainingId: bigint,
  later: Later,
  { minGroup }: Rules,
): Promise<Effect | NoEffect> {
  const kept = await db.resultRelease.findUnique({ where: { name: nameOf(trainingId, later) } })
  if (kept === null) {
    const pair = await pairOf(db, trainingId, later)
    return typeof pair === 'string' ? pair : 'open'
  }
  const effect = Effect.parse(kept.counts)
  return effect.figures === null || effect.matched < minGroup ? 'few' : effect
}

function nameOf(trainingId: bigint, later: Later): string {
  return `effect:${trainingId}:${later}`
}

/** Two rounds of the same test. */
interface Pair {
  before: bigint
  later: bigint
  /** What each of its questions counts. */
  points: number[]
}

/** The two rounds, when both are closed. */
async function pairOf(db: Db, trainingId: bigint, later: Later): Promise<Pair | NoEffect> {
  const found = await db.trainingRound.findMany({
    where: {
      trainingId,
      purpose: { in: ['before', later] },
      round: { state: { not: 'cancelled' }, isAnonymous: false },
    },
    include: { round: { include: { version: { include: { questionnaire: { select: { use: true } } } } } } },
  })
  const first = found.find(({ purpose }) => purpose === 'before')?.round
  const second = found.find(({ purpose }) => purpose === later)?.round
  if (first?.version.questionnaire.use !== 'test' || second?.version.questionnaire.use !== 'test') return 'unmeasured'
  if (first.versionId !== second.versionId) return 'different'
  if (first.state !== 'closed' || second.state !== 'closed') return 'open'
  const { questions } = Definition.parse(first.version.definition)
  const points = questions.flatMap((question) => (isRight(question, undefined) === null ? [] : [question.points ?? 1]))
  return { before: first.id, later: second.id, points }
}

/** What each person reached in one of them, or in both. */
async function scoresOf(tx: Db, { before, later }: Omit<Pair, 'points'>): Promise<Scores[]> {
  const rows = await tx.response.findMany({
    where: { roundId: { in: [before, later] }, points: { not: null }, mostPoints: { gt: 0 } },
    select: { roundId: true, personId: true, points: true, mostPoints: true },
  })
  const alone: Scores[] = []
  const people = new Map<bigint, Scores>()
  for (const { roundId, personId, points, mostPoints } of rows) {
    if (points === null || mostPoints === null) continue
    const score = { points, most: mostPoints }
    const found = personId === null ? undefined : people.get(personId)
    const scores = found ?? { before: null, later: null }
    if (roundId === before) scores.before = score
    else scores.later = score
    if (found !== undefined) continue
    // Who has erased themselves cannot be matched any more.
    if (personId === null) alone.push(scores)
    else people.set(personId, scores)
  }
  return [...people.values(), ...alone]
}
