import type { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { batchesById } from '../../../platform/exports/batches.ts'
import type { Cell, Column, Export, ExportOrder } from '../../../platform/feature.ts'
import { Bilingual, said } from '../../../shared/questionnaires/definition.ts'
import { beginsAt, endsAt, trainingStateKey, whole } from '../../../shared/trainings/trainings.ts'
import { funnelOf } from '../figures/funnels.ts'
import { chosen, fewAtOnce, scopeOf } from './scopes.ts'

const columns: Column[] = [
  { name: 'code', title: 'trainings:exCode', about: 'trainings:exCodeAbout', type: 'text' },
  { name: 'title', title: 'trainings:exTitle', about: 'trainings:exTitleAbout', type: 'text' },
  { name: 'provider', title: 'trainings:exProvider', about: 'trainings:exProviderAbout', type: 'text' },
  { name: 'competence', title: 'trainings:exCompetence', about: 'trainings:exCompetenceAbout', type: 'text' },
  { name: 'state', title: 'trainings:exState', about: 'trainings:exStateAbout', type: 'text' },
  { name: 'starts_at', title: 'trainings:exStarts', about: 'trainings:exStartsAbout', type: 'moment' },
  { name: 'ends_at', title: 'trainings:exEnds', about: 'trainings:exEndsAbout', type: 'moment' },
  { name: 'sessions', title: 'trainings:exSessions', about: 'trainings:exSessionsAbout', type: 'number' },
  { name: 'seats', title: 'trainings:exSeats', about: 'trainings:exSeatsAbout', type: 'number' },
  { name: 'invited', title: 'trainings:exInvited', about: 'trainings:exInvitedAbout', type: 'number' },
  { name: 'enrolled_themselves', title: 'trainings:exOwn', about: 'trainings:exOwnAbout', type: 'number' },
  { name: 'with_place', title: 'trainings:exPlaced', about: 'trainings:exPlacedAbout', type: 'number' },
  { name: 'confirmed', title: 'trainings:exConfirmed', about: 'trainings:exConfirmedAbout', type: 'number' },
  { name: 'attended', title: 'trainings:exAttended', about: 'trainings:exAttendedAbout', type: 'number' },
  { name: 'declined', title: 'trainings:exDeclined', about: 'trainings:exDeclinedAbout', type: 'number' },
  { name: 'waiting', title: 'trainings:exWaiting', about: 'trainings:exWaitingAbout', type: 'number' },
  { name: 'evaluated', title: 'trainings:exEvaluated', about: 'trainings:exEvaluatedAbout', type: 'number' },
  { name: 'need', title: 'trainings:exNeed', about: 'trainings:exNeedAbout', type: 'text' },
  { name: 'need_unit', title: 'trainings:exNeedUnit', about: 'trainings:exNeedUnitAbout', type: 'text' },
]

/** A row for each training with a session in the period; of a head's export the people of their units are counted. */
export const trainingExport: Export = {
  name: 'trainings',
  title: 'trainings:exTrainings',
  right: 'overseer',
  columns,
  async count(db, order) {
    return db.training.count({ where: chosen(order, await scopeOf(db, order)) })
  },
  async *rows(db, order) {
    const scope = await scopeOf(db, order)
    const where = chosen(order, scope)
    for await (const read of batchesById((after) => readBatch(db, where, after))) {
      const rows: Cell[][] = []
      for (const row of read) rows.push(await cellsOf(db, row, scope.unitName, order))
      yield rows
    }
  },
}

type Row = Awaited<ReturnType<typeof readBatch>>[number]

function readBatch(db: Db, where: Prisma.TrainingWhereInput, after: bigint) {
  return db.training.findMany({
    where: { ...where, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: fewAtOnce,
    include: { ...whole, need: { select: { title: true, unitId: true } } },
  })
}

/** In the order of the columns. */
async function cellsOf(
  db: Db,
  row: Row,
  unitName: (id: bigint | null) => string | null,
  { voice, units, settings }: ExportOrder,
): Promise<Cell[]> {
  const funnel = await funnelOf(db, row.id, units, settings.minGroup)
  const { uid, title, provider, competence, state, sessions, seats, need } = row
  return [
    uid,
    title,
    provider,
    competence,
    voice.label(trainingStateKey[state]),
    beginsAt(row),
    endsAt(row),
    sessions.length,
    seats,
    funnel.invited,
    funnel.own,
    funnel.placed,
    funnel.confirmed,
    funnel.attended,
    funnel.declined,
    funnel.waiting,
    funnel.evaluated,
    need && said(Bilingual.parse(need.title), voice.language),
    need && unitName(need.unitId),
  ]
}
