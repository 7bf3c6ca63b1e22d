import { Prisma } from '../../generated/prisma/client.ts'
import type { Category, MessageLane, Round } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { keepContent } from '../../platform/outbox/contents.ts'
import { postToMany } from '../../platform/outbox/outbox.ts'
import type { Work } from '../../platform/work.ts'
import { Audience, recipients } from '../audiences/audience.ts'
import { spoken } from '../people/admins.ts'
import { onLeave } from '../people/leave.ts'
import { quietOfRow, zonedUnits } from '../people/quiet.ts'
import { countingUnits } from '../results/batches.ts'
import { readOffice } from '../workdays/holidays.ts'
import { roundView } from './asking.ts'
import type { Definition } from './definition.ts'
import { reminderTimes } from './times.ts'
import { definitionOf } from './versions.ts'

type Around = Pick<Work, 'settings' | 'groups' | 'voice'>

/** What messages about a round are about. */
export function subjectOf(roundId: bigint): string {
  return `round:${roundId}`
}

/** The messages about a round that somebody may still be going to get. */
export function messageKeys(roundId: bigint, personId: bigint): string[] {
  return [openingKey(roundId), ...[1, 2, 3].map((n) => reminderKey(roundId, n))].map((key) => key + String(personId))
}

/**
 * Opens a round: its audience is asked, and told unless they are on leave or have stopped such messages. Under which unit
 * each counts is settled now. Wake 'outbox' after the commit.
 */
export async function openRound(around: Around, tx: Db, round: Round, now: Date): Promise<void> {
  const definition = await definitionOf(tx, round.versionId)
  const { settings, groups } = around
  const audience = recipients(Audience.parse(round.audience), { settings, groups }, null)
  await tx.$executeRaw`
    INSERT INTO participation (round_id, person_id, unit_id)
    SELECT ${round.id}, asked.person_id, entry.unit_id
    FROM (${audience}) asked
    LEFT JOIN roster_entry entry ON entry.person_id = asked.person_id AND entry.left_at IS NULL
    ON CONFLICT DO NOTHING`
  await placeUnits(tx, round.id, settings.minGroup)
  const office = await readOffice(tx, settings, now)
  const [first] = reminderTimes(office, { ...round, opensAt: now })
  await tx.round.update({
    where: { id: round.id },
    data: { state: 'open', opensAt: now, nextReminderAt: first ?? null },
  })
  await tellOpening(around, tx, round, definition, now)
}

/**
 * Asks those whom an open round's audience has come to hold since it opened, such as who has enrolled meanwhile; each counts
 * under their unit if others do, else under the next one above it. Gives how many they are; wake 'outbox' after the commit.
 */
export async function askMore(around: Around, tx: Db, round: Round, now: Date): Promise<number> {
  const { settings, groups } = around
  const audience = recipients(Audience.parse(round.audience), { settings, groups }, null)
  const more = await tx.$queryRaw<{ personId: bigint; unitId: bigint | null }[]>`
    SELECT asked.person_id AS "personId", entry.unit_id AS "unitId"
    FROM (${audience}) asked
    LEFT JOIN roster_entry entry ON entry.person_id = asked.person_id AND entry.left_at IS NULL
    WHERE NOT EXISTS (
      SELECT 1 FROM participation WHERE participation.round_id = ${round.id} AND participation.person_id = asked.person_id)`
  if (more.length === 0) return 0
  const counting = await tx.participation.groupBy({ by: ['unitId'], where: { roundId: round.id } })
  const parents = await parentsOf(tx)
  const placeOf = (unit: bigint | null): bigint | null =>
    unit === null || counting.some(({ unitId }) => unitId === unit) ? unit : placeOf(parents.get(unit) ?? null)
  await tx.participation.createMany({
    data: more.map(({ personId, unitId }) => ({ roundId: round.id, personId, unitId: placeOf(unitId) })),
    skipDuplicates: true,
  })
  await tellOpening(around, tx, round, await definitionOf(tx, round.versionId), now)
  return more.length
}

