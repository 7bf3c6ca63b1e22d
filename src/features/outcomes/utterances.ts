import type { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Settings } from '../../platform/work.ts'
import { accountIn, ownerAccount } from '../../shared/tickets/authors.ts'
import { paragraph } from './sources.ts'

const ticket = {
  select: { id: true, year: true, number: true, state: true, mergedIntoId: true, rating: true },
} as const satisfies Prisma.TicketDefaultArgs

/** A ticket as its author is told of it. */
export type OwnTicket = Prisma.TicketGetPayload<typeof ticket>
/** What somebody asked. */
export interface Asked {
  text: string
  paragraph: Prisma.PolicyParagraphGetPayload<typeof paragraph>
}

/** Something that somebody said or supported, and whether it is noted that they have been told what became of it. */
export interface Utterance {
  isTold: boolean
  of: Ticketed | Questioned | Supported
}

interface Ticketed {
  source: bigint
  ticket: OwnTicket
}
interface Questioned {
  source: bigint
  question: Asked
}
interface Supported {
  support: bigint
  ticket: OwnTicket
}

/**
 * Everybody whom an outcome concerns, by their account, with all that they said, with and without their name: they are one
 * person, and are told once. For nothing but telling them: kept nowhere. The rows of nobody are under null.
 */
export async function utterancesOf(
  db: Db,
  outcomeId: bigint,
  settings: Pick<Settings, 'sealing'>,
): Promise<Map<bigint | null, Utterance[]>> {
  const sources = await db.outcomeSource.findMany({
    where: { outcomeId },
    orderBy: { id: 'asc' },
    include: {
      ticket: { select: { ...ticket.select, personId: true, sealedAuthor: true, ...ownerAccount } },
      question: { select: { text: true, paragraph, ...ownerAccount } },
    },
  })
  const tickets = sources.flatMap((source) => source.ticket ?? [])
  const supports = await db.ticketSupport.findMany({
    where: { ticketId: { in: tickets.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
    include: ownerAccount,
  })
  const told = await db.outcomeSupport.findMany({ where: { outcomeId }, select: { supportId: true } })
  const toldSupports = new Set(told.map(({ supportId }) => supportId))
  const byId = new Map(tickets.map((one) => [one.id, one]))
  const found = new Map<bigint | null, Utterance[]>()
  const add = (account: bigint | null, one: Utterance) => {
    const known = found.get(account)
    if (known === undefined) found.set(account, [one])
    else known.push(one)
  }
  for (const { id: source, isTold, ticket: of, question } of sources) {
    if (of !== null) add(accountIn(settings, of), { isTold, of: { source, ticket: of } })
    if (question !== null) {
      const { text, paragraph: about, person } = question
      add(person?.telegramId ?? null, { isTold, of: { source, question: { text: text ?? '', paragraph: about } } })
    }
  }
  for (const support of supports) {
    const of = byId.get(support.ticketId)
    if (of === undefined) continue
    add(accountIn(settings, support), { isTold: toldSupports.has(support.id), of: { support: support.id, ticket: of } })
  }
  return found
}
