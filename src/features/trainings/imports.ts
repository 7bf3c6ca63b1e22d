import type { TrainingImport, TrainingImportKind } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Portion } from '../../platform/feature.ts'
import { parameters } from '../../platform/inbox/turn.ts'
import type { View } from '../../platform/inbox/turn.ts'
import { revise } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Job } from '../../platform/scheduler/scheduler.ts'
import type { TextKey, Voice } from '../../platform/texts.ts'
import type { Work } from '../../platform/work.ts'
import { spoken } from '../../shared/people/admins.ts'

/** A few hours less than a week, after which the messages are gone that show them. */
const patience = 7 * 86_400_000 - 2 * 3_600_000

/** What was read of the author's file, which nobody else takes meanwhile; refused when it does not wait for a word any more. */
export async function takeReady(
  db: Db,
  { id, authorChat, kind }: Pick<TrainingImport, 'id' | 'authorChat' | 'kind'>,
): Promise<unknown> {
  await db.$queryRaw`SELECT id FROM training_import WHERE id = ${id} FOR UPDATE`
  const found = await db.trainingImport.findFirst({ where: { id, authorChat, kind } })
  if (found === null || found.rows === null) throw new Refusal('trainings:importGone')
  return found.rows
}

/** The file while it is being read, which nobody else ends meanwhile; null: somebody has. */
export async function takeUnread(db: Db, id: bigint): Promise<TrainingImport | null> {
  await db.$queryRaw`SELECT id FROM training_import WHERE id = ${id} FOR UPDATE`
  const found = await db.trainingImport.findUnique({ where: { id } })
  return found?.rows === null ? found : null
}

/** Ends files: nothing is left of them. */
export async function endImports(db: Db, ids: bigint[]): Promise<void> {
  await db.file.deleteMany({ where: { trainings: { some: { id: { in: ids } } } } })
  await db.trainingImport.deleteMany({ where: { id: { in: ids } } })
}

/** Shows what came of a file in the place of "being read". */
export async function showImport(
  tx: Db,
  { shownId }: Pick<TrainingImport, 'shownId'>,
  view: View,
  now: Date,
): Promise<Posted[]> {
  return shownId === null ? [] : revise(tx, { target: shownId, payload: parameters(view) }, now)
}

/** Ends files that nobody has applied within a week. */
export const droppingImports: Job<Work> = {
  name: 'trainings.dropping',
  cron: '25 * * * *',
  async run({ database, clock, voice, handOver }) {
    const now = clock.now()
    const createdAt = { lt: new Date(now.getTime() - patience) }
    const posted = await database.client.$transaction(async (tx) => {
      const changes: Posted[] = []
      for (const found of await tx.trainingImport.findMany({ where: { createdAt } })) {
        await endImports(tx, [found.id])
        const text = voice(spoken(found.language)).t('trainings:importDroppedLate')
        changes.push(...(await showImport(tx, found, { text }, now)))
      }
      return changes
    })
    handOver(posted)
  },
}

const kindKey: Record<TrainingImportKind, TextKey> = {
  calendar: 'trainings:calendar',
  paths: 'trainings:pathsFile',
}

/** Removes the files that somebody has sent and not applied. */
export async function forgetImports(db: Db, telegramId: bigint): Promise<void> {
  const found = await db.trainingImport.findMany({ where: { authorChat: telegramId }, select: { id: true } })
  await endImports(
    db,
    found.map(({ id }) => id),
  )
}

/** The files that somebody has sent, and that wait. */
export async function collectImports(db: Db, telegramId: bigint, voice: Voice): Promise<Portion> {
  const found = await db.trainingImport.findMany({ where: { authorChat: telegramId }, orderBy: { id: 'asc' } })
  const rows = found.map(({ createdAt, kind, rows: read }) => [
    { name: 'sent', label: voice.label('trainings:importSent'), value: createdAt },
    { name: 'kind', label: voice.label('trainings:importKind'), value: kind, words: voice.label(kindKey[kind]) },
    { name: 'rows', label: voice.label('trainings:importRows'), value: read === null ? null : JSON.stringify(read) },
  ])
  return { name: 'trainingImports', title: voice.label('trainings:imports'), rows }
}
