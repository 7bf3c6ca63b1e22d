import { z } from 'zod'
import { Prisma } from '../../generated/prisma/client.ts'
import type { PolicyDraft } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import { revise } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Language, Voice } from '../../platform/texts.ts'
import { spoken } from '../../shared/people/admins.ts'
import { Document } from './document.ts'
import { listEditions } from '../../shared/policies/versions.ts'

/** The author's word on doubtful pairs: by the place of the new paragraph, from 0, the identity of the old one; null: new. */
export const Decisions = z.record(z.string(), z.number().int().nullable())
export type Decisions = z.infer<typeof Decisions>

/** A draft that was read without a fault. */
export interface ReadyDraft extends Omit<PolicyDraft, 'document' | 'decisions'> {
  document: Document
  decisions: Decisions
}

/** Two hours less than a week, after which the messages are gone that show drafts. */
const patience = 7 * 86_400_000 - 2 * 3_600_000
const open = ['reading', 'faulty', 'ready'] as const

/** The author's draft that is neither published nor dropped; null: there is none. One at a time. */
export async function openDraft(db: Db, authorChat: bigint): Promise<PolicyDraft | null> {
  return db.policyDraft.findFirst({ where: { authorChat, state: { in: [...open] } }, orderBy: { id: 'desc' } })
}

/** The author's draft, which nobody else changes meanwhile; refused, with the reason, when it does not wait for a word. */
export async function takeReady(db: Db, id: bigint, authorChat: bigint): Promise<ReadyDraft> {
  await db.$queryRaw`SELECT id FROM policy_draft WHERE id = ${id} FOR UPDATE`
  const found = await db.policyDraft.findFirst({ where: { id, authorChat } })
  if (found?.state === 'published') throw new Refusal('policies:draftPublished')
  if (found?.state === 'dropped') throw new Refusal('policies:draftDropped')
  if (found?.state !== 'ready') throw new Refusal('platform:buttonOld')
  return { ...found, document: Document.parse(found.document), decisions: Decisions.parse(found.decisions) }
}

/** Notes a file as the author's draft, in the place of one that is open: what was chosen for that one stays. */
export async function submit(
  db: Db,
  { authorChat, language, fileId, policyId }: Pick<PolicyDraft, 'language'> & Submission,
  now: Date,
): Promise<PolicyDraft> {
  let before = await openDraft(db, authorChat)
  // It is about another policy: what was chosen for that one is not meant for this.
  if (before !== null && policyId !== null && before.policyId !== policyId) {
    await endDraft(db, before, 'dropped', now)
    before = null
  }
  if (before === null)
    return db.policyDraft.create({
      data: { authorChat, language, fileId, createdAt: now, ...(policyId !== null && { policyId, isPlaced: true }) },
    })
  await removeSource(db, before)
  return db.policyDraft.update({
    where: { id: before.id },
    data: { language, fileId, state: 'reading', decisions: {}, createdAt: now },
  })
}

interface Submission {
  authorChat: bigint
  fileId: bigint
  /** The policy of which it is to be a version; null: not said. */
  policyId: bigint | null
}

/** Keeps what was read of a draft; which policy it belongs to is told by its title, until the author says it. */
export async function keepDocument(db: Db, draft: PolicyDraft, document: Document): Promise<ReadyDraft> {
  const before = Document.safeParse(draft.document).data
  // Another title is another policy, unless its author has said which it is: what was chosen for that one is not for this.
  const isOther = !draft.isPlaced && before !== undefined && named(before.title) !== named(document.title)
  if (isOther && draft.originalId !== null) await db.file.deleteMany({ where: { id: draft.originalId } })
  const policyId = draft.isPlaced ? draft.policyId : await policyTitled(db, document.title)
  const kept = await db.policyDraft.update({
    where: { id: draft.id },
    data: {
      state: 'ready',
      document,
      policyId,
      ...(isOther && { originalId: null, audience: Prisma.DbNull, effective: null }),
      // What the file says by now is newer than what was chosen for the one before.
      ...(document.audience !== null && { audience: Prisma.DbNull }),
      ...(document.effective !== null && { effective: null }),
    },
  })
  return { ...kept, document, decisions: Decisions.parse(kept.decisions) }
}

