import type { Db } from '../../../platform/database/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { record } from '../../../shared/audit/record.ts'
import { holdTraining } from '../../../shared/trainings/trainings.ts'
import { changeTraining, makeTraining } from '../enrolling/changing.ts'
import type { Around } from '../enrolling/telling.ts'
import { compareTrainings } from './comparing.ts'
import type { Changes } from './comparing.ts'
import type { WrittenTraining } from './written.ts'

/** Nobody else applies a calendar until the transaction ends; two of them may have the same new trainings. */
async function holdCalendar(db: Db): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('trainings.calendar'))`
}

/**
 * Makes the new trainings of a calendar drafts, and changes those that are otherwise; whom that concerns is told. Wake
 * 'outbox', `withheldChannel` and `eventsChannel` after the commit.
 */
export async function applyCalendar(
  db: Db,
  { id, written, telegramId }: { id: bigint; written: WrittenTraining[]; telegramId: bigint },
  around: Around,
  now: Date,
): Promise<{ changes: Changes; drafts: bigint[] }> {
  await holdCalendar(db)
  const author = await db.person.findUniqueOrThrow({ where: { telegramId }, select: { id: true } })
  const changes = await compareTrainings(db, written)
  if (changes === undefined) throw new Refusal('trainings:unitGone')
  const drafts: bigint[] = []
  for (const { uid, wanted } of changes.added)
    drafts.push(await makeTraining(db, { uid, wanted, authorId: author.id }, around, now))
  // In the order of their numbers, as whoever else takes several does.
  const changed = changes.changed.toSorted((one, other) => Number((one.before?.id ?? 0n) - (other.before?.id ?? 0n)))
  for (const { before, wanted } of changed) {
    if (before === undefined) continue
    const training = await holdTraining(db, before.id)
    await changeTraining(db, { training, wanted }, { around, telegramId }, now)
  }
  await record(db, telegramId, { action: 'importedTrainings', object: `calendar:${id}` }, now)
  return { changes, drafts }
}
