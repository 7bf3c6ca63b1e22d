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
