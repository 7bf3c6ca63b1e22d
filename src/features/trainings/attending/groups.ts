import { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Group } from '../../../platform/feature.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import { cut } from '../../../shared/policies/places.ts'
import { hasPlace } from '../../../shared/trainings/trainings.ts'
import { attendedBy } from '../attendances.ts'

/** So many trainings are offered, the newest first. */
const most = 5
const longest = 40

/** Those who have a place in a training. */
export const participants: Group = {
  name: 'peserta',
  offers: (db, voice) => offersOf(db, voice, 'trainings:groupParticipants'),
  who: (id) => Prisma.sql`
    person.id IN (SELECT enrolment.person_id FROM enrolment WHERE enrolment.training_id = ${BigInt(id)} AND ${hasPlace})`,
}

/** Those who were at a training. */
export const attendees: Group = {
  name: 'hadir',
  offers: (db, voice) => offersOf(db, voice, 'trainings:groupAttendees'),
  who: (id) => attendedBy(Prisma.sql`${BigInt(id)}`, Prisma.sql`person.id`),
}

async function offersOf(
  db: Db,
  voice: Voice,
  key: Extract<TextKey, `trainings:group${'Participants' | 'Attendees'}`>,
): Promise<{ id: string; label: string }[]> {
  const found = await db.training.findMany({
    where: { state: { in: ['open', 'held'] } },
    orderBy: { id: 'desc' },
    take: most,
    select: { id: true, title: true },
  })
  return found.map(({ id, title }) => ({ id: String(id), label: voice.label(key, { title: cut(title, longest) }) }))
}
