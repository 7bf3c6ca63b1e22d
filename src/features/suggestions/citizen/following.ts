import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Start } from '../../../platform/feature.ts'
import type { Ticket } from '../../../generated/prisma/client.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { Turn, View } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { isOwn } from '../../../shared/tickets/authors.ts'
import type { ticketButton } from '../../../shared/tickets/buttons.ts'
import { readCode } from '../../../shared/tickets/codes.ts'
import { mayWorkOn } from '../../../shared/tickets/officers.ts'
import { showDeskTicket } from '../desk/cards.ts'
import { showQueue } from '../desk/queue.ts'
import type { enclosuresButton, ownButton, talkButton } from './buttons.ts'
import { postEnclosures } from '../files.ts'
import { listView, supportedView } from './listViews.ts'
import { demandOwn, readOwn } from './own.ts'
import { ownView } from './ownViews.ts'
import { isSupporter, listOwn } from './ownLists.ts'
import { askSecret, readCalled, trySecret } from './secrets.ts'

/** "/tiket": the queue for those who work on tickets, else one's own; with a name, that ticket. */
export async function openTickets(turn: Turn, argument: string): Promise<void> {
  if (argument !== '') return openCalled(turn, argument)
  if (turn.may('overseer')) return showQueue(turn)
  await showOwnList(turn, 0)
}

/** t.me/<bot>?start=ticket-2026-123: the same as "/tiket" with that name. */
export const ticketStart: Start = {
  name: 'ticket',
  right: 'member',
  async run(turn, argument) {
    if (readCode(argument) === undefined) return false
    await openCalled(turn, argument)
    return true
  },
}

/** Opens a ticket for its author, for who works on it, or for who supports it. */
export function onTicket(kind: typeof ticketButton): Press {
  return press(kind, 'member', async (turn, { ticket: id }) => {
    const ticket = await turn.db.ticket.findUnique({ where: { id } })
    if (ticket === null || !(await showTicket(turn, ticket))) throw new Refusal('tickets:unknown')
  })
}

/** "Tiket saya". */
export function onOwn(kind: typeof ownButton): Press {
  return press(kind, 'member', (turn, { page }) => showOwnList(turn, page))
}

/** Another page of what was said. */
export function onTalk(kind: typeof talkButton): Press {
  return press(kind, 'member', async (turn, { ticket, page }) => {
    await demandOwn(turn, ticket)
    turn.replace(ownView(turn, await readOwn(turn, ticket), page))
  })
}

/** "Lampiran". */
export function onEnclosures(kind: typeof enclosuresButton): Press {
  return press(kind, 'member', async (turn, { ticket: id }) => {
    await postEnclosures(turn, await demandOwn(turn, id))
  })
}

/** Shows one's own ticket, in the place of what was pressed, else said anew. */
async function showOwn(turn: Turn, { id }: Pick<Ticket, 'id'>): Promise<void> {
  await say(turn, ownView(turn, await readOwn(turn, id)))
}

/** Shows a ticket as who speaks may see it; false: they may not. */
async function showTicket(turn: Turn, ticket: Ticket): Promise<boolean> {
  const { db, settings, who } = turn
  if (await isOwn(db, settings, ticket, who.telegramId)) await showOwn(turn, ticket)
  else if (turn.may('overseer') && (await mayWorkOn(db, who.telegramId, turn.may('planner'), ticket)))
    await showDeskTicket(turn, ticket)
  else if (await isSupporter(turn, ticket.id)) await say(turn, supportedView(turn, ticket))
  else return false
  return true
}

/** A ticket that is called by its name; who may not see it is asked for its six letters, unless they gave them. */
async function openCalled(turn: Turn, argument: string): Promise<void> {
  const { code, secret } = readCalled(argument)
  const ticket = await turn.db.ticket.findUnique({ where: { year_number: code } })
  if (ticket === null) throw new Refusal('tickets:unknown')
  if (await showTicket(turn, ticket)) return
  // Its author erased themselves: no letters open it any more.
  if (ticket.personId === null && ticket.sealedAuthor === null) throw new Refusal('tickets:unknown')
  if (secret === undefined) return askSecret(turn, ticket)
  await trySecret(turn, ticket, secret)
}

async function showOwnList(turn: Turn, wanted: number): Promise<void> {
  const { listed, total, page } = await listOwn(turn, wanted)
  await say(turn, listView(turn, listed, { wanted: page, total }))
}

/** In the place of what was pressed, else said anew: no row of it stays, for it would say whose tickets they are. */
async function say(turn: Turn, view: View): Promise<void> {
  if (turn.pressed) return turn.replace(view)
  await turn.post({ method: 'sendMessage', payload: parameters(view), fleeting: true })
}
