import type { Db } from '../../../platform/database/database.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import { withdrawTo } from '../../../platform/outbox/holding.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import { Audience, isSelected } from '../../../shared/audiences/audience.ts'
import { holdTraining } from '../../../shared/trainings/trainings.ts'
import { plannersOf } from '../../../shared/tickets/officers.ts'
import { holdsPlace } from '../enrolling/enrolling.ts'
import { titleOf } from '../enrolling/detailViews.ts'
import { nameOf } from '../enrolling/names.ts'
import { freeSeats } from '../enrolling/seats.ts'
import { newsSubject, promptSubject, tell } from '../enrolling/telling.ts'
import type { Around } from '../enrolling/telling.ts'
import { admitButton } from './buttons.ts'
import { isFresh, isGenuine, readCode } from './codes.ts'
import { findSitting, refuseTime } from './sessions.ts'
import type { Sitting } from './sessions.ts'

/** What came of a code: noted, noted before, or the trainer is asked. */
export interface Checked extends Sitting {
  outcome: 'noted' | 'already' | 'asked'
}

/**
 * Takes a code that somebody scanned: notes that they are there, or asks the trainer about who has no place. Refused when it
 * is none of ours, older than a minute, or the training is not for them. Wake 'outbox' after the commit.
 */
export async function checkIn(db: Db, text: string, telegramId: bigint, around: Around, now: Date): Promise<Checked> {
  const code = readCode(text)
  const found = code && (await db.trainingSession.findUnique({ where: { id: code.session } }))
  if (code === undefined || !found?.trainerKey || !isGenuine(found.trainerKey, code))
    throw new Refusal('trainings:codeForeign')
  if (!isFresh(code, now)) throw new Refusal('trainings:codeOld')
  const sitting = await findSitting(db, code.session)
  const { session, training } = sitting
  if (training.state === 'cancelled') throw new Refusal('trainings:wasCancelled')
  refuseTime(session, now)
  const person = await db.person.findUniqueOrThrow({ where: { telegramId }, select: { id: true } })
  const key = { trainingId_personId: { trainingId: training.id, personId: person.id } }
  const enrolment = await db.enrolment.findUnique({ where: key })
  if (enrolment !== null && holdsPlace(enrolment.state)) {
    const isNew = await note(db, { sessionId: session.id, personId: person.id, byCode: true }, now)
    return { ...sitting, outcome: isNew ? 'noted' : 'already' }
  }
  if (enrolment?.state === 'refused') throw new Refusal('trainings:wasRefused')
  const [isMeant] = await isSelected(db, telegramId, [Audience.parse(training.audience)], around)
  if (isMeant !== true && enrolment === null) throw new Refusal('trainings:notEnrolled')
  await askTrainer(db, sitting, person.id, around, now)
  return { ...sitting, outcome: 'asked' }
}

/** Notes that somebody is there; false: it was noted before. */
export async function note(
  db: Db,
  { sessionId, personId, byCode }: { sessionId: bigint; personId: bigint; byCode: boolean },
  now: Date,
): Promise<boolean> {
  const data = [{ sessionId, personId, byCode, notedAt: now }]
  return (await db.attendance.createMany({ data, skipDuplicates: true })).count > 0
}

/** Gives somebody who came without a place one, if there is one, and notes that they are there. Wake 'outbox' after the commit. */
export async function admit(
  db: Db,
  { session, training: { id } }: Sitting,
  { personId, byCode }: { personId: bigint; byCode: boolean },
  around: Around,
  now: Date,
): Promise<void> {
  const training = await holdTraining(db, id)
  const key = { trainingId_personId: { trainingId: id, personId } }
  const before = await db.enrolment.findUnique({ where: key })
  if (before?.state === 'refused') throw new Refusal('trainings:refusedByHead')
  if (before === null || !holdsPlace(before.state)) {
    const free = await freeSeats(db, training)
    if (free !== null && free <= 0) throw new Refusal('trainings:full')
    const person = await db.person.findUnique({ where: { id: personId }, include: { rosterEntry: true } })
    if (person === null) throw new Refusal('trainings:personGone')
    // Whoever keeps the list cannot give places to anybody they like.
    const [isMeant] = await isSelected(db, person.telegramId, [Audience.parse(training.audience)], around)
    if (isMeant !== true && before === null) throw new Refusal('trainings:notForThem')
    const unitId = person.rosterEntry?.leftAt === null ? person.rosterEntry.unitId : null
    const data = { state: 'confirmed', unitId, reason: null, changedAt: now } as const
    await db.enrolment.upsert({
      where: key,
      create: { ...data, trainingId: id, personId, wasInvited: false, createdAt: now },
      update: data,
    })
    await withdrawTo(db, person.telegramId, promptSubject(id), now)
  }
  const isNew = await note(db, { sessionId: session.id, personId, byCode }, now)
  if (!isNew) return
  const news = {
    lane: 'urgent' as const,
    subject: newsSubject(id),
    key: `training:${id}:admitted:${session.id}:`,
    view: viewOf('trainings:admitted', titleOf(training)),
  }
  if (byCode) await tell(db, [personId], news, around, now)
}

/** Somebody who came without a place is told that they cannot stay. Wake 'outbox' after the commit. */
export async function turnAway(
  db: Db,
  { session, training }: Sitting,
  personId: bigint,
  around: Around,
  now: Date,
): Promise<void> {
  const news = {
    lane: 'urgent' as const,
    subject: newsSubject(training.id),
    key: `training:${training.id}:turnedAway:${session.id}:`,
    view: viewOf('trainings:turnedAway', titleOf(training)),
  }
  await tell(db, [personId], news, around, now)
}

function viewOf(key: TextKey, title: string): (voice: Voice) => View {
  return (voice) => ({ text: voice.t(key, { title }) })
}

async function askTrainer(
  db: Db,
  { session, training }: Sitting,
  personId: bigint,
  around: Around,
  now: Date,
): Promise<void> {
  const trainers = await db.person.findMany({
    where: { telegramId: { in: session.trainers }, consentAt: { not: null }, lostAt: null },
    select: { id: true },
  })
  const asked = trainers.length > 0 ? trainers : await plannersOf(db, around.settings)
  const nameIn = await nameOf(db, personId)
  const news = {
    lane: 'urgent' as const,
    subject: newsSubject(training.id),
    // Asked once, however often they scan.
    key: `training:${training.id}:walkIn:${session.id}:${personId}:`,
    view: (voice: Voice) => ({
      text: voice.t('trainings:walkIn', { name: nameIn(voice), title: titleOf(training) }),
      buttons: [
        [
          admitButton.with(voice.label('trainings:admit'), { session: session.id, person: personId, yes: 'y' }),
          admitButton.with(voice.label('trainings:turnAway'), { session: session.id, person: personId, yes: 'n' }),
        ],
      ],
    }),
  }
  await tell(
    db,
    asked.map(({ id }) => id),
    news,
    around,
    now,
  )
}
