import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Work } from '../../platform/work.ts'
import { subjectOf } from './actions.ts'
import { correctStrays } from './correcting.ts'
import { deleteSent } from './recalling.ts'

/** For the clocks of two instances, in milliseconds. */
const margin = 60_000

/** Does to messages that were under way when their broadcast was taken back or corrected what was done to the others. */
export async function mendStrays({ database, clock }: Work, broadcasts: Broadcast[]): Promise<void> {
  let mended = 0
  for (const { id, recalledAt, revisedAt } of broadcasts) {
    const since = recalledAt ?? revisedAt
    if (since === null || !(await hasSentSince(database.client, id, since))) continue
    mended += await database.client.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM broadcast WHERE id = ${id} FOR UPDATE`
      const broadcast = await tx.broadcast.findUniqueOrThrow({ where: { id } })
      if (broadcast.recalledAt !== null) return deleteSent(tx, id, broadcast.recalledAt, clock.now())
      return correctStrays(tx, broadcast, clock.now())
    })
  }
  if (mended > 0) database.wake('outbox')
}

async function hasSentSince(db: Db, id: bigint, since: Date): Promise<boolean> {
  const finishedAt = { gte: new Date(since.getTime() - margin) }
  const found = await db.message.findFirst({
    where: { subject: subjectOf(id), state: 'sent', finishedAt },
    select: { id: true },
  })
  return found !== null
}
