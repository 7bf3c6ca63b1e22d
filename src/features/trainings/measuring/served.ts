import { Prisma } from '../../../generated/prisma/client.ts'
import type { Group } from '../../../platform/feature.ts'

/** So many trainings are offered, the newest first. */
const most = 20

/**
 * Citizens whom the units served that took part in a training: those with a ticket in their own name there, or at a unit
 * above, from three months before the training ended on.
 */
export const served: Group = {
  name: 'layan',
  async offers(db, voice) {
    const found = await db.training.findMany({
      where: { state: { in: ['open', 'held'] }, plans: { some: { purpose: 'public' } } },
      orderBy: { id: 'desc' },
      take: most,
      select: { id: true, title: true },
    })
    return found.map(({ id, title }) => ({ id: String(id), label: voice.label('trainings:groupServed', { title }) }))
  },
  who: (id) => Prisma.sql`
    person.id IN (
      WITH RECURSIVE took_part AS (
        SELECT enrolment.unit_id AS id FROM enrolment
        WHERE enrolment.training_id = ${BigInt(id)} AND EXISTS (
          SELECT 1 FROM attendance JOIN training_session ON training_session.id = attendance.session_id
          WHERE training_session.training_id = enrolment.training_id AND attendance.person_id = enrolment.person_id)
        UNION
        SELECT unit.parent_id FROM unit JOIN took_part ON took_part.id = unit.id
      )
      SELECT ticket.person_id FROM ticket JOIN took_part ON took_part.id = COALESCE(ticket.unit_id, ticket.named_unit_id)
      WHERE NOT ticket.is_anonymous AND ticket.person_id IS NOT NULL AND ticket.opened_at >= (
        SELECT max(ends_at) - interval '3 months' FROM training_session WHERE training_id = ${BigInt(id)}))
    AND NOT EXISTS (
      SELECT 1 FROM roster_entry WHERE roster_entry.person_id = person.id AND roster_entry.left_at IS NULL)`,
}
