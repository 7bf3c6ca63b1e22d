import { z } from 'zod'
import type { Db } from '../../platform/database/database.ts'
import { storable } from '../../platform/database/json.ts'
import type { Settings } from '../../platform/work.ts'
import type { Counts } from './counts.ts'
import { publish, publishedOf, Release } from './release.ts'
import type { Published } from './release.ts'

/** What is kept of a table: its last release, and the smallest group with which it was made. */
const Kept = z.object({ minGroup: z.number(), table: Release })
type Kept = z.infer<typeof Kept>

/**
 * What may be shown now of a table with a name of its own, such as "quiz:12:q1": these counts when they can be
 * released, which then is remembered, else the last release. In the caller's transaction, and one caller at a time.
 */
export async function released(
  tx: Db,
  name: string,
  counts: Counts,
  settings: Pick<Settings, 'minGroup'>,
  now: Date,
): Promise<Published> {
  const [shown] = await releasedEach(tx, [{ name, counts }], settings, now)
  if (shown === undefined) throw new Error('A table is not there')
  return shown
}

/**
 * The same of several tables, in their order and each by itself, in three statements. Nobody may be counted in two of
 * them, nor in a table of all of them that is released beside them: they could be subtracted from each other.
 */
export async function releasedEach(
  tx: Db,
  tables: { name: string; counts: Counts }[],
  { minGroup }: Pick<Settings, 'minGroup'>,
  now: Date,
): Promise<Published[]> {
  const held = await hold(
    tx,
    tables.map(({ name }) => name),
    now,
  )
  const keeping = new Map<string, Kept>()
  const shown = tables.map(({ name, counts }) => {
    const kept = Kept.nullable().parse(held.get(name) ?? null)
    // With another smallest group, the last release is first made anew from the same counts.
    const last = kept === null || kept.minGroup === minGroup ? kept?.table : publish(kept.table, undefined, minGroup)
    const next = publish(counts, last, minGroup)
    const up = next ?? last ?? publish({ name: counts.name, count: 0 }, undefined, minGroup)
    if (up === undefined) throw new Error('A table of nobody can always be released')
    // What shows nobody says nothing, so nothing has to be compared with it.
    if (up.isShown && up.count > 0 && (next !== undefined || last !== kept?.table))
      keeping.set(name, { minGroup, table: up })
    return publishedOf(up)
  })
  await keep(tx, keeping, now)
  return shown
}

/** Nobody else releases these tables until the transaction ends; gives what is kept of them. */
async function hold(tx: Db, names: string[], now: Date): Promise<Map<string, unknown>> {
  // In one order, so that two who want the same ones never wait for each other.
  const sorted = names.toSorted()
  await tx.$executeRaw`
    INSERT INTO result_release (name, counts, released_at)
    SELECT name, 'null', ${now.toISOString()}::timestamptz FROM unnest(${sorted}::text[]) WITH ORDINALITY AS one (name, n)
    ORDER BY n ON CONFLICT (name) DO NOTHING`
  const rows = await tx.$queryRaw<{ name: string; counts: unknown }[]>`
    SELECT name, counts FROM result_release WHERE name = ANY(${sorted}::text[]) ORDER BY name COLLATE "C" FOR UPDATE`
  return new Map(rows.map(({ name, counts }) => [name, counts]))
}

async function keep(tx: Db, tables: Map<string, Kept>, now: Date): Promise<void> {
  if (tables.size === 0) return
  const texts = [...tables.values()].map(storable)
  await tx.$executeRaw`
    UPDATE result_release SET counts = one.counts::jsonb, released_at = ${now.toISOString()}::timestamptz
    FROM unnest(${[...tables.keys()]}::text[], ${texts}::text[]) AS one (name, counts)
    WHERE result_release.name = one.name`
}
