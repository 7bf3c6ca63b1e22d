import type { Round, TrainingPurpose } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Language, TextKey } from '../../../platform/texts.ts'
import type { Audience } from '../../../shared/audiences/audience.ts'
import { newestVersion } from '../../../shared/questionnaires/readymade.ts'
import { endRound, planRound } from '../../../shared/questionnaires/rounds.ts'
import type { Around } from '../../../shared/questionnaires/rounds.ts'
import { definitionOf } from '../../../shared/questionnaires/versions.ts'
import { beginsAt, endsAt, holdTraining } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { isNameless, purposes, timesOf } from './purposes.ts'

/** Of what a training asks unless its planner has chosen: how it was. */
const usual = 'reaksi_pelatihan'

const participants = { group: 'peserta', key: 'trainings:groupParticipants' } as const
const attendees = { group: 'hadir', key: 'trainings:groupAttendees' } as const

/** Who is asked. */
const askedFor: Record<TrainingPurpose, { group: string; key: TextKey }> = {
  before: participants,
  reaction: attendees,
  after: attendees,
  followup: attendees,
  public: { group: 'layan', key: 'trainings:groupServed' },
}

/**
 * Makes a training's rounds what its plan and its times want: those that are missing are planned, those that have not
 * opened move with it, and all end when it is cancelled. Others keep what they began with.
 */
export async function arrangeRounds(tx: Db, trainingId: bigint, around: Around, now: Date): Promise<void> {
  const training = await holdTraining(tx, trainingId)
  if (training.state === 'draft') return
  if (training.state === 'open') await planUsual(tx, training, now)
  const plans = await tx.trainingPlan.findMany({ where: { trainingId } })
  const rounds = await tx.trainingRound.findMany({ where: { trainingId }, include: { round: true } })
  for (const purpose of purposes) {
    const known = rounds.find((one) => one.purpose === purpose)?.round
    const wanted = training.state === 'cancelled' ? undefined : plans.find((one) => one.purpose === purpose)
    if (wanted === undefined) {
      if (known !== undefined) await endRound(tx, known.id, now)
      continue
    }
    await arrange(tx, { training, purpose, versionId: wanted.versionId, known }, around, now)
  }
}

interface Wanted {
  training: Whole
  purpose: TrainingPurpose
  versionId: bigint
  known: Round | undefined
}

async function arrange(tx: Db, { training, purpose, versionId, known }: Wanted, around: Around, now: Date) {
  const { timeZone, sealing } = around.settings
  const definition = await definitionOf(tx, versionId)
  const span = { begins: beginsAt(training), ends: endsAt(training) }
  const { opensAt, closesAt } = timesOf(purpose, span, definition, timeZone)
  if (known !== undefined && known.state !== 'cancelled') {
    if (known.state === 'planned' && known.versionId === versionId) {
      if (closesAt > now) {
        await tx.round.updateMany({ where: { id: known.id, state: 'planned' }, data: { opensAt, closesAt } })
        return
      }
    } else if (known.state !== 'planned') {
      // Who has a test to do before the training has it until the training begins, whenever that is.
      if (purpose === 'before' && known.state === 'open' && closesAt > now)
        await tx.round.updateMany({ where: { id: known.id, state: 'open' }, data: { closesAt } })
      return
    }
    await endRound(tx, known.id, now)
  }
  const where = { trainingId: training.id, purpose }
  await tx.trainingRound.deleteMany({ where })
  if (closesAt <= now) return
  const { group, key } = askedFor[purpose]
  const audience: Audience = { kind: 'notYet', group, id: String(training.id) }
  const words = (language: Language) => around.voiceIn(language).label(key, { title: training.title })
  const { id: roundId } = await planRound(
    tx,
    {
      versionId,
      audience,
      audienceText: { id: words('id'), en: words('en') },
      isAnonymous: isNameless(purpose, definition, sealing !== null),
      isPublic: purpose === 'public',
      opensAt,
      closesAt,
      reminders: definition.reminders,
    },
    around,
    now,
  )
  await tx.trainingRound.create({ data: { ...where, roundId } })
}

/** A training about which nobody has chosen anything, and nothing was ever asked, asks how it was. */
async function planUsual(tx: Db, { id: trainingId }: Whole, now: Date) {
  const where = { trainingId }
  if ((await tx.trainingPlan.count({ where })) + (await tx.trainingRound.count({ where })) > 0) return
  const { id: versionId } = await newestVersion(tx, usual, now)
  await tx.trainingPlan.create({ data: { trainingId, purpose: 'reaction', versionId } })
}
