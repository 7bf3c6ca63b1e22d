import type { Db } from '../../../platform/database/database.ts'

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
export interface Voter {
  forumId: bigint
  participantId: string
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
