import { Prisma } from '../../generated/prisma/client.ts'

/** The condition that somebody was at one session of a training or more, over columns with their numbers. */
export function attendedBy(training: Prisma.Sql, person: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    EXISTS (
      SELECT 1 FROM attendance JOIN training_session ON training_session.id = attendance.session_id
      WHERE training_session.training_id = ${training} AND attendance.person_id = ${person})`
}
