import type { Turn } from '../../platform/inbox/turn.ts'
import { funnelOf } from './funnel.ts'
import type { Funnel } from './funnel.ts'
import { placeOf } from '../../shared/units/overseeing.ts'
import type { Place } from '../../shared/units/overseeing.ts'
import { editionOf } from '../../shared/policies/versions.ts'
import type { Edition } from '../../shared/policies/versions.ts'

/** A version's funnel as somebody looks at it. */
export interface Report {
  edition: Edition
  funnel: Funnel
  place: Place
  /** The last of the same policy, the newest first. */
  versions: { id: bigint; number: number }[]
}

/** Who looks at a report. */
type Overseer = Pick<Turn, 'db' | 'settings' | 'who' | 'may'>

const mostVersions = 5

/** What who speaks may see of a version; `unit` 0: all of it. Refused where they may not. */
export async function reportOf(turn: Overseer, version: bigint, unit: bigint): Promise<Report> {
  const { db, settings } = turn
  const place = await placeOf(turn, unit)
  const edition = await editionOf(db, version)
  const versions = await db.policyVersion.findMany({
    where: { policyId: edition.policyId },
    orderBy: { number: 'desc' },
    take: mostVersions,
    select: { id: true, number: true },
  })
  return { edition, place, versions, funnel: await funnelOf(db, version, place.scope, settings) }
}
