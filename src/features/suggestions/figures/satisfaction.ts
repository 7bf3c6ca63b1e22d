import type { Db } from '../../../platform/database/database.ts'
import type { Settings } from '../../../platform/work.ts'
import { releasedEach } from '../../../shared/results/released.ts'
import { locatedUnits } from '../../../shared/units/located.ts'

/** What is published of how the answers of a unit were rated. */
export interface Satisfaction {
  /** How many were rated; null: not shown. */
  rated: number | null
  /** Of these, with 4 or 5; null: not shown. */
  satisfied: number | null
}

/** The lowest score of somebody who is satisfied. */
const good = 4

/**
 * What is published of the ratings of these units of the top level with their sub-units, whenever they were given; units
 * below the top are left out. Each unit is a table by itself, so that one is not held up by another; there is none of
 * all, of a sub-unit or of a period beside them, for what is left when one is subtracted from another may be one person.
 */
export async function readSatisfaction(
  tx: Db,
  unitIds: bigint[],
  settings: Pick<Settings, 'minGroup'>,
  now: Date,
): Promise<Map<bigint, Satisfaction>> {
  const wanted = `{${unitIds.join(',')}}`
  const units = await tx.$queryRaw<{ id: bigint; top: bigint }[]>`
    WITH RECURSIVE ${locatedUnits(unitIds)}
    SELECT id, top_id AS top FROM located WHERE top_id = ANY(${wanted}::bigint[]) ORDER BY id`
  const [ids, tops] = [units.map(({ id }) => id), units.map(({ top }) => top)].map((all) => `{${all.join(',')}}`)
  const counted = await tx.$queryRaw<{ id: bigint; rated: number; satisfied: number }[]>`
    SELECT located.top AS id, count(*)::int AS rated, count(*) FILTER (WHERE ticket.rating >= ${good})::int AS satisfied
    FROM unnest(${ids}::bigint[], ${tops}::bigint[]) AS located (id, top) JOIN ticket ON ticket.unit_id = located.id
    WHERE ticket.rating IS NOT NULL GROUP BY located.top`
  const rows = units
    .filter(({ id, top }) => id === top)
    .map(({ id }) => counted.find((one) => one.id === id) ?? { id, rated: 0, satisfied: 0 })
  const tables = rows.map(({ id, rated, satisfied }) => {
    const children = [
      { name: 'satisfied', count: satisfied },
      { name: 'other', count: rated - satisfied },
    ]
    return {
      name: `suggestions.ratings:${id}`,
      counts: { name: 'rated', count: rated, groups: [{ by: 'score', children }] },
    }
  })
  const shown = await releasedEach(tx, tables, settings, now)
  return new Map(
    rows.map(({ id }, index) => {
      const { count = null, groups = [] } = shown[index] ?? {}
      const found = groups[0]?.children.find(({ name }) => name === 'satisfied')
      return [id, { rated: count, satisfied: found?.count ?? null }]
    }),
  )
}

/** What can be told from all that is shown. */
export function sumOf(shown: Satisfaction[]): Satisfaction {
  let [rated, satisfied] = [0, 0]
  for (const one of shown)
    if (one.rated !== null && one.satisfied !== null) {
      rated += one.rated
      satisfied += one.satisfied
    }
  const isHidden = rated === 0 && shown.some((one) => one.satisfied === null)
  return isHidden ? { rated: null, satisfied: null } : { rated, satisfied }
}
