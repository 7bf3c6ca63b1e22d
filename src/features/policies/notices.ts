import { Prisma } from '../../generated/prisma/client.ts'
import { dayOf, daysAfter, fromColumn, startOf } from '../../platform/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { withdrawKeys } from '../../platform/outbox/holding.ts'
import { keepContent } from '../../platform/outbox/contents.ts'
import { postToMany } from '../../platform/outbox/outbox.ts'
import type { Work } from '../../platform/work.ts'
import { Audience, recipients } from '../../shared/audiences/audience.ts'
import { spoken } from '../../shared/people/admins.ts'
import { onLeave } from '../../shared/people/leave.ts'
import { quietOfRow, zonedUnits } from '../../shared/people/quiet.ts'
import { untoldOf } from './announcing.ts'
import { basesOf } from './carrying.ts'
import { Items, noticeView } from './noticeViews.ts'
import { subjectOf } from '../../shared/policies/versions.ts'
import type { Edition } from '../../shared/policies/versions.ts'

/** Days after which somebody is reminded who has not acknowledged a policy; shortly before the second time nobody is. */
const steps = { first: 3, pause: 6, second: 7 } as const

/** Notes whom a version has come to since it was announced, and who is to be reminded of it today; each once. */
export async function noteDue(work: Work, tx: Db, edition: Edition, now: Date): Promise<void> {
  const at = now.toISOString()
  await tx.$executeRaw`
    INSERT INTO policy_notice (version_id, person_id, kind, base_id, created_at)
    SELECT ${edition.id}, untold.person_id, 'news', untold.base_id, ${at}::timestamptz
    FROM (${untoldOf(edition, work)}) untold
    ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO policy_notice (version_id, person_id, kind, base_id, created_at)
    SELECT ${edition.id}, due.person_id, due.kind::policy_notice_kind, base.version_id, ${at}::timestamptz
    FROM (${remindedOf(work, edition, now)}) due LEFT JOIN (${basesOf(edition)}) base ON base.person_id = due.person_id
    ON CONFLICT DO NOTHING`
}

/** Everyone for whom something is noted and not written yet: person_id, and their items as JSON. */
const noted = Prisma.sql`
  SELECT person_id, jsonb_agg(jsonb_build_object(
    'version', version_id::text, 'kind', kind::text, 'base', base_id::text) ORDER BY version_id, kind) AS items
  FROM policy_notice WHERE key IS NULL GROUP BY person_id`

/**
 * Writes one message to each of those for whom something is noted, whatever the number of their policies; what is no longer
 * in force is told to nobody. Wake 'outbox' after the commit.
 */
export async function tellNoted(work: Work, tx: Db, editions: Edition[], now: Date): Promise<void> {
  await tx.policyNotice.deleteMany({ where: { key: null, versionId: { notIn: editions.map(({ id }) => id) } } })
  const groups = await tx.$queryRaw<{ language: string | null; items: unknown }[]>`
    SELECT DISTINCT person.language, noted.items FROM (${noted}) noted JOIN person ON person.id = noted.person_id`
  const prefix = `policyNotice:${now.getTime()}:`
  for (const { language, items } of groups) {
    const told = Items.parse(items)
    const contentId = await keepContent(tx, await noticeView(tx, work.voice(spoken(language)), editions, told))
    const mailing = {
      lane: told.every(({ kind }) => kind === 'news') ? 'broadcast' : 'reminder',
      contentId,
      subject: 'policyNotice',
      quiet: Prisma.sql`recipient.quiet`,
    } as const
    const people = Prisma.sql`
      WITH RECURSIVE ${zonedUnits}
      SELECT person.telegram_id AS chat_id, ${prefix} || person.id AS dedupe_key,
        ${quietOfRow(work.settings.timeZone)} AS quiet
      FROM (${noted}) noted JOIN person ON person.id = noted.person_id
      LEFT JOIN roster_entry entry ON entry.person_id = person.id
      LEFT JOIN zoned ON zoned.id = entry.unit_id
      WHERE person.language IS NOT DISTINCT FROM ${language}::text AND noted.items = ${JSON.stringify(items)}::jsonb`
    await postToMany(tx, mailing, people, now)
  }
  await tx.$executeRaw`UPDATE policy_notice SET key = ${prefix} || person_id WHERE key IS NULL`
}

