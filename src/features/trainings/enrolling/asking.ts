import { z } from 'zod'
import type { Enrolment } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { button } from '../../../platform/dialog/button.ts'
import { joinHtml } from '../../../platform/html.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { holdTraining } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { headsOf, mayWorkOn, plannersOf } from '../../../shared/tickets/officers.ts'
import { answerButtons, detailsText, fileRow } from './detailViews.ts'
import { nameOf } from './names.ts'
import { freeSeats } from './seats.ts'
import { newsSubject, placeSubject, tell } from './telling.ts'
import type { Around } from './telling.ts'

const id = z.coerce.bigint()
/** The head's word on who wants to come. */
export const approveButton = button('training.approve', { id })
export const refuseButton = button('training.refuse', { id })

/** Who decides. */
interface Officer {
  telegramId: bigint
  isPlanner: boolean
}

/** Who decides whether somebody may come: the heads of their unit, or the planners where it has no other head. */
export async function approversOf(
  db: Db,
  { unitId, personId }: Pick<Enrolment, 'unitId' | 'personId'>,
  { settings }: Pick<Around, 'settings'>,
): Promise<{ areHeads: boolean; officers: { id: bigint }[] }> {
  const heads = (unitId === null ? [] : await headsOf(db, unitId)).filter((head) => head.id !== personId)
  return heads.length > 0
    ? { areHeads: true, officers: heads }
    : { areHeads: false, officers: await plannersOf(db, settings) }
}

/** Asks them. */
export async function askHead(db: Db, training: Whole, enrolment: Enrolment, around: Around, now: Date): Promise<void> {
  const { id: enrolmentId, personId, trainingId } = enrolment
  const { officers } = await approversOf(db, enrolment, around)
  const names = await nameOf(db, personId)
  const news = {
    subject: newsSubject(trainingId),
    key: `training:${trainingId}:asks:${enrolmentId}:${now.getTime()}:`,
    view: (voice: Parameters<typeof detailsText>[0]) => ({
      text: joinHtml([
        voice.t('trainings:asksHead', { name: names(voice) }),
        detailsText(voice, training, around.settings.timeZone),
      ]),
      buttons: [
        [
          approveButton.with(voice.label('trainings:approve'), { id: enrolmentId }),
          refuseButton.with(voice.label('trainings:refuse'), { id: enrolmentId }),
        ],
      ],
    }),
  }
  await tell(
    db,
    officers.map((officer) => officer.id),
    news,
    around,
    now,
  )
}

/** The enrolment that waits for this officer's word; refused where it does not, or is not theirs to decide. */
export async function takeAsked(
  db: Db,
  enrolmentId: bigint,
  { telegramId, isPlanner }: Officer,
): Promise<{ training: Whole; enrolment: Enrolment }> {
  const where = { id: enrolmentId }
  const known = await db.enrolment.findUnique({ where, include: { person: { select: { telegramId: true } } } })
  if (known === null) throw new Refusal('trainings:decided')
  const isOwn = known.person.telegramId === telegramId
  if ((isOwn && !isPlanner) || !(await mayWorkOn(db, telegramId, isPlanner, known)))
    throw new Refusal('platform:notAllowed')
  const training = await holdTraining(db, known.trainingId)
  if (training.state !== 'open') throw new Refusal('trainings:decided')
  const enrolment = await db.enrolment.findUnique({ where })
  if (enrolment?.state !== 'asked') throw new Refusal('trainings:decided')
  return { training, enrolment }
}

/** The head says yes: they have a place, or wait for one. Wake 'outbox' after the commit. */
export async function approve(
  db: Db,
  enrolmentId: bigint,
  officer: Officer,
  around: Around,
  now: Date,
): Promise<'enrolled' | 'waiting'> {
  const { training, enrolment } = await takeAsked(db, enrolmentId, officer)
  const free = await freeSeats(db, training)
  const state = free === null || free > 0 ? 'enrolled' : 'waiting'
  await db.enrolment.update({ where: { id: enrolmentId }, data: { state, changedAt: now } })
  const news = {
    subject: placeSubject(training.id),
    key: `training:${training.id}:approved:${now.getTime()}:`,
    view: (voice: Parameters<typeof detailsText>[0]) => ({
      text: joinHtml([
        voice.t(state === 'enrolled' ? 'trainings:approved' : 'trainings:approvedWaiting'),
        detailsText(voice, training, around.settings.timeZone),
      ]),
      buttons: [...answerButtons(voice, training.id, state), fileRow(voice, training.id)],
    }),
  }
  await tell(db, [enrolment.personId], news, around, now)
  return state
}

/** The head says no, and why. Wake 'outbox' after the commit. */
export async function refuse(
  db: Db,
  enrolmentId: bigint,
  { reason, ...officer }: Officer & { reason: string },
  around: Around,
  now: Date,
): Promise<void> {
  const { training, enrolment } = await takeAsked(db, enrolmentId, officer)
  await db.enrolment.update({ where: { id: enrolmentId }, data: { state: 'refused', reason, changedAt: now } })
  const news = {
    subject: newsSubject(training.id),
    key: `training:${training.id}:refused:${now.getTime()}:`,
    view: (voice: Parameters<typeof detailsText>[0]) => ({
      text: voice.t('trainings:refusedNews', { title: training.title, reason }),
    }),
  }
  await tell(db, [enrolment.personId], news, around, now)
}
