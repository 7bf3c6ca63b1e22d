import type { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { batchesById } from '../../../platform/exports/batches.ts'
import type { Cell, Column, Export, ExportOrder } from '../../../platform/feature.ts'
import { enrolmentStateKey } from '../../../shared/trainings/trainings.ts'
import { chosen, manyAtOnce, scopeOf } from './scopes.ts'

const columns: Column[] = [
  { name: 'code', title: 'trainings:exCode', about: 'trainings:exCodeAbout', type: 'text' },
  { name: 'title', title: 'trainings:exTitle', about: 'trainings:exTitleAbout', type: 'text' },
  { name: 'nip', title: 'trainings:exNip', about: 'trainings:exNipAbout', type: 'text' },
  { name: 'name', title: 'trainings:exName', about: 'trainings:exNameAbout', type: 'text' },
  { name: 'unit', title: 'trainings:exUnit', about: 'trainings:exUnitAbout', type: 'text' },
  { name: 'standing', title: 'trainings:exStanding', about: 'trainings:exStandingAbout', type: 'text' },
  { name: 'reason', title: 'trainings:exReason', about: 'trainings:exReasonAbout', type: 'text' },
  { name: 'invited', title: 'trainings:exWasInvited', about: 'trainings:exWasInvitedAbout', type: 'boolean' },
  { name: 'session', title: 'trainings:exSession', about: 'trainings:exSessionAbout', type: 'number' },
  { name: 'starts_at', title: 'trainings:exSessionStarts', about: 'trainings:exSessionStartsAbout', type: 'moment' },
  { name: 'attended', title: 'trainings:exWasThere', about: 'trainings:exWasThereAbout', type: 'boolean' },
  { name: 'by_code', title: 'trainings:exByCode', about: 'trainings:exByCodeAbout', type: 'boolean' },
  { name: 'certificate', title: 'trainings:exCertificate', about: 'trainings:exCertificateAbout', type: 'text' },
]

/** A row for each person and session of the trainings of the period. */
export const attendanceExport: Export = {
  name: 'attendance',
  title: 'trainings:exAttendance',
  right: 'overseer',
  columns,
  async count(db, order) {
    const scope = await scopeOf(db, order)
    const trainings = await db.training.findMany({
      where: chosen(order, scope),
      select: { _count: { select: { sessions: true, enrolments: { where: scope.enrolments } } } },
    })
    return trainings.reduce((sum, { _count: counts }) => sum + counts.sessions * counts.enrolments, 0)
  },
  async *rows(db, order) {
    const scope = await scopeOf(db, order)
    const where = { ...scope.enrolments, training: chosen(order, scope) }
    for await (const read of batchesById((after) => readBatch(db, where, after)))
      yield read.flatMap((row) => cellsOf(row, scope.unitName, order))
  },
}

type Row = Awaited<ReturnType<typeof readBatch>>[number]

async function readBatch(db: Db, where: Prisma.EnrolmentWhereInput, after: bigint) {
  const rows = await db.enrolment.findMany({
    where: { ...where, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: manyAtOnce,
    include: {
      training: {
        select: {
          uid: true,
          title: true,
          sessions: { orderBy: { position: 'asc' }, select: { id: true, position: true, startsAt: true } },
        },
      },
      person: { select: { rosterEntry: { select: { nip: true, name: true } } } },
    },
  })
  const attendances = await db.attendance.findMany({
    where: {
      personId: { in: rows.map(({ personId }) => personId) },
      session: { trainingId: { in: rows.map(({ trainingId }) => trainingId) } },
    },
  })
  const byBoth = new Map(attendances.map((one) => [`${one.sessionId} ${one.personId}`, one]))
  return rows.map((row) => ({
    ...row,
    attendanceAt: (sessionId: bigint) => byBoth.get(`${sessionId} ${row.personId}`),
  }))
}

/** In the order of the columns, a row for each session. */
function cellsOf(row: Row, unitName: (id: bigint | null) => string | null, { voice }: ExportOrder): Cell[][] {
  const { training, person, unitId, state, reason, wasInvited, certificate, attendanceAt } = row
  return training.sessions.map(({ id, position, startsAt }) => {
    const attendance = attendanceAt(id)
    return [
      training.uid,
      training.title,
      person.rosterEntry?.nip ?? null,
      person.rosterEntry?.name ?? null,
      unitName(unitId),
      voice.label(enrolmentStateKey[state]),
      reason,
      wasInvited,
      position,
      startsAt,
      attendance !== undefined,
      attendance?.byCode ?? null,
      certificate,
    ]
  })
}
