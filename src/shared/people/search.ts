import type { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { normalPhone } from './phone.ts'

/** What somebody is looked for by. */
export type Query = { digits: string } | { words: string[] }

const most = 10

/** Numbers of the roster entries with a NIP, a phone number or parts of a name; refused when there is none, or too many. */
export async function searchEntries(db: Db, text: string): Promise<bigint[]> {
  const query = readQuery(text)
  if (query === null) throw new Refusal('people:tooShort')
  const where: Prisma.RosterEntryWhereInput =
    'digits' in query
      ? { OR: [{ nip: query.digits }, { phone: normalPhone(text) ?? '' }] }
      : { AND: query.words.map((word) => ({ name: { contains: escapeLike(word), mode: 'insensitive' } })) }
  const found = await db.rosterEntry.findMany({
    where: { AND: [where, { leftAt: null }] },
    orderBy: { name: 'asc' },
    select: { id: true },
    take: most + 1,
  })
  if (found.length === 0) throw new Refusal('people:notFound')
  if (found.length > most) throw new Refusal('people:tooMany', { max: most })
  return found.map(({ id }) => id)
}

/** Reads what was typed: a NIP or a phone number, or parts of a name; null when it is too short to look for. */
export function readQuery(text: string): Query | null {
  if (/^\+?[\d\s().-]+$/.test(text)) {
    const digits = text.replaceAll(/\D/g, '')
    return digits.length >= 8 ? { digits } : null
  }
  const words = text.split(/\s+/).filter((word) => word !== '')
  return words.some((word) => Array.from(word).length >= 2) ? { words } : null
}

/** A text in which ILIKE finds no wildcard. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}
