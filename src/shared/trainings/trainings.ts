import { Prisma } from '../../generated/prisma/client.ts'
import type { EnrolmentState, Training, TrainingSession, TrainingState } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { TextKey } from '../../platform/texts.ts'

/** A training with its sessions in their order, of which it has at least one. */
export type Whole = Training & { sessions: TrainingSession[] }

/** What a query of trainings includes to give whole ones. */
export const whole = { sessions: { orderBy: { position: 'asc' } } } as const satisfies Prisma.TrainingInclude

/** States of an enrolment in which somebody has a place. */
export const placed = ['enrolled', 'confirmed'] as const satisfies EnrolmentState[]

/** The same as the condition on a row of `enrolment`. */
export const hasPlace = Prisma.sql`enrolment.state IN ('enrolled', 'confirmed')`

export const trainingStateKey: Record<TrainingState, TextKey> = {
  draft: 'trainings:draft',
  open: 'trainings:open',
  cancelled: 'trainings:cancelled',
  held: 'trainings:held',
}

export const enrolmentStateKey: Record<EnrolmentState, TextKey> = {
  invited: 'trainings:invited',
  asked: 'trainings:asked',
  waiting: 'trainings:waiting',
  enrolled: 'trainings:enrolled',
  confirmed: 'trainings:confirmed',
  declined: 'trainings:declined',
  refused: 'trainings:refused',
}

/** A training; refused when there is none. */
export async function findTraining(db: Db, id: bigint): Promise<Whole> {
  const found = await db.training.findUnique({ where: { id }, include: whole })
  if (found === null) throw new Refusal('trainings:gone')
  return found
}

/** The same, and nobody else changes it, or who has a place in it, until the transaction ends. */
export async function holdTraining(db: Db, id: bigint): Promise<Whole> {
  await db.$queryRaw`SELECT id FROM training WHERE id = ${id} FOR UPDATE`
  return findTraining(db, id)
}

/** When its first session begins. */
export function beginsAt({ sessions }: { sessions: Pick<TrainingSession, 'startsAt'>[] }): Date {
  return new Date(Math.min(...sessions.map(({ startsAt }) => startsAt.getTime())))
}

/** When its last session is over. */
export function endsAt({ sessions }: Pick<Whole, 'sessions'>): Date {
  return new Date(Math.max(...sessions.map((session) => session.endsAt.getTime())))
}
