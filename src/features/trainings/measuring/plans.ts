import type { Round, TrainingPurpose } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Definition } from '../../../shared/questionnaires/definition.ts'
import { Definition as Questions } from '../../../shared/questionnaires/definition.ts'
import { newestVersion } from '../../../shared/questionnaires/readymade.ts'
import { beginsAt, endsAt } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { purposes, timesOf, usesFor } from './purposes.ts'

/** What a training asks for a purpose, and when. */
export interface Measurement {
  purpose: TrainingPurpose
  /** null: nothing is asked. */
  asked: { versionId: bigint; definition: Definition; opensAt: Date; closesAt: Date } | null
  /** Once it is planned. */
  round: Round | null
}

/** A questionnaire in its newest version. */
export interface Candidate {
  versionId: bigint
  definition: Definition
}

/** Everything that a training asks, and what it could. */
export async function measurementsOf(db: Db, training: Whole, timeZone: string): Promise<Measurement[]> {
  const where = { trainingId: training.id }
  const plans = await db.trainingPlan.findMany({ where, include: { version: { select: { definition: true } } } })
  const rounds = await db.trainingRound.findMany({ where, include: { round: true } })
  const span = { begins: beginsAt(training), ends: endsAt(training) }
  return purposes.map((purpose) => {
    const plan = plans.find((one) => one.purpose === purpose)
    const round = rounds.find((one) => one.purpose === purpose)?.round ?? null
    if (plan === undefined) return { purpose, asked: null, round }
    const definition = Questions.parse(plan.version.definition)
    const times = round === null || round.state === 'cancelled' ? timesOf(purpose, span, definition, timeZone) : round
    const { opensAt, closesAt } = times
    return { purpose, asked: { versionId: plan.versionId, definition, opensAt, closesAt }, round }
  })
}

/** The questionnaires that can serve a purpose, the newest first; of those that come with Rembuk, the ones that suit as they are. */
export async function candidatesFor(db: Db, purpose: TrainingPurpose, now: Date): Promise<Candidate[]> {
  if (purpose === 'reaction') await newestVersion(db, 'reaksi_pelatihan', now)
  if (purpose === 'public') await newestVersion(db, 'kepuasan_masyarakat', now)
  const found = await db.questionnaire.findMany({
    where: { withdrawnAt: null, use: { in: usesFor[purpose] }, versions: { some: {} } },
    orderBy: { id: 'desc' },
    take: most,
    select: { versions: { orderBy: { number: 'desc' }, take: 1, select: { id: true, definition: true } } },
  })
  return found.flatMap(({ versions }) =>
    versions.map(({ id, definition }) => ({ versionId: id, definition: Questions.parse(definition) })),
  )
}

/**
 * Has a training ask a questionnaire for a purpose; null: nothing any more. A test before is asked again after it, and the
 * other way round, unless something else is. Refused once its round has opened, or where the questionnaire does not serve.
 */
export async function setPlan(
  tx: Db,
  { trainingId, purpose, versionId }: { trainingId: bigint; purpose: TrainingPurpose; versionId: bigint | null },
  now: Date,
): Promise<void> {
  const key = { trainingId_purpose: { trainingId, purpose } }
  const round = await tx.trainingRound.findUnique({ where: key, select: { round: { select: { state: true } } } })
  if (round?.round.state === 'open' || round?.round.state === 'closed') throw new Refusal('trainings:measureBegun')
  if (versionId === null) {
    await tx.trainingPlan.deleteMany({ where: { trainingId, purpose } })
    return
  }
  if (!(await candidatesFor(tx, purpose, now)).some((one) => one.versionId === versionId))
    throw new Refusal('platform:buttonOld')
  await tx.trainingPlan.upsert({
    where: key,
    create: { trainingId, purpose, versionId },
    update: { versionId },
  })
  const twin = purpose === 'before' ? 'after' : purpose === 'after' ? 'before' : null
  if (twin === null) return
  await tx.trainingPlan.createMany({ data: { trainingId, purpose: twin, versionId }, skipDuplicates: true })
}

/** So many questionnaires are offered. */
const most = 20
