import { Prisma } from '../../generated/prisma/client.ts'
import { dayOf, daysAfter, fromColumn, startOf } from '../../platform/calendar.ts'
import type { Db } from '../../platform/database/database.ts'
import { post, postToMany } from '../../platform/outbox/outbox.ts'
import type { Posted } from '../../platform/outbox/outbox.ts'
import type { Job } from '../../platform/scheduler/scheduler.ts'
import { languages } from '../../platform/texts.ts'
import type { Language } from '../../platform/texts.ts'
import type { Work } from '../../platform/work.ts'
import { Audience, recipients } from '../../shared/audiences/audience.ts'
import { listOfficers } from '../../shared/people/admins.ts'
import { unitsLedBy } from '../../shared/people/leading.ts'
import { onLeave } from '../../shared/people/leave.ts'
import { quietOf } from '../../shared/people/quiet.ts'
import { announceVersion } from './announcing.ts'
import { dropForgotten } from './drafts.ts'
import { funnelOf } from './funnel.ts'
import { escalationView, reminderView } from './reminderViews.ts'
import { isInForce, listEditions, reminderSubjectOf } from './versions.ts'
import type { Edition } from './versions.ts'

/** Days after which somebody is reminded who has not acknowledged a policy; shortly before the second time nobody is. */
const steps = { first: 3, pause: 6, second: 7 } as const
/** Where a policy held before it was published, its heads are told after so many days. */
const grace = 7

/**
 * Every morning: tells those of a policy who have come into its audience meanwhile, reminds those who have not acknowledged
 * it, and tells the heads on the day from which it holds. Each policy in a transaction of its own.
 */
export const reminding: Job<Work> = {
  name: 'policies.reminding',
  cron: '0 9 * * *',
  async run(work) {
    const { database, clock, handOver } = work
    const now = clock.now()
    const faults: unknown[] = []
    for (const edition of (await listEditions(database.client)).filter(isInForce))
      try {
        handOver(await database.client.$transaction((tx) => follow(work, tx, edition, now)))
      } catch (error) {
        // The others must not wait for it.
        faults.push(error)
      }
    database.wake('outbox')
    if (faults.length > 0) throw new AggregateError(faults, 'Policies could not be followed')
  },
}

/** Ends drafts that nobody has published within a week. */
export const dropping: Job<Work> = {
  name: 'policies.dropping',
  cron: '40 * * * *',
  async run({ database, clock, voice, handOver }) {
    handOver(await database.client.$transaction((tx) => dropForgotten(tx, voice, clock.now())))
  },
}

async function follow(work: Work, tx: Db, edition: Edition, now: Date): Promise<Posted[]> {
  await announceVersion(tx, edition, { voiceIn: (language) => work.voice(language), scope: work }, now)
  for (const language of languages) await remind(work, tx, edition, language, now)
  return escalate(work, tx, edition, now)
}

/** Reminds those who speak a language. A message that nobody gets is not written. */
async function remind(work: Work, tx: Db, edition: Edition, language: Language, now: Date): Promise<void> {
  const due = dueOf(work, edition, language, now)
  const [row] = await tx.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM (${due}) due`
  if (row === undefined || row.count === 0) return
  const payload = reminderView(work.voice(language), edition)
  const content = await tx.content.create({ data: { method: 'sendMessage', payload }, select: { id: true } })
  const subject = reminderSubjectOf(edition.id)
  const mailing = { lane: 'reminder', contentId: content.id, subject, quiet: Prisma.sql`recipient.quiet` } as const
  await postToMany(tx, mailing, due, now)
}

/**
 * Who is to be reminded today: chat_id, dedupe_key and quiet. Not who has acknowledged it, is on leave, has stopped reminders
 * or cannot be reached; three and seven days after they could first know of it, and on the day before it holds.
 */
function dueOf({ settings, groups }: Work, edition: Edition, language: Language, now: Date): Prisma.Sql {
  const { timeZone } = settings
  const today = dayOf(now, timeZone)
  const key = `${reminderSubjectOf(edition.id)}:`
  const isEve = edition.effective !== null && daysAfter(fromColumn(edition.effective), -1) === today
  const before = (days: number) => startOf(today, timeZone, 1 - days).toISOString()
  const start = Prisma.sql`GREATEST(person.consent_at, ${edition.publishedAt.toISOString()}::timestamptz)`
  const hasKey = (kind: string) => Prisma.sql`EXISTS (
    SELECT 1 FROM message WHERE message.dedupe_key = ${`${key}${kind}:`} || person.id)`
  return Prisma.sql`
    SELECT chat_id, ${key} || kind || ':' || person_id AS dedupe_key, quiet FROM (
      SELECT people.chat_id, people.person_id, people.quiet,
        CASE WHEN ${isEve} THEN 'eve'
          WHEN ${start} < ${before(steps.second)}::timestamptz THEN 'second'
          WHEN ${start} < ${before(steps.first)}::timestamptz AND ${start} >= ${before(steps.pause)}::timestamptz
            AND NOT ${hasKey('eve')} THEN 'first' END AS kind
      FROM (${recipients(Audience.parse(edition.audience), { settings, groups }, 'reminders')}) people
      JOIN person ON person.id = people.person_id
      WHERE COALESCE(people.language, 'id') = ${language} AND NOT ${onLeave(now, timeZone)}
        AND ${start} < ${startOf(today, timeZone).toISOString()}::timestamptz
        AND NOT EXISTS (
          SELECT 1 FROM policy_reading reading WHERE reading.version_id = ${edition.id}
            AND reading.person_id = people.person_id AND reading.acknowledged_at IS NOT NULL)
    ) candidate
    WHERE kind IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM message WHERE message.dedupe_key = ${key} || kind || ':' || person_id)`
}

/** Tells each head, once, how many of their units have not acknowledged it; on the day from which it holds. */
async function escalate(work: Work, tx: Db, edition: Edition, now: Date): Promise<Posted[]> {
  const { settings } = work
  if (edition.escalatedAt !== null || dayOf(now, settings.timeZone) < escalationDay(edition, settings.timeZone))
    return []
  const posted: Posted[] = []
  for (const { id, telegramId, language } of await listOfficers(tx, ['head'], [])) {
    const { total } = await funnelOf(tx, edition.id, await unitsLedBy(tx, telegramId), settings)
    if (total.roster === total.acknowledged) continue
    const payload = escalationView(work.voice(language), edition, total)
    const quiet = await quietOf(tx, telegramId, settings)
    const dedupeKey = `policyEscalation:${edition.id}:${id}`
    posted.push(
      ...(await post(
        tx,
        [{ lane: 'notice', chatId: telegramId, method: 'sendMessage', payload, dedupeKey, quiet }],
        now,
      )),
    )
  }
  await tx.policyVersion.update({ where: { id: edition.id }, data: { escalatedAt: now } })
  return posted
}

/** The day on which heads are told: that from which it holds, but not before people have had time to read it. */
function escalationDay({ effective, publishedAt }: Edition, timeZone: string): string {
  const published = dayOf(publishedAt, timeZone)
  const holds = effective === null ? published : fromColumn(effective)
  return holds > published ? holds : daysAfter(published, grace)
}
