import { z } from 'zod'
import type { Ticket } from '../../../generated/prisma/client.ts'
import type { Message } from '@grammyjs/types'
import { dialog, words } from '../../../platform/dialog/dialog.ts'
import type { Turn } from '../../../platform/inbox/turn.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { record } from '../../../shared/audit/record.ts'
import { codeOf } from '../../../shared/tickets/codes.ts'
import { showDeskTicket } from './cards.ts'
import { sayDone } from './doing.ts'
import { demandTicket, seeTicket } from './rights.ts'

const readWords = words(10, 500)

/** "Terbitkan ringkasan": what a ticket is about in a planner's own words, for everyone. */
export const publishing = dialog({
  name: 'desk.publishing',
  title: 'suggestions:deskPublishing',
  right: 'planner',
  apart: true,
  opening: z.object({ ticket: z.string() }),
  answers: z.object({ text: z.string() }),
  steps: [
    {
      key: 'text',
      async ask(turn, _, { ticket }) {
        return turn.t('suggestions:deskAskPublic', { code: codeOf(await seeTicket(turn, BigInt(ticket))) })
      },
      async read(turn, message, _, { ticket }) {
        return readSummary(turn, message, await seeTicket(turn, BigInt(ticket)))
      },
    },
  ],
  async done(turn, { text }, { ticket: id }) {
    if (text === undefined) throw new Refusal('platform:dialogGone')
    const { db, now, who } = turn
    const ticket = await demandTicket(turn, BigInt(id))
    await db.ticket.update({ where: { id: ticket.id }, data: { publicText: text, publicAt: now } })
    await record(db, who.telegramId, { action: 'publishedTicket', object: `ticket:${ticket.id}` }, now)
    sayDone(turn, ticket, turn.t('suggestions:deskPublished', { code: codeOf(ticket) }))
  },
})

/** "Tarik ringkasan". */
export async function unpublish(turn: Turn, { id, publicText }: Ticket): Promise<void> {
  const { db, now, who } = turn
  const ticket = await db.ticket.update({ where: { id }, data: { publicText: null, publicAt: null } })
  if (publicText !== null)
    await record(db, who.telegramId, { action: 'unpublishedTicket', object: `ticket:${id}` }, now)
  await showDeskTicket(turn, ticket)
}

/** A planner's own words: what somebody wrote to the government is not shown to everyone. */
function readSummary(turn: Turn, message: Message, ticket: Ticket): string {
  const text = readWords(turn, message)
  if (bare(text).includes(bare(ticket.text)) || bare(ticket.text).includes(bare(text)))
    throw new Refusal('suggestions:deskSameWords')
  return text
}

/** Words without what makes no difference between them. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
