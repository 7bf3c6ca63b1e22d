import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { record } from '../../../shared/audit/record.ts'
import { Definition } from '../../../shared/questionnaires/definition.ts'
import { findNewest, newestVersion, readymadeKeys, readymadeOf } from '../../../shared/questionnaires/readymade.ts'
import { hasRight } from '../../../shared/questionnaires/source/reading.ts'
import { endDraft } from './drafts.ts'
import type { Manuscript, ReadyDraft } from './drafts.ts'

/** Why a questionnaire cannot be published yet; undefined: it can. */
export function missingOf({ use, questions }: Manuscript): 'questions' | 'right' | undefined {
  if (questions.length === 0) return 'questions'
  return use === 'test' && !questions.some(hasRight) ? 'right' : undefined
}

/** What the next version of a questionnaire is a version of; null: it is a new one. */
export async function predecessorOf(
  db: Db,
  { key }: Manuscript,
): Promise<{ title: Definition['title']; number: number } | null> {
  if (key === null) return null
  const found = await findNewest(db, key)
  if (found !== undefined) return { title: found.definition.title, number: found.number }
  const readymade = readymadeKeys.find((one) => one === key)
  return readymade === undefined ? null : { title: (await readymadeOf(readymade)).title, number: 1 }
}

/** Publishes a draft as the next version of the questionnaire with its key, or as a new one. */
export async function publishDraft(
  db: Db,
  draft: ReadyDraft,
  by: bigint,
  now: Date,
): Promise<{ questionnaireId: bigint; number: number; definition: Definition }> {
  const definition = Definition.safeParse(draft.definition).data
  if (definition === undefined || missingOf(definition) !== undefined)
    throw new Refusal('questionnaires:draftUnfinished')
  const author = await db.person.findUniqueOrThrow({ where: { telegramId: by }, select: { id: true } })
  const questionnaireId = await takeQuestionnaire(db, definition, now)
  const newest = await db.questionnaireVersion.findFirst({
    where: { questionnaireId },
    orderBy: { number: 'desc' },
    select: { number: true },
  })
  const number = (newest?.number ?? 0) + 1
  await db.questionnaireVersion.create({
    data: { questionnaireId, number, definition, authorId: author.id, createdAt: now },
  })
  await endDraft(db, draft, 'published', now)
  await record(db, by, { action: 'publishedQuestionnaire', object: `questionnaire:${questionnaireId}` }, now)
  return { questionnaireId, number, definition }
}

/** The questionnaire of which this is a version, which nobody else publishes meanwhile; it can be asked again. */
async function takeQuestionnaire(db: Db, { key, use }: Definition, now: Date): Promise<bigint> {
  if (key === null) {
    const { id } = await db.questionnaire.create({ data: { use, createdAt: now }, select: { id: true } })
    return id
  }
  // What comes with Rembuk is its own first version.
  if (readymadeKeys.some((one) => one === key)) await newestVersion(db, key, now)
  await db.questionnaire.createMany({ data: { key, use, createdAt: now }, skipDuplicates: true })
  const [row] = await db.$queryRaw<{ id: bigint }[]>`SELECT id FROM questionnaire WHERE key = ${key} FOR UPDATE`
  if (row === undefined) throw new Refusal('questionnaires:gone')
  await db.questionnaire.update({ where: { id: row.id }, data: { use, withdrawnAt: null } })
  return row.id
}
