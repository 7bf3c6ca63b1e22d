import type { Ticket } from '../../../generated/prisma/client.ts'
import type { Html } from '../../../platform/html.ts'
import type { Voice } from '../../../platform/texts.ts'

/** Until when a ticket is to be answered, or that this has passed; nothing where its clock stands still. */
export function dueText(voice: Voice, { dueAt }: Pick<Ticket, 'dueAt'>, now: Date): Html | undefined {
  if (dueAt === null) return undefined
  return dueAt > now ? voice.t('suggestions:newsDue', { due: dueAt }) : voice.t('suggestions:newsOverdue')
}
