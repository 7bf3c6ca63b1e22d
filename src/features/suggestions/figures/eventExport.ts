import type { Prisma, TicketEvent, TicketEventKind } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { batchesById } from '../../../platform/exports/batches.ts'
import type { Cell, Export, ExportOrder } from '../../../platform/feature.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { readOffice } from '../../../shared/workdays/holidays.ts'
import type { Office } from '../../../shared/workdays/office.ts'
import { eventColumns } from './exportColumns.ts'
import { batch, inDays, scopeOf } from './exportScope.ts'
import type { ExportScope } from './exportScope.ts'

const eventKey: Record<TicketEventKind, TextKey> = {
  submitted: 'suggestions:eventSubmitted',
  verified: 'suggestions:eventVerified',
  forwarded: 'suggestions:eventForwarded',
  taken: 'suggestions:eventTaken',
  inspected: 'suggestions:eventInspected',
  asked: 'suggestions:eventAsked',
  replied: 'suggestions:eventReplied',
  answered: 'suggestions:eventAnswered',
  rejected: 'suggestions:eventRejected',
  reopened: 'suggestions:eventReopened',
  rated: 'suggestions:eventRated',
  closed: 'suggestions:eventClosed',
  merged: 'suggestions:eventMerged',
  reminded: 'suggestions:eventReminded',
  withdrawn: 'suggestions:eventWithdrawn',
}

/** A row for each thing that happened to a ticket in the period. */
export const eventExport: Export = {
  name: 'ticketevents',
  title: 'suggestions:exportEvents',
  right: 'overseer',
  columns: eventColumns,
  async count(db, order) {
    const { tickets } = await scopeOf(db, order)
    return db.ticketEvent.count({ where: chosen(tickets, order) })
  },
  async *rows(db, order) {
    const scope = await scopeOf(db, order)
    const office = await readOffice(db, order.settings, order.now)
    for await (const read of batchesById((after) => readBatch(db, chosen(scope.tickets, order), after)))
      yield read.map((row) => cellsOf(row, scope, office, order))
  },
}

function chosen(ticket: Prisma.TicketWhereInput, { from, until }: ExportOrder): Prisma.TicketEventWhereInput {
  return { ticket, at: { gte: from, lt: until } }
}

type Row = Awaited<ReturnType<typeof readBatch>>[number]

function readBatch(db: Db, where: Prisma.TicketEventWhereInput, after: bigint) {
  return db.ticketEvent.findMany({
    where: { ...where, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: batch,
    select: {
      id: true,
      kind: true,
      at: true,
      byAuthor: true,
      officerId: true,
      unitId: true,
      text: true,
      ticket: { select: { year: true, number: true, openedAt: true } },
    },
  })
}

/** In the order of the columns. */
function cellsOf(row: Row, { unitName }: ExportScope, { timeAt, day }: Office, { voice }: ExportOrder): Cell[] {
  const { ticket, kind, at, unitId, text } = row
  return [
    codeOf(ticket),
    voice.label(eventKey[kind]),
    at,
    voice.label(actorKey(row)),
    unitName(unitId),
    inDays(timeAt(at) - timeAt(ticket.openedAt), day),
    // A word with a rating is as much an opinion as the rating.
    kind === 'rated' ? null : text,
  ]
}

/** Who did it, as a part they have: an officer who erased themselves was one nevertheless. */
function actorKey({ byAuthor, officerId, kind }: Pick<TicketEvent, 'byAuthor' | 'officerId' | 'kind'>): TextKey {
  if (byAuthor) return 'suggestions:byAuthor'
  const isByClock = officerId === null && (kind === 'reminded' || kind === 'closed')
  return isByClock ? 'suggestions:byClock' : 'suggestions:byOfficer'
}
