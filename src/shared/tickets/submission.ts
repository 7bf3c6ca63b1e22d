import type { Ticket, TicketEvent, TicketKind } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { dayIn } from '../../platform/calendar.ts'
import type { Settings } from '../../platform/work.ts'
import { ownedBy } from './authors.ts'
import { makeSecret, nextNumber } from './codes.ts'
import { readReckoning, toTheHour } from './log.ts'
import type { TicketSettings } from './log.ts'
import { after } from './standing.ts'

/** What somebody submits. */
export interface Submission {
  /** null: nobody's any more, as of who erased themselves. */
  telegramId: bigint | null
  isAnonymous: boolean
  kind: TicketKind
  text: string
  place?: string | undefined
  location?: { latitude: number; longitude: number } | undefined
  namedUnitId?: bigint | undefined
  paragraphId?: bigint | undefined
  isFlagged?: boolean
}

/** Makes a ticket of it; gives it with its first event, and the six letters that are nowhere kept. */
export async function submit(
  db: Db,
  { telegramId, isAnonymous, kind, text, place, location, namedUnitId, paragraphId, isFlagged }: Submission,
  settings: TicketSettings & Pick<Settings, 'sealing'>,
  now: Date,
): Promise<{ ticket: Ticket; event: TicketEvent; secret: string }> {
  const at = isAnonymous ? toTheHour(now) : now
  const { year } = dayIn(at, settings.timeZone)
  const owner =
    telegramId === null
      ? { personId: null, sealedAuthor: null }
      : await ownedBy(db, settings, { telegramId, isAnonymous })
  const { secret, salt, digest } = await makeSecret()
  const limitDays = settings.responseDays[kind]
  const { id } = await db.ticket.create({
    data: {
      ...owner,
      year,
      number: await nextNumber(db, year),
      kind,
      text,
      isAnonymous,
      isFlagged: isFlagged ?? false,
      ...(place !== undefined && { place }),
      ...location,
      ...(namedUnitId !== undefined && { namedUnitId }),
      ...(paragraphId !== undefined && { paragraphId }),
      secretSalt: salt,
      secretDigest: digest,
      state: 'new',
      isInspected: false,
      limitDays,
      openedAt: at,
      spent: 0n,
      lastEventId: 0n,
    },
    select: { id: true },
  })
  const event = await db.ticketEvent.create({
    data: { ticketId: id, kind: 'submitted', at, byAuthor: true, number: BigInt(limitDays) },
  })
  const standing = after(null, event, await readReckoning(db, settings, now))
  return { ticket: await db.ticket.update({ where: { id }, data: standing }), event, secret }
}
