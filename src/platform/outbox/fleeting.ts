import type { Db } from '../database/database.ts'
import { removeFreed } from '../scheduler/unused.ts'

/** Removes messages of which nothing is to be kept, with those of their contents and files that nothing else refers to. */
export async function vanish(db: Db, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return
  const gone = await db.$queryRaw<{ contentId: bigint | null }[]>`
    DELETE FROM message WHERE id = ANY(${`{${ids.join(',')}}`}::bigint[]) RETURNING content_id AS "contentId"`
  const contents = gone.flatMap(({ contentId }) => contentId ?? [])
  if (contents.length > 0) await removeFreed(db, contents, [])
}

/** Removes those of them of which nothing is to be kept, which have been sent, and which nothing that still waits changes. */
export async function vanishOver(db: Db, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return
  const over = await db.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM message WHERE id = ANY(${`{${ids.join(',')}}`}::bigint[]) AND fleeting AND finished_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM message change WHERE change.target_id = message.id AND change.finished_at IS NULL)`
  await vanish(
    db,
    over.map(({ id }) => id),
  )
}

/** Removes at most `count` of them that a crash has left behind; gives how many. */
export async function vanishLeft(db: Db, before: Date, count: number): Promise<number> {
  const left = await db.message.findMany({
    where: { fleeting: true, finishedAt: { lt: before } },
    select: { id: true },
    take: count,
  })
  await vanish(
    db,
    left.map(({ id }) => id),
  )
  return left.length
}
