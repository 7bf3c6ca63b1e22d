import type { OutcomeKind, Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { batchesById } from '../../../platform/exports/batches.ts'
import type { Cell, Export, ExportOrder } from '../../../platform/feature.ts'
import type { TextKey } from '../../../platform/texts.ts'
import { paragraphName } from '../../../shared/policies/places.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { spentBy } from '../../../shared/tickets/standing.ts'
import { kindKey, stateKey } from '../../../shared/tickets/words.ts'
import { readOffice } from '../../../shared/workdays/holidays.ts'
import type { Office } from '../../../shared/workdays/office.ts'
import { ticketColumns } from './exportColumns.ts'
import { batch, inDays, scopeOf } from './exportScope.ts'
import type { ExportScope } from './exportScope.ts'

const outcomeKey: Record<OutcomeKind, TextKey> = {
  adopted: 'suggestions:outcomeAdopted',
  partly: 'suggestions:outcomePartly',
  declined: 'suggestions:outcomeDeclined',
  already: 'suggestions:outcomeAlready',
}

/** A row for each ticket that was submitted in the period. */
export const ticketExport: Export = {
  name: 'tickets',
  title: 'suggestions:exportTickets',
  right: 'overseer',
  columns: ticketColumns,
  async count(db, order) {
    const { tickets } = await scopeOf(db, order)
    return db.ticket.count({ where: chosen(tickets, order) })
  },
  async *rows(db, order) {
    const scope = await scopeOf(db, order)
    const office = await readOffice(db, order.settings, order.now)
    for await (const read of batchesById((after) => readBatch(db, chosen(scope.tickets, order), after)))
      yield read.map((row) => cellsOf(row, scope, office, order))
  },
}

function chosen(tickets: Prisma.TicketWhereInput, { from, until }: ExportOrder): Prisma.TicketWhereInput {
  return { ...tickets, openedAt: { gte: from, lt: until } }
}

type Row = Awaited<ReturnType<typeof readBatch>>[number]

function readBatch(db: Db, where: Prisma.TicketWhereInput, after: bigint) {
  return db.ticket.findMany({
    where: { ...where, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: batch,
    omit: { personId: true, sealedAuthor: true, secretSalt: true, secretDigest: true, rating: true },
    include: {
      mergedInto: { select: { year: true, number: true } },
      paragraph: {
        select: { label: true, position: true, section: true, version: { select: { title: true, number: true } } },
      },
      outcomes: {
        where: { outcome: { toldAt: { not: null } } },
        orderBy: { id: 'desc' },
        take: 1,
        select: { outcome: { select: { kind: true } } },
      },
      _count: { select: { files: { where: { state: { not: 'failed' } } }, supports: true } },
    },
  })
}

/** In the order of the columns. */
function cellsOf(row: Row, { unitName }: ExportScope, { timeAt, day }: Office, { voice, now }: ExportOrder): Cell[] {
  const { paragraph, mergedInto, outcomes, _count: counts } = row
  const [concluded] = outcomes
  return [
    codeOf(row),
    voice.label(kindKey[row.kind]),
    voice.label(stateKey[row.state]),
    row.openedAt,
    row.isAnonymous,
    unitName(row.namedUnitId),
    unitName(row.unitId),
    row.isInspected,
    row.limitDays,
    row.responded === null ? null : inDays(Number(row.responded), day),
    inDays(spentBy(row, timeAt(now)), day),
    row.dueAt,
    row.dueAt !== null && row.dueAt < now,
    row.endedAt,
    row.closedAt,
    row.reopenings,
    mergedInto && codeOf(mergedInto),
    paragraph && paragraph.version.title,
    paragraph && paragraph.version.number,
    paragraph && paragraphName(voice, paragraph),
    row.place !== null || row.latitude !== null,
    counts.files,
    counts.supports,
    concluded === undefined ? null : voice.label(outcomeKey[concluded.outcome.kind]),
    row.publicText,
    row.text,
  ]
}
