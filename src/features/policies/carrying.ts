import { Prisma } from '../../generated/prisma/client.ts'
import type { PolicyVersion } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { changesBetween } from './changes.ts'
import type { Changes } from './changes.ts'
import { headingsOf } from '../../shared/policies/versions.ts'

type Numbered = Pick<PolicyVersion, 'id' | 'policyId' | 'number'>

/** The latest earlier version that each person has acknowledged, as a SELECT of person_id and version_id. */
export function basesOf({ policyId, number }: Pick<PolicyVersion, 'policyId' | 'number'>): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT ON (reading.person_id) reading.person_id, reading.version_id
    FROM policy_reading reading JOIN policy_version version ON version.id = reading.version_id
    WHERE version.policy_id = ${policyId} AND version.number < ${number} AND reading.acknowledged_at IS NOT NULL
    ORDER BY reading.person_id, version.number DESC`
}

/** What somebody who has acknowledged the base has to read of a version. */
export async function changesSince(db: Db, baseId: bigint, versionId: bigint): Promise<Changes> {
  const digests = async (id: bigint) =>
    (await headingsOf(db, id)).map(({ identity, digest }) => ({ identity, text: digest }))
  return changesBetween(await digests(baseId), await digests(versionId))
}

/** Whether nothing has to be read. */
function isNothing({ required, removed }: Changes): boolean {
  return required.length + removed.length === 0
}

/** Those of whom nothing has to be asked again have acknowledged the new version with the one before. */
export async function carryOver(db: Db, version: Numbered): Promise<void> {
  const bases = await db.$queryRaw<{ id: bigint }[]>`
    SELECT DISTINCT version_id AS id FROM (${basesOf(version)}) base`
  for (const { id: baseId } of bases) {
    if (!isNothing(await changesSince(db, baseId, version.id))) continue
    await db.$executeRaw`
      INSERT INTO policy_reading
        (version_id, person_id, base_id, place, seen, opened_at, read_at, passed_at, acknowledged_at, is_carried)
      SELECT ${version.id}, person_id, version_id, 0, '{}', opened_at, read_at, passed_at, acknowledged_at, TRUE
      FROM policy_reading WHERE version_id = ${baseId} AND (person_id, version_id) IN (${basesOf(version)})
      ON CONFLICT DO NOTHING`
  }
}
