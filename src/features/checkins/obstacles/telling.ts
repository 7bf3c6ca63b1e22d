import { z } from 'zod'
import type { Db } from '../../../platform/database/database.ts'
import { post } from '../../../platform/outbox/outbox.ts'
import { task } from '../../../platform/tasks/tasks.ts'
import { headsOf } from '../../../shared/tickets/officers.ts'
import { obstacleButton } from '../buttons.ts'
import { newsFor } from '../telling.ts'

/**
 * Tells the heads of a unit, each once, that somebody has shared something with them; what it is and who it was stands in
 * no message, but is shown to who may see it when they open it.
 */
export const telling = task({
  name: 'checkins.telling',
  payload: z.object({ blocker: z.string() }),
  run:
    async ({ settings, voice: voiceIn }, { blocker: id }) =>
    async (tx, now) => {
      const blocker = await tx.sharedBlocker.findUnique({
        where: { id: BigInt(id) },
        include: { person: { select: { telegramId: true } }, unit: { select: { name: true } } },
      })
      if (blocker === null || blocker.unit === null) return []
      const { person, unit, wantsHelp } = blocker
      const heads = await headsBeside(tx, blocker.unitId, person.telegramId)
      const envelopes = []
      for (const telegramId of heads)
        envelopes.push(
          ...(await newsFor(
            tx,
            telegramId,
            {
              subject: `obstacle:${id}`,
              dedupeKey: `obstacle:${id}:${telegramId}`,
              isAwaited: false,
              isFleeting: false,
              view: (voice) => ({
                text: voice.t(wantsHelp ? 'checkins:obstacleNewsHelp' : 'checkins:obstacleNews', { unit: unit.name }),
                buttons: [[obstacleButton.with(voice.label('checkins:seeObstacle'), { id: blocker.id })]],
              }),
            },
            { settings, voiceIn, now },
          )),
        )
      return post(tx, envelopes, now)
    },
  // It stands in the heads' list.
  failed: () => async () => [],
})

/** The heads nearest to a unit who are not this person, who may be its head. */
async function headsBeside(db: Db, unitId: bigint | null, own: bigint): Promise<bigint[]> {
  if (unitId === null) return []
  const heads = (await headsOf(db, unitId)).flatMap(({ telegramId }) => (telegramId === own ? [] : telegramId))
  if (heads.length > 0) return heads
  const unit = await db.unit.findUnique({ where: { id: unitId }, select: { parentId: true } })
  return headsBeside(db, unit?.parentId ?? null, own)
}
