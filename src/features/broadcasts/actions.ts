import { Prisma } from '../../generated/prisma/client.ts'
import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { postToMany } from '../../platform/outbox/outbox.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Language } from '../../platform/texts.ts'
import { Audience, recipients } from '../../shared/audiences/audience.ts'
import { record } from '../../shared/audit/record.ts'
import type { Content } from './content.ts'

/** What the deliveries of a broadcast are about. */
export const subjectOf = (id: bigint) => `broadcast:${id}`

/**
 * Writes a broadcast and a message for each person of its audience, who are thereby fixed; refused when there is nobody.
 * `quiet` is the zone of those whose unit has none; null: quiet hours are not kept.
 */
export async function announce(
  db: Db,
  draft: { authorChat: bigint; language: Language; content: Content; audience: Audience; quiet: string | null },
  now: Date,
): Promise<Broadcast> {
  const { method, payload, fileId } = draft.content
  const content = await db.content.create({
    data: { method, payload, fileId: fileId === null ? null : BigInt(fileId) },
  })
  const broadcast = await db.broadcast.create({
    data: {
      authorChat: draft.authorChat,
      language: draft.language,
      audience: draft.audience,
      contentId: content.id,
      total: 0,
      keepsQuiet: draft.quiet !== null,
      createdAt: now,
    },
  })
  const subject = subjectOf(broadcast.id)
  const people = Prisma.sql`
    SELECT chat_id, zone, ${`${subject}:`} || person_id AS dedupe_key FROM (${recipients(draft.audience)}) people`
  const quiet = draft.quiet === null ? undefined : Prisma.sql`COALESCE(recipient.zone, ${draft.quiet}::text)`
  const total = await postToMany(db, { lane: 'broadcast', contentId: content.id, subject, quiet }, people, now)
  if (total === 0) throw new Refusal('broadcasts:nobodyLeft')
  await record(db, draft.authorChat, { action: 'announced', object: subject }, now)
  return db.broadcast.update({ where: { id: broadcast.id }, data: { total } })
}

/** The audience of a stored broadcast. */
export function audienceOf({ audience }: Pick<Broadcast, 'audience'>): Audience {
  return Audience.parse(audience)
}

/** Takes the author off their broadcasts; what others have received stays. */
export async function disown(db: Db, telegramId: bigint): Promise<void> {
  await db.broadcast.updateMany({ where: { authorChat: telegramId }, data: { authorChat: null, progressId: null } })
}
