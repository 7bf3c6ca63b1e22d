import type { PolicyReading } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { withdrawTo } from '../../platform/outbox/holding.ts'
import { Refusal } from '../../platform/refusal.ts'
import { basesOf, changesSince } from './carrying.ts'
import { withdrawNotices } from './notices.ts'
import { isInForce, keepEdition, subjectOf } from '../../shared/policies/versions.ts'
import type { Edition, Heading } from '../../shared/policies/versions.ts'

/** What is asked of a reader. */
export interface Task {
  /** Identities of the paragraphs to read: all, or those that are new or have changed since the base. */
  required: number[]
  /** Identities of the base's paragraphs that are no longer there. */
  removed: number[]
}

/** A person with their reading of a version and what is asked of them. */
export interface Reader {
  personId: bigint
  reading: PolicyReading
  task: Task
}

/** The reader of a version, who has now opened it; null: nothing may be stored about them. */
export async function openReader(
  db: Db,
  edition: Edition,
  headings: Heading[],
  telegramId: bigint,
  now: Date,
): Promise<Reader | null> {
  const person = await db.person.findFirst({ where: { telegramId, consentAt: { not: null } }, select: { id: true } })
  if (person === null) return null
  const key = { versionId_personId: { versionId: edition.id, personId: person.id } }
  const reading = (await db.policyReading.findUnique({ where: key })) ?? (await begin(db, edition, person.id, now))
  return { personId: person.id, reading, task: await taskOf(db, edition.id, headings, reading.baseId) }
}

/** Notes that a paragraph was shown to its end, and, where they move, that they are there; with the last of those asked for, it has been read. */
export async function see(
  db: Db,
  { reading, task }: Reader,
  { at, isWhole, moves }: { at: number; isWhole: boolean; moves: boolean },
  now: Date,
): Promise<void> {
  const { versionId, personId } = reading
  const isNew = isWhole && at !== 0 && !reading.seen.includes(at)
  const seen = isNew ? [...reading.seen, at] : reading.seen
  const isRead = reading.readAt === null && missing({ reading: { ...reading, seen }, task }).length === 0
  const place = moves ? at : reading.place
  if (!isNew && reading.place === place && !isRead) return
  await db.policyReading.update({
    where: { versionId_personId: { versionId, personId } },
    data: { place, seen, ...(isRead && { readAt: now }) },
  })
}

/** What is asked for and has not been seen yet, in its order. */
export function missing({ reading, task }: Pick<Reader, 'task'> & { reading: Pick<PolicyReading, 'seen'> }): number[] {
  const seen = new Set(reading.seen)
  return [...task.required, ...task.removed].filter((identity) => !seen.has(identity))
}

/** Notes that every question asked of them is answered rightly. */
export async function pass(db: Db, { reading }: Reader, now: Date): Promise<void> {
  const { versionId, personId } = reading
  await db.policyReading.updateMany({ where: { versionId, personId, passedAt: null }, data: { passedAt: now } })
}

/**
 * Notes that they have understood the version, once; gives since when. Nothing reminds them any more. Refused for a version
 * that no longer holds, and before it has been read and the quiz passed. Wake 'outbox.withheld' after the commit.
 */
export async function acknowledge(db: Db, edition: Edition, reader: Reader, now: Date): Promise<Date> {
  const { reading, personId } = reader
  if (reading.acknowledgedAt !== null) return reading.acknowledgedAt
  if (!isInForce(await keepEdition(db, edition))) throw new Refusal('policies:notInForce')
  if (missing(reader).length > 0) throw new Refusal('policies:readFirst', { count: missing(reader).length })
  if (reading.passedAt === null) throw new Refusal('policies:quizFirst')
  await db.policyReading.update({
    where: { versionId_personId: { versionId: edition.id, personId } },
    data: { acknowledgedAt: now },
  })
  const { telegramId } = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { telegramId: true } })
  await withdrawTo(db, telegramId, subjectOf(edition.id), now)
  await withdrawNotices(db, { personId }, now)
  return now
}

async function begin(db: Db, edition: Edition, personId: bigint, now: Date): Promise<PolicyReading> {
  const [base] = await db.$queryRaw<{ id: bigint }[]>`
    SELECT version_id AS id FROM (${basesOf(edition)}) base WHERE person_id = ${personId}`
  return db.policyReading.create({
    data: {
      versionId: edition.id,
      personId,
      baseId: base?.id ?? null,
      seen: await seenBefore(db, edition, personId),
      openedAt: now,
    },
  })
}

/** What they have seen of the version that they opened last, where it says the same in this one. */
async function seenBefore(db: Db, { id, policyId }: Edition, personId: bigint): Promise<number[]> {
  const last = await db.policyReading.findFirst({
    where: { personId, version: { policyId } },
    orderBy: { version: { number: 'desc' } },
    select: { versionId: true, seen: true, acknowledgedAt: true },
  })
  // What they have acknowledged is compared with the base.
  if (last === null || last.acknowledgedAt !== null) return []
  const same = await db.$queryRaw<{ identity: number }[]>`
    SELECT now.identity FROM policy_paragraph now
    JOIN policy_paragraph old ON old.identity = now.identity AND old.digest = now.digest
    WHERE now.version_id = ${id} AND old.version_id = ${last.versionId} AND now.identity = ANY(${last.seen}::int[])
    ORDER BY now.position`
  return same.map(({ identity }) => identity)
}

async function taskOf(db: Db, versionId: bigint, headings: Heading[], baseId: bigint | null): Promise<Task> {
  if (baseId === null) return { required: headings.map(({ identity }) => identity), removed: [] }
  return changesSince(db, baseId, versionId)
}
