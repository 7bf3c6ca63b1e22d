import { z } from 'zod'
import { Prisma } from '../../../generated/prisma/client.ts'
import type { QuestionnaireDraft } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import { revise } from '../../../platform/outbox/outbox.ts'
import type { Posted } from '../../../platform/outbox/outbox.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Language, Voice } from '../../../platform/texts.ts'
import { spoken } from '../../../shared/people/admins.ts'
import { Definition, Question } from '../../../shared/questionnaires/definition.ts'

/** A questionnaire that may still be without questions, as it is while it is written in chat. */
export const Manuscript = Definition.extend({ questions: z.array(Question) })
export type Manuscript = z.infer<typeof Manuscript>

/** A draft that waits for its author's word. */
export interface ReadyDraft extends Omit<QuestionnaireDraft, 'definition'> {
  definition: Manuscript
}

/** Two hours less than a week, after which the messages are gone that show drafts. */
const patience = 7 * 86_400_000 - 2 * 3_600_000
const open = ['reading', 'faulty', 'ready'] as const

/** The author's draft that is neither published nor dropped; null: there is none. One at a time. */
export async function openDraft(db: Db, authorChat: bigint): Promise<QuestionnaireDraft | null> {
  return db.questionnaireDraft.findFirst({ where: { authorChat, state: { in: [...open] } }, orderBy: { id: 'desc' } })
}

/** The author's draft, which nobody else changes meanwhile; refused, with the reason, when it does not wait for a word. */
export async function takeReady(db: Db, id: bigint, authorChat: bigint): Promise<ReadyDraft> {
  await db.$queryRaw`SELECT id FROM questionnaire_draft WHERE id = ${id} FOR UPDATE`
  const found = await db.questionnaireDraft.findFirst({ where: { id, authorChat } })
  if (found?.state === 'published') throw new Refusal('questionnaires:draftPublished')
  if (found?.state === 'dropped') throw new Refusal('questionnaires:draftDropped')
  if (found?.state !== 'ready') throw new Refusal('platform:buttonOld')
  return { ...found, definition: Manuscript.parse(found.definition) }
}

/** Notes a file that is to be read, or what is written in chat, as the author's draft, in the place of one that is open. */
export async function beginDraft(
  db: Db,
  given: Pick<QuestionnaireDraft, 'language'> & { authorChat: bigint } & (
      | { fileId: bigint }
      | { definition: Manuscript }
    ),
  now: Date,
): Promise<{ draft: QuestionnaireDraft; before: QuestionnaireDraft | null }> {
  const before = await openDraft(db, given.authorChat)
  if (before !== null) await endDraft(db, before, 'dropped', now)
  const state = 'fileId' in given ? 'reading' : 'ready'
  return { draft: await db.questionnaireDraft.create({ data: { ...given, state, createdAt: now } }), before }
}

/** Keeps what was read, or written, of a draft; its file is of no use any more. */
export async function keepDefinition(db: Db, draft: QuestionnaireDraft, definition: Manuscript): Promise<ReadyDraft> {
  await removeSource(db, draft)
  const kept = await db.questionnaireDraft.update({ where: { id: draft.id }, data: { state: 'ready', definition } })
  return { ...kept, definition }
}

/** Ends a draft; nothing of what it says is left in it. `now`: null, where nothing of when it was is to be kept. */
export async function endDraft(
  db: Db,
  draft: Pick<QuestionnaireDraft, 'id' | 'fileId'>,
  state: 'published' | 'dropped',
  now: Date | null,
): Promise<void> {
  const { count } = await db.questionnaireDraft.updateMany({
    where: { id: draft.id, state: { in: [...open] } },
    data: { state, finishedAt: now, definition: Prisma.DbNull },
  })
  if (count > 0) await removeSource(db, draft)
}

/** Takes the file away that was read: what it says is kept by now, or was wrong. */
export async function removeSource(db: Db, { fileId }: Pick<QuestionnaireDraft, 'fileId'>): Promise<void> {
  if (fileId !== null) await db.file.deleteMany({ where: { id: fileId } })
}

/** Ends drafts that nobody has published within a week: their authors see it where the draft was shown. */
export async function dropForgotten(db: Db, voice: (language: Language) => Voice, now: Date): Promise<Posted[]> {
  const before = new Date(now.getTime() - patience).toISOString()
  // One that is just being published is left alone.
  const forgotten = await db.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM questionnaire_draft
    WHERE state IN ('reading', 'faulty', 'ready') AND created_at < ${before}::timestamptz FOR UPDATE SKIP LOCKED`
  const old = await db.questionnaireDraft.findMany({ where: { id: { in: forgotten.map(({ id }) => id) } } })
  const posted: Posted[] = []
  for (const draft of old) {
    await endDraft(db, draft, 'dropped', now)
    if (draft.shownId === null) continue
    const payload = parameters({ text: voice(spoken(draft.language)).t('questionnaires:draftForgotten') })
    posted.push(...(await revise(db, { target: draft.shownId, payload }, now)))
  }
  return posted
}
