import type { Turn } from '../../../platform/inbox/turn.ts'
import { ownAmong, ownTicketIds } from '../../../shared/tickets/authors.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Settings } from '../../../platform/work.ts'
import { perPage } from './listViews.ts'
import type { Listed } from './listViews.ts'

/** A page of one's own tickets and of those that one supports, the newest first. */
export async function listOwn(
  { db, settings, who }: Turn,
  wanted: number,
): Promise<{ listed: Listed[]; total: number; page: number }> {
  const own = await ownTicketIds(db, settings, who.telegramId)
  const supports = await ownSupports(db, settings, who.telegramId)
  const supported = supports.map(({ ticketId }) => ticketId).filter((id) => !own.includes(id))
  const all = [...own, ...supported].toSorted((a, b) => (a < b ? 1 : -1))
  const page = Math.max(0, Math.min(wanted, Math.ceil(all.length / perPage) - 1))
  const ids = all.slice(page * perPage, (page + 1) * perPage)
  const rows = await db.ticket.findMany({ where: { id: { in: ids } }, orderBy: { id: 'desc' } })
  const listed = rows.map((ticket) => ({ ticket, isSupported: supported.includes(ticket.id) }))
  return { listed, total: all.length, page }
}

/** Whether who speaks supports a ticket. */
export async function isSupporter({ db, settings, who }: Turn, ticketId: bigint): Promise<boolean> {
  return (await ownSupports(db, settings, who.telegramId, ticketId)).length > 0
}

/** The supports of somebody, of one ticket when it is given: sealed ones are opened, for nothing else tells. */
export async function ownSupports(
  db: Db,
  settings: Pick<Settings, 'sealing'>,
  telegramId: bigint,
  ticketId?: bigint,
): Promise<{ id: bigint; ticketId: bigint }[]> {
  const of = ticketId === undefined ? {} : { ticketId }
  const select = { id: true, ticketId: true, sealedAuthor: true } as const
  const named = await db.ticketSupport.findMany({ where: { ...of, person: { telegramId } }, select })
  const sealed = await ownAmong(settings, telegramId, ({ where, ...some }) =>
    db.ticketSupport.findMany({ ...some, where: { ...where, ...of }, select }),
  )
  return [...named, ...sealed].map(({ id, ticketId: one }) => ({ id, ticketId: one }))
}
