import type { MessageState } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { locatedUnits } from '../units/located.ts'

/** How many messages about one subject have met which fate. */
export interface Fates {
  sent: number
  unreachable: number
  failed: number
  /** Waiting or on their way. */
  left: number
  /** Waiting until they are let go. */
  held: number
  /** Taken out before they were sent. */
  withdrawn: number
}

/** Fates of one unit's people. */
export interface UnitFates extends Fates {
  /** Of the top level; undefined: people who are in no unit. */
  unit: string | undefined
}

const fateOf: Record<MessageState, keyof Fates> = {
  queued: 'left',
  sending: 'left',
  sent: 'sent',
  failed: 'failed',
  unreachable: 'unreachable',
  held: 'held',
  withdrawn: 'withdrawn',
}

/** Counts the fates of the messages about a subject, such as "broadcast:12". */
export async function fates(db: Db, subject: string): Promise<Fates> {
  return (await fatesOf(db, [subject])).get(subject) ?? noFates()
}

/** The same for several subjects; absent: there is no message about it. */
export async function fatesOf(db: Db, subjects: string[]): Promise<Map<string, Fates>> {
  const found = new Map<string, Fates>()
  if (subjects.length === 0) return found
  const groups = await db.message.groupBy({
    by: ['subject', 'state'],
    where: { subject: { in: subjects } },
    _count: true,
  })
  for (const { subject, state, _count } of groups)
    if (subject !== null) found.set(subject, add(found.get(subject) ?? noFates(), state, _count))
  return found
}

/** Counts them by the unit of the top level in which their people are now, by name, those in none last. */
export async function fatesByUnit(db: Db, subject: string): Promise<UnitFates[]> {
  const rows = await db.$queryRaw<{ unit: string | null; state: MessageState; count: number }[]>`
    WITH RECURSIVE ${locatedUnits(null)}
    SELECT located.top AS unit, message.state::text, count(*)::int
    FROM message
    LEFT JOIN person ON person.telegram_id = message.chat_id
    LEFT JOIN roster_entry entry ON entry.person_id = person.id AND entry.left_at IS NULL
    LEFT JOIN located ON located.id = entry.unit_id
    WHERE message.subject = ${subject}
    GROUP BY located.top_id, located.top, message.state ORDER BY located.top NULLS LAST, located.top_id`
  const units: UnitFates[] = []
  for (const { unit, state, count } of rows) {
    const last = units.at(-1)
    const known = last !== undefined && last.unit === (unit ?? undefined) ? last : undefined
    if (known === undefined) units.push({ unit: unit ?? undefined, ...add(noFates(), state, count) })
    else Object.assign(known, add(known, state, count))
  }
  return units
}

/** What is known of nobody. */
export function noFates(): Fates {
  return { sent: 0, unreachable: 0, failed: 0, left: 0, held: 0, withdrawn: 0 }
}

function add<Counted extends Fates>(to: Counted, state: MessageState, count: number): Counted {
  const fate = fateOf[state]
  return { ...to, [fate]: to[fate] + count }
}
