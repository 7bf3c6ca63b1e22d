import type { Prisma, Ticket, TicketEvent, TicketMute } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import type { Numbered } from '../../../shared/tickets/codes.ts'
import { isHolder } from './holders.ts'
import { activeMute } from './mutes.ts'

const paragraph = {
  label: true,
  position: true,
  section: true,
  identity: true,
  version: { select: { title: true, number: true, policyId: true } },
} as const satisfies Prisma.PolicyParagraphSelect

/** Something that happened to a ticket, as officers may see it. */
export interface Entry extends TicketEvent {
  unit: string | null
  /** The name on the roster of the officer who did it; null: none did, or they have none. */
  officer: string | null
  /** How many files came with it. */
  files: number
}

/** All that those may see who work on a ticket. Of who gave no name there is nothing in it that would tell who they are. */
export interface CaseFile {
  ticket: Ticket
  entries: Entry[]
  namedUnit: string | null
  unit: string | null
  /** The names on the roster of its author and of who has taken it; null: they have none. */
  author: string | null
  holder: string | null
  /** Who has taken it is who looks. */
  isOwn: boolean
  mergedInto: Numbered | null
  paragraph: Prisma.PolicyParagraphGetPayload<{ select: typeof paragraph }> | null
  files: number
  supporters: number
  /** How many tickets were merged into it. */
  merged: number
  outcomes: number
  /** Until when its author may not submit anything; null: they may. */
  mute: TicketMute | null
}

/** Reads what there is about a ticket: one query after the other, for they share a connection. */
export async function readCase(
  { db, who, now }: Pick<Turn, 'db' | 'who' | 'now'>,
  { id }: Pick<Ticket, 'id'>,
): Promise<CaseFile> {
  const ticket = await db.ticket.findUniqueOrThrow({ where: { id } })
  const { namedUnitId, unitId, personId, holderId, mergedIntoId, paragraphId } = ticket
  const events = withoutOpinions(await db.ticketEvent.findMany({ where: { ticketId: id }, orderBy: { id: 'asc' } }))
  const units = await unitNames(db, [namedUnitId, unitId, ...events.map((event) => event.unitId)])
  const people = await rosterNames(db, [personId, holderId, ...events.map(({ officerId }) => officerId)])
  const where = { ticketId: id, state: { not: 'failed' } } as const
  const files = await db.ticketFile.findMany({ where, select: { eventId: true } })
  return {
    ticket,
    entries: events.map((event) => ({
      ...event,
      unit: units(event.unitId),
      officer: people(event.officerId),
      files: files.filter(({ eventId }) => eventId === event.id).length,
    })),
    namedUnit: units(namedUnitId),
    unit: units(unitId),
    author: people(personId),
    holder: people(holderId),
    isOwn: await isHolder(db, ticket, who),
    mergedInto: mergedIntoId === null ? null : await db.ticket.findUnique({ where: { id: mergedIntoId } }),
    paragraph:
      paragraphId === null
        ? null
        : await db.policyParagraph.findUnique({ where: { id: paragraphId }, select: paragraph }),
    files: files.length,
    supporters: await db.ticketSupport.count({ where: { ticketId: id } }),
    merged: await db.ticket.count({ where: { mergedIntoId: id } }),
    outcomes: await db.outcomeSource.count({ where: { ticketId: id } }),
    mute: await activeMute(db, ticket, now),
  }
}

/**
 * Ratings are opinions: officers see that there is one, but not its score, nor the word that came with it, nor even whether
 * one did, which a second rating would tell.
 */
function withoutOpinions(events: TicketEvent[]): TicketEvent[] {
  const first = events.find(({ kind }) => kind === 'rated')
  return events.flatMap((event) => {
    if (event.kind !== 'rated') return event
    return event === first ? { ...event, number: null, text: null } : []
  })
}

type NameOf = (id: bigint | null) => string | null

async function unitNames(db: Db, ids: (bigint | null)[]): Promise<NameOf> {
  const where = { id: { in: ids.filter((id) => id !== null) } }
  const found = await db.unit.findMany({ where, select: { id: true, name: true } })
  return (id) => found.find((unit) => unit.id === id)?.name ?? null
}

async function rosterNames(db: Db, ids: (bigint | null)[]): Promise<NameOf> {
  const where = { personId: { in: ids.filter((id) => id !== null) } }
  const found = await db.rosterEntry.findMany({ where, select: { personId: true, name: true } })
  return (id) => (id === null ? null : (found.find(({ personId }) => personId === id)?.name ?? null))
}
