import type { Db } from '../database/database.ts'

/** Removes messages of which nothing is to be kept, with their contents and files. */
export async function vanish(db: Db, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return
  await db.$executeRaw`
    WITH gone AS (
      DELETE FROM message WHERE id = ANY(${`{${ids.join(',')}}`}::bigint[]) RETURNING content_id
    ), emptied AS (
      DELETE FROM content WHERE id IN (SELECT content_id FROM gone) RETURNING file_id
    )
    DELETE FROM file WHERE id IN (SELECT file_id FROM emptied)`
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
