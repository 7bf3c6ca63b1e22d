import { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { emit, eventsChannel } from '../../../platform/events/events.ts'
import { joinHtml } from '../../../platform/html.ts'
import type { Job } from '../../../platform/scheduler/scheduler.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import type { Work } from '../../../platform/work.ts'
import { trainingHeld } from '../../../shared/trainings/events.ts'
import { endsAt, holdTraining } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { answerButtons, fileRow, sessionLine, titleOf } from '../enrolling/detailViews.ts'
import { freeSeats } from '../enrolling/seats.ts'
import { aroundOf, mail, promptSubject } from '../enrolling/telling.ts'
import type { Around } from '../enrolling/telling.ts'
import { dueSteps, nextTime } from './steps.ts'
import type { Step, StepName } from './steps.ts'

/** By the minute: reminds of the sessions to come, and ends trainings whose last one is over. */
export const reminding: Job<Work> = {
  name: 'trainings.reminding',
  cron: '* * * * *',
  async run(work) {
    const { database, clock } = work
    const now = clock.now()
    const due = await database.client.training.findMany({
      where: { state: 'open', nextAt: { lte: now } },
      orderBy: { id: 'asc' },
      select: { id: true },
    })
    const faults: unknown[] = []
    for (const { id } of due)
      await database.client
        .$transaction((tx) => follow(tx, id, aroundOf(work), now))
        .catch((error: unknown) => void faults.push(error))
    if (due.length > 0) {
      database.wake('outbox')
      database.wake(eventsChannel)
    }
    if (faults.length > 0) throw new AggregateError(faults, 'Trainings could not be followed')
  },
}

/** When the next reminder, or the end of a training, comes up. */
export async function nextReminder(db: Db): Promise<Date | null> {
  const next = await db.training.findFirst({
    where: { state: 'open', nextAt: { not: null } },
    orderBy: { nextAt: 'asc' },
    select: { nextAt: true },
  })
  return next?.nextAt ?? null
}

async function follow(tx: Db, id: bigint, around: Around, now: Date): Promise<void> {
  const training = await holdTraining(tx, id)
  // It may have been moved or cancelled since it was listed.
  if (training.state !== 'open' || training.nextAt === null || training.nextAt > now) return
  for (const step of dueSteps(training.sessions, training.nextAt, now)) await remind(tx, training, step, around, now)
  if (endsAt(training) > now) {
    await tx.training.update({ where: { id }, data: { nextAt: nextTime(training.sessions, now) } })
    return
  }
  await tx.training.update({ where: { id }, data: { state: 'held', nextAt: null } })
  await emit(tx, trainingHeld, { training: String(id) }, now)
}

/** Reminds of a session those who have a place, and of the first one those who have not answered while there are places. */
async function remind(tx: Db, training: Whole, step: Step<Whole['sessions'][number]>, around: Around, now: Date) {
  const { id } = training
  const { name, session, isFirst } = step
  const free = await freeSeats(tx, training)
  const key = `training:${id}:${name}:${session.id}:${session.startsAt.getTime() / 60_000}:`
  const kinds = [
    'enrolled',
    'confirmed',
    ...(isFirst && (free === null || free > 0) ? (['invited'] as const) : []),
  ] as const
  for (const state of kinds)
    await mail(
      tx,
      {
        trainingId: id,
        lane: 'reminder',
        subject: promptSubject(id),
        key,
        who: Prisma.sql`enrolment.state = ${state}::enrolment_state`,
        category: 'reminders',
        sparesLeave: true,
        view: (voice) => ({
          text: joinHtml([
            voice.t(stepKey[name], { title: titleOf(training) }),
            sessionLine(voice, session, around.settings.timeZone),
            extraLine(voice, training, state),
          ]),
          buttons: [...answerButtons(voice, id, state), fileRow(voice, id)],
        }),
      },
      around,
      now,
    )
}

const stepKey: Record<StepName, TextKey> = {
  d7: 'trainings:remindWeek',
  d1: 'trainings:remindDay',
  h2: 'trainings:remindHours',
}

function extraLine(voice: Voice, { contact }: Whole, state: 'invited' | 'enrolled' | 'confirmed') {
  if (state === 'invited') return voice.t('trainings:answerWanted')
  if (state === 'enrolled') return voice.t('trainings:wordWanted')
  return contact === '' ? undefined : voice.t('trainings:contactLine', { text: contact })
}
