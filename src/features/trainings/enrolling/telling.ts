import { Prisma } from '../../../generated/prisma/client.ts'
import type { Category, MessageLane } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { MadeFile } from '../../../platform/files/documents.ts'
import { keepBytes } from '../../../platform/files/files.ts'
import { parameters } from '../../../platform/inbox/turn.ts'
import type { View } from '../../../platform/inbox/turn.ts'
import { keepContent } from '../../../platform/outbox/contents.ts'
import { post, postToMany } from '../../../platform/outbox/outbox.ts'
import type { Language, Voice } from '../../../platform/texts.ts'
import type { Work } from '../../../platform/work.ts'
import type { Scope } from '../../../shared/audiences/audience.ts'
import { spoken } from '../../../shared/people/admins.ts'
import { onLeave } from '../../../shared/people/leave.ts'
import { quietOfRow, zonedUnits } from '../../../shared/people/quiet.ts'

/** What telling people depends on beside the rows; a turn has it. */
export interface Around extends Scope {
  voiceIn(language: Language): Voice
}

/** The same for a job. */
export function aroundOf({ voice, settings, groups }: Work): Around {
  return { voiceIn: voice, settings, groups }
}

/** What reminds people of a training, or invites them, and loses its sense once they have answered. */
export const promptSubject = (trainingId: bigint) => `training:${trainingId}:prompt`
/** What tells people that they have got a place, or wait for one, and loses its sense once they say no. */
export const placeSubject = (trainingId: bigint) => `training:${trainingId}:place`
/** What is told of a training. */
export const newsSubject = (trainingId: bigint) => `training:${trainingId}`

/** One message for many of those whom a training knows. */
interface Mailing {
  trainingId: bigint
  lane: MessageLane
  subject: string
  /** Before the number of the person: nobody gets two messages with the same. */
  key: string
  /** Which of them, a condition over `enrolment`. */
  who: Prisma.Sql
  /** What they may have stopped; null: it comes to everyone. */
  category: Category | null
  /** Nobody who is on leave gets it. */
  sparesLeave: boolean
  view(voice: Voice): View
  file?(voice: Voice): Omit<MadeFile, 'caption' | 'isPhoto'>
}

/** Writes a message to each of these people, in their language; wake 'outbox' after the commit. */
export async function mail(db: Db, mailing: Mailing, around: Around, now: Date): Promise<void> {
  const { trainingId, key, who, category, sparesLeave, lane, subject } = mailing
  const { timeZone } = around.settings
  const muted = category === null ? Prisma.sql`TRUE` : Prisma.sql`NOT ${category}::category = ANY(person.muted)`
  const away = sparesLeave ? Prisma.sql`NOT ${onLeave(now, timeZone)}` : Prisma.sql`TRUE`
  const people = Prisma.sql`
    SELECT person.telegram_id AS chat_id, ${key} || person.id AS dedupe_key, person.language,
      ${quietOfRow(timeZone)} AS quiet
    FROM enrolment
    JOIN person ON person.id = enrolment.person_id
    LEFT JOIN roster_entry entry ON entry.person_id = person.id
    LEFT JOIN zoned ON zoned.id = entry.unit_id
    WHERE enrolment.training_id = ${trainingId} AND (${who}) AND person.lost_at IS NULL
      AND person.consent_at IS NOT NULL AND (${muted}) IS TRUE AND ${away}`
  const groups = await db.$queryRaw<{ language: string | null }[]>`
    WITH RECURSIVE ${zonedUnits} SELECT DISTINCT language FROM (${people}) people`
  for (const { language } of groups) {
    const voice = around.voiceIn(spoken(language))
    const file = mailing.file?.(voice)
    const fileId = file === undefined ? null : await keepBytes(db, file, now)
    const contentId = await keepContent(db, mailing.view(voice), fileId)
    const recipients = Prisma.sql`
      WITH RECURSIVE ${zonedUnits}
      SELECT chat_id, dedupe_key, quiet FROM (${people}) people WHERE language IS NOT DISTINCT FROM ${language}::text`
    await postToMany(db, { lane, contentId, subject, quiet: Prisma.sql`recipient.quiet` }, recipients, now)
  }
}

/** Something that single people are told, each once by its key. */
interface News {
  lane?: 'notice' | 'urgent'
  subject: string
  /** Before the number of the person. */
  key: string
  view(voice: Voice): View
}

/** Tells these people, in their language, if they can be reached; wake 'outbox' after the commit. */
export async function tell(db: Db, personIds: bigint[], news: News, around: Around, now: Date): Promise<void> {
  if (personIds.length === 0) return
  const people = await db.$queryRaw<{ id: bigint; chatId: bigint; language: string | null; quiet: string | null }[]>`
    WITH RECURSIVE ${zonedUnits}
    SELECT person.id, person.telegram_id AS "chatId", person.language, ${quietOfRow(around.settings.timeZone)} AS quiet
    FROM person
    LEFT JOIN roster_entry entry ON entry.person_id = person.id
    LEFT JOIN zoned ON zoned.id = entry.unit_id
    WHERE person.id = ANY(${`{${personIds.join(',')}}`}::bigint[])
      AND person.lost_at IS NULL AND person.consent_at IS NOT NULL
    ORDER BY person.id`
  const envelopes = people.map(({ id, chatId, language, quiet }) => ({
    lane: news.lane ?? ('notice' as const),
    chatId,
    method: 'sendMessage',
    payload: parameters(news.view(around.voiceIn(spoken(language)))),
    subject: news.subject,
    dedupeKey: `${news.key}${id}`,
    quiet: quiet ?? undefined,
  }))
  await post(db, envelopes, now)
}
