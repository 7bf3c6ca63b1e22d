import type { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { emit } from '../../../platform/events/events.ts'
import { joinHtml } from '../../../platform/html.ts'
import { withdraw } from '../../../platform/outbox/holding.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Voice } from '../../../platform/texts.ts'
import { Audience } from '../../../shared/audiences/audience.ts'
import { audienceText } from '../../../shared/audiences/words.ts'
import { record } from '../../../shared/audit/record.ts'
import { trainingScheduled } from '../../../shared/trainings/events.ts'
import { findTraining } from '../../../shared/trainings/trainings.ts'
import type { Whole } from '../../../shared/trainings/trainings.ts'
import { calendarFile } from '../calendar/invite.ts'
import { nextTime } from '../ladder/steps.ts'
import { changeButtons, detailsText } from './detailViews.ts'
import { concerned } from './opening.ts'
import { moveUp } from './seats.ts'
import { mail, newsSubject, promptSubject } from './telling.ts'
import type { Around } from './telling.ts'
import { urgencyOf } from './urgency.ts'

/** When and where people meet. */
export interface Meeting {
  startsAt: Date
  endsAt: Date
  place: string
}

/** What a training shall be. */
export interface Wanted extends Pick<
  Whole,
  'title' | 'provider' | 'description' | 'contact' | 'materials' | 'competence' | 'seats' | 'needsApproval' | 'invites'
> {
  audience: Audience
  /** In the order of their beginnings, one or more. */
  sessions: Meeting[]
}

/** What of a training is not as it is wanted; `times`: when or where it takes place. */
export type Difference = 'times' | 'seats' | 'other'

/** What a training is, in the form of what it shall be. */
export function wantedOf(training: Whole): Wanted {
  const { title, provider, description, contact, materials, competence, seats, needsApproval, invites } = training
  return {
    title,
    provider,
    description,
    contact,
    materials,
    competence,
    seats,
    needsApproval,
    invites,
    audience: Audience.parse(training.audience),
    sessions: training.sessions.map(({ startsAt, endsAt, place }) => ({ startsAt, endsAt, place })),
  }
}

/** What would change; nothing where it is as it is wanted. */
export function differences(training: Whole, wanted: Wanted): Difference[] {
  const { sessions, seats, ...rest } = wantedOf(training)
  const { sessions: next, seats: wantedSeats, ...others } = wanted
  const text = (list: Meeting[]) =>
    JSON.stringify(list.map((one) => [one.startsAt.getTime(), one.endsAt.getTime(), one.place]))
  const isSame = entriesOf(rest) === entriesOf(others)
  return [
    ...(text(sessions) === text(next) ? [] : (['times'] as const)),
    ...(seats === wantedSeats ? [] : (['seats'] as const)),
    ...(isSame ? [] : (['other'] as const)),
  ]
}

/**
 * Whether a training would be over by sessions that it does not have yet, as by a wrong year; one whose later sessions are
 * left out may be over.
 */
export function isMovedPast({ sessions }: Pick<Whole, 'sessions'>, wanted: Meeting[], now: Date): boolean {
  const known = new Set(sessions.map(({ startsAt }) => startsAt.getTime()))
  return wanted.every(({ endsAt }) => endsAt <= now) && wanted.some(({ startsAt }) => !known.has(startsAt.getTime()))
}

/** Makes a draft. */
export async function makeTraining(
  db: Db,
  { uid, wanted, authorId, needId }: { uid: string; wanted: Wanted; authorId: bigint; needId?: bigint | undefined },
  around: Around,
  now: Date,
): Promise<bigint> {
  const { sessions, ...rest } = wanted
  const { id } = await db.training.create({
    data: {
      ...rest,
      uid,
      authorId,
      audienceText: await wordsOf(db, wanted.audience, around, now),
      createdAt: now,
      ...(needId !== undefined && { needId }),
      sessions: { create: sessions.map((session, index) => ({ ...session, position: index + 1 })) },
    },
    select: { id: true },
  })
  return id
}

/**
 * Makes a training, which is held, what it is wanted to be; those it concerns are told of another time or place, with a file
 * that changes it in their calendars. Wake 'outbox', `withheldChannel` and `eventsChannel` after the commit.
 */
export async function changeTraining(
  db: Db,
  { training, wanted }: { training: Whole; wanted: Wanted },
  { around, telegramId }: { around: Around; telegramId: bigint },
  now: Date,
): Promise<Whole> {
  const { id, state } = training
  if (state === 'cancelled') throw new Refusal('trainings:wasCancelled')
  if (state === 'held') throw new Refusal('trainings:over')
  const changed = differences(training, wanted)
  if (changed.length === 0) return training
  const { sessions, ...rest } = wanted
  const isMoved = changed.includes('times')
  if (state === 'open' && isMovedPast(training, sessions, now)) throw new Refusal('trainings:intoPast')
  const isTold = isMoved && state === 'open'
  const data: Prisma.TrainingUpdateInput = {
    ...rest,
    audienceText: await wordsOf(db, wanted.audience, around, now),
    ...(isTold && { sequence: { increment: 1 } }),
  }
  await db.training.update({ where: { id }, data })
  const dropped = isMoved ? await changeSessions(db, training, sessions) : []
  const next = await findTraining(db, id)
  if (state === 'open') {
    if (isTold) await tellChange(db, { before: training, next, dropped }, around, now)
    await moveUp(db, next, around, now)
    await emit(db, trainingScheduled, { training: String(id) }, now)
  }
  await record(db, telegramId, { action: 'changedTraining', object: `training:${id}` }, now)
  return next
}

async function tellChange(
  db: Db,
  { before, next, dropped }: { before: Whole; next: Whole; dropped: Whole['sessions'] },
  around: Around,
  now: Date,
): Promise<void> {
  const { id, sequence } = next
  await db.training.update({ where: { id }, data: { nextAt: nextTime(next.sessions, now) } })
  // What waits tells of the time that was.
  await withdraw(db, promptSubject(id), now)
  await mail(
    db,
    {
      trainingId: id,
      lane: urgencyOf([...before.sessions, ...next.sessions], now),
      subject: newsSubject(id),
      key: `training:${id}:change:${sequence}:`,
      who: concerned,
      category: null,
      sparesLeave: false,
      file: (voice) => calendarFile(voice, next, now, dropped),
      view: (voice) => ({
        text: joinHtml([
          voice.t('trainings:changedNews'),
          detailsText(voice, next, around.settings.timeZone, true),
          voice.t('trainings:changedHow'),
        ]),
        buttons: changeButtons(voice, id),
      }),
    },
    around,
    now,
  )
}

/**
 * Changes the sessions to those that are wanted: one that begins as before stays the same, the others take their places in
 * turn, so that who was there is still noted. Gives those that are left over; one at which somebody was noted has to stay.
 */
async function changeSessions(db: Db, { id, sessions }: Whole, wanted: Meeting[]): Promise<Whole['sessions']> {
  const same = new Map<Meeting, bigint>()
  for (const meeting of wanted) {
    const found = sessions.find(({ startsAt }) => startsAt.getTime() === meeting.startsAt.getTime())
    if (found !== undefined) same.set(meeting, found.id)
  }
  const kept = new Set(same.values())
  const left = sessions.filter((session) => !kept.has(session.id))
  // Numbers are unique within the training, also in between.
  await db.$executeRaw`UPDATE training_session SET position = -position WHERE training_id = ${id}`
  for (const [index, meeting] of wanted.entries()) {
    const position = index + 1
    const sessionId = same.get(meeting) ?? left.shift()?.id
    if (sessionId === undefined) await db.trainingSession.create({ data: { ...meeting, position, trainingId: id } })
    else await db.trainingSession.update({ where: { id: sessionId }, data: { ...meeting, position } })
  }
  const gone = left.map((session) => session.id)
  if ((await db.attendance.count({ where: { sessionId: { in: gone } } })) > 0) throw new Refusal('trainings:attended')
  await db.trainingSession.deleteMany({ where: { id: { in: gone } } })
  return left
}

async function wordsOf(db: Db, audience: Audience, around: Around, now: Date): Promise<{ id: string; en: string }> {
  const words = async (voice: Voice) =>
    (await audienceText(db, voice, audience, around, now)) ?? voice.label('trainings:audienceGone')
  return { id: await words(around.voiceIn('id')), en: await words(around.voiceIn('en')) }
}

/** The same whatever the order of the keys. */
function entriesOf(value: object): string {
  return JSON.stringify(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
