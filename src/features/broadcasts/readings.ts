import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { locatedUnits } from '../../shared/units/located.ts'
import { subjectOf } from './actions.ts'

/** Somebody on the roster who has an announcement and has not said that they have read it. */
export interface Unread {
  name: string
  position: string | null
  /** From the top, such as "Dinas Kesehatan / Bidang P2P". */
  unit: string
}

/** Whose reading is asked for: everyone's, or that of these units with their sub-units. */
export type Scope = bigint[] | null

/** How many have an announcement, and have read it. */
export interface Readership {
  /** They got it. */
  sent: number
  read: number
  /** Of those who have not read it, how many stand on no roster and are not named. */
  unnamed: number
}

/**
 * Notes that somebody has read a broadcast, once; gives since when. Refused when they have not got it. What has just been
 * sent may not be noted as sent yet.
 */
export async function markRead(
  db: Db,
  id: bigint,
  telegramId: bigint,
  now: Date,
): Promise<{ at: Date; isNew: boolean }> {
  const broadcast = await db.broadcast.findUnique({ where: { id }, select: { asksReading: true, recalledAt: true } })
  const person = await db.person.findUnique({ where: { telegramId }, select: { id: true } })
  if (broadcast === null || person === null || !broadcast.asksReading) throw new Refusal('platform:buttonOld')
  if (broadcast.recalledAt !== null) throw new Refusal('broadcasts:readRecalled')
  const delivery = await db.message.findUnique({
    where: { dedupeKey: `${subjectOf(id)}:${person.id}`, state: { in: ['sent', 'sending'] } },
    select: { id: true },
  })
  if (delivery === null) throw new Refusal('platform:buttonOld')
  const reading = { broadcastId: id, personId: person.id, readAt: now }
  const { count } = await db.broadcastReading.createMany({ data: [reading], skipDuplicates: true })
  if (count > 0) return { at: now, isNew: true }
  const { broadcastId, personId } = reading
  const known = await db.broadcastReading.findUniqueOrThrow({
    where: { broadcastId_personId: { broadcastId, personId } },
  })
  return { at: known.readAt, isNew: false }
}

/** Counts who has read a broadcast. */
export async function countReaders(db: Db, id: bigint, scope: Scope): Promise<Readership> {
  const [row] = await db.$queryRaw<Readership[]>`
    WITH RECURSIVE ${locatedUnits(scope)}
    SELECT count(*)::int AS sent, count(reading.person_id)::int AS read,
      count(*) FILTER (WHERE reading.person_id IS NULL AND located.id IS NULL)::int AS unnamed
    FROM ${recipientsOf(id)}
    WHERE ${isWithin(scope)}`
  return row ?? { sent: 0, read: 0, unnamed: 0 }
}

/** Who has a broadcast and has not read it, by unit and name, without those who stand on no roster. */
export async function listUnread(db: Db, id: bigint, scope: Scope, most?: number): Promise<Unread[]> {
  return db.$queryRaw<Unread[]>`
    WITH RECURSIVE ${locatedUnits(scope)}
    SELECT entry.name, entry.position, located.name AS unit
    FROM ${recipientsOf(id)}
    WHERE ${isWithin(scope)} AND reading.person_id IS NULL AND located.id IS NOT NULL
    ORDER BY located.name, entry.name, entry.id LIMIT ${most ?? null}::bigint`
}

/** Counts readers by the unit of the top level in which they are now; the key undefined: those in none. */
export async function readersByUnit(db: Db, id: bigint): Promise<Map<string | undefined, number>> {
  const rows = await db.$queryRaw<{ unit: string | null; count: number }[]>`
    WITH RECURSIVE ${locatedUnits(null)}
    SELECT located.top AS unit, count(*)::int FROM broadcast_reading reading
    LEFT JOIN roster_entry entry ON entry.person_id = reading.person_id AND entry.left_at IS NULL
    LEFT JOIN located ON located.id = entry.unit_id
    WHERE reading.broadcast_id = ${id} GROUP BY located.top`
  return new Map(rows.map(({ unit, count }) => [unit ?? undefined, count]))
}

/** Those who got it, with their reading and their place on the roster, if any. */
function recipientsOf(id: bigint): Prisma.Sql {
  return Prisma.sql`message
    JOIN person ON person.telegram_id = message.chat_id AND message.subject = ${subjectOf(id)} AND message.state = 'sent'
    LEFT JOIN broadcast_reading reading ON reading.person_id = person.id AND reading.broadcast_id = ${id}
    LEFT JOIN roster_entry entry ON entry.person_id = person.id AND entry.left_at IS NULL
    LEFT JOIN located ON located.id = entry.unit_id`
}

function isWithin(scope: Scope): Prisma.Sql {
  return scope === null ? Prisma.sql`TRUE` : Prisma.sql`located.inside`
}
