import { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { emit } from '../../../platform/events/events.ts'
import { joinHtml } from '../../../platform/html.ts'
import { withdraw } from '../../../platform/outbox/holding.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { Audience, recipients } from '../../../shared/audiences/audience.ts'
import { record } from '../../../shared/audit/record.ts'
import { trainingScheduled } from '../../../shared/trainings/events.ts'
import { beginsAt, findTraining, holdTraining } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { calendarFile } from '../calendar/invite.ts'
import { nextTime } from '../ladder/steps.ts'
import { answerButtons, detailsText, fileRow, sessionsText, titleOf } from './detailViews.ts'
import { mail, newsSubject, promptSubject } from './telling.ts'
import type { Around } from './telling.ts'
import { urgencyOf } from './urgency.ts'

/** Those whom news of a training concerns: who has a place, waits for one or for their head, or was invited. */
export const concerned = Prisma.sql`enrolment.state IN ('invited', 'asked', 'waiting', 'enrolled', 'confirmed')`

/** A draft that can be opened, and how many people are invited by that. */
export async function readOpening(
  db: Db,
  id: bigint,
  around: Around,
  now: Date,
): Promise<{ training: Whole; people: number }> {
  const training = await findTraining(db, id)
  refuseOpening(training, now)
  if (!training.invites) return { training, people: 0 }
  const [row] = await db.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS people FROM (${invitees(training, around)}) invitee`
  return { training, people: row?.people ?? 0 }
}

/** Opens a draft: everyone of its audience is invited, if that is wanted. Wake 'outbox' and `eventsChannel` after the commit. */
export async function openTraining(
  db: Db,
  id: bigint,
  { around, telegramId }: { around: Around; telegramId: bigint },
  now: Date,
): Promise<{ training: Whole; invited: number }> {
  const draft = await holdTraining(db, id)
  refuseOpening(draft, now)
  const nextAt = nextTime(draft.sessions, now)
  await db.training.update({ where: { id }, data: { state: 'open', openedAt: now, nextAt } })
  const training = await holdTraining(db, id)
  const invited = training.invites ? await invite(db, training, around, now) : 0
  await record(db, telegramId, { action: 'openedTraining', object: `training:${id}` }, now)
  await emit(db, trainingScheduled, { training: String(id) }, now)
  return { training, invited }
}

/**
 * Cancels a training, for a reason, which those it concerns are told with a file that takes it out of their calendars. Wake
 * 'outbox', `withheldChannel` and `eventsChannel` after the commit.
 */
export async function cancelTraining(
  db: Db,
  { id, reason }: { id: bigint; reason: string },
  { around, telegramId }: { around: Around; telegramId: bigint },
  now: Date,
): Promise<Whole> {
  const before = await holdTraining(db, id)
  if (before.state === 'cancelled') throw new Refusal('trainings:wasCancelled')
  if (before.state === 'held') throw new Refusal('trainings:over')
  const data = { state: 'cancelled', cancelReason: reason, nextAt: null, sequence: { increment: 1 } } as const
  await db.training.update({ where: { id }, data })
  const training = await holdTraining(db, id)
  await withdraw(db, promptSubject(id), now)
  await mail(
    db,
    {
      trainingId: id,
      lane: urgencyOf(before.sessions, now),
      subject: newsSubject(id),
      key: `training:${id}:cancelled:`,
      who: concerned,
      category: null,
      sparesLeave: false,
      file: (voice) => calendarFile(voice, training, now),
      view: (voice) => ({
        text: joinHtml([
          voice.t('trainings:cancelledNews', { title: titleOf(training), reason }),
          sessionsText(voice, training, around.settings.timeZone),
        ]),
      }),
    },
    around,
    now,
  )
  await record(db, telegramId, { action: 'cancelledTraining', object: `training:${id}` }, now)
  await emit(db, trainingScheduled, { training: String(id) }, now)
  return training
}

function refuseOpening(training: Whole, now: Date): void {
  if (training.state !== 'draft') throw new Refusal('trainings:notDraft')
  if (beginsAt(training) <= now) throw new Refusal('trainings:beginsPast')
}

/** Those who can be written to of a training's audience; who has stopped announcements is invited without being told. */
function invitees(training: Whole, around: Around): Prisma.Sql {
  return recipients(Audience.parse(training.audience), around, null)
}

async function invite(db: Db, training: Whole, around: Around, now: Date): Promise<number> {
  const { id } = training
  const at = now.toISOString()
  const invited = await db.$executeRaw`
    INSERT INTO enrolment (training_id, person_id, unit_id, state, was_invited, created_at, changed_at)
    SELECT ${id}, people.person_id, entry.unit_id, 'invited', TRUE, ${at}::timestamptz, ${at}::timestamptz
    FROM (${invitees(training, around)}) people
    LEFT JOIN roster_entry entry ON entry.person_id = people.person_id AND entry.left_at IS NULL
    ORDER BY people.person_id
    ON CONFLICT DO NOTHING`
  await mail(
    db,
    {
      trainingId: id,
      lane: 'broadcast',
      subject: promptSubject(id),
      key: `training:${id}:invitation:`,
      who: Prisma.sql`enrolment.state = 'invited'`,
      category: 'announcements',
      sparesLeave: false,
      view: (voice) => ({
        text: joinHtml([
          voice.t('trainings:invitation'),
          detailsText(voice, training, around.settings.timeZone),
          voice.t(training.needsApproval ? 'trainings:askApproval' : 'trainings:askComing'),
        ]),
        buttons: [...answerButtons(voice, id, 'invited'), fileRow(voice, id)],
      }),
    },
    around,
    now,
  )
  return invited
}
