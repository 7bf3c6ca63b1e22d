import type { TrainingSession } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { whole } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { freshSecret, keyOf, trainerStart } from './codes.ts'

const hour = 3_600_000
/** When people can be noted as present: from before a session begins until after it is over. */
const opensBefore = hour
const closesAfter = 2 * hour
/** How long after that the list can still be put right by who kept it. */
const mendsAfter = 7 * 24 * hour
/** Accounts that may keep the list of a session. */
const mostTrainers = 20

/** A session with its training. */
export interface Sitting {
  session: TrainingSession
  training: Whole
}

/** A session; refused when there is none. */
export async function findSitting(db: Db, sessionId: bigint): Promise<Sitting> {
  const found = await db.trainingSession.findUnique({
    where: { id: sessionId },
    include: { training: { include: whole } },
  })
  if (found === null) throw new Refusal('trainings:sessionGone')
  const { training, ...session } = found
  return { session, training }
}

/** The session whose list somebody keeps: a planner, or who opened the trainer's link. Refused to everyone else. */
export async function sittingOf(turn: Pick<Turn, 'db' | 'who' | 'may'>, sessionId: bigint): Promise<Sitting> {
  const sitting = await findSitting(turn.db, sessionId)
  if (!turn.may('planner') && !sitting.session.trainers.includes(turn.who.telegramId))
    throw new Refusal('platform:notAllowed')
  const { state } = sitting.training
  if (state === 'cancelled') throw new Refusal('trainings:wasCancelled')
  if (state === 'draft') throw new Refusal('trainings:notOpenYet')
  return sitting
}

/** Refuses where codes are not shown, nor taken, at this time. */
export function refuseTime({ startsAt, endsAt }: TrainingSession, now: Date): void {
  if (now.getTime() < startsAt.getTime() - opensBefore) throw new Refusal('trainings:doorEarly', { at: startsAt })
  if (now.getTime() > endsAt.getTime() + closesAfter) throw new Refusal('trainings:doorLate')
}

/** Whether no code of it is of use any more: it is over, or does not take place. */
export function isOver({ session, training }: Sitting, now: Date): boolean {
  return training.state === 'cancelled' || now.getTime() > session.endsAt.getTime() + closesAfter
}

/** Refuses where the list cannot be changed by hand at this time. */
export function refuseMending({ startsAt, endsAt }: TrainingSession, isPlanner: boolean, now: Date): void {
  if (now.getTime() < startsAt.getTime() - opensBefore) throw new Refusal('trainings:doorEarly', { at: startsAt })
  if (!isPlanner && now.getTime() > endsAt.getTime() + mendsAfter) throw new Refusal('trainings:doorLate')
}

/** A fresh link for a session's trainer; the one before opens nothing any more. */
export async function renewKey(db: Db, sessionId: bigint, botName: string): Promise<string> {
  const secret = freshSecret()
  await db.trainingSession.update({ where: { id: sessionId }, data: { trainerKey: keyOf(secret) } })
  return `https://t.me/${botName}?start=${trainerStart}-${secret}`
}

/** The key with which a session's codes are signed; made where there is none. */
export async function signingKey(db: Db, sessionId: bigint): Promise<Uint8Array> {
  await db.trainingSession.updateMany({
    where: { id: sessionId, trainerKey: null },
    data: { trainerKey: keyOf(freshSecret()) },
  })
  const { trainerKey } = await db.trainingSession.findUniqueOrThrow({ where: { id: sessionId } })
  if (trainerKey === null) throw new Refusal('trainings:sessionGone')
  return trainerKey
}

/** Lets an account keep the list of the session whose link it opened; refused when the link is none, or of no use any more. */
export async function becomeTrainer(db: Db, secret: string, telegramId: bigint): Promise<bigint> {
  const found = await db.trainingSession.findUnique({ where: { trainerKey: keyOf(secret) }, select: { id: true } })
  if (found === null) throw new Refusal('trainings:trainerLinkGone')
  const { id } = found
  await db.$queryRaw`SELECT id FROM training_session WHERE id = ${id} FOR UPDATE`
  const { trainers } = await db.trainingSession.findUniqueOrThrow({ where: { id } })
  if (trainers.includes(telegramId)) return id
  if (trainers.length >= mostTrainers) throw new Refusal('trainings:trainersMany')
  await db.trainingSession.update({ where: { id }, data: { trainers: [...trainers, telegramId] } })
  return id
}
