import type { Ticket } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { readRights } from '../../../shared/people/reception.ts'
import { spoken } from '../../../shared/people/admins.ts'
import { recipientsOf } from '../../../shared/people/recipients.ts'
import { cut } from '../../../shared/policies/places.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { mayWorkOn } from '../../../shared/tickets/officers.ts'
import { noticeTo } from '../../../shared/tickets/telling.ts'
import { ticketSubjectOf } from '../subjects.ts'
import { deedButton } from './buttons.ts'

/** Letters that are told of an answer. */
const longest = 300

/** Whether somebody is the one who has taken a ticket. */
export async function isHolder(
  db: Db,
  ticket: Pick<Ticket, 'holderId'>,
  who: { telegramId: bigint },
): Promise<boolean> {
  return (await accountOf(db, ticket)) === who.telegramId
}

/** Tells whoever has taken a ticket that somebody else has answered it. */
export async function tellHolder(turn: Turn, ticket: Ticket, text: string): Promise<void> {
  const account = await accountOf(turn.db, ticket)
  if (account === null || account === turn.who.telegramId) return
  // They may have lost their office meanwhile.
  const rights = await readRights(turn.db, account, turn.settings.adminIds)
  if (!rights.has('overseer') || !(await mayWorkOn(turn.db, account, rights.has('planner'), ticket))) return
  for (const recipient of await recipientsOf(turn.db, [account], turn.settings)) {
    const voice = turn.voiceIn(spoken(recipient.language))
    const key = turn.may('planner') ? 'suggestions:deskHolderAnswered' : 'suggestions:deskHolderAnsweredHead'
    const view = {
      text: voice.t(key, { code: codeOf(ticket), text: cut(text, longest) }),
      buttons: [[deedButton.with(voice.label('suggestions:deskToTicket'), { ticket: ticket.id, deed: 'open' })]],
    }
    await turn.post({ ...noticeTo(recipient, view, { fleeting: false }), subject: ticketSubjectOf(ticket.id) })
  }
  turn.wake('outbox')
}

async function accountOf(db: Db, { holderId }: Pick<Ticket, 'holderId'>): Promise<bigint | null> {
  if (holderId === null) return null
  return (await db.person.findUnique({ where: { id: holderId }, select: { telegramId: true } }))?.telegramId ?? null
}