/**
 * The draft as it is placed now, and nobody else publishes a version of its policy, withdraws it, or publishes a new one of
 * that title meanwhile: a policy that was withdrawn has no next version, and a title that was published since has one.
 */
export async function placeAnew(db: Db, draft: ReadyDraft): Promise<ReadyDraft> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${named(draft.document.title)}))`
  const [held] = await db.$queryRaw<{ isGone: boolean }[]>`
    SELECT withdrawn_at IS NOT NULL AS "isGone" FROM policy WHERE id = ${draft.policyId} FOR UPDATE`
  const isOpen = held !== undefined && !held.isGone
  if (isOpen || (draft.isPlaced && draft.policyId === null)) return draft
  const policyId = await policyTitled(db, draft.document.title)
  await db.policyDraft.update({ where: { id: draft.id }, data: { policyId, isPlaced: false, decisions: {} } })
  return { ...draft, policyId, isPlaced: false, decisions: {} }
}

/** Ends a draft; nothing of what it says is left in it. */
export async function endDraft(
  db: Db,
  draft: Pick<PolicyDraft, 'id' | 'fileId' | 'originalId'>,
  state: 'published' | 'dropped',
  now: Date | null,
): Promise<void> {
  const { count } = await db.policyDraft.updateMany({
    where: { id: draft.id, state: { in: [...open] } },
    data: { state, finishedAt: now, effective: null, audience: Prisma.DbNull, decisions: {}, document: {} },
  })
  // Somebody else has ended it meanwhile: its original may be a version's by now.
  if (count === 0) return
  await removeSource(db, draft)
  if (state === 'dropped' && draft.originalId !== null) await db.file.deleteMany({ where: { id: draft.originalId } })
}

/** Takes the file away that was read: what it says is kept by now, or was wrong. */
export async function removeSource(db: Db, { fileId }: Pick<PolicyDraft, 'fileId'>): Promise<void> {
  if (fileId !== null) await db.file.deleteMany({ where: { id: fileId } })
}

/** Attaches the original to the author's draft, in the place of an earlier one; gives the draft. Refused without a draft. */
export async function attach(db: Db, authorChat: bigint, originalId: bigint): Promise<PolicyDraft> {
  const draft = await openDraft(db, authorChat)
  if (draft === null) throw new Refusal('policies:originalFirst')
  if (draft.originalId !== null) await db.file.deleteMany({ where: { id: draft.originalId } })
  return db.policyDraft.update({ where: { id: draft.id }, data: { originalId } })
}

/** Ends drafts that nobody has published within a week: their authors see it where the draft was shown. */
export async function dropForgotten(db: Db, voice: (language: Language) => Voice, now: Date): Promise<Posted[]> {
  const before = new Date(now.getTime() - patience).toISOString()
  // One that is just being published is left alone.
  const forgotten = await db.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM policy_draft WHERE state IN ('reading', 'faulty', 'ready') AND created_at < ${before}::timestamptz
    FOR UPDATE SKIP LOCKED`
  const old = await db.policyDraft.findMany({ where: { id: { in: forgotten.map(({ id }) => id) } } })
  const posted: Posted[] = []
  for (const draft of old) {
    await endDraft(db, draft, 'dropped', now)
    if (draft.shownId === null) continue
    const payload = parameters({ text: voice(spoken(draft.language)).t('policies:draftForgotten') })
    posted.push(...(await revise(db, { target: draft.shownId, payload }, now)))
  }
  return posted
}

const named = (title: string) => title.trim().replaceAll(/\s+/g, ' ').toLowerCase()

/** The policy that holds and has this title; null: none has, or several. */
async function policyTitled(db: Db, title: string): Promise<bigint | null> {
  const editions = await listEditions(db)
  const alike = editions.filter((one) => one.policy.withdrawnAt === null && named(one.title) === named(title))
  const [only, ...others] = alike
  return only !== undefined && others.length === 0 ? only.policyId : null
}
