import type { Policy, PolicyVersion } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Formatted } from '../../platform/formatted.ts'
import { Mark } from '../../platform/formatted.ts'
import { Refusal } from '../../platform/refusal.ts'

/** A version with its policy, and whether it is the one that holds. */
export interface Edition extends PolicyVersion {
  policy: Policy
  /** The number of the newest version. */
  newest: number
}

/** A paragraph without its text. */
export interface Heading {
  id: bigint
  identity: number
  position: number
  label: string
  section: string[]
  /** The same for texts that nobody has to read twice. */
  digest: string
}

/** A paragraph with its text. */
export interface Passage extends Heading {
  body: Formatted
}

/** Messages about a version, by which their fates are read. */
export const subjectOf = (versionId: bigint) => `policy:${versionId}`
/** Messages that only the day has changed from which a version holds. */
export const dateSubjectOf = (versionId: bigint) => `policyDate:${versionId}`

/** Whether it is the version that holds: the newest one of a policy that was not withdrawn. */
export function isInForce({ number, newest, policy }: Edition): boolean {
  return number === newest && policy.withdrawnAt === null
}

/** The newest version of each policy, those that hold first, the newest first. */
export async function listEditions(db: Db): Promise<Edition[]> {
  const policies = await db.policy.findMany({
    include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
    orderBy: { id: 'desc' },
  })
  const editions = policies.flatMap(({ versions: [version], ...policy }) =>
    version === undefined ? [] : [{ ...version, policy, newest: version.number }],
  )
  const isGone = ({ policy }: Edition) => Number(policy.withdrawnAt !== null)
  return editions.toSorted(
    (a, b) => isGone(a) - isGone(b) || b.publishedAt.getTime() - a.publishedAt.getTime() || Number(b.id - a.id),
  )
}

/** A version by its number; refused when there is none. */
export async function editionOf(db: Db, versionId: bigint): Promise<Edition> {
  const found = await db.policyVersion.findUnique({ where: { id: versionId }, include: { policy: true } })
  if (found === null) throw new Refusal('policies:unknown')
  return { ...found, newest: await newestOf(db, found.policyId) }
}

/** The newest version of a policy; refused when there is no such policy. */
export async function newestEdition(db: Db, policyId: bigint): Promise<Edition> {
  const found = await db.policyVersion.findFirst({
    where: { policyId },
    orderBy: { number: 'desc' },
    include: { policy: true },
  })
  if (found === null) throw new Refusal('policies:unknown')
  return { ...found, newest: found.number }
}

/** All versions of the same policy, the newest first. */
export async function editionsOf(db: Db, { policyId, policy, newest }: Edition): Promise<Edition[]> {
  const versions = await db.policyVersion.findMany({ where: { policyId }, orderBy: { number: 'desc' } })
  return versions.map((version) => ({ ...version, policy, newest }))
}

/** All paragraphs of a version without their texts, in their order. */
export async function headingsOf(db: Db, versionId: bigint): Promise<Heading[]> {
  return db.policyParagraph.findMany({
    where: { versionId },
    orderBy: { position: 'asc' },
    select: { id: true, identity: true, position: true, label: true, section: true, digest: true },
  })
}

/** The beginnings of these paragraphs of a version, by their identities. */
export async function beginningsOf(db: Db, versionId: bigint, identities: number[]): Promise<Map<number, string>> {
  const rows = await db.$queryRaw<{ identity: number; words: string }[]>`
    SELECT identity, left(text, 100) AS words FROM policy_paragraph
    WHERE version_id = ${versionId} AND identity = ANY(${identities}::int[])`
  return new Map(rows.map(({ identity, words }) => [identity, words]))
}

/** A paragraph of a version with its text; null: the version has none of that identity. */
export async function passageOf(db: Db, versionId: bigint, identity: number): Promise<Passage | null> {
  const found = await db.policyParagraph.findUnique({ where: { versionId_identity: { versionId, identity } } })
  if (found === null) return null
  const { text, entities, ...heading } = found
  return { ...heading, body: { text, entities: Mark.array().parse(entities) } }
}

/** A paragraph by its row, with its version; refused when there is none. */
export async function paragraphOf(db: Db, id: bigint): Promise<{ passage: Passage; edition: Edition }> {
  const found = await db.policyParagraph.findUnique({ where: { id }, select: { versionId: true, identity: true } })
  const passage = found && (await passageOf(db, found.versionId, found.identity))
  if (!found || !passage) throw new Refusal('policies:unknown')
  return { passage, edition: await editionOf(db, found.versionId) }
}

/** The same version, of whose policy no other is published and which is not withdrawn until this transaction ends. */
export async function keepEdition(db: Db, { id, policyId }: Edition): Promise<Edition> {
  await db.$queryRaw`SELECT id FROM policy WHERE id = ${policyId} FOR SHARE`
  return editionOf(db, id)
}

async function newestOf(db: Db, policyId: bigint): Promise<number> {
  const { _max } = await db.policyVersion.aggregate({ where: { policyId }, _max: { number: true } })
  return _max.number ?? 0
}
