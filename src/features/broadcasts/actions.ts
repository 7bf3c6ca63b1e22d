import { Prisma } from '../../generated/prisma/client.ts'
import type { Broadcast } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { postToMany } from '../../platform/outbox/outbox.ts'
import { Refusal } from '../../platform/refusal.ts'
import { languages } from '../../platform/texts.ts'
import type { Language } from '../../platform/texts.ts'
import { Audience, recipients } from '../../shared/audiences/audience.ts'
import type { Scope } from '../../shared/audiences/audience.ts'
import { record } from '../../shared/audit/record.ts'
import type { Content } from './content.ts'

/** What the deliveries of a broadcast are about. */
export const subjectOf = (id: bigint) => `broadcast:${id}`

/** What a broadcast is made of. */
export interface Draft {
  authorChat: bigint
  /** The author's, for what they are told. */
  language: Language
  content: Content
  audience: Audience
  /** The audience in words. */
  audienceText: string
  /** Held back in quiet hours, for each recipient in theirs. */
  keepsQuiet: boolean
  /** At any hour, also to those who stopped announcements. */
  urgent?: boolean
  /** Offers "Saya sudah baca". */
  asksReading?: boolean
  /** When it is to be sent; empty: at once. */
  dueAt?: Date
}

/** What sending depends on beside the rows. */
export interface Surroundings extends Scope {
  /** The keyboard of "Saya sudah baca" below a broadcast. */
  readKeyboard(language: Language, id: bigint): object
}

/** Writes a broadcast; one without a time of its own is sent: refused when there is nobody. */
export async function announce(db: Db, draft: Draft, around: Surroundings, now: Date): Promise<Broadcast> {
  const { content, language, audience, audienceText, authorChat, keepsQuiet, dueAt } = draft
  const { method, payload, fileId } = content
  const kept = await db.content.create({ data: { method, payload, fileId: fileId === null ? null : BigInt(fileId) } })
  const broadcast = await db.broadcast.create({
    data: {
      authorChat,
      language,
      audience,
      audienceText,
      contentId: kept.id,
      total: 0,
      keepsQuiet,
      urgent: draft.urgent ?? false,
      asksReading: draft.asksReading ?? false,
      createdAt: now,
      ...(dueAt && { state: 'scheduled', dueAt }),
    },
  })
  if (dueAt !== undefined) {
    await record(db, authorChat, { action: 'scheduled', object: subjectOf(broadcast.id) }, now)
    return broadcast
  }
  const sent = await fixAudience(db, broadcast, around, now)
  if (sent.total === 0) throw new Refusal('broadcasts:nobodyLeft')
  await record(db, authorChat, { action: 'announced', object: subjectOf(broadcast.id) }, now)
  return sent
}

/**
 * Writes a message for each person of the audience, who are thereby fixed, in one statement; wake 'outbox' after the
 * commit. Nobody: it is over.
 */
export async function fixAudience(db: Db, broadcast: Broadcast, around: Surroundings, now: Date): Promise<Broadcast> {
  const { id, contentId, urgent, keepsQuiet, asksReading } = broadcast
  const subject = subjectOf(id)
  const selected = recipients(audienceOf(broadcast), around, urgent ? null : 'announcements')
  const people = Prisma.sql`
    SELECT chat_id, language, quiet, ${`${subject}:`} || person_id AS dedupe_key FROM (${selected}) people`
  const total = await postToMany(
    db,
    {
      lane: urgent ? 'urgent' : 'broadcast',
      contentId,
      subject,
      quiet: keepsQuiet ? Prisma.sql`recipient.quiet` : undefined,
      payload: asksReading ? keyboardOf(id, around) : undefined,
    },
    people,
    now,
  )
  // Of nobody there is nothing to report a day later.
  const over =
    total === 0 ? ({ state: 'finished', finishedAt: now, reportedAt: now } as const) : ({ state: 'sending' } as const)
  return db.broadcast.update({ where: { id }, data: { total, startedAt: now, ...over } })
}

/** Each recipient's button in their own language, as SQL over `recipient`. */
function keyboardOf(id: bigint, { readKeyboard }: Surroundings): Prisma.Sql {
  const markup = (language: Language) =>
    Prisma.sql`${JSON.stringify({ reply_markup: readKeyboard(language, id) })}::jsonb`
  const [first, ...others] = languages
  const cases = others.map((language) => Prisma.sql`WHEN ${language} THEN ${markup(language)}`)
  return Prisma.sql`CASE recipient.language ${Prisma.join(cases, ' ')} ELSE ${markup(first)} END`
}

/** The audience of a stored broadcast. */
export function audienceOf({ audience }: Pick<Broadcast, 'audience'>): Audience {
  return Audience.parse(audience)
}

/**
 * Takes the author off their broadcasts; what others have received stays, and what waits for its time is called off with
 * its words.
 */
export async function disown(db: Db, telegramId: bigint): Promise<void> {
  const waiting = await db.broadcast.findMany({ where: { authorChat: telegramId, state: 'scheduled' } })
  const contents = waiting.map(({ contentId }) => contentId)
  await db.content.updateMany({ where: { id: { in: contents } }, data: { payload: {}, fileId: null } })
  await db.broadcast.updateMany({
    where: { authorChat: telegramId, state: 'scheduled' },
    data: { state: 'cancelled' },
  })
  await db.broadcast.updateMany({ where: { authorChat: telegramId }, data: { authorChat: null, progressId: null } })
}
