import type { Db } from '../../../platform/database/database.ts'
import type { Settings } from '../../../platform/work.ts'
import type { Counts } from '../../../shared/results/counts.ts'
import { released } from '../../../shared/results/released.ts'
import type { Published } from '../../../shared/results/release.ts'
import type { Computed } from './computing.ts'
import { nameGroups } from './labels.ts'
import { listForAll, listForGroups, sharesIn } from './lists.ts'
import { PublishedFindings } from './published.ts'
import type { PublishedGroups } from './published.ts'
import { shapeOf } from './shapes.ts'
import { placesIn } from './snapshots.ts'

type Rules = Pick<Settings, 'minGroup'>

/** A computation as it is stored. */
interface Stored {
  id: bigint
  watermark: bigint
  computed: Computed
}

/** Groups of which samples of the votes agree so well (adjusted Rand index) are firm. */
const firm = 0.8

/**
 * What may be published of a computation, in the transaction that stores it; null: what is published stays up. At least k
 * people have voted since the last one, so that no two of them tell how fewer voted in between.
 */
export async function publish(
  tx: Db,
  forumId: bigint,
  { id, watermark, computed }: Stored,
  rules: Rules,
  now: Date,
): Promise<PublishedFindings | null> {
  const last = await lastPublished(tx, forumId)
  if ((await votersBetween(tx, forumId, last?.watermark ?? 0n, watermark)) < rules.minGroup) return null
  const { opinion, input, voters } = computed
  const fresh = opinion.isClear
    ? await releaseGroups(tx, forumId, { id, computed, told: last?.published.groups ?? null }, rules, now)
    : null
  // Where their sizes cannot be released anew, the groups that were told stay up, with what was told of them.
  const groups = fresh ?? (opinion.isClear ? (last?.published.groups ?? null) : null)
  return {
    people: voters,
    ...listForAll({ opinion, hidden: input.hidden }, rules.minGroup),
    unclear: groups === null ? (opinion.unclear ?? 'hidden') : null,
    groups,
    units: null,
  }
}

/**
 * Who voted in a closed forum, by the unit at the top: released once, beside what was published last. Not with the groups,
 * for of many units there is always one that has changed by too few, and then nothing at all could follow.
 */
export async function publishUnits(tx: Db, forumId: bigint, rules: Rules, now: Date): Promise<void> {
  const last = await lastPublished(tx, forumId)
  if (last === null || last.published.units !== null) return
  const rows = await tx.$queryRaw<{ key: string; unit: string | null; isEmployee: boolean; people: number }[]>`
    SELECT coalesce('u' || unit.id, CASE WHEN is_employee THEN 'staff' ELSE 'public' END) AS key, unit.name AS unit,
      (unit.id IS NOT NULL OR is_employee) AS "isEmployee", count(*)::int AS people
    FROM forum_participant participant LEFT JOIN unit ON unit.id = participant.unit_id
    WHERE forum_id = ${forumId} AND EXISTS (SELECT 1 FROM forum_vote WHERE participant_id = participant.id)
    GROUP BY 1, 2, 3 ORDER BY 2 NULLS LAST, 1`
  const children = rows.map(({ key, people }) => ({ name: key, count: people }))
  const count = rows.reduce((sum, { people }) => sum + people, 0)
  const counts = { name: 'voters', count, groups: [{ by: 'unit', children }] }
  const shown = childrenOf(await released(tx, `forum:${forumId}:units`, counts, rules, now), 'unit')
  const units = rows.flatMap(({ key, unit, isEmployee }) => {
    const people = shown.get(key) ?? null
    return people === null ? [] : [{ unit, isEmployee, people }]
  })
  await tx.forumSnapshot.update({ where: { id: last.id }, data: { published: { ...last.published, units } } })
}

/** The published snapshot that is up. */
async function lastPublished(tx: Db, forumId: bigint) {
  const [row] = await tx.$queryRaw<{ id: bigint; watermark: bigint; published: unknown }[]>`
    SELECT id, watermark, published FROM forum_snapshot
    WHERE forum_id = ${forumId} AND published IS NOT NULL ORDER BY id DESC LIMIT 1`
  return row === undefined ? null : { ...row, published: PublishedFindings.parse(row.published) }
}

async function votersBetween(tx: Db, forumId: bigint, after: bigint, until: bigint): Promise<number> {
  const [row] = await tx.$queryRaw<{ people: number }[]>`
    SELECT count(DISTINCT participant_id)::int AS people FROM forum_vote
    WHERE forum_id = ${forumId} AND id > ${after} AND id <= ${until}`
  return row?.people ?? 0
}

/** The groups with their sizes; null: they cannot be told now, or none of them can. */
async function releaseGroups(
  tx: Db,
  forumId: bigint,
  { id, computed, told }: Pick<Stored, 'id' | 'computed'> & { told: PublishedGroups | null },
  rules: Rules,
  now: Date,
): Promise<PublishedGroups | null> {
  const { opinion, input, places } = computed
  const before = told && { names: told.names, places: await placesIn(tx, BigInt(told.snapshot)) }
  // Sizes of groups by other names could be subtracted from those told before by who knows them by what they say.
  const names = nameGroups(opinion.k, places, before, rules.minGroup)
  if (names === null) return null
  const nameOf = (index: number) => names[index] ?? ''
  const counts = tableOf(opinion, names)
  const table = await released(tx, `forum:${forumId}`, counts, rules, now)
  if (!isOf(table, counts)) return null
  const sizes = childrenOf(table, 'group')
  const known = opinion.groups.flatMap((group, index) => {
    const people = sizes.get(nameOf(index)) ?? 0
    return people < rules.minGroup ? [] : [{ ...group, index, people }]
  })
  if (known.length === 0) return null
  const { hidden } = input
  return {
    snapshot: String(id),
    people: opinion.grouped,
    names,
    isFirm: (opinion.stability?.ari ?? 0) >= firm,
    list: known.map(({ index, people, representative, ...tally }) => {
      const shares = sharesIn({ opinion, hidden }, tally, rules.minGroup)
      return {
        index,
        name: nameOf(index),
        people,
        representative: representative
          .filter(({ statement }) => shares.some(({ number }) => number === statement))
          .map(({ statement: number, side }) => ({ number, side })),
        shares,
        shape: shapeOf(Object.values(places).flatMap(([x, y, group]) => (group === index ? [{ x, y }] : []))),
      }
    }),
    ...listForGroups({ opinion, hidden }, known, rules.minGroup),
  }
}

/** How many people are in which group. */
function tableOf({ grouped, groups }: Pick<Computed['opinion'], 'grouped' | 'groups'>, names: string[]): Counts {
  const children = groups.map(({ size }, index) => ({ name: names[index] ?? '', count: size }))
  return { name: 'grouped', count: grouped, groups: [{ by: 'group', children }] }
}

/** Whether what is shown is of these counts, and not of an earlier release that stays up. */
function isOf(shown: Published, { count, groups = [] }: Counts): boolean {
  if (shown.count !== count) return false
  return groups.every(({ by, children }) => {
    const now = childrenOf(shown, by)
    return now.size === children.length && children.every(({ name, count: own }) => (now.get(name) ?? own) === own)
  })
}

function childrenOf({ groups }: Published, by: string): Map<string, number | null> {
  return new Map(groups.find((way) => way.by === by)?.children.map(({ name, count }) => [name, count]))
}
