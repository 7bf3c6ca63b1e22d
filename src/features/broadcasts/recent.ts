import { Prisma } from '../../generated/prisma/client.ts'
import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { locatedUnits } from '../../shared/units/located.ts'
import { overviews } from './figures.ts'
import type { Overview } from './figures.ts'
import { countReaders } from './readings.ts'
import type { Readership } from './readings.ts'
import { firstWords } from './rules.ts'

const perPage = 5

/** One entry of a list. */
export interface Entry {
  broadcast: Broadcast
  /** Its first words; empty: it has none. */
  words: string
}

/** A page of broadcasts, the newest first; page 0 is the newest. */
export interface ListPage<Item> {
  entries: Item[]
  page: number
  hasOlder: boolean
}

/** The last broadcasts with all figures. */
export async function listRecent(db: Db, page: number, now: Date): Promise<ListPage<Entry & Overview>> {
  const found = await db.broadcast.findMany({ orderBy: { id: 'desc' }, skip: page * perPage, take: perPage + 1 })
  const shown = found.slice(0, perPage)
  const words = await wordsOf(db, shown)
  const entries = (await overviews(db, shown, now)).map((one, n) => ({ ...one, words: words[n] ?? '' }))
  return { entries, page, hasOlder: found.length > perPage }
}

/** The last broadcasts that asked their readers and reached these units with their sub-units, as they stand there. */
export async function listReached(db: Db, units: bigint[], page: number): Promise<ListPage<Entry & Readership>> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    WITH RECURSIVE ${locatedUnits(units)}, member AS (
      SELECT person_id AS id FROM roster_entry
      WHERE left_at IS NULL AND person_id IS NOT NULL AND unit_id IN (SELECT id FROM located WHERE inside)
    )
    SELECT b.id FROM broadcast b
    WHERE b.asks_reading AND b.recalled_at IS NULL AND EXISTS (
      SELECT 1 FROM member JOIN message ON message.dedupe_key = 'broadcast:' || b.id || ':' || member.id
      WHERE message.state = 'sent')
    ORDER BY b.id DESC OFFSET ${page * perPage} LIMIT ${perPage + 1}`
  const ids = rows.slice(0, perPage).map(({ id }) => id)
  const shown = await db.broadcast.findMany({ where: { id: { in: ids } }, orderBy: { id: 'desc' } })
  const words = await wordsOf(db, shown)
  const entries: (Entry & Readership)[] = []
  for (const [n, broadcast] of shown.entries())
    entries.push({ broadcast, words: words[n] ?? '', ...(await countReaders(db, broadcast.id, units)) })
  return { entries, page, hasOlder: rows.length > perPage }
}

/** The first words of each; empty: it has none. */
export async function wordsOf(db: Db, broadcasts: Broadcast[]): Promise<string[]> {
  const ids = broadcasts.map(({ contentId }) => contentId)
  if (ids.length === 0) return []
  const rows = await db.$queryRaw<{ id: bigint; words: string | null }[]>`
    SELECT id, left(coalesce(payload->>'text', payload->>'caption'), 200) AS words FROM content
    WHERE id IN (${Prisma.join(ids)})`
  const known = new Map(rows.map(({ id, words }) => [id, words ?? '']))
  return ids.map((id) => firstWords(known.get(id) ?? ''))
}
