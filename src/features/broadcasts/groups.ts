import { Prisma } from '../../generated/prisma/client.ts'
import type { Group } from '../../platform/feature.ts'
import { subjectOf } from './actions.ts'

/** So many announcements are offered, the newest first. */
const most = 5

/** Those who have got an announcement that asks for it, and have not said that they have read it. */
export const unread: Group = {
  name: 'unread',
  async offers(db, voice) {
    const found = await db.broadcast.findMany({
      where: { asksReading: true, startedAt: { not: null }, recalledAt: null, total: { gt: 0 } },
      orderBy: { id: 'desc' },
      take: most,
      select: { id: true },
    })
    return found.map(({ id }) => ({
      id: String(id),
      label: voice.label('broadcasts:groupUnread', { number: String(id) }),
    }))
  },
  who: (id) => Prisma.sql`
    person.telegram_id IN (
      SELECT chat_id FROM message WHERE subject = ${subjectOf(BigInt(id))} AND state = 'sent' AND target_id IS NULL)
    AND NOT EXISTS (
      SELECT 1 FROM broadcast_reading WHERE broadcast_id = ${BigInt(id)} AND broadcast_reading.person_id = person.id)`,
}
