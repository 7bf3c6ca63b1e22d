import type { Db } from '../../../platform/database/database.ts'
import type { Portion } from '../../../platform/feature.ts'
import type { Voice } from '../../../platform/texts.ts'
import { enrolmentStateKey, holdTraining } from '../../../shared/trainings/trainings.ts'
import { holdsPlace } from './enrolling.ts'
import { moveUp } from './seats.ts'
import type { Around } from './telling.ts'

/** What is stored about somebody and trainings: where they stand, when they were there, what they made, which lists they keep. */
export async function collectTrainings(db: Db, telegramId: bigint, voice: Voice): Promise<Portion[]> {
  const person = { telegramId }
  const enrolments = await db.enrolment.findMany({
    where: { person },
    orderBy: { id: 'asc' },
    include: { training: true },
  })
  const attendances = await db.attendance.findMany({
    where: { person },
    orderBy: { notedAt: 'asc' },
    include: { session: { include: { training: true } } },
  })
  const made = await db.training.findMany({ where: { author: person }, orderBy: { id: 'asc' } })
  const kept = await db.trainingSession.findMany({
    where: { trainers: { has: telegramId } },
    orderBy: { id: 'asc' },
    include: { training: true },
  })
  const title = (value: string) => ({ name: 'training', label: voice.label('trainings:factTraining'), value })
  return [
    {
      name: 'enrolments',
      title: voice.label('trainings:factsEnrolments'),
      rows: enrolments.map(({ training, state, reason, certificate, wasInvited, createdAt, changedAt }) => [
        title(training.title),
        {
          name: 'state',
          label: voice.label('trainings:factState'),
          value: state,
          words: voice.label(enrolmentStateKey[state]),
        },
        { name: 'invited', label: voice.label('trainings:factInvited'), value: wasInvited },
        { name: 'reason', label: voice.label('trainings:factReason'), value: reason },
        { name: 'certificate', label: voice.label('trainings:factCertificate'), value: certificate },
        { name: 'since', label: voice.label('trainings:factCreated'), value: createdAt },
        { name: 'changed', label: voice.label('trainings:factChanged'), value: changedAt },
      ]),
    },
    {
      name: 'attendances',
      title: voice.label('trainings:factsAttendances'),
      rows: attendances.map(({ session, byCode, notedAt }) => [
        title(session.training.title),
        { name: 'session', label: voice.label('trainings:factSession'), value: session.startsAt },
        { name: 'byCode', label: voice.label('trainings:factByCode'), value: byCode },
        { name: 'notedAt', label: voice.label('trainings:factNoted'), value: notedAt },
      ]),
    },
    {
      name: 'trainingsMade',
      title: voice.label('trainings:factsMade'),
      rows: made.map((training) => [
        title(training.title),
        { name: 'createdAt', label: voice.label('trainings:factCreated'), value: training.createdAt },
      ]),
    },
    {
      name: 'trainingLists',
      title: voice.label('trainings:factsKept'),
      rows: kept.map(({ training, startsAt }) => [
        title(training.title),
        { name: 'session', label: voice.label('trainings:factSession'), value: startsAt },
      ]),
    },
  ]
}

/** Before somebody goes with all theirs: the places that they have are the next one's, and they keep no list any more. */
export async function leaveTrainings(db: Db, telegramId: bigint, around: Around, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE training_session SET trainers = array_remove(trainers, ${telegramId}) WHERE ${telegramId} = ANY(trainers)`
  const own = await db.enrolment.findMany({
    where: { person: { telegramId }, training: { state: 'open' } },
    orderBy: { trainingId: 'asc' },
  })
  for (const { id, trainingId } of own) {
    const training = await holdTraining(db, trainingId)
    const held = await db.enrolment.findUnique({ where: { id }, select: { state: true } })
    await db.enrolment.deleteMany({ where: { id } })
    if (held !== null && holdsPlace(held.state)) await moveUp(db, training, around, now)
  }
}
