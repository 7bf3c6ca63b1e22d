import { randomInt } from 'node:crypto'
import type { Db } from '../../../platform/database/database.ts'

/** What a vote says: agree, disagree, pass. */
export const voteValues = { y: 1, n: -1, s: 0 } as const
export type VoteSign = keyof typeof voteValues

/** A statement as it is put to somebody. */
export interface Asked {
  id: bigint
  text: string
  /** The name on the roster of its author, in a named forum. */
  author: string | null
  /** How they voted on it; null: not yet. */
  value: number | null
}

/** Where somebody stands among the statements that are asked. */
export interface Progress {
  voted: number
  all: number
}

/** Whom, and among which statements: what a vote depends on. */
interface Voter {
  forumId: bigint
  participantId: string
}

const fineness = 2 ** 47

/**
 * Notes a vote on a statement that is asked, or was merged meanwhile: then it counts for the other one. False: it is none
 * of the forum's, is not asked, or the forum is not open.
 */
export async function castVote(
  tx: Db,
  { forumId, participantId }: Voter,
  statementId: bigint,
  value: number,
  now: Date,
): Promise<boolean> {
  const cast = await tx.$executeRaw`
    INSERT INTO forum_vote (forum_id, statement_id, participant_id, value)
    SELECT forum.id, statement.id, ${participantId}::uuid, ${value}::smallint
    FROM forum_statement statement JOIN forum ON forum.id = statement.forum_id
    WHERE statement.id = ${statementId} AND forum.id = ${forumId}
      AND forum.state = 'open' AND forum.closes_at > ${now.toISOString()}::timestamptz
      AND (statement.state IN ('accepted', 'merged') OR (statement.state = 'waiting' AND forum.moderation = 'after'))`
  return cast > 0
}

/**
 * The statement that is put to somebody next, drawn with a probability proportional to its priority (Polis; 1 where none is
 * known yet) among those asked on which they have not voted, and how far they are; null: they have voted on all. In one query.
 */
export async function drawNext(
  tx: Db,
  { forumId, participantId }: Voter,
): Promise<{ next: Asked | null; progress: Progress }> {
  const uniform = randomInt(fineness) / fineness
  const [row] = await tx.$queryRaw<(Progress & { id: bigint | null; text: string; author: string | null })[]>`
    WITH priority AS (
      SELECT opinion->'priorities' AS of FROM forum_snapshot WHERE forum_id = ${forumId} ORDER BY id DESC LIMIT 1
    ), asked AS (
      SELECT statement.id, coalesce((SELECT of->>statement.number::text FROM priority)::float8, 1) AS weight,
        EXISTS (SELECT 1 FROM forum_vote WHERE participant_id = ${participantId}::uuid AND statement_id = statement.id) AS voted
      FROM forum_statement statement JOIN forum ON forum.id = statement.forum_id
      WHERE statement.forum_id = ${forumId}
        AND (statement.state = 'accepted' OR (statement.state = 'waiting' AND forum.moderation = 'after'))
    ), open AS (
      SELECT id, sum(weight) OVER (ORDER BY id) AS upto, sum(weight) OVER () AS total FROM asked WHERE NOT voted
    ), drawn AS (
      SELECT id FROM open WHERE upto > ${uniform}::float8 * total ORDER BY id LIMIT 1
    )
    SELECT (SELECT count(*) FROM asked)::int AS all, (SELECT count(*) FROM asked WHERE voted)::int AS voted,
      statement.id, statement.text, entry.name AS author
    FROM (SELECT 1) one
    LEFT JOIN drawn ON TRUE
    LEFT JOIN forum_statement statement ON statement.id = drawn.id
    LEFT JOIN roster_entry entry ON entry.person_id = statement.person_id`
  if (row === undefined) throw new Error('A query of one row gave none')
  const { id, text, author, voted, all } = row
  return { next: id === null ? null : { id, text, author, value: null }, progress: { voted, all } }
}

/** The statement on which somebody voted last before a vote; null: none. `before`: that vote, 0 for none. */
export async function lastVoted(
  tx: Db,
  { participantId }: Voter,
  before: bigint,
): Promise<{ asked: Asked; vote: bigint } | null> {
  const [row] = await tx.$queryRaw<(Asked & { vote: bigint })[]>`
    WITH own AS (
      SELECT statement_id, max(id) AS vote FROM forum_vote WHERE participant_id = ${participantId}::uuid GROUP BY statement_id
    )
    SELECT statement.id, statement.text, entry.name AS author, forum_vote.value, own.vote
    FROM own JOIN forum_vote ON forum_vote.id = own.vote
    JOIN forum_statement statement ON statement.id = own.statement_id AND statement.state IN ('accepted', 'waiting')
    LEFT JOIN roster_entry entry ON entry.person_id = statement.person_id
    WHERE ${before} = 0 OR own.vote < ${before} ORDER BY own.vote DESC LIMIT 1`
  if (row === undefined) return null
  const { vote, ...asked } = row
  return { asked, vote }
}

/** A statement that is asked, and how somebody voted on it; null: it is not asked. */
export async function readAsked(tx: Db, { forumId, participantId }: Voter, id: bigint): Promise<Asked | null> {
  const [row] = await tx.$queryRaw<Asked[]>`
    SELECT statement.id, statement.text, entry.name AS author, (
      SELECT value FROM forum_vote
      WHERE participant_id = ${participantId}::uuid AND statement_id = statement.id ORDER BY id DESC LIMIT 1) AS value
    FROM forum_statement statement JOIN forum ON forum.id = statement.forum_id
    LEFT JOIN roster_entry entry ON entry.person_id = statement.person_id
    WHERE statement.id = ${id} AND forum.id = ${forumId}
      AND (statement.state = 'accepted' OR (statement.state = 'waiting' AND forum.moderation = 'after'))`
  return row ?? null
}
