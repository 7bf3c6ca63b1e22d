import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Cell, Export, ExportOrder } from '../../platform/feature.ts'
import { locatedUnits } from '../../shared/units/located.ts'
import { isCovered, isOutside, outsidersOf, staffOf, toldOf } from './covering.ts'
import { audienceOf, stages } from './funnel.ts'
import type { Stages } from './funnel.ts'

/** A unit by itself, without its sub-units; without a name: people who are on no roster. */
interface Row extends Stages {
  code: string | null
  unit: string | null
}

/** How far each version has got in each unit: a row for each unit in which somebody is in its audience. */
export const funnelExport: Export = {
  name: 'policies',
  title: 'policies:exportFunnel',
  right: 'overseer',
  columns: [
    { name: 'policy', title: 'policies:exportPolicy', about: 'policies:exportPolicyAbout', type: 'number' },
    { name: 'version', title: 'policies:exportVersion', about: 'policies:exportVersionAbout', type: 'number' },
    { name: 'title', title: 'policies:exportTitle', about: 'policies:exportTitleAbout', type: 'text' },
    { name: 'published_at', title: 'policies:exportPublished', about: 'policies:exportPublishedAbout', type: 'moment' },
    { name: 'unit_code', title: 'policies:exportUnitCode', about: 'policies:exportUnitCodeAbout', type: 'text' },
    { name: 'unit', title: 'policies:exportUnit', about: 'policies:exportUnitAbout', type: 'text' },
    { name: 'roster', title: 'policies:funnelRoster', about: 'policies:exportRosterAbout', type: 'number' },
    { name: 'joined', title: 'policies:funnelJoined', about: 'policies:exportJoinedAbout', type: 'number' },
    { name: 'told', title: 'policies:funnelTold', about: 'policies:exportToldAbout', type: 'number' },
    { name: 'opened', title: 'policies:funnelOpened', about: 'policies:exportOpenedAbout', type: 'number' },
    { name: 'read', title: 'policies:funnelRead', about: 'policies:exportReadAbout', type: 'number' },
    { name: 'passed', title: 'policies:funnelPassed', about: 'policies:exportPassedAbout', type: 'number' },
    {
      name: 'acknowledged',
      title: 'policies:funnelAcknowledged',
      about: 'policies:exportAcknowledgedAbout',
      type: 'number',
    },
  ],
  async count(db, order) {
    let count = 0
    for (const { id } of await listVersions(db, order)) count += await countUnits(db, id, order)
    return count
  },
  async *rows(db, order) {
    for (const version of await listVersions(db, order)) {
      const { hasQuiz } = await audienceOf(db, version.id)
      yield (await readUnits(db, version.id, order)).map((row): Cell[] => {
        const { code, unit, roster, joined, told, opened, read, passed, acknowledged } = row
        const { policyId, number, title, publishedAt } = version
        return [
          Number(policyId),
          number,
          title,
          publishedAt,
          code,
          unit,
          // Who is on no roster is no part of it.
          unit === null ? null : roster,
          joined,
          told,
          opened,
          read,
          hasQuiz ? passed : null,
          acknowledged,
        ]
      })
    }
  },
}

async function listVersions(db: Db, { from, until }: ExportOrder) {
  return db.policyVersion.findMany({
    where: { publishedAt: { gte: from, lt: until } },
    orderBy: [{ policyId: 'asc' }, { number: 'asc' }],
    select: { id: true, policyId: true, number: true, title: true, publishedAt: true },
  })
}

async function countUnits(db: Db, versionId: bigint, { units, settings }: ExportOrder): Promise<number> {
  const { audience } = await audienceOf(db, versionId)
  const [row] = await db.$queryRaw<{ count: number }[]>`
    WITH RECURSIVE ${locatedUnits(units)}, told AS (SELECT 0::bigint AS chat_id WHERE FALSE)
    SELECT (SELECT count(DISTINCT entry.unit_id) FROM ${staffOf(versionId)} JOIN located ON located.id = entry.unit_id
        WHERE located.inside AND ${isCovered(audience, settings)})::int
      + (${units === null} AND EXISTS (
        SELECT 1 FROM ${outsidersOf(versionId)} WHERE ${isOutside(audience, settings)}))::int AS count`
  return row?.count ?? 0
}

async function readUnits(db: Db, versionId: bigint, { units, settings }: ExportOrder): Promise<Row[]> {
  const { audience } = await audienceOf(db, versionId)
  return db.$queryRaw<Row[]>`
    WITH RECURSIVE ${locatedUnits(units)}, ${toldOf(versionId)}, staff AS (
      SELECT entry.unit_id, count(*) AS roster, ${stages} FROM ${staffOf(versionId)}
      WHERE ${isCovered(audience, settings)} AND entry.unit_id IN (SELECT id FROM located WHERE inside)
      GROUP BY entry.unit_id
    ), outside AS (
      SELECT NULL::bigint AS unit_id, count(*) AS roster, ${stages} FROM ${outsidersOf(versionId)}
      WHERE ${units === null} AND ${isOutside(audience, settings)}
      HAVING count(*) > 0
    )
    SELECT unit.code, located.name AS unit, ${counted}
    FROM (SELECT * FROM staff UNION ALL SELECT * FROM outside) part
    LEFT JOIN located ON located.id = part.unit_id LEFT JOIN unit ON unit.id = part.unit_id
    ORDER BY located.name NULLS LAST, unit.id`
}

const counted = Prisma.sql`roster::int, joined::int, told::int, opened::int, read::int, passed::int, acknowledged::int`
