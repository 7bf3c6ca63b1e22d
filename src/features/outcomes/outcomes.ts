import type { Outcome, OutcomeKind } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { record } from '../../shared/audit/record.ts'
import { keepEdition, newestEdition } from '../../shared/policies/versions.ts'
import { givesReason, repeats } from './rules.ts'
import { addSource, saidOf, wordsOf } from './sources.ts'
import type { SourceName } from './sources.ts'

/** What a planner wrote about something that was said. */
export interface Writing {
  by: bigint
  about: SourceName
  kind: OutcomeKind
  sentence: string
  /** What it led to; null: a decision without a policy, or a policy as a whole. */
  policyId: bigint | null
  identity: number | null
  /** Everyone is told by themselves when the policy's next version is published. */
  waits: boolean
}

/** Keeps an outcome of which nobody has been told yet. */
export async function write(db: Db, writing: Writing, now: Date): Promise<Outcome> {
  const { by, about, kind, sentence, policyId, identity, waits } = writing
  const said = await saidOf(db, about)
  demandSentence(kind, sentence, said.text === null ? [] : [said.text])
  const author = await db.person.findUniqueOrThrow({ where: { telegramId: by }, select: { id: true } })
  const outcome = await db.outcome.create({
    data: {
      kind,
      sentence,
      policyId,
      identity,
      afterNumber: waits && policyId !== null ? await numberNow(db, policyId) : null,
      authorId: author.id,
      createdAt: now,
    },
  })
  await addSource(db, outcome.id, said)
  await record(db, by, { action: 'wroteOutcome', object: `outcome:${outcome.id}` }, now)
  return outcome
}

/** An outcome that nobody else changes meanwhile; refused when there is none. */
export async function takeOutcome(db: Db, id: bigint): Promise<Outcome> {
  await db.$queryRaw`SELECT id FROM outcome WHERE id = ${id} FOR UPDATE`
  const found = await db.outcome.findUnique({ where: { id } })
  if (found === null) throw new Refusal('outcomes:gone')
  return found
}

/** The same while nobody has been told of it; refused once they have. */
export async function takeUntold(db: Db, id: bigint): Promise<Outcome> {
  const outcome = await takeOutcome(db, id)
  if (outcome.toldAt !== null) throw new Refusal('outcomes:toldAlready')
  return outcome
}

/** Says it in other words. */
export async function reword(db: Db, id: bigint, sentence: string): Promise<void> {
  const { kind } = await takeUntold(db, id)
  demandSentence(kind, sentence, await wordsOf(db, id))
  await db.outcome.update({ where: { id }, data: { sentence } })
}

/** Adds something else that was said; whether it is new there. Its author must find other words than their own in it. */
export async function join(db: Db, outcome: Outcome, name: SourceName): Promise<boolean> {
  const said = await saidOf(db, name)
  demandSentence(outcome.kind, outcome.sentence, said.text === null ? [] : [said.text])
  return addSource(db, outcome.id, said)
}

/** Makes an outcome public: all whom it concerns are to be told from now on. */
export async function disclose(db: Db, id: bigint, now: Date): Promise<void> {
  await takeUntold(db, id)
  await db.outcome.update({ where: { id }, data: { toldAt: now, afterNumber: null } })
}

/** Refused when a sentence may not stand in public. */
export function demandSentence(kind: OutcomeKind, sentence: string, said: string[]): void {
  if (kind === 'declined' && !givesReason(sentence)) throw new Refusal('outcomes:reasonNeeded')
  if (said.some((words) => repeats(sentence, words))) throw new Refusal('outcomes:ownWords')
}

/** The newest version of a policy, after which no other is published before this is committed: else it would be missed. */
async function numberNow(db: Db, policyId: bigint): Promise<number> {
  const { newest, policy } = await keepEdition(db, await newestEdition(db, policyId))
  if (policy.withdrawnAt !== null) throw new Refusal('policies:withdrawnClosed')
  return newest
}
