import type { Enrolment, EnrolmentState } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { Audience, isSelected } from '../../../shared/audiences/audience.ts'
import { findTraining } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'

/** How many people are in each state; those that are not named: nobody. */
export type Counts = Partial<Record<EnrolmentState, number>>

/** A training as somebody sees it. */
export interface Card {
  training: Whole
  own: Enrolment | null
  /** They may enrol by themselves. */
  isMeant: boolean
  /** How many of its sessions they were at. */
  attended: number
  /** For planners only. */
  counts: Counts | null
}

/** A training for who looks at it; refused where it is not theirs to see. */
export async function readCard(turn: Turn, id: bigint): Promise<Card> {
  const { db, who } = turn
  const training = await findTraining(db, id)
  const own = await ownEnrolment(db, id, who.telegramId)
  const isPlanner = turn.may('planner')
  if (training.state === 'draft' && !isPlanner) throw new Refusal('trainings:gone')
  const [isMeant = false] = await isSelected(db, who.telegramId, [Audience.parse(training.audience)], turn)
  if (own === null && !isMeant && !turn.may('overseer')) throw new Refusal('trainings:notForYou')
  const attended =
    own === null ? 0 : await db.attendance.count({ where: { personId: own.personId, session: { trainingId: id } } })
  return { training, own, isMeant, attended, counts: isPlanner ? await countStates(db, id) : null }
}

async function ownEnrolment(db: Db, trainingId: bigint, telegramId: bigint): Promise<Enrolment | null> {
  return db.enrolment.findFirst({ where: { trainingId, person: { telegramId } } })
}

async function countStates(db: Db, trainingId: bigint): Promise<Counts> {
  const groups = await db.$queryRaw<{ state: EnrolmentState; people: number }[]>`
    SELECT state::text AS state, count(*)::int AS people FROM enrolment WHERE training_id = ${trainingId} GROUP BY state`
  return Object.fromEntries(groups.map(({ state, people }) => [state, people]))
}
