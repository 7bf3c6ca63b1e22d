import type { Enrolment, EnrolmentState } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { withdrawTo } from '../../../platform/outbox/holding.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { Audience, isSelected } from '../../../shared/audiences/audience.ts'
import { beginsAt, endsAt, holdTraining } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { askHead } from './asking.ts'
import { freeSeats, moveUp } from './seats.ts'
import { placeSubject, promptSubject } from './telling.ts'
import type { Around } from './telling.ts'

/** Where somebody stands with a training after they have answered. */
export interface Standing {
  training: Whole
  enrolment: Enrolment
}

/**
 * Gives somebody a place, or one on the waiting list, or asks their head; `will`: what they are once they have a place. Refused
 * where it is not for them, has begun, or their head has said no. Wake 'outbox' after the commit.
 */
export async function enrol(
  db: Db,
  { trainingId, telegramId, will }: { trainingId: bigint; telegramId: bigint; will: 'enrolled' | 'confirmed' },
  around: Around,
  now: Date,
): Promise<Standing> {
  const training = await holdTraining(db, trainingId)
  refuseClosed(training)
  const person = await db.person.findUniqueOrThrow({ where: { telegramId }, include: { rosterEntry: true } })
  const key = { trainingId_personId: { trainingId, personId: person.id } }
  const before = await db.enrolment.findUnique({ where: key })
  const own = before?.state
  if (own === 'refused') throw new Refusal('trainings:wasRefused')
  if (before !== null && (own === 'waiting' || own === 'asked' || own === will || own === 'confirmed'))
    return { training, enrolment: before }
  if (before !== null && own === 'enrolled')
    return { training, enrolment: await db.enrolment.update({ where: key, data: { state: will, changedAt: now } }) }
  if (beginsAt(training) <= now) throw new Refusal('trainings:begun')
  if (before?.wasInvited !== true) await refuseOutsider(db, training, telegramId, around)
  const state = await stateFor(db, training, will)
  const unitId = person.rosterEntry?.leftAt === null ? person.rosterEntry.unitId : null
  const data = { state, unitId, reason: null, changedAt: now }
  const enrolment = await db.enrolment.upsert({
    where: key,
    create: { ...data, trainingId, personId: person.id, wasInvited: false, createdAt: now },
    update: data,
  })
  if (state === 'asked') await askHead(db, training, enrolment, around, now)
  await withdrawTo(db, telegramId, promptSubject(trainingId), now)
  return { training, enrolment }
}

/**
 * Somebody says no, for a reason, or without one where they only wait (`waits`: they think that they do); a place that they
 * had is the next one's. What waits in the outbox to remind them, or to tell them of their place, is withdrawn. Wake 'outbox'
 * and `withheldChannel` after the commit.
 */
export async function decline(
  db: Db,
  {
    trainingId,
    telegramId,
    reason,
    waits = false,
  }: { trainingId: bigint; telegramId: bigint; reason: string | null; waits?: boolean },
  around: Around,
  now: Date,
): Promise<Standing> {
  const training = await holdTraining(db, trainingId)
  refuseClosed(training)
  if (endsAt(training) <= now) throw new Refusal('trainings:over')
  const person = await db.person.findUniqueOrThrow({ where: { telegramId }, select: { id: true } })
  const key = { trainingId_personId: { trainingId, personId: person.id } }
  const before = await db.enrolment.findUnique({ where: key })
  if (before === null) throw new Refusal('trainings:notKnown')
  if (before.state === 'refused') throw new Refusal('trainings:wasRefused')
  // They have got a place since, and do not know it yet.
  if (waits && holdsPlace(before.state)) throw new Refusal('trainings:placedSince')
  const enrolment = await db.enrolment.update({ where: key, data: { state: 'declined', reason, changedAt: now } })
  for (const subject of [promptSubject(trainingId), placeSubject(trainingId)])
    await withdrawTo(db, telegramId, subject, now)
  if (holdsPlace(before.state)) await moveUp(db, training, around, now)
  return { training, enrolment }
}

/** Whether somebody in this state has a place. */
export function holdsPlace(state: EnrolmentState): boolean {
  return state === 'enrolled' || state === 'confirmed'
}

/** Nobody enrols for, or declines, what is not open. */
function refuseClosed({ state }: Whole): void {
  if (state === 'cancelled') throw new Refusal('trainings:wasCancelled')
  if (state === 'held') throw new Refusal('trainings:over')
  if (state === 'draft') throw new Refusal('trainings:gone')
}

async function refuseOutsider(db: Db, training: Whole, telegramId: bigint, around: Around): Promise<void> {
  const [isMeant] = await isSelected(db, telegramId, [Audience.parse(training.audience)], around)
  if (isMeant !== true) throw new Refusal('trainings:notForYou')
}

async function stateFor(db: Db, training: Whole, will: 'enrolled' | 'confirmed'): Promise<EnrolmentState> {
  if (training.needsApproval) return 'asked'
  const free = await freeSeats(db, training)
  return free === null || free > 0 ? will : 'waiting'
}
