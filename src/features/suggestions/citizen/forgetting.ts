import { Prisma } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { revise } from '../../../platform/outbox/outbox.ts'
import { removeFreed } from '../../../platform/scheduler/unused.ts'
import { spoken } from '../../../shared/people/admins.ts'
import { ownTicketIds } from '../../../shared/tickets/authors.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { happen, takeTicket } from '../../../shared/tickets/log.ts'
import { isOpen } from '../../../shared/tickets/standing.ts'
import { ticketSubjectOf } from '../subjects.ts'
import { ownSupports } from './ownLists.ts'
import { ownMutes } from './personal.ts'

type Around = Pick<Turn, 'voiceIn' | 'now' | 'settings'>

/**
 * Takes somebody out of their tickets: what they wrote and sent goes, also from what officers were told; that there was a
 * ticket, and what officers did, stays without them. One that is open is withdrawn.
 */
export async function forgetTickets(db: Db, telegramId: bigint, around: Around): Promise<void> {
  for (const id of await ownTicketIds(db, around.settings, telegramId)) await forgetTicket(db, id, around)
  const supports = await ownSupports(db, around.settings, telegramId)
  await db.ticketSupport.deleteMany({ where: { id: { in: supports.map(({ id }) => id) } } })
  const mutes = await ownMutes(db, around.settings, telegramId)
  await db.ticketMute.deleteMany({ where: { id: { in: mutes.map(({ id }) => id) } } })
}

async function forgetTicket(db: Db, id: bigint, around: Around): Promise<void> {
  const ticket = await takeTicket(db, id)
  if (isOpen(ticket) && ticket.mergedIntoId === null)
    await happen(db, id, { kind: 'withdrawn', by: 'author' }, around.settings, around.now)
  const nowhere = { place: null, latitude: null, longitude: null }
  const nobody = { personId: null, sealedAuthor: null }
  await db.ticket.update({ where: { id }, data: { text: '', isFlagged: false, ...nowhere, ...nobody } })
  await db.ticketEvent.updateMany({ where: { ticketId: id, byAuthor: true }, data: { text: null } })
  const files = await db.ticketFile.findMany({ where: { ticketId: id, event: { byAuthor: true } } })
  await db.ticketFile.deleteMany({ where: { id: { in: files.map((file) => file.id) } } })
  await removeFreed(
    db,
    [],
    files.flatMap(({ fileId }) => fileId ?? []),
  )
  await retract(db, ticket, around)
}

/** Says to the officers who were told of it, in the place of what they were told, that it has been taken back. */
async function retract(
  db: Db,
  { id, year, number }: { id: bigint; year: number; number: number },
  { voiceIn, now }: Around,
): Promise<void> {
  const subject = ticketSubjectOf(id)
  await db.message.deleteMany({ where: { subject, finishedAt: null } })
  await db.message.updateMany({ where: { subject }, data: { payload: Prisma.DbNull } })
  const told = await db.message.findMany({
    where: { subject, method: 'sendMessage', state: 'sent' },
    select: { id: true, chatId: true },
  })
  const people = await db.person.findMany({
    where: { telegramId: { in: told.map(({ chatId }) => chatId) } },
    select: { telegramId: true, language: true },
  })
  for (const { id: target, chatId } of told) {
    const language = people.find((one) => one.telegramId === chatId)?.language
    const text = voiceIn(spoken(language)).t('suggestions:takenBack', { code: codeOf({ year, number }) })
    await revise(db, { target, payload: parameters({ text }) }, now)
  }
}
