// Tickets with a history, as a test needs them: written as they would have come about, whatever the clock says.
import type { Ticket, TicketKind } from '../../src/generated/prisma/client.ts'
import { happen } from '../../src/shared/tickets/log.ts'
import type { Deed } from '../../src/shared/tickets/log.ts'
import { submit } from '../../src/shared/tickets/submission.ts'
import type { openCity } from '../support/city.ts'

type City = Awaited<ReturnType<typeof openCity>>

interface Case {
  author: number
  kind?: TicketKind
  text?: string
  isAnonymous?: boolean
  at: Date
  /** To which unit it was forwarded at once. */
  unit?: bigint
  deeds?: [Date, Deed][]
}

/** In November 2026 at ten in the morning, when everybody is at work. */
export const day = (date: number, time = '10:00') =>
  new Date(`2026-11-${String(date).padStart(2, '0')}T${time}:00+07:00`)

export async function makeCase(city: City, { author, at, unit, deeds = [], ...given }: Case): Promise<Ticket> {
  const { database, settings } = city.app.work
  const db = database.client
  const submission = {
    telegramId: BigInt(author),
    isAnonymous: given.isAnonymous ?? false,
    kind: given.kind ?? 'complaint',
    text: given.text ?? 'Lampu jalan padam sejak Senin',
  }
  let { ticket } = await submit(db, submission, settings, at)
  const forwarded: [Date, Deed][] =
    unit === undefined ? [] : [[at, { kind: 'forwarded', by: { officer: BigInt(city.eko.id) }, unitId: unit }]]
  for (const [when, deed] of [...forwarded, ...deeds])
    ticket = (await happen(db, ticket.id, deed, settings, when)).ticket
  return ticket
}
