import { Prisma } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { keepContent } from '../../platform/outbox/contents.ts'
import { postToMany } from '../../platform/outbox/outbox.ts'
import { languages } from '../../platform/texts.ts'
import type { Language, Voice } from '../../platform/texts.ts'
import { Audience, recipients } from '../../shared/audiences/audience.ts'
import type { Scope } from '../../shared/audiences/audience.ts'
import { spoken } from '../../shared/people/admins.ts'
import { basesOf } from './carrying.ts'
import { dateText, toldView } from './newsViews.ts'
import { dateSubjectOf, subjectOf } from '../../shared/policies/versions.ts'
import type { Edition } from '../../shared/policies/versions.ts'

/** What telling people depends on beside the rows. */
export interface Telling {
  voiceIn(language: Language): Voice
  scope: Scope
}

/** People who are told the same in the same words: in one language, having acknowledged the same version before. */
interface Group {
  language: string | null
  baseId: bigint | null
}

/**
 * Tells everyone of a version's audience about it who has not been told yet and has nothing acknowledged. Gives how many;
 * wake 'outbox' after the commit.
 */
export async function announceVersion(
  db: Db,
  edition: Edition,
  { voiceIn, scope }: Telling,
  now: Date,
): Promise<number> {
  const untold = untoldOf(edition, scope)
  const groups = await db.$queryRaw<Group[]>`
    SELECT DISTINCT language, base_id AS "baseId" FROM (${untold}) untold`
  let written = 0
  for (const { language, baseId } of groups) {
    const voice = voiceIn(spoken(language))
    const contentId = await keepContent(db, await toldView(db, voice, edition, baseId))
    written += await postToMany(
      db,
      { lane: 'broadcast', contentId, subject: subjectOf(edition.id), quiet: Prisma.sql`recipient.quiet` },
      Prisma.sql`
        SELECT chat_id, dedupe_key, quiet FROM (${untold}) untold
        WHERE language IS NOT DISTINCT FROM ${language}::text AND base_id IS NOT DISTINCT FROM ${baseId}::bigint`,
      now,
    )
  }
  return written
}

/** Tells those who have acknowledged a version with the one before, for its text is the same, that it holds from another day. */
export async function announceDate(
  db: Db,
  previous: Edition,
  edition: Edition,
  { voiceIn, scope }: Telling,
  now: Date,
): Promise<void> {
  if (previous.effective?.getTime() === edition.effective?.getTime()) return
  const people = recipients(Audience.parse(edition.audience), scope, 'announcements')
  const subject = dateSubjectOf(edition.id)
  const key = `${subject}:`
  for (const language of languages) {
    const contentId = await keepContent(db, { text: dateText(voiceIn(language), edition) })
    await postToMany(
      db,
      {
        lane: 'broadcast',
        contentId,
        subject,
        quiet: Prisma.sql`recipient.quiet`,
      },
      Prisma.sql`
        SELECT people.chat_id, ${key} || people.person_id AS dedupe_key, people.quiet FROM (${people}) people
        JOIN policy_reading reading ON reading.version_id = ${edition.id} AND reading.person_id = people.person_id
        WHERE reading.is_carried AND COALESCE(people.language, 'id') = ${language}`,
      now,
    )
  }
}

/** Whom it concerns and who has neither been told nor acknowledged it: chat_id, person_id, dedupe_key, language, quiet, base_id. */
export function untoldOf(edition: Edition, scope: Scope): Prisma.Sql {
  const key = `${subjectOf(edition.id)}:`
  return Prisma.sql`
    SELECT people.chat_id, people.person_id, ${key} || people.person_id AS dedupe_key, people.language, people.quiet,
      base.version_id AS base_id
    FROM (${recipients(Audience.parse(edition.audience), scope, 'announcements')}) people
    LEFT JOIN (${basesOf(edition)}) base ON base.person_id = people.person_id
    WHERE NOT EXISTS (SELECT 1 FROM message WHERE message.dedupe_key = ${key} || people.person_id)
      AND NOT EXISTS (
        SELECT 1 FROM policy_notice notice
        WHERE notice.version_id = ${edition.id} AND notice.person_id = people.person_id AND notice.kind = 'news')
      AND NOT EXISTS (
        SELECT 1 FROM policy_reading reading WHERE reading.version_id = ${edition.id}
          AND reading.person_id = people.person_id AND reading.acknowledged_at IS NOT NULL)`
}
