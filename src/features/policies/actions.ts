import { toColumn } from '../../platform/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { emit } from '../../platform/events/events.ts'
import { withdraw } from '../../platform/outbox/holding.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Language, Voice } from '../../platform/texts.ts'
import type { Scope } from '../../shared/audiences/audience.ts'
import { record } from '../../shared/audit/record.ts'
import { policyPublished } from '../../shared/policies/events.ts'
import { carryOver } from './carrying.ts'
import { digestOf } from './digest.ts'
import { endDraft } from './drafts.ts'
import { withdrawNotices } from './notices.ts'
import type { ReadyDraft } from './drafts.ts'
import { writeQuiz } from './quizzes.ts'
import { allWordsOf } from './surveying.ts'
import type { Survey } from './surveying.ts'
import { openUnits } from '../../shared/audiences/writtenUnits.ts'
import { dateSubjectOf, newestEdition, subjectOf } from '../../shared/policies/versions.ts'

/** Who publishes, and what it depends on beside the rows. */
export interface Publication {
  by: bigint
  voiceIn(language: Language): Voice
  scope: Scope
}

/**
 * Makes a draft the next version, whole, and ends the draft; gives the version's row. Wake 'events' after the commit. Those of whom nothing has to be
 * asked again have acknowledged it thereby. Refused while its audience or a pair of paragraphs is undecided.
 */
export async function publish(db: Db, survey: Survey, publication: Publication, now: Date): Promise<bigint> {
  const { draft, previous, pairing, target, effective } = survey
  if (target === null) throw new Refusal('policies:audienceFirst')
  if ((pairing?.doubts.length ?? 0) > 0) throw new Refusal('policies:pairsFirst')
  const { audience } = target
  const { by, voiceIn, scope } = publication
  const author = await db.person.findUniqueOrThrow({ where: { telegramId: by }, select: { id: true } })
  const policyId = previous?.policyId ?? (await db.policy.create({ data: { createdAt: now }, select: { id: true } })).id
  const { title, summary } = draft.document
  const number = (previous?.number ?? 0) + 1
  const identities = pairing?.identities ?? draft.document.paragraphs.map((_, index) => index + 1)
  const { id } = await db.policyVersion.create({
    data: {
      policyId,
      number,
      title,
      summary,
      audience,
      audienceText: await allWordsOf(db, voiceIn, audience, scope, now),
      isPublic: audience.kind === 'all' || audience.kind === 'public',
      effective: effective === null ? null : toColumn(effective),
      originalId: draft.originalId,
      authorId: author.id,
      quizId: await writeQuiz(db, draft.document, { identities, authorId: author.id }, now),
      publishedAt: now,
    },
    select: { id: true },
  })
  await writeParagraphs(db, id, draft, identities)
  await writeRelevance(db, id, draft)
  if (previous !== null) {
    await silence(db, previous.id, now)
    await carryOver(db, { id, policyId, number })
  }
  await endDraft(db, draft, 'published', now)
  await record(db, by, { action: 'publishedPolicy', object: `policy:${policyId}` }, now)
  await emit(db, policyPublished, { policyId: String(policyId), number }, now)
  return id
}

/** Withdraws a policy: it stays readable, and nobody is asked for it any more. */
export async function withdrawPolicy(db: Db, policyId: bigint, by: bigint, now: Date): Promise<void> {
  const { count } = await db.policy.updateMany({
    where: { id: policyId, withdrawnAt: null },
    data: { withdrawnAt: now },
  })
  if (count === 0) throw new Refusal('policies:withdrawnAlready')
  // Looked at only now: until then another version might have been published.
  await silence(db, (await newestEdition(db, policyId)).id, now)
  await record(db, by, { action: 'withdrewPolicy', object: `policy:${policyId}` }, now)
}

/** What was still to be sent about a version no longer is; wake 'outbox.withheld' after the commit. */
async function silence(db: Db, versionId: bigint, now: Date) {
  await withdraw(db, subjectOf(versionId), now)
  await withdraw(db, dateSubjectOf(versionId), now)
  await withdrawNotices(db, { versionId }, now)
}

async function writeParagraphs(db: Db, versionId: bigint, { document }: ReadyDraft, identities: number[]) {
  await db.policyParagraph.createMany({
    data: document.paragraphs.map(({ section, label, anchor, body }, index) => ({
      versionId,
      position: index + 1,
      identity: identities[index] ?? index + 1,
      label,
      section,
      anchor,
      text: body.text,
      entities: body.entities,
      digest: digestOf(body.text),
    })),
  })
}

async function writeRelevance(db: Db, versionId: bigint, { document }: ReadyDraft) {
  const find = await openUnits(db)
  await db.policyRelevance.createMany({
    data: document.relevance.map(({ to, line, body }, index) => {
      const unitId = to.kind === 'unit' ? find(to.unit) : null
      if (unitId === undefined || unitId === 'ambiguous')
        throw new Refusal('policies:unitGone', { unit: to.kind === 'unit' ? to.unit : '', line: String(line) })
      const role = to.kind === 'role' ? to.role : null
      return { versionId, position: index + 1, role, unitId, text: body.text, entities: body.entities }
    }),
  })
}