/** Reminds those who have not finished, and notes when this is next due. Wake 'outbox' after the commit. */
export async function remind(around: Around, tx: Db, round: Round, now: Date): Promise<void> {
  const definition = await definitionOf(tx, round.versionId)
  const office = await readOffice(tx, around.settings, now)
  const later = reminderTimes(office, round).filter((at) => at > now)
  const reminded = round.reminded + 1
  const isLast = reminded >= round.reminders
  await tx.round.update({
    where: { id: round.id },
    data: { reminded, nextReminderAt: isLast ? null : (later[0] ?? null) },
  })
  await tell(around, tx, round, definition, now, {
    what: 'reminded',
    key: reminderKey(round.id, reminded),
    lane: 'reminder',
    category: definition.use === 'checkin' ? 'checkins' : 'reminders',
  })
}

const openingKey = (roundId: bigint) => `${subjectOf(roundId)}:`
const reminderKey = (roundId: bigint, n: number) => `${subjectOf(roundId)}:r${n}:`

interface Telling {
  what: 'opened' | 'reminded'
  /** Before the person's number. */
  key: string
  lane: MessageLane
  /** What they may have stopped. */
  category: Category
}

/** Tells that a round is open, once everyone. */
async function tellOpening(around: Around, tx: Db, round: Round, definition: Definition, now: Date): Promise<void> {
  const isCheckin = definition.use === 'checkin'
  await tell(around, tx, round, definition, now, {
    what: 'opened',
    key: openingKey(round.id),
    lane: isCheckin ? 'reminder' : 'broadcast',
    category: isCheckin ? 'checkins' : 'announcements',
  })
}

/** Tells everyone who is asked and has not finished. */
async function tell(
  { settings, voice }: Around,
  tx: Db,
  round: Round,
  definition: Definition,
  now: Date,
  { what, key, lane, category }: Telling,
): Promise<void> {
  const untold = Prisma.sql`
    FROM participation JOIN person ON person.id = participation.person_id
    LEFT JOIN roster_entry ON roster_entry.person_id = person.id
    LEFT JOIN zoned ON zoned.id = roster_entry.unit_id
    WHERE participation.round_id = ${round.id} AND NOT participation.is_finished AND person.lost_at IS NULL
      AND person.consent_at IS NOT NULL AND NOT ${onLeave(now, settings.timeZone)}
      AND NOT (${category}::category = ANY(person.muted))`
  const groups = await tx.$queryRaw<{ language: string | null }[]>`
    WITH RECURSIVE ${zonedUnits} SELECT DISTINCT person.language ${untold}`
  for (const { language } of groups) {
    const contentId = await keepContent(tx, roundView(voice(spoken(language)), round, definition, what))
    const mailing = { lane, contentId, subject: subjectOf(round.id), quiet: Prisma.sql`recipient.quiet` }
    const people = Prisma.sql`
      WITH RECURSIVE ${zonedUnits}
      SELECT person.telegram_id AS chat_id, ${key} || person.id AS dedupe_key,
        ${quietOfRow(settings.timeZone)} AS quiet
      ${untold} AND person.language IS NOT DISTINCT FROM ${language}::text`
    await postToMany(tx, mailing, people, now)
  }
}

/** Whose unit is too small counts with the one above it. */
async function placeUnits(tx: Db, roundId: bigint, minGroup: number): Promise<void> {
  const rows = await tx.$queryRaw<{ unit: bigint; people: number }[]>`
    SELECT unit_id AS unit, count(*)::int AS people FROM participation
    WHERE round_id = ${roundId} AND unit_id IS NOT NULL GROUP BY unit_id`
  const parents = await parentsOf(tx)
  const sizes = new Map(rows.map(({ unit, people }) => [unit, people]))
  const places = [...countingUnits(sizes, (unit) => parents.get(unit) ?? null, minGroup)]
  const moved = places.filter(([unit, place]) => unit !== place)
  if (moved.length === 0) return
  const numbers = (list: (bigint | null)[]) => `{${list.map((one) => one ?? 'NULL').join(',')}}`
  await tx.$executeRaw`
    UPDATE participation SET unit_id = moved.place
    FROM unnest(${numbers(moved.map(([unit]) => unit))}::bigint[], ${numbers(moved.map(([, place]) => place))}::bigint[])
      AS moved (unit, place)
    WHERE participation.round_id = ${roundId} AND participation.unit_id = moved.unit`
}

/** The unit above each; null: there is none. */
async function parentsOf(tx: Db): Promise<Map<bigint, bigint | null>> {
  const units = await tx.unit.findMany({ select: { id: true, parentId: true } })
  return new Map(units.map(({ id, parentId }) => [id, parentId]))
}
