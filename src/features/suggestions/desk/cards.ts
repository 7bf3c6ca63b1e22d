import type { Ticket } from '../../../generated/prisma/client.ts'
import { press } from '../../../platform/dialog/button.ts'
import type { Press } from '../../../platform/dialog/button.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { talkButton } from './buttons.ts'
import { cardView, talkView } from './cardViews.ts'
import { readCase } from './caseFiles.ts'
import { demandTicket, isOurs } from './rights.ts'

/** A ticket as those see it who work on it, in the place of what was pressed; refused for whom it is not. */
export async function showDeskTicket(turn: Turn, ticket: Ticket): Promise<void> {
  if (!(await isOurs(turn, ticket))) throw new Refusal('tickets:unknown')
  turn.replace(cardView(turn, await readCase(turn, ticket)))
}

/** The same with what is done less often. */
export async function showMore(turn: Turn, ticket: Ticket): Promise<void> {
  turn.replace(cardView(turn, await readCase(turn, ticket), true))
}

/** What was said and done. */
export const onTalk: Press = press(talkButton, 'overseer', async (turn, { ticket: id, page }) => {
  const ticket = await demandTicket(turn, id)
  turn.replace(talkView(turn, await readCase(turn, ticket), page))
})
