import type { Db } from '../../platform/database/database.ts'
import type { View } from '../../platform/inbox/turn.ts'
import { post } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import type { Voice } from '../../platform/texts.ts'
import { ownerAccount } from '../../shared/tickets/authors.ts'
import { newsForMany } from '../../shared/tickets/telling.ts'
import type { Around } from '../../shared/tickets/telling.ts'

/** So many are read and written at once. */
const batch = 1000

/**
 * Tells everybody who takes part in a forum something, once each, in their language and outside of their quiet hours. Of
 * those in an anonymous one no row is left once it is sent. Gives the messages for who hands them over.
 */
export async function tellParticipants(
  tx: Db,
  forumId: bigint,
  view: (voice: Voice) => View,
  around: Around,
  now: Date,
): Promise<Posted[]> {
  const posted: Posted[] = []
  for (let after: string | undefined; ;) {
    const rows = await tx.forumParticipant.findMany({
      where: { forumId, ...(after !== undefined && { id: { gt: after } }) },
      select: { id: true, sealedAuthor: true, ...ownerAccount },
      orderBy: { id: 'asc' },
      take: batch,
    })
    posted.push(...(await post(tx, await newsForMany(tx, rows, view, around), now)))
    after = rows.at(-1)?.id
    if (rows.length < batch) return posted
  }
}
