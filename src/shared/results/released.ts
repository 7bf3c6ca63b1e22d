import { z } from 'zod'
import type { Db } from '../../platform/database/database.ts'
import { storable } from '../../platform/database/json.ts'
import type { Settings } from '../../platform/work.ts'
import type { Counts } from './counts.ts'
import { publish, publishedOf, Release } from './release.ts'
import type { Published } from './release.ts'

/** What is kept of a table: its last release, and the smallest group with which it was made. */
const Kept = z.object({ minGroup: z.number(), table: Release })

/**
 * What may be shown now of a table with a name of its own, such as "policies.quiz:12": these counts when they can be
 * released, which then is remembered, else the last release. In the caller's transaction, and one caller at a time.
 */
export async function released(
  tx: Db,
  name: string,
  counts: Counts,
  { minGroup }: Pick<Settings, 'minGroup'>,
  now: Date,
): Promise<Published> {
  const kept = Kept.nullable().parse(await hold(tx, name, now))
  // With another smallest group, the last release is first made anew from the same counts.
  const last = kept === null || kept.minGroup === minGroup ? kept?.table : publish(kept.table, undefined, minGroup)
  const next = publish(counts, last, minGroup)
  const up = next ?? last ?? publish({ name: counts.name, count: 0 }, undefined, minGroup)
  if (up === undefined) throw new Error('A table of nobody can always be released')
  // What shows nobody says nothing, so nothing has to be compared with it.
  if (up.isShown && up.count > 0 && (next !== undefined || last !== kept?.table))
    await keep(tx, name, { minGroup, table: up }, now)
  return publishedOf(up)
}

/** Nobody else releases this table until the transaction ends; gives what is kept of it. */
async function hold(tx: Db, name: string, now: Date): Promise<unknown> {
  await tx.$executeRaw`
    INSERT INTO result_release (name, counts, released_at)
    VALUES (${name}, 'null', ${now.toISOString()}::timestamptz) ON CONFLICT (name) DO NOTHING`
  const [row] = await tx.$queryRaw<{ counts: unknown }[]>`
    SELECT counts FROM result_release WHERE name = ${name} FOR UPDATE`
  return row?.counts ?? null
}

async function keep(tx: Db, name: string, kept: z.infer<typeof Kept>, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE result_release SET counts = ${storable(kept)}::jsonb, released_at = ${now.toISOString()}::timestamptz
    WHERE name = ${name}`
}
