import type { Round } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { emit } from '../../platform/events/events.ts'
import { withdraw } from '../../platform/outbox/holding.ts'
import type { Settings } from '../../platform/work.ts'
import { roundClosed } from './events.ts'
import { subjectOf } from './opening.ts'
import { publishRest } from './sending.ts'

/**
 * Closes an open round: it takes no more answers, nobody is told of it any more, and what of it may be published is. Wake
 * `eventsChannel` and `withheldChannel` after the commit.
 */
export async function closeRound(
  tx: Db,
  round: Pick<Round, 'id' | 'isAnonymous'>,
  settings: Pick<Settings, 'minGroup' | 'sealing'>,
  now: Date,
): Promise<void> {
  await tx.round.update({ where: { id: round.id }, data: { state: 'closed', nextReminderAt: null } })
  await withdraw(tx, subjectOf(round.id), now)
  await publishRest(tx, round, settings)
  await emit(tx, roundClosed, { round: String(round.id) }, now)
}
