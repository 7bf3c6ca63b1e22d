import type { Forum } from '../../../generated/prisma/client.ts'
import type { Db } from '../../../platform/database/database.ts'
import { activity } from '../activity.ts'
import { whileVoting } from '../ballot.ts'
import type { Voter } from './asked.ts'
import { drawing, drawn, drawnJoins, readDrawn } from './drawing.ts'
import type { Drawn, DrawnRow } from './drawing.ts'

/** What a vote says: agree, disagree, pass. */
export const voteValues = { y: 1, n: -1, s: 0 } as const
export type VoteSign = keyof typeof voteValues

/** On which statement, and how. */
interface Vote {
  statementId: bigint
  value: number
}

/**
 * Notes a vote on a statement that is asked, or was merged meanwhile: then it counts for the other one. False: it is none
 * of the forum's, is not asked, or the forum is not open.
 */
export async function castVote(
  tx: Db,
  { forumId, participantId }: Voter,
  { statementId, value }: Vote,
  now: Date,
): Promise<boolean> {
  await whileVoting(tx, forumId)
  const cast = await tx.$executeRaw`
    INSERT INTO forum_vote (forum_id, statement_id, participant_id, value)
    SELECT forum.id, statement.id, ${participantId}::uuid, ${value}::smallint
    FROM forum_statement statement JOIN forum ON forum.id = statement.forum_id
    WHERE statement.id = ${statementId} AND forum.id = ${forumId}
      AND forum.state = 'open' AND forum.closes_at > ${now.toISOString()}::timestamptz
      AND (statement.state IN ('accepted', 'merged') OR (statement.state = 'waiting' AND forum.moderation = 'after'))`
  return cast > 0
}

/** Who presses, before it is known whether the forum is named. */
interface Presser {
  telegramId: bigint
  /** Empty where nothing anonymous is kept. */
  personKey: string | null
}

/**
 * A vote of somebody who takes part, what is put to them next, and whether the groups are to be looked at, all in one
 * statement: in a hall hundreds press in the same second. null: it is not as simple as that, or not everybody may take part,
 * and nothing was noted.
 */
export async function voteQuickly(
  tx: Db,
  { forumId, telegramId, personKey }: Presser & Pick<Voter, 'forumId'>,
  { statementId, value }: Vote,
  now: Date,
): Promise<(Drawn & { forum: Pick<Forum, 'id' | 'title' | 'isNamed'>; isNews: boolean }) | null> {
  await whileVoting(tx, forumId)
  const [row] = await tx.$queryRaw<(DrawnRow & { title: string; isNamed: boolean; isNews: boolean })[]>`
    WITH held AS (
      SELECT id, title, is_named, moderation FROM forum
      WHERE id = ${forumId} AND state = 'open' AND closes_at > ${now.toISOString()}::timestamptz
        AND (is_public OR audience->>'kind' = 'all')
    ), voter AS (
      SELECT one.id FROM held JOIN forum_participant one ON one.forum_id = held.id AND one.person_key = ${personKey}
      WHERE NOT held.is_named
      UNION ALL
      SELECT one.id FROM held JOIN person ON person.telegram_id = ${telegramId}
      JOIN forum_participant one ON one.forum_id = held.id AND one.person_id = person.id WHERE held.is_named
    ), cast_now AS (
      INSERT INTO forum_vote (forum_id, statement_id, participant_id, value)
      SELECT held.id, statement.id, voter.id, ${value}::smallint
      FROM held CROSS JOIN voter JOIN forum_statement statement ON statement.forum_id = held.id
      WHERE statement.id = ${statementId} AND (statement.state IN ('accepted', 'merged')
        OR (statement.state = 'waiting' AND held.moderation = 'after'))
      RETURNING statement_id
    ), news AS (${activity(forumId, now)}), ${drawing(forumId)}
    SELECT held.title, held.is_named AS "isNamed", EXISTS (SELECT 1 FROM news) AS "isNews", ${drawn}
    FROM held JOIN cast_now ON TRUE ${drawnJoins}`
  if (row === undefined) return null
  const { title, isNamed, isNews } = row
  return { ...readDrawn(row), forum: { id: forumId, title, isNamed }, isNews }
}
