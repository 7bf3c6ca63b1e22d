import type { Db } from '../../../platform/database/database.ts'
import { joinHtml } from '../../../platform/html.ts'
import { beginsAt, placed } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { answerButtons, detailsText, fileRow } from './detailViews.ts'
import { placeSubject, tell } from './telling.ts'
import type { Around } from './telling.ts'

/** How many places nobody has; null: there are as many as are wanted. Exact only while the training is held. */
export async function freeSeats(db: Db, { id, seats }: Pick<Whole, 'id' | 'seats'>): Promise<number | null> {
  if (seats === null) return null
  const taken = await db.enrolment.count({ where: { trainingId: id, state: { in: [...placed] } } })
  return seats - taken
}

/**
 * Gives free places to those who wait for one, the longest waiting first, and tells them; of a training that is held. Wake
 * 'outbox' after the commit.
 */
export async function moveUp(db: Db, training: Whole, around: Around, now: Date): Promise<void> {
  if (training.state !== 'open' || beginsAt(training) <= now) return
  const free = await freeSeats(db, training)
  const next = await db.enrolment.findMany({
    where: { trainingId: training.id, state: 'waiting' },
    orderBy: [{ changedAt: 'asc' }, { id: 'asc' }],
    ...(free !== null && { take: Math.max(0, free) }),
  })
  const ids = next.map(({ id }) => id)
  await db.enrolment.updateMany({ where: { id: { in: ids } }, data: { state: 'enrolled', changedAt: now } })
  const news = {
    subject: placeSubject(training.id),
    // Who gives the place back may get one again.
    key: `training:${training.id}:moved:${now.getTime()}:`,
    view: (voice: Parameters<typeof detailsText>[0]) => ({
      text: joinHtml([voice.t('trainings:movedUp'), detailsText(voice, training, around.settings.timeZone)]),
      buttons: [...answerButtons(voice, training.id, 'enrolled'), fileRow(voice, training.id)],
    }),
  }
  await tell(
    db,
    next.map(({ personId }) => personId),
    news,
    around,
    now,
  )
}
