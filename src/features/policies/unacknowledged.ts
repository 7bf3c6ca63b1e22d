import type { Db } from '../../platform/database/database.ts'
import { locatedUnits } from '../../shared/units/located.ts'
import { isCovered, staffOf, toldOf } from './covering.ts'
import type { Admins } from './covering.ts'
import { audienceOf } from './funnel.ts'
import type { Scope } from '../../shared/units/parted.ts'
import type { Stages } from './funnel.ts'

/** How far somebody has got who has not acknowledged a version; how they do in the quiz is their own affair. */
export type Reached = Exclude<keyof Stages, 'passed' | 'acknowledged'>

/** Somebody on the roster who is in the audience of a version and has not acknowledged it. */
export interface Unacknowledged {
  name: string
  position: string | null
  /** From the top, such as "Dinas Kesehatan / Bidang P2P". */
  unit: string
  reached: Reached
}

/** Who has not acknowledged a version, by unit and name, `most` at most; also those who have not joined. */
export async function listUnacknowledged(
  db: Db,
  versionId: bigint,
  scope: Scope,
  admins: Admins,
  most?: number,
): Promise<Unacknowledged[]> {
  const { audience } = await audienceOf(db, versionId)
  return db.$queryRaw<Unacknowledged[]>`
    WITH RECURSIVE ${locatedUnits(scope)}, ${toldOf(versionId)}
    SELECT entry.name, entry.position, located.name AS unit,
      CASE WHEN reading.read_at IS NOT NULL THEN 'read'
        WHEN reading.person_id IS NOT NULL THEN 'opened'
        WHEN told.chat_id IS NOT NULL THEN 'told'
        WHEN person.consent_at IS NOT NULL THEN 'joined'
        ELSE 'roster' END AS reached
    FROM ${staffOf(versionId)}
    JOIN located ON located.id = entry.unit_id
    WHERE ${isCovered(audience, admins)} AND located.inside AND reading.acknowledged_at IS NULL
    ORDER BY located.name, entry.name, entry.id LIMIT ${most ?? null}::bigint`
}
