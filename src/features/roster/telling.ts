import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { postToMany } from '../../platform/outbox/outbox.ts'
import { languages } from '../../platform/texts.ts'
import type { Language, TextKey, Voice } from '../../platform/texts.ts'
import { spoken } from '../../shared/people/admins.ts'
import { quietOfRow, zonedUnits } from '../../shared/people/quiet.ts'
import type { Affected } from './applying.ts'

/** Tells people what a list has made of them, each in their language; wake 'outbox' after the commit. */
export async function tell(
  db: Db,
  { key, affected, subject }: { key: TextKey; affected: Affected[]; subject: string },
  { voiceIn, timeZone }: { voiceIn(language: Language): Voice; timeZone: string },
  now: Date,
): Promise<void> {
  for (const language of languages) {
    const chats = affected.filter((one) => spoken(one.language) === language).map(({ telegramId }) => telegramId)
    if (chats.length === 0) continue
    const payload = { text: voiceIn(language).t(key), parse_mode: 'HTML' }
    const content = await db.content.create({ data: { method: 'sendMessage', payload }, select: { id: true } })
    const mailing = { lane: 'notice', contentId: content.id, subject, quiet: Prisma.sql`recipient.quiet` } as const
    const recipients = Prisma.sql`
      WITH RECURSIVE ${zonedUnits}
      SELECT person.telegram_id AS chat_id, ${`${subject}:`} || person.id AS dedupe_key, ${quietOfRow(timeZone)} AS quiet
      FROM person LEFT JOIN roster_entry ON roster_entry.person_id = person.id
      LEFT JOIN zoned ON zoned.id = roster_entry.unit_id
      WHERE person.telegram_id = ANY(${`{${chats.join(',')}}`}::bigint[])`
    await postToMany(db, mailing, recipients, now)
  }
}
