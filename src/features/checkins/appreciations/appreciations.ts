import { Prisma } from '../../../generated/prisma/client.ts'
import { dayOf, startOf } from '../../../platform/calendar.ts'
import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { locatedUnits } from '../../../shared/units/located.ts'

/** So many somebody gives on one day: more would be a duty. */
const mostADay = 5
export const perPage = 5

/** Thanks as they are shown; null: the roster does not know who gave them. */
export interface Thanks {
  id: bigint
  to: string
  /** The unit of who got them, from the top. */
  unit: string
  from: string | null
  text: string
  isShown: boolean
  createdAt: Date
}

/** Refused when somebody has given as many today as one may. */
export async function demandRoom(
  db: Db,
  authorId: bigint,
  { timeZone }: { timeZone: string },
  now: Date,
): Promise<void> {
  const today = startOf(dayOf(now, timeZone), timeZone)
  const given = await db.appreciation.count({ where: { authorId, createdAt: { gte: today } } })
  if (given >= mostADay) throw new Refusal('checkins:appreciatedEnough', { most: mostADay })
}

/** Shows somebody's thanks to others, or no longer; refused unless they got them. */
export async function setShown(
  db: Db,
  { personId, id, isShown }: { personId: bigint; id: bigint; isShown: boolean },
): Promise<void> {
  const { count } = await db.appreciation.updateMany({ where: { id, personId }, data: { isShown } })
  if (count === 0) throw new Refusal('checkins:notYours')
}

/** What somebody got, the newest first: a page of it, and how many there are. */
export async function receivedBy(db: Db, personId: bigint, page: number): Promise<{ rows: Thanks[]; count: number }> {
  return read(db, Prisma.sql`thanks.person_id = ${personId}`, page)
}

/** One of them. */
export async function receivedOne(db: Db, personId: bigint, id: bigint): Promise<Thanks> {
  const { rows } = await read(db, Prisma.sql`thanks.id = ${id} AND thanks.person_id = ${personId}`, 0)
  const [found] = rows
  if (found === undefined) throw new Refusal('checkins:notYours')
  return found
}

/** What is shown to others, the newest first; `within`: of the unit of the top level in which this person is only. */
export async function shownOnes(
  db: Db,
  within: bigint | null,
  page: number,
): Promise<{ rows: Thanks[]; count: number }> {
  const isNear =
    within === null
      ? Prisma.sql`TRUE`
      : Prisma.sql`located.top_id = (
          SELECT own.top_id FROM located own JOIN roster_entry entry ON entry.unit_id = own.id WHERE entry.person_id = ${within})`
  return read(db, Prisma.sql`thanks.is_shown AND receiver.left_at IS NULL AND ${isNear}`, page)
}

async function read(db: Db, which: Prisma.Sql, page: number): Promise<{ rows: Thanks[]; count: number }> {
  const from = Prisma.sql`
    FROM appreciation thanks
    JOIN roster_entry receiver ON receiver.person_id = thanks.person_id
    JOIN located ON located.id = receiver.unit_id
    LEFT JOIN roster_entry giver ON giver.person_id = thanks.author_id
    WHERE ${which}`
  const rows = await db.$queryRaw<Thanks[]>`
    WITH RECURSIVE ${locatedUnits(null)}
    SELECT thanks.id, receiver.name AS to, located.name AS unit, giver.name AS from, thanks.text,
      thanks.is_shown AS "isShown", thanks.created_at AS "createdAt"
    ${from} ORDER BY thanks.id DESC LIMIT ${perPage} OFFSET ${page * perPage}`
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    WITH RECURSIVE ${locatedUnits(null)} SELECT count(*)::int AS count ${from}`
  return { rows, count: counted?.count ?? 0 }
}
