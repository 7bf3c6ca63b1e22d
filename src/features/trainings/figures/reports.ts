import { Prisma } from '../../../generated/prisma/client.ts'
import type { TrainingPurpose, TrainingState } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Settings } from '../../../platform/work.ts'
import { Bilingual, Definition } from '../../../shared/questionnaires/definition.ts'
import { unitFigures } from '../../../shared/questionnaires/published.ts'
import type { UnitFigures } from '../../../shared/questionnaires/published.ts'
import { findTraining } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { concernsInside, locatedUnits } from '../../../shared/units/located.ts'
import type { Place } from '../../../shared/units/overseeing.ts'
import { laters, readEffect } from './effects.ts'
import type { Later, NoEffect } from './effects.ts'
import { funnelOf } from './funnels.ts'
import type { Funnel } from './funnels.ts'
import type { Effect } from './scores.ts'

/** A training in a list. */
export interface Listed {
  id: bigint
  title: string
  state: TrainingState
  beginsAt: Date
}

/** What was published of what a training asked. */
export interface Asked {
  roundId: bigint
  purpose: TrainingPurpose
  definition: Definition
  /** null: of fewer than k nothing is published. */
  figures: UnitFigures | null
}

/** Everything that somebody may see of how a training went. */
export interface Report {
  training: Whole
  funnel: Funnel
  effects: { later: Later; effect: Effect | NoEffect }[]
  /** For planners. */
  asked: Asked[]
  /** From which need it came; for planners. */
  need: { id: bigint; title: Bilingual; unit: string | null } | null
  isAll: boolean
}

type Seen = Pick<Place, 'scope' | 'isAll'>

const perPage = 8

/** A page of trainings that are no drafts, the newest first: of a head those to which people of their units were asked. */
export async function listTrainings(db: Db, { scope }: Seen, page: number): Promise<{ rows: Listed[]; pages: number }> {
  const found = await db.$queryRaw<(Listed & { all: number })[]>`
    WITH RECURSIVE ${locatedUnits(scope)}
    SELECT training.id, training.title, training.state::text, begun.at AS "beginsAt", (count(*) OVER ())::int AS all
    FROM training
    CROSS JOIN LATERAL (SELECT min(starts_at) AS at FROM training_session WHERE training_id = training.id) begun
    WHERE ${isSeen(scope)}
    ORDER BY begun.at DESC, training.id DESC LIMIT ${perPage} OFFSET ${perPage * page}`
  return { rows: found, pages: Math.max(1, Math.ceil((found[0]?.all ?? 0) / perPage)) }
}

/** Which trainings somebody may see, a condition over `training` and `located`. */
function isSeen(scope: Seen['scope']): Prisma.Sql {
  const isOf = Prisma.sql`concerned.training_id = training.id`
  const concerns = concernsInside(scope, Prisma.sql`enrolment`, isOf)
  return Prisma.sql`training.state <> 'draft' AND ${concerns}`
}

/** A training of which somebody may see how it went: one that `listTrainings` lists for them; refused otherwise. */
export async function findSeen(db: Db, id: bigint, { scope }: Pick<Seen, 'scope'>): Promise<Whole> {
  const training = await findTraining(db, id)
  const found = await db.$queryRaw<unknown[]>`
    WITH RECURSIVE ${locatedUnits(scope)} SELECT 1 AS seen FROM training WHERE training.id = ${id} AND ${isSeen(scope)}`
  if (found.length === 0) throw new Refusal(training.state === 'draft' ? 'trainings:gone' : 'platform:notAllowed')
  return training
}

/** How a training went, as far as somebody may see it; refused where they may not. */
export async function reportOf(db: Db, id: bigint, seen: Seen, settings: Pick<Settings, 'minGroup'>): Promise<Report> {
  const training = await findSeen(db, id, seen)
  const effects: Report['effects'] = []
  for (const later of laters) effects.push({ later, effect: await readEffect(db, id, later, settings) })
  return {
    training,
    funnel: await funnelOf(db, id, seen.scope, settings.minGroup),
    effects,
    asked: seen.isAll ? await askedOf(db, id, settings) : [],
    need: seen.isAll && training.needId !== null ? await needOf(db, training.needId) : null,
    isAll: seen.isAll,
  }
}

async function needOf(db: Db, id: bigint): Promise<Report['need']> {
  const found = await db.trainingNeed.findUnique({ where: { id }, include: { unit: { select: { name: true } } } })
  return found === null ? null : { id, title: Bilingual.parse(found.title), unit: found.unit?.name ?? null }
}

/** What opinions a training asked for: how it was, and what came of it. */
async function askedOf(db: Db, trainingId: bigint, settings: Pick<Settings, 'minGroup'>): Promise<Asked[]> {
  const rounds = await db.trainingRound.findMany({
    where: {
      trainingId,
      purpose: { in: ['reaction', 'followup', 'public'] },
      round: { state: { in: ['open', 'closed'] } },
    },
    include: { round: { include: { version: { select: { definition: true } } } } },
    orderBy: { roundId: 'asc' },
  })
  const asked: Asked[] = []
  for (const { purpose, round } of rounds) {
    const definition = Definition.parse(round.version.definition)
    // A test taken again is an effect, not an opinion.
    if (definition.use === 'test') continue
    const [figures] = await unitFigures(db, round, definition, null, settings)
    asked.push({ roundId: round.id, purpose, definition, figures: figures?.unit === null ? figures : null })
  }
  return asked
}