/**
 * Who is to be reminded of a version today: person_id and kind. Not who has acknowledged it, is on leave, has stopped
 * reminders or cannot be reached; three and seven days after they were told of it, and on the day before it holds.
 */
function remindedOf({ settings, groups }: Work, edition: Edition, now: Date): Prisma.Sql {
  const { timeZone } = settings
  const today = dayOf(now, timeZone)
  const isEve = edition.effective !== null && daysAfter(fromColumn(edition.effective), -1) === today
  const before = (days: number) => startOf(today, timeZone, 1 - days).toISOString()
  const published = edition.publishedAt.toISOString()
  const start = Prisma.sql`GREATEST(person.consent_at, ${published}::timestamptz, announced.created_at, news.created_at)`
  return Prisma.sql`
    SELECT person_id, kind FROM (
      SELECT people.person_id,
        CASE WHEN ${isEve} THEN 'eve'
          WHEN ${start} < ${before(steps.second)}::timestamptz THEN 'second'
          WHEN ${start} < ${before(steps.first)}::timestamptz AND ${start} >= ${before(steps.pause)}::timestamptz
            AND eve.person_id IS NULL THEN 'first' END AS kind
      FROM (${recipients(Audience.parse(edition.audience), { settings, groups }, 'reminders')}) people
      JOIN person ON person.id = people.person_id
      LEFT JOIN message announced ON announced.dedupe_key = ${`${subjectOf(edition.id)}:`} || person.id
      LEFT JOIN policy_notice news
        ON news.version_id = ${edition.id} AND news.person_id = person.id AND news.kind = 'news'
      LEFT JOIN policy_notice eve
        ON eve.version_id = ${edition.id} AND eve.person_id = person.id AND eve.kind = 'eve'
      WHERE NOT ${onLeave(now, timeZone)} AND ${start} < ${startOf(today, timeZone).toISOString()}::timestamptz
        AND NOT EXISTS (
          SELECT 1 FROM policy_reading reading WHERE reading.version_id = ${edition.id}
            AND reading.person_id = people.person_id AND reading.acknowledged_at IS NOT NULL)
    ) candidate
    WHERE kind IS NOT NULL`
}

/**
 * Messages by the clock that still wait are withdrawn where all that they tell of is acknowledged or no longer in force; those
 * of one person, or those about a version, which nothing more is noted of.
 */
export async function withdrawNotices(
  db: Db,
  of: { personId: bigint } | { versionId: bigint },
  now: Date,
): Promise<void> {
  if ('versionId' in of) await db.policyNotice.deleteMany({ where: { versionId: of.versionId, key: null } })
  const concerned =
    'versionId' in of
      ? Prisma.sql`notice.key IN (SELECT key FROM policy_notice WHERE version_id = ${of.versionId})`
      : Prisma.sql`notice.person_id = ${of.personId}`
  const rows = await db.$queryRaw<{ key: string }[]>`
    SELECT notice.key FROM policy_notice notice
    JOIN message ON message.dedupe_key = notice.key AND message.state IN ('queued', 'sending', 'held')
    JOIN policy_version version ON version.id = notice.version_id
    JOIN policy ON policy.id = version.policy_id
    LEFT JOIN policy_reading reading
      ON reading.version_id = notice.version_id AND reading.person_id = notice.person_id
    WHERE ${concerned}
    GROUP BY notice.key
    HAVING bool_and(reading.acknowledged_at IS NOT NULL OR policy.withdrawn_at IS NOT NULL OR EXISTS (
      SELECT 1 FROM policy_version newer
      WHERE newer.policy_id = version.policy_id AND newer.number > version.number))`
  const keys = rows.map(({ key }) => key)
  await withdrawKeys(db, keys, now)
}
