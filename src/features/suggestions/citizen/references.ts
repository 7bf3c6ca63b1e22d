import { z } from 'zod'
import type { Ticket } from '../../../generated/prisma/client.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Settings } from '../../../platform/work.ts'

/** What a dialog about a ticket is opened with. */
export const TicketOpening = z.object({ ticket: z.string() })

/** How an open dialog names a ticket: sealed where its author gave no name, for the dialog's row says whose it is. */
export function referTo(
  { sealing }: Pick<Settings, 'sealing'>,
  { id, isAnonymous }: Pick<Ticket, 'id' | 'isAnonymous'>,
) {
  if (!isAnonymous || sealing === null) return String(id)
  return `sealed ${Buffer.from(sealing.seal(String(id).padStart(20, '0'))).toString('base64')}`
}

/** The number of the ticket that a dialog names. */
export function referred({ sealing }: Pick<Settings, 'sealing'>, reference: string): bigint {
  const [, sealed] = /^sealed (.+)$/.exec(reference) ?? []
  if (sealed === undefined) return BigInt(reference)
  if (sealing === null) throw new Refusal('tickets:unknown')
  return BigInt(sealing.unseal(Buffer.from(sealed, 'base64')))
}
