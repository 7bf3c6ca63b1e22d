import type { Db } from '../../platform/database/database.ts'

/** Where an outcome leads. */
export interface Target {
  policyId: bigint | null
  identity: number | null
}

/** A policy and, where it is about one, a paragraph in the newest version that has it. */
export interface Place {
  policyId: bigint
  title: string
  paragraph: { identity: number; label: string; position: number; section: string[] } | null
}

/** Where each of these leads; null: nowhere. */
export async function placesOf(db: Db, targets: Target[]): Promise<(Place | null)[]> {
  const policyIds = [...new Set(targets.flatMap(({ policyId }) => policyId ?? []))]
  const identities = [...new Set(targets.flatMap(({ identity }) => identity ?? []))]
  const versions = await db.policyVersion.findMany({
    where: { policyId: { in: policyIds } },
    orderBy: { number: 'desc' },
    distinct: ['policyId'],
    select: { policyId: true, title: true },
  })
  const paragraphs = await db.policyParagraph.findMany({
    where: { identity: { in: identities }, version: { policyId: { in: policyIds } } },
    orderBy: { version: { number: 'desc' } },
    select: {
      identity: true,
      label: true,
      position: true,
      section: true,
      version: { select: { policyId: true } },
    },
  })
  return targets.map(({ policyId, identity }) => {
    const version = versions.find((one) => one.policyId === policyId)
    if (version === undefined) return null
    const found = paragraphs.find((one) => one.version.policyId === policyId && one.identity === identity)
    return { policyId: version.policyId, title: version.title, paragraph: found ?? null }
  })
}

/** Where one of them leads. */
export async function placeOf(db: Db, target: Target): Promise<Place | null> {
  const [place = null] = await placesOf(db, [target])
  return place
}
