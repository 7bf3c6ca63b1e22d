import { randomUUID } from 'node:crypto'
import type { Forum, ForumParticipant } from '../../generated/prisma/client.ts'
import type { Db } from '../../platform/database/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Settings } from '../../platform/work.ts'
import { ownedBy } from '../../shared/tickets/authors.ts'
import { topUnitOf } from './places.ts'

type Key = Pick<Settings, 'sealing'>

/** By what a participant is found: the person where statements carry names, else a keyed hash that differs in each forum. */
export async function identityIn(
  db: Db,
  { sealing }: Key,
  { id, isNamed }: Pick<Forum, 'id' | 'isNamed'>,
  telegramId: bigint,
): Promise<{ personId: bigint } | { personKey: string }> {
  if (!isNamed) {
    const personKey = anonymousKey({ sealing }, id, telegramId)
    if (personKey === null) throw new Refusal('tickets:noAnonymity')
    return { personKey }
  }
  return { personId: (await db.person.findUniqueOrThrow({ where: { telegramId }, select: { id: true } })).id }
}

/** By what somebody is found in an anonymous forum; null: without the city's key nobody is. */
export function anonymousKey({ sealing }: Key, forumId: bigint, telegramId: bigint): string | null {
  return sealing && sealing.hash(`forum ${forumId} ${telegramId}`)
}

/** Somebody as they take part; null: they do not yet. */
export async function participantIn(
  db: Db,
  key: Key,
  forum: Pick<Forum, 'id' | 'isNamed'>,
  telegramId: bigint,
): Promise<ForumParticipant | null> {
  const identity = await identityIn(db, key, forum, telegramId)
  return db.forumParticipant.findFirst({ where: { forumId: forum.id, ...identity } })
}

/** Somebody as they take part from now on, if they do not yet; the unit is noted as of now. */
export async function join(
  db: Db,
  key: Key,
  forum: Pick<Forum, 'id' | 'isNamed'>,
  telegramId: bigint,
): Promise<ForumParticipant> {
  const found = await participantIn(db, key, forum, telegramId)
  if (found !== null) return found
  const identity = await identityIn(db, key, forum, telegramId)
  const { sealedAuthor } = await ownedBy(db, key, { telegramId, isAnonymous: !forum.isNamed })
  const place = await topUnitOf(db, telegramId)
  const data = { id: randomUUID(), forumId: forum.id, ...identity, ...(sealedAuthor && { sealedAuthor }), ...place }
  // Two presses of one person are handled one after the other, so nobody else can have made it.
  return db.forumParticipant.create({ data })
}

/** How many take part who have voted, and how many votes count: as they were last computed, and what came since. */
export async function turnout(db: Db, forumId: bigint): Promise<{ people: number; votes: number }> {
  const [row] = await db.$queryRaw<{ people: number; votes: number }[]>`
    WITH counted AS MATERIALIZED (
      SELECT watermark, voters, (SELECT sum(value::int) FROM jsonb_array_elements_text(opinion->'everyone'->'votes')) AS votes
      FROM forum_snapshot WHERE forum_id = ${forumId} ORDER BY id DESC LIMIT 1
    ), since AS MATERIALIZED (SELECT coalesce((SELECT watermark FROM counted), 0) AS id),
    fresh AS (
      SELECT DISTINCT participant_id, statement_id FROM forum_vote
      WHERE forum_id = ${forumId} AND id > (SELECT id FROM since)
    ), known AS (
      SELECT participant_id,
        EXISTS (SELECT 1 FROM forum_vote one WHERE one.participant_id = fresh.participant_id AND one.id <= (SELECT id FROM since)) AS person,
        EXISTS (SELECT 1 FROM forum_vote one WHERE one.participant_id = fresh.participant_id
          AND one.statement_id = fresh.statement_id AND one.id <= (SELECT id FROM since)) AS vote
      FROM fresh)
    SELECT (coalesce((SELECT voters FROM counted), 0) + count(DISTINCT participant_id) FILTER (WHERE NOT person))::int AS people,
      (coalesce((SELECT votes FROM counted), 0) + count(*) FILTER (WHERE NOT vote))::int AS votes FROM known`
  return row ?? { people: 0, votes: 0 }
}
