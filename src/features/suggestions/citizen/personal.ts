import type { Prisma, Ticket, TicketEvent } from '../../../generated/prisma/client.ts'
import { fromColumn } from '../../../platform/calendar.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Fact, Portion } from '../../../platform/feature.ts'
import type { TextKey, Voice } from '../../../platform/texts.ts'
import type { Settings } from '../../../platform/work.ts'
import { ownSealed, ownTicketIds } from '../../../shared/tickets/authors.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { kindKey, stateKey } from '../../../shared/tickets/words.ts'
import { ownSupports } from './ownLists.ts'

const whole = {
  namedUnit: { select: { name: true } },
  _count: { select: { files: true } },
  events: { where: { byAuthor: true }, orderBy: { id: 'asc' } },
} as const satisfies Prisma.TicketInclude
type Whole = Ticket & {
  namedUnit: { name: string } | null
  _count: { files: number }
  events: TicketEvent[]
}

/** What somebody submitted, with and without their name, what they wrote about it, what they support, and their mutes. */
export async function collectTickets(db: Db, telegramId: bigint, voice: Voice, settings: Settings): Promise<Portion[]> {
  const ids = await ownTicketIds(db, settings, telegramId)
  const tickets: Whole[] = await db.ticket.findMany({
    where: { id: { in: ids } },
    orderBy: { id: 'asc' },
    include: whole,
  })
  const supports = (await ownSupports(db, settings, telegramId)).map(({ ticketId }) => ticketId)
  const supported = await db.ticket.findMany({ where: { id: { in: supports } }, orderBy: { id: 'asc' } })
  const mutes = await ownMutes(db, settings, telegramId)
  const wrong = await db.ticketFault.findMany({ where: { person: { telegramId } } })
  const deeds = await db.ticketEvent.findMany({
    where: { officer: { telegramId } },
    orderBy: { id: 'asc' },
    include: { ticket: true },
  })
  const fact = (name: string, key: TextKey, value: Fact['value'], words?: string): Fact => ({
    name,
    label: voice.label(key),
    value,
    ...(words !== undefined && { words }),
  })
  const portion = <Row>(name: string, key: TextKey, rows: Row[], facts: (row: Row) => Fact[]): Portion => ({
    name,
    title: voice.label(key),
    rows: rows.map(facts),
  })
  const coded = (ticket: Ticket) => fact('code', 'suggestions:factCode', codeOf(ticket))
  return [
    portion('tickets', 'suggestions:factsTickets', tickets, ({ _count: count, ...ticket }) => [
      coded(ticket),
      fact('kind', 'suggestions:previewKind', ticket.kind, voice.label(kindKey[ticket.kind])),
      fact('state', 'suggestions:factState', ticket.state, voice.label(stateKey[ticket.state])),
      fact('isAnonymous', 'suggestions:factAnonymous', ticket.isAnonymous),
      fact('submittedAt', 'suggestions:factAt', ticket.openedAt),
      fact('unit', 'suggestions:previewUnit', ticket.namedUnit?.name ?? null),
      fact('text', 'suggestions:factText', ticket.text),
      fact('place', 'suggestions:previewPlace', ticket.place),
      fact('latitude', 'suggestions:factLatitude', ticket.latitude),
      fact('longitude', 'suggestions:factLongitude', ticket.longitude),
      fact('files', 'suggestions:previewEnclosures', count.files),
      fact('rating', 'suggestions:factRating', ticket.rating),
    ]),
    portion(
      'ticketMessages',
      'suggestions:factsMessages',
      tickets.flatMap((ticket) =>
        ticket.events.filter(({ text }) => text !== null).map((event) => ({ ticket, event })),
      ),
      ({ ticket, event }) => [
        coded(ticket),
        fact('at', 'suggestions:factAt', event.at),
        fact('text', 'suggestions:factText', event.text),
      ],
    ),
    portion('ticketSupports', 'suggestions:factsSupports', supported, (ticket) => [
      coded(ticket),
      fact('publicText', 'suggestions:factText', ticket.publicText),
    ]),
    portion('ticketMutes', 'suggestions:factsMutes', mutes, ({ reason, until }) => [
      fact('reason', 'suggestions:factReason', reason),
      fact('until', 'suggestions:factUntil', until),
    ]),
    portion('ticketFaults', 'suggestions:factsFaults', wrong, ({ day, faults }) => [
      fact('day', 'suggestions:factDay', fromColumn(day)),
      fact('faults', 'suggestions:factFaults', faults),
    ]),
    portion('ticketDeeds', 'suggestions:factsDeeds', deeds, ({ ticket, at, kind, text }) => [
      coded(ticket),
      fact('at', 'suggestions:factAt', at),
      fact('deed', 'suggestions:factDeed', kind),
      fact('text', 'suggestions:factText', text),
    ]),
  ]
}

/** The mutes of somebody, under their name and without it. */
export async function ownMutes(db: Db, settings: Pick<Settings, 'sealing'>, telegramId: bigint) {
  const named = await db.ticketMute.findMany({ where: { person: { telegramId } } })
  const sealed = await db.ticketMute.findMany({ where: { sealedAuthor: { not: null } } })
  return [...named, ...ownSealed(settings, sealed, telegramId)]
}
